//! The protocol crate from outside: bytes in, events and pictures out. One module per subject.
#![allow(clippy::indexing_slicing, reason = "what indexes wrongly in a test makes it fail, as it should")]

mod allocation;
mod anonymous_tls;
mod anonymous_tls_oracle;
mod conversation;
mod corpus;
#[cfg(feature = "h264")]
mod h264;
#[cfg(feature = "h264")]
mod h264_source;
mod handshake;
mod jpeg;
mod oracle;
mod pipeline;
mod registry;
mod rsa_aes;
mod rsa_aes_oracle;
mod rsa_aes_source;
mod seeds;
mod settings;
mod split;
#[cfg(feature = "tokio")]
mod stall;
mod tight_source;
mod vector_extensions;
mod vector_source;
mod vectors;
mod way_oracle;
mod way_seeds;
mod web_socket;
mod zywrle_source;
