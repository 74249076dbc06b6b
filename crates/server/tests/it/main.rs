//! The server as viewers see it: byte for byte, with the client's decoders, and as an enemy.

mod attacks;
mod conversation;
mod demo;
mod round_trip;
mod viewer;
