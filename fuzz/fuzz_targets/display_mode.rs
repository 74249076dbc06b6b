//! Fuzzes changes of the pixel format and size.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::rectangle(0x574d_5669, data));
