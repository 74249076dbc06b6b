//! The server as viewers see it, byte for byte.

mod conversation;
