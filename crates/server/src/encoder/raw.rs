//! Raw (RFC 6143 §7.7.1): the pixels, one after the other.

use super::{Encoder, Source};

/// Writes pixels as they are.
#[derive(Debug, Clone, Copy)]
pub struct RawEncoder;

impl Encoder for RawEncoder {
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        out.reserve(source.rect.area() * source.translation.format().bytes_per_pixel());
        source.pixels(source.rect).for_each(|pixel| source.translation.put_pixel(pixel, out));
    }
}

#[cfg(test)]
mod tests {
    use rfb::{Framebuffer, PixelFormat, Rect, Size};

    use super::*;
    use crate::encoder::Translation;

    #[test]
    fn only_the_pixels_inside_the_rectangle_are_sent_row_by_row() {
        let mut framebuffer = Framebuffer::new(Size::new(3, 3));
        framebuffer.pixels_mut().copy_from_slice(&[0, 0, 0, 0, 0x0001_0203, 0x0004_0506, 0, 0x0007_0809, 0x000a_0b0c]);
        let translation = Translation::new(PixelFormat::RENDERER);
        let mut out = Vec::new();
        let source = Source { framebuffer: &framebuffer, rect: Rect::new(1, 1, 2, 2), translation: &translation };
        RawEncoder.encode(&source, &mut out);
        assert_eq!(out, [3, 2, 1, 0, 6, 5, 4, 0, 9, 8, 7, 0, 12, 11, 10, 0]);
    }
}
