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
    /// Bytes that were read into the buffer for good.
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
        let Cursor { position, buffer, valid } = self.cursor;
        let bytes = self.bytes.get(..self.length + PADDING).unwrap_or_default();
        Bits { rest: bytes.get(position..).unwrap_or_default(), length: bytes.len(), buffer, valid }
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
    /// What was not yet read into the buffer for good.
    rest: &'a [u8],
    /// Bytes in all, padding included.
    length: usize,
    /// What comes next, from the highest bit.
    buffer: u64,
    /// Bits of the buffer that are not in `rest`. Those below are right as well, and will be read once more.
    valid: u32,
}

impl Bits<'_> {
    /// The next bits, from the highest: 64 after [`Bits::refill`].
    #[inline]
    pub fn next(&self) -> u64 {
        self.buffer
    }

    /// Fills the buffer. Where the padding is used up, whatever comes then makes [`Bits::check`] fail.
    #[inline]
    pub fn refill(&mut self) {
        if let Some(eight) = self.rest.first_chunk() {
            self.buffer |= u64::from_be_bytes(*eight) >> self.valid;
            self.rest = self.rest.get(((!self.valid & 63) >> 3) as usize..).unwrap_or_default();
            self.valid |= 0x38;
        } else {
            (self.rest, self.valid) = (&[], 63);
        }
    }

    /// Passes over `count` bits, at most 56 since the buffer was filled.
    #[inline]
    pub fn consume(&mut self, count: u32) {
        self.buffer <<= count & 63;
        self.valid -= count;
    }

    /// How far they were read.
    pub fn cursor(&self) -> Cursor {
        Cursor { position: self.length - self.rest.len(), buffer: self.buffer, valid: self.valid }
    }

    /// Fails when more bits were passed over than there are.
    pub fn check(&self) -> Result<(), Error> {
        let end = 8 * (self.length - PADDING);
        if self.rest.is_empty() || 8 * (self.length - self.rest.len()) - self.valid as usize > end {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`Interval::fill`] does, byte by byte: the bytes, and where they end.
    fn unstuffed(data: &[u8]) -> (Vec<u8>, usize) {
        let (mut bytes, mut index) = (Vec::new(), 0);
        while index < data.len() {
            match data[index..] {
                [0xff, 0, ..] => index += 2,
                [0xff, 0xff, ..] => {
                    index += 1;
                    continue;
                }
                [0xff, ..] => break,
                _ => index += 1,
            }
            bytes.push(if data[index - 1] == 0 && index > 1 && data[index - 2] == 0xff {
                0xff
            } else {
                data[index - 1]
            });
        }
        (bytes, index)
    }

    /// Bytes that look random; every `often`th is 0xff, and most of those have a zero behind them.
    fn bytes(seed: u64, often: u64, length: usize) -> Vec<u8> {
        let mut state = seed;
        let mut next = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        let mut bytes = Vec::new();
        while bytes.len() < length {
            match (next() % often, next() % 50) {
                (0, 0) => bytes.push(0xff),
                (0, _) => bytes.extend([0xff, 0]),
                _ => bytes.push((next() % 255) as u8),
            }
        }
        bytes
    }

    #[test]
    fn what_keeps_bytes_apart_from_markers_is_taken_out() {
        let mut interval = Interval::default();
        for seed in 0..2000 {
            let data = bytes(seed, 1 + seed % 17, (seed % 90) as usize);
            let (expected, end) = unstuffed(&data);
            assert_eq!(interval.fill(&data), end, "{data:x?}");
            assert_eq!(interval.bytes[..interval.length], expected, "{data:x?}");
        }
    }

    #[test]
    fn bits_come_in_order_and_their_end_is_noticed() {
        let mut interval = Interval::default();
        for seed in 0..300_u64 {
            let data = bytes(seed, u64::MAX, 40 + (seed % 9) as usize);
            interval.fill(&data);
            let bit = |index: usize| u64::from(data.get(index / 8).map_or(0, |byte| byte >> (7 - index % 8) & 1));
            let (mut position, mut step) = (0, seed as usize % 50);
            while position < data.len() * 8 + 20 {
                let mut bits = interval.bits();
                bits.refill();
                let expected = (0..56).fold(0, |value, index| value << 1 | bit(position + index));
                assert_eq!(bits.next() >> 8, expected, "at {position}");
                assert_eq!(bits.check().is_ok(), position <= data.len() * 8, "at {position} of {}", data.len() * 8);
                bits.consume(step as u32);
                position += step;
                step = (step + 13) % 57;
                let cursor = bits.cursor();
                interval.resume_at(cursor);
            }
        }
    }

    #[test]
    fn reading_far_beyond_the_end_ends() {
        let mut interval = Interval::default();
        interval.fill(&[1, 2, 3]);
        let mut bits = interval.bits();
        for _ in 0..1000 {
            bits.refill();
            bits.consume(56);
        }
        assert!(bits.check().is_err());
    }
}
