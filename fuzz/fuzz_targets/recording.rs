//! Fuzzes the reader of recordings.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::recording(data));
