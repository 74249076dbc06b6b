//! Fuzzes the security types with lengths and numbers of their own.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::log_in(data));
