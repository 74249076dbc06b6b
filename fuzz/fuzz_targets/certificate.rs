//! Fuzzes the judgement of certificates.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::trust_oracle::certificate(data));
