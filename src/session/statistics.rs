//! What a front end may show of how a session goes.

use std::time::Duration;

use rfb::{Encoding, Level, Quality};

/// A session in numbers, as of the last update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Bits per second that the link was seen to carry; `None` until enough came at a time.
    pub bandwidth: Option<u64>,
    /// The shortest of the last round trips. Without fences it holds the time the server took as well.
    pub round_trip: Option<Duration>,
    /// How the last pixels were encoded.
    pub encoding: Option<Encoding>,
    /// The quality that is asked for now.
    pub quality: Quality,
    /// The compression that is asked for now.
    pub compression: Option<Level>,
    /// Bytes that came since the connection was opened.
    pub received: u64,
    /// Updates that came.
    pub updates: u64,
}
