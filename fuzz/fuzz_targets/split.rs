//! Fuzzes the same bytes split in two ways.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::split(data));
