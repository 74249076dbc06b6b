//! Fuzzes cursors with transparency.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::rectangle(-314, data));
