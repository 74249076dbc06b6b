//! Zlib as encodings use it: one stream for the life of a connection, flushed wherever the viewer must see everything.

use flate2::{Compress, Compression, FlushCompress};

/// A zlib stream that never ends.
pub(super) struct Deflate {
    stream: Compress,
}

impl Default for Deflate {
    fn default() -> Self {
        Self::with_level(Compression::fast())
    }
}

impl Deflate {
    /// A new stream.
    pub(super) fn with_level(level: Compression) -> Self {
        Self { stream: Compress::new(level, true) }
    }

    /// How many bytes have gone into it.
    pub(super) fn total_in(&self) -> u64 {
        self.stream.total_in()
    }

    /// Appends `input` compressed and flushed, so that the viewer can decompress all of it now.
    pub(super) fn append(&mut self, input: &[u8], out: &mut Vec<u8>) {
        let stream = &mut self.stream;
        let end = stream.total_in() + input.len() as u64;
        loop {
            out.reserve(input.len() / 4 + 1024);
            let done = (stream.total_in() + input.len() as u64 - end) as usize;
            // Compressing into memory that was just reserved can only fail on a stream that was finished, which this
            // never is.
            let _ = stream.compress_vec(&input[done..], out, FlushCompress::Sync);
            if stream.total_in() == end && out.len() < out.capacity() {
                return;
            }
        }
    }

    /// As [`Deflate::append`], behind the length of what was appended in four bytes.
    pub(super) fn append_with_length(&mut self, input: &[u8], out: &mut Vec<u8>) {
        let length_at = out.len();
        out.extend([0; 4]);
        self.append(input, out);
        let length = (out.len() - length_at - 4) as u32;
        out[length_at..length_at + 4].copy_from_slice(&length.to_be_bytes());
    }
}

#[cfg(test)]
mod tests {
    use flate2::{Decompress, FlushDecompress};

    use super::*;

    #[test]
    fn incompressible_input_arrives_whole() {
        let mut seed = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        })
        .take(300_000)
        .collect();
        let mut out = Vec::new();
        Deflate::default().append_with_length(&noise, &mut out);
        let (length, data) = out.split_at(4);
        assert_eq!(u32::from_be_bytes(length.try_into().unwrap()) as usize, data.len());
        let mut arrived = Vec::with_capacity(1 << 20);
        Decompress::new(true).decompress_vec(data, &mut arrived, FlushDecompress::Sync).unwrap();
        assert_eq!(arrived, noise);
    }
}
