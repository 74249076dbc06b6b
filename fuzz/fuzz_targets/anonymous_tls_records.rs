//! Fuzzes records of anonymous TLS between two who have agreed on keys.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| farview_fuzz::anonymous_tls_oracle::anonymous_tls_records(data));
