//! ZlibHex (rfbproto "zlibhex Encoding"): Hextile whose larger tiles are compressed, by one zlib stream for raw pixels
//! and by another for the rest. Both last as long as the connection.

use super::deflate::Deflate;
use super::hextile::{Tiles, mask};
use super::{Encoder, Source};

const ZLIB_RAW: u8 = 32;
const ZLIB: u8 = 64;
/// What is shorter than this is not worth a length and a flush.
const WORTH_IT: usize = 24;

/// Writes ZlibHex.
#[derive(Default)]
pub struct ZlibHexEncoder {
    tiles: Tiles,
    raw: Deflate,
    other: Deflate,
}

impl Encoder for ZlibHexEncoder {
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        let Self { tiles, raw, other } = self;
        tiles.each(source, |mask, content| {
            let (mask, stream) = match mask {
                _ if content.len() < WORTH_IT => {
                    out.push(mask);
                    out.extend(content);
                    return;
                }
                mask::RAW => (ZLIB_RAW, &mut *raw),
                _ => (mask | ZLIB, &mut *other),
            };
            out.push(mask);
            let length_at = out.len();
            out.extend([0; 2]);
            stream.append(content, out);
            // A tile has a kilobyte at most, and what cannot be compressed grows by little.
            let length = (out.len() - length_at - 2) as u16;
            out[length_at..length_at + 2].copy_from_slice(&length.to_be_bytes());
        });
    }
}

#[cfg(test)]
mod tests {
    use rfb::{Framebuffer, PixelFormat, Rect, Size};

    use super::*;
    use crate::encoder::Translation;

    #[test]
    fn both_streams_begin_once_and_small_tiles_stay_as_they_are() {
        let mut framebuffer = Framebuffer::new(Size::new(48, 16));
        for (at, pixel) in framebuffer.pixels_mut().iter_mut().enumerate() {
            let (x, y) = (at as u32 % 48, at as u32 / 48);
            *pixel = match x / 16 {
                0 => 7,
                1 => (x * y) & 1,
                _ => (x * 0x0001_2345) ^ (y * 0x0005_4321),
            };
        }
        let translation = Translation::new(PixelFormat::RENDERER);
        let source = Source { framebuffer: &framebuffer, rect: Rect::new(0, 0, 48, 16), translation: &translation };
        let (mut encoder, mut first, mut second) = (ZlibHexEncoder::default(), Vec::new(), Vec::new());
        encoder.encode(&source, &mut first);
        encoder.encode(&source, &mut second);
        for (out, header) in [(&first, true), (&second, false)] {
            assert_eq!(out[..5], [2, 7, 0, 0, 0]);
            assert_eq!((out[5] & ZLIB, out[8] == 0x78), (ZLIB, header));
            let next = 8 + usize::from(u16::from_be_bytes([out[6], out[7]]));
            assert_eq!((out[next], out[next + 3] == 0x78), (ZLIB_RAW, header));
            assert_eq!(out.len(), next + 3 + usize::from(u16::from_be_bytes([out[next + 1], out[next + 2]])));
        }
    }
}
