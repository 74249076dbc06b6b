//! Fuzzes what proxies and web servers answer before they pass a connection on.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::way_oracle::answer(data));
