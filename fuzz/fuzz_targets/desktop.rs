//! Fuzzes rectangles that change the desktop's size and screens.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::oracle::rectangle(-308, data));
