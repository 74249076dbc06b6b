//! Fuzzes extended clipboard messages.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::clipboard(data));
