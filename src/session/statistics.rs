//! What a front end may show of how a session goes. Everything is a counter or the last value: what became of them over time
//! is kept by whoever shows it, and only while it is shown.

use std::time::Duration;

use rfb::encoding::Job;
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
    /// What came in each encoding, in the order of [`Encoding::ALL`].
    pub tallies: [Tally; Encoding::ALL.len()],
    /// How long pixels were decoded, all together.
    pub decoding: Duration,
    /// What became of keys and movements.
    pub input: InputTally,
}

/// What came in one encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Rectangles, or parts of them that were decoded by themselves.
    pub rectangles: u64,
    /// Their pixels.
    pub pixels: u64,
    /// Their bytes, without headers.
    pub bytes: u64,
}

/// What became of keys and movements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InputTally {
    /// Handed to the session.
    pub given: u64,
    /// Movements that a later one made pointless before they were sent.
    pub merged: u64,
    /// Not sent, because the session only looks or is not open.
    pub dropped: u64,
}

impl Statistics {
    /// The encodings that came, the one with the most pixels first.
    pub fn used_encodings(&self) -> Vec<(Encoding, Tally)> {
        let mut used: Vec<_> =
            Encoding::ALL.into_iter().zip(self.tallies).filter(|(_, tally)| tally.rectangles > 0).collect();
        used.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.pixels));
        used
    }

    /// Pixels of all encodings.
    pub fn pixels(&self) -> u64 {
        self.tallies.iter().map(|tally| tally.pixels).sum()
    }

    /// A rectangle, or a part of one, arrived.
    pub(super) fn count(&mut self, job: &Job) {
        let place = Encoding::ALL.iter().position(|encoding| *encoding == job.encoding);
        if let Some(tally) = place.and_then(|place| self.tallies.get_mut(place)) {
            tally.rectangles += 1;
            tally.pixels += job.head.rect.area() as u64;
            tally.bytes += job.body.len() as u64;
        }
    }
}

impl InputTally {
    /// What was sent.
    pub fn sent(&self) -> u64 {
        self.given.saturating_sub(self.merged).saturating_sub(self.dropped)
    }
}
