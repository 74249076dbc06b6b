//! The crate's only asynchronous part: reaching a server and moving bytes between it and a client.

pub mod transport;

pub use transport::Address;
