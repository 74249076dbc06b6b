//! Fuzzes SASL, from the list of mechanisms on.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::sasl(data));
