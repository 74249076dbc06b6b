//! ZRLE (RFC 6143 §7.7.6): tiles of 64 by 64 pixels through one zlib stream that lasts as long as the connection.

use super::deflate::Deflate;
use super::tile::{PaletteReuse, Tiles};
use super::{Encoder, Source};

/// Writes ZRLE.
#[derive(Default)]
pub struct ZrleEncoder {
    tiles: Tiles,
    uncompressed: Vec<u8>,
    stream: Deflate,
}

impl Encoder for ZrleEncoder {
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        self.uncompressed.clear();
        self.tiles.encode(source, 64, PaletteReuse::Never, &mut self.uncompressed);
        self.stream.append_with_length(&self.uncompressed, out);
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
}
