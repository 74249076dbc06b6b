//! Fuzzes the file of trusted servers.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::trust_oracle::trust_file(data));
