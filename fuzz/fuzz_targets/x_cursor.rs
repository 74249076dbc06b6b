//! Fuzzes cursors of two colours.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::rectangle(-240, data));
