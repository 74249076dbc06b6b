//! The bits of a scan (T.81 §F.2.2.5), read eight bytes at a time after what keeps them apart from markers was taken out.

use super::malformed;
use crate::error::{Error, Protocol};

/// Zeros after the bytes of an interval, for reading eight at a time.
const PADDING: usize = 16;

/// A buffer for the bytes between two markers.
#[derive(Debug, Default)]
pub struct Interval {
    /// The bytes, [`PADDING`], and what was left over by longer intervals.
    bytes: Vec<u8>,
    length: usize,
    cursor: Cursor,
}

/// How far the bits were read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cursor {
    /// The next byte to be read into the buffer.
    position: usize,
    /// What comes next, from the highest bit.
    buffer: u64,
    /// Bits of the buffer that are before `position`. Those below are right as well, and will be read once more.
    valid: u32,
}

impl Interval {
    /// Copies the start of `data` up to a marker without the zeros after bytes of `0xff`. Returns where it ends.
    pub fn fill(&mut self, data: &[u8]) -> usize {
        if self.bytes.len() < data.len() + PADDING {
            self.bytes.resize(data.len() + PADDING, 0);
        }
        let (mut read, mut written) = (0, 0);
        while let Some(eight) = data.get(read..).and_then(|rest| rest.first_chunk::<8>()) {
            if let Some(out) = self.bytes.get_mut(written..).and_then(|rest| rest.first_chunk_mut()) {
                *out = *eight;
            }
            let Some(before) = first_ff(*eight) else {
                (read, written) = (read + 8, written + 8);
                continue;
            };
            (read, written) = (read + before, written + before);
            match data.get(read + 1) {
                Some(0) => (read, written) = (read + 2, written + 1),
                // One of several: all but the last mean nothing.
                Some(0xff) => read += 1,
                _ => return self.end(read, written),
            }
        }
        while let Some(&byte) = data.get(read) {
            match (byte, data.get(read + 1)) {
                (0xff, Some(0)) => read += 1,
                (0xff, Some(0xff)) => {
                    read += 1;
                    continue;
                }
                (0xff, _) => break,
                _ => {}
            }
            if let Some(out) = self.bytes.get_mut(written) {
                *out = byte;
            }
            (read, written) = (read + 1, written + 1);
        }
        self.end(read, written)
    }

    fn end(&mut self, read: usize, written: usize) -> usize {
        (self.length, self.cursor) = (written, Cursor::default());
        if let Some(padding) = self.bytes.get_mut(written..written + PADDING) {
            padding.fill(0);
        }
        read
    }

    /// The bits that were not yet read.
    pub fn bits(&self) -> Bits<'_> {
        let bytes = self.bytes.get(..self.length + PADDING).unwrap_or_default();
        Bits { bytes, cursor: self.cursor }
    }

    /// Goes on from `cursor` the next time.
    pub fn resume_at(&mut self, cursor: Cursor) {
        self.cursor = cursor;
    }
}

/// Where the first `0xff` is.
#[inline]
fn first_ff(bytes: [u8; 8]) -> Option<usize> {
    let word = u64::from_le_bytes(bytes);
    let found = (!word).wrapping_sub(0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080;
    (found != 0).then(|| found.trailing_zeros() as usize / 8)
}

/// Reads bits, the highest of each byte first.
#[derive(Debug)]
pub struct Bits<'a> {
    bytes: &'a [u8],
    cursor: Cursor,
}

impl Bits<'_> {
    /// The next bits, from the highest: 64 after [`Bits::refill`].
    #[inline]
    pub fn next(&self) -> u64 {
        self.cursor.buffer
    }

    /// Fills the buffer. Zeros come after the last byte.
    #[inline]
    pub fn refill(&mut self) {
        let eight =
            self.bytes.get(self.cursor.position..self.cursor.position + 8).and_then(|bytes| bytes.first_chunk());
        let word = eight.map_or(0, |eight| u64::from_be_bytes(*eight));
        self.cursor.buffer |= word >> self.cursor.valid;
        self.cursor.position += ((63 - self.cursor.valid) >> 3) as usize;
        self.cursor.valid |= 0x38;
    }

    /// Passes over `count` bits, at most 56 since the buffer was filled.
    #[inline]
    pub fn consume(&mut self, count: u32) {
        self.cursor.buffer <<= count & 63;
        self.cursor.valid -= count;
    }

    /// How far they were read.
    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// Fails when more bits were passed over than there are.
    pub fn check(&self) -> Result<(), Error> {
        let end = 8 * (self.bytes.len() - PADDING);
        if 8 * self.cursor.position - self.cursor.valid as usize > end {
            return Err(Protocol::Truncated { reading: super::READING }.into());
        }
        Ok(())
    }
}

/// The error for bits that mean nothing.
#[cold]
pub fn invalid_code() -> Error {
    malformed("bits that are no Huffman code")
}
