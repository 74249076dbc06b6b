//! Fuzzes a connection from the first byte on.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::handshake(data));
