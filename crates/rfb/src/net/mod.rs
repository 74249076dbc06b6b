//! The crate's only asynchronous part: reaching a server, and moving bytes between it and a [`crate::Client`].

mod connection;
mod error;
mod judge;
pub mod keep_alive;
mod reach;
pub mod transport;

pub use connection::{Connection, Timeouts};
pub use error::{Doing, Error};
pub use judge::{Judge, TrustNobody};
pub use reach::Reach;
pub use transport::{Address, Connected, Stream};
