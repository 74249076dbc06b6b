//! Fuzzes the JPEG decoder alone.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::jpeg_picture(data));
