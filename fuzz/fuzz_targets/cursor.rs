//! Fuzzes cursors with a mask.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::rectangle(-239, data));
