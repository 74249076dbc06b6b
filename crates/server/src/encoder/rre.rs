//! RRE (RFC 6143 §7.7.3): a background and any number of rectangles, places and extents in two bytes each.

use rfb::Rect;

use super::cover::Cover;
use super::{Encoder, Source};

/// Writes RRE.
#[derive(Debug, Default)]
pub struct RreEncoder {
    pixels: Vec<u32>,
    cover: Cover,
}

impl RreEncoder {
    /// Appends the number of rectangles, the background and the rectangles, whose places `put_place` appends.
    pub(super) fn encode_with(
        &mut self,
        source: &Source<'_>,
        out: &mut Vec<u8>,
        put_place: impl Fn(Rect, &mut Vec<u8>),
    ) {
        self.pixels.clear();
        self.pixels.extend(source.pixels(source.rect));
        let background = self.cover.background(&self.pixels);
        let count_at = out.len();
        out.extend([0; 4]);
        source.translation.put_pixel(background, out);
        let mut count = 0_u32;
        self.cover.each(&self.pixels, source.rect.width.into(), background, |rect, pixel| {
            source.translation.put_pixel(pixel, out);
            put_place(rect, out);
            count += 1;
        });
        out[count_at..count_at + 4].copy_from_slice(&count.to_be_bytes());
    }
}

impl Encoder for RreEncoder {
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        self.encode_with(source, out, |rect, out| {
            out.extend([rect.x, rect.y, rect.width, rect.height].into_iter().flat_map(u16::to_be_bytes));
        });
    }
}

#[cfg(test)]
mod tests {
    use rfb::{Framebuffer, PixelFormat, Size};

    use super::*;
    use crate::encoder::{CoRreEncoder, Translation};

    fn encoded(encoder: &mut dyn Encoder) -> Vec<u8> {
        let mut framebuffer = Framebuffer::new(Size::new(4, 3));
        framebuffer.pixels_mut().copy_from_slice(&[1, 1, 1, 1, 1, 2, 2, 1, 1, 2, 2, 3]);
        let translation = Translation::new(PixelFormat::RENDERER);
        let mut out = Vec::new();
        let rect = Rect::of(framebuffer.size());
        encoder.encode(&Source { framebuffer: &framebuffer, rect, translation: &translation }, &mut out);
        out
    }

    #[test]
    fn a_square_in_front_of_a_background_is_one_rectangle() {
        let square = [2, 0, 0, 0, 0, 1, 0, 1, 0, 2, 0, 2];
        let dot = [3, 0, 0, 0, 0, 3, 0, 2, 0, 1, 0, 1];
        assert_eq!(encoded(&mut RreEncoder::default()), [&[0, 0, 0, 2, 1, 0, 0, 0][..], &square, &dot].concat());
    }

    #[test]
    fn corre_writes_the_same_in_bytes() {
        let expected = [0, 0, 0, 2, 1, 0, 0, 0, 2, 0, 0, 0, 1, 1, 2, 2, 3, 0, 0, 0, 3, 2, 1, 1];
        assert_eq!(encoded(&mut CoRreEncoder::default()), expected);
    }
}
