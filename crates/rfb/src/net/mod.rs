//! The crate's only asynchronous part: reaching a server, and moving bytes between it and a [`crate::Client`].

mod connection;
mod deadline;
mod error;
mod gate;
mod http;
mod judge;
pub mod keep_alive;
mod prefixed;
pub mod proxy;
mod reach;
mod recognise;
mod tls;
pub mod transport;
pub mod wake;

pub use connection::{Connection, Timeouts};
pub use error::{Doing, Error};
pub use gate::{Gate, Through};
pub use judge::{Judge, TrustNobody};
pub use reach::Reach;
pub use recognise::recognise;
pub use transport::{Address, Connected, Stream};
