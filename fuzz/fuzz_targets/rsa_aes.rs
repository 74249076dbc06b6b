//! Fuzzes RSA-AES: the handshake for a known client, the log-in with known keys, and the messages of a session.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::rsa_aes_oracle::rsa_aes(data));
