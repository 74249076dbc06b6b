//! Fuzzes JPEG rectangles.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::encoding(rfb::Encoding::H264, data));
