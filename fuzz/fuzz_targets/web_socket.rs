//! Fuzzes the frames of a web socket.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::way_oracle::frames(data));
