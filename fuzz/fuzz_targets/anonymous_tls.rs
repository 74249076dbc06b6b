//! Fuzzes a handshake of anonymous TLS, from its first record on.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::anonymous_tls_oracle::anonymous_tls(data));
