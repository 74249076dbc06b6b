//! The server as viewers see it: byte for byte, with the client's decoders, and as an enemy.
#![allow(clippy::unwrap_used, reason = "what fails in a test must make it fail, and says where")]

mod attacks;
mod conversation;
mod cursors;
mod demo;
mod log_in;
mod round_trip;
mod sasl;
mod viewer;
