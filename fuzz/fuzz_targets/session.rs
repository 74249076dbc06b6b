//! Fuzzes a session from ServerInit on.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::session(data));
