//! ZRLE (RFC 6143 §7.7.6): tiles of 64 by 64 pixels through one zlib stream that lasts as long as the connection.

use flate2::{Compress, Compression, FlushCompress};

use super::tile::{PaletteReuse, Tiles};
use super::{Encoder, Source};

/// Writes ZRLE.
pub struct ZrleEncoder {
    tiles: Tiles,
    uncompressed: Vec<u8>,
    stream: Compress,
}

impl Default for ZrleEncoder {
    fn default() -> Self {
        let stream = Compress::new(Compression::fast(), true);
        Self { tiles: Tiles::default(), uncompressed: Vec::new(), stream }
    }
}

impl Encoder for ZrleEncoder {
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        self.uncompressed.clear();
        self.tiles.encode(source, 64, PaletteReuse::Never, &mut self.uncompressed);
        let length_at = out.len();
        out.extend([0; 4]);
        deflate(&mut self.stream, &self.uncompressed, out);
        let length = (out.len() - length_at - 4) as u32;
        out[length_at..length_at + 4].copy_from_slice(&length.to_be_bytes());
    }
}

/// Appends `input` compressed and flushed, so that the viewer can decompress all of it now.
fn deflate(stream: &mut Compress, input: &[u8], out: &mut Vec<u8>) {
    let end = stream.total_in() + input.len() as u64;
    loop {
        out.reserve(input.len() / 4 + 1024);
        let done = (stream.total_in() + input.len() as u64 - end) as usize;
        // Compressing into memory that was just reserved can only fail on a stream that was finished, which this never is.
        let _ = stream.compress_vec(&input[done..], out, FlushCompress::Sync);
        if stream.total_in() == end && out.len() < out.capacity() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use flate2::{Decompress, FlushDecompress};
    use rfb::{Framebuffer, PixelFormat, Rect, Size};

    use super::*;
    use crate::encoder::Translation;

    fn inflate(stream: &mut Decompress, body: &[u8]) -> Vec<u8> {
        let (length, data) = body.split_at(4);
        assert_eq!(u32::from_be_bytes(length.try_into().unwrap()) as usize, data.len());
        let mut tiles = Vec::with_capacity(1 << 20);
        stream.decompress_vec(data, &mut tiles, FlushDecompress::Sync).unwrap();
        tiles
    }

    #[test]
    fn the_zlib_stream_goes_on_from_rectangle_to_rectangle() {
        let framebuffer = Framebuffer::new(Size::new(65, 2));
        let translation = Translation::new(PixelFormat::RENDERER);
        let source = Source { framebuffer: &framebuffer, rect: Rect::new(0, 0, 65, 2), translation: &translation };
        let (mut encoder, mut stream) = (ZrleEncoder::default(), Decompress::new(true));
        let (mut first, mut second) = (Vec::new(), Vec::new());
        encoder.encode(&source, &mut first);
        encoder.encode(&source, &mut second);
        assert_eq!(first[4], 0x78, "a zlib header opens the stream");
        assert_ne!(second[4], 0x78, "and stands nowhere else");
        assert_eq!(inflate(&mut stream, &first), [1, 0, 0, 0, 1, 0, 0, 0], "two black tiles");
        assert_eq!(inflate(&mut stream, &second), [1, 0, 0, 0, 1, 0, 0, 0]);
    }

    #[test]
    fn incompressible_input_arrives_whole() {
        let mut seed = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        })
        .take(300_000)
        .collect();
        let mut out = vec![0; 4];
        deflate(&mut Compress::new(Compression::fast(), true), &noise, &mut out);
        let length = (out.len() - 4) as u32;
        out[..4].copy_from_slice(&length.to_be_bytes());
        assert_eq!(inflate(&mut Decompress::new(true), &out), noise);
    }
}
