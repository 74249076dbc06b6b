//! Messages of an open session (RFC 6143 §7.5, §7.6): one file each.

pub mod capability;
pub mod client;
pub mod extended_clipboard;
pub mod server;
