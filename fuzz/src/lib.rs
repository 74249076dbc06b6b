//! What the fuzz targets call: the oracles of the project's own tests, which run there over the kept corpus.

#[path = "../../crates/rfb/tests/it/oracle.rs"]
pub mod oracle;

#[path = "../../crates/rfb/tests/it/rsa_aes_oracle.rs"]
pub mod rsa_aes_oracle;

#[path = "../../crates/rfb/tests/it/anonymous_tls_oracle.rs"]
pub mod anonymous_tls_oracle;
#[path = "../../crates/rfb/tests/it/way_oracle.rs"]
pub mod way_oracle;

#[path = "../../tests/it/address_oracle.rs"]
pub mod address_oracle;

#[path = "../../tests/it/trust_oracle.rs"]
pub mod trust_oracle;
