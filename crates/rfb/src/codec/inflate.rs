//! One zlib history for the life of a connection, read in pieces that stay in the processor's cache.

use flate2::{Decompress, FlushDecompress, Status};

use crate::error::{Error, Protocol};
use crate::limits;

/// Decompressed bytes that are kept at a time. Large enough for the largest tile with room to run ahead.
const BUFFER: usize = 64 << 10;

/// A zlib stream and a buffer for what comes out of it.
#[derive(Debug)]
pub struct Inflate {
    stream: Decompress,
    buffer: Vec<u8>,
}

impl Default for Inflate {
    fn default() -> Self {
        Self { stream: Decompress::new(true), buffer: vec![0; BUFFER] }
    }
}

impl Inflate {
    /// Forgets the history: the next piece begins a new stream.
    pub fn reset(&mut self) {
        self.stream.reset(true);
    }

    /// Starts to decompress `input`, the stream's next piece. `limit` caps what may come out of it.
    pub fn feed<'a>(&'a mut self, reading: &'static str, input: &'a [u8], limit: usize) -> Feed<'a> {
        Feed { inflate: self, reading, input, pending: Pending::No, start: 0, end: 0, produced: 0, limit }
    }
}

/// The decompression of one piece. Call [`Feed::finish`] at the end, or the history is lost.
#[derive(Debug)]
pub struct Feed<'a> {
    inflate: &'a mut Inflate,
    reading: &'static str,
    input: &'a [u8],
    pending: Pending,
    start: usize,
    end: usize,
    produced: usize,
    limit: usize,
}

/// Whether the stream may hold output back for which there was no room when its input was used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    Maybe,
    No,
}

impl Feed<'_> {
    /// At least `wanted` decompressed bytes, or all that are left. `wanted` is at most half the buffer.
    #[inline]
    pub fn fill(&mut self, wanted: usize) -> Result<&[u8], Error> {
        if self.end - self.start < wanted && !self.is_dry() {
            self.refill()?;
        }
        Ok(self.inflate.buffer.get(self.start..self.end).unwrap_or_default())
    }

    /// Passes over `length` bytes that [`Feed::fill`] returned.
    #[inline]
    pub fn consume(&mut self, length: usize) {
        self.start = (self.start + length).min(self.end);
    }

    /// Decompresses what is left, so that the history is whole, and drops it.
    pub fn finish(mut self) -> Result<(), Error> {
        while !self.is_dry() {
            self.start = self.end;
            self.refill()?;
        }
        Ok(())
    }

    /// Whether nothing more comes out.
    fn is_dry(&self) -> bool {
        self.input.is_empty() && self.pending == Pending::No
    }

    /// Moves what is left to the front and fills the rest of the buffer.
    fn refill(&mut self) -> Result<(), Error> {
        self.inflate.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        while !self.is_dry() && self.end < self.inflate.buffer.len() {
            let (consumed, written) = self.step()?;
            let is_full = self.end + written == self.inflate.buffer.len();
            self.pending = if is_full { Pending::Maybe } else { Pending::No };
            if consumed == 0 && written == 0 && !self.input.is_empty() {
                return Err(Protocol::malformed(self.reading, "the zlib stream makes no progress").into());
            }
            self.input = self.input.get(consumed..).unwrap_or_default();
            self.end += written;
            self.produced += written;
        }
        limits::check("decompressed data", self.produced, self.limit)?;
        Ok(())
    }

    fn step(&mut self) -> Result<(usize, usize), Error> {
        let Inflate { stream, buffer } = &mut *self.inflate;
        let (before_in, before_out) = (stream.total_in(), stream.total_out());
        let output = buffer.get_mut(self.end..).unwrap_or_default();
        let status = stream.decompress(self.input, output, FlushDecompress::None);
        match status {
            Ok(Status::Ok | Status::BufError) => {}
            Ok(Status::StreamEnd) => return Err(Protocol::malformed(self.reading, "the zlib stream ended").into()),
            Err(_) => return Err(Protocol::malformed(self.reading, "the zlib data is damaged").into()),
        }
        Ok(((stream.total_in() - before_in) as usize, (stream.total_out() - before_out) as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compress, Compression, FlushCompress};

    fn deflate(data: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(data.len() + 1024);
        let status = Compress::new(Compression::fast(), true).compress_vec(data, &mut out, FlushCompress::Sync);
        assert!(matches!(status, Ok(Status::Ok)));
        out
    }

    #[test]
    fn everything_comes_out_in_order_whatever_is_asked_for() {
        let data: Vec<u8> = (0..300_000u32).map(|i| (i.wrapping_mul(i) >> 7) as u8).collect();
        let packed = deflate(&data);
        for wanted in [1, 7, 4096, 20_000] {
            let mut inflate = Inflate::default();
            let mut feed = inflate.feed("test", &packed, usize::MAX);
            let mut got = Vec::new();
            loop {
                let available = feed.fill(wanted).expect("it is valid");
                if available.is_empty() {
                    break;
                }
                let taken = available.len().min(wanted);
                got.extend_from_slice(&available[..taken]);
                feed.consume(taken);
            }
            feed.finish().expect("nothing is left");
            assert!(got == data, "asked for {wanted} at a time");
        }
    }

    #[test]
    fn what_no_room_was_left_for_comes_out_although_the_input_is_used_up() {
        for length in BUFFER - 4..BUFFER + 700 {
            let mut compressed = Vec::with_capacity(4096);
            let data = vec![7; length];
            let mut compress = Compress::new(Compression::best(), true);
            compress.compress_vec(&data, &mut compressed, FlushCompress::Partial).expect("it can be compressed");
            let mut inflate = Inflate::default();
            let mut feed = inflate.feed("test", &compressed, usize::MAX);
            let mut got = 0;
            loop {
                let available = feed.fill(1).expect("it is valid").len();
                if available == 0 {
                    break;
                }
                got += available;
                feed.consume(available);
            }
            assert_eq!(got, length);
            feed.finish().expect("nothing is left");
        }
    }

    #[test]
    fn a_bomb_is_stopped_at_the_limit() {
        let packed = deflate(&vec![0; 50 << 20]);
        let mut inflate = Inflate::default();
        let result = inflate.feed("test", &packed, 1 << 20).finish();
        assert!(matches!(result, Err(Error::Limit(_))), "{result:?}");
    }

    #[test]
    fn damaged_data_is_an_error() {
        let mut inflate = Inflate::default();
        assert!(matches!(inflate.feed("test", &[0xff; 64], 1 << 20).finish(), Err(Error::Protocol(_))));
    }
}
