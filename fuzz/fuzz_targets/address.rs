//! Fuzzes what the user names: targets, computers to log in to, proxies and header fields.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::address_oracle::address(data));
