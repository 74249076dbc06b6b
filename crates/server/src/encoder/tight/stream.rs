//! The four zlib streams of Tight, and the resets that begin them anew.

use flate2::Compression;

use crate::encoder::deflate::Deflate;

/// A stream begins anew after as much as this, as servers do when a window was away for long: viewers must follow.
const LIFETIME: u64 = 32 << 20;

/// The streams with what they remember.
pub(super) struct Streams {
    begun: [Option<Deflate>; 4],
    level: Compression,
    /// The streams that begin anew with the next rectangle, a bit each.
    resets: u8,
    compressed: Vec<u8>,
}

impl Default for Streams {
    fn default() -> Self {
        Self { begun: [None, None, None, None], level: Compression::new(1), resets: 0, compressed: Vec::new() }
    }
}

impl Streams {
    /// Compresses with this level, from 0 to 9, from now on. Streams that have begun begin anew.
    pub(super) fn set_level(&mut self, level: u8) {
        let level = Compression::new(level.into());
        if level == self.level {
            return;
        }
        self.level = level;
        for number in 0..4 {
            self.restart(number);
        }
    }

    /// All streams begin anew, even those that nobody has seen begin.
    pub(super) fn restart_all(&mut self) {
        self.begun = [None, None, None, None];
        self.resets = 0b1111;
    }

    /// The resets to name in the next control byte, whatever rectangle it is of.
    pub(super) fn take_resets(&mut self) -> u8 {
        for number in 0..4 {
            if self.begun[number].as_ref().is_some_and(|stream| stream.total_in() > LIFETIME) {
                self.restart(number);
            }
        }
        std::mem::take(&mut self.resets)
    }

    /// The next piece of a stream, after the control byte has named the resets.
    pub(super) fn deflate(&mut self, number: u8, input: &[u8]) -> &[u8] {
        let level = self.level;
        let stream = self.begun[usize::from(number)].get_or_insert_with(|| Deflate::with_level(level));
        self.compressed.clear();
        stream.append(input, &mut self.compressed);
        &self.compressed
    }

    fn restart(&mut self, number: usize) {
        if self.begun[number].take().is_some() {
            self.resets |= 1 << number;
        }
    }
}
