//! Hextile (RFC 6143 §7.7.4): tiles of 16 by 16 pixels, each raw or as a background and rectangles in front of it.

use rfb::Rect;

use super::cover::Cover;
use super::{Encoder, Source, Translation};

const EDGE: u16 = 16;

/// Bits of the sub-encoding mask.
pub(super) mod mask {
    pub(crate) const RAW: u8 = 1;
    pub(crate) const BACKGROUND_SPECIFIED: u8 = 2;
    pub(crate) const FOREGROUND_SPECIFIED: u8 = 4;
    pub(crate) const ANY_SUBRECTS: u8 = 8;
    pub(crate) const SUBRECTS_COLOURED: u8 = 16;
}

/// Writes Hextile. Nothing is remembered from one rectangle to the next.
#[derive(Debug, Default)]
pub struct HextileEncoder {
    tiles: Tiles,
}

impl Encoder for HextileEncoder {
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        self.tiles.each(source, |mask, content| {
            out.push(mask);
            out.extend(content);
        });
    }
}

/// Cuts rectangles into tiles. Holds only memory that is used again.
#[derive(Debug, Default)]
pub(super) struct Tiles {
    pixels: Vec<u32>,
    content: Vec<u8>,
    subrectangles: Vec<(Rect, u32)>,
    cover: Cover,
    /// What the viewer has from the tile before, as far as it can be relied upon.
    background: Option<u32>,
    foreground: Option<u32>,
}

impl Tiles {
    /// Calls `put` with the sub-encoding mask of each tile and what follows it.
    pub(super) fn each(&mut self, source: &Source<'_>, mut put: impl FnMut(u8, &[u8])) {
        (self.background, self.foreground) = (None, None);
        let Rect { x, y, width, height } = source.rect;
        for top in (0..height).step_by(usize::from(EDGE)) {
            for left in (0..width).step_by(usize::from(EDGE)) {
                let tile = Rect::new(x + left, y + top, EDGE.min(width - left), EDGE.min(height - top));
                self.pixels.clear();
                self.pixels.extend(source.pixels(tile));
                let mask = self.tile(tile.width.into(), source.translation);
                put(mask, &self.content);
            }
        }
    }

    /// Fills `content` with a tile and returns its mask.
    fn tile(&mut self, width: usize, translation: &Translation) -> u8 {
        let background = self.cover.background(&self.pixels);
        self.subrectangles.clear();
        let found = &mut self.subrectangles;
        self.cover.each(&self.pixels, width, background, |rect, pixel| found.push((rect, pixel)));
        let pixel_size = translation.format().bytes_per_pixel();
        let one_colour = self.subrectangles.windows(2).all(|pair| pair[0].1 == pair[1].1);
        let size = if one_colour { 2 } else { 2 + pixel_size } * self.subrectangles.len() + 2 * pixel_size + 1;
        self.content.clear();
        if self.subrectangles.len() > 255 || size > self.pixels.len() * pixel_size {
            self.pixels.iter().for_each(|pixel| translation.put_pixel(*pixel, &mut self.content));
            // Whether colours outlive a raw tile, the specification does not say.
            (self.background, self.foreground) = (None, None);
            return mask::RAW;
        }
        let mut mask = 0;
        if self.background.replace(background) != Some(background) {
            mask |= mask::BACKGROUND_SPECIFIED;
            translation.put_pixel(background, &mut self.content);
        }
        if let Some((_, first)) = self.subrectangles.first() {
            mask |= mask::ANY_SUBRECTS;
            if !one_colour {
                mask |= mask::SUBRECTS_COLOURED;
            } else if self.foreground.replace(*first) != Some(*first) {
                mask |= mask::FOREGROUND_SPECIFIED;
                translation.put_pixel(*first, &mut self.content);
            }
            self.put_subrectangles(mask, translation);
        }
        mask
    }

    fn put_subrectangles(&mut self, mask: u8, translation: &Translation) {
        self.content.push(self.subrectangles.len() as u8);
        for (rect, pixel) in &self.subrectangles {
            if mask & mask::SUBRECTS_COLOURED != 0 {
                translation.put_pixel(*pixel, &mut self.content);
            }
            let pair = |high: u16, low: u16| (high << 4 | low) as u8;
            self.content.extend([pair(rect.x, rect.y), pair(rect.width - 1, rect.height - 1)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use rfb::{Framebuffer, PixelFormat, Size};

    use super::*;

    const EIGHT_BITS: PixelFormat =
        PixelFormat { bits_per_pixel: 8, depth: 8, max: [7, 7, 3], shift: [5, 2, 0], ..PixelFormat::RENDERER };

    /// A row of tiles of eight-bit pixels, each painted by its own function of the place in the tile.
    fn encoded(tiles: &[fn(usize) -> u8]) -> Vec<u8> {
        let mut framebuffer = Framebuffer::new(Size::new(16 * tiles.len() as u16, 16));
        let stride = 16 * tiles.len();
        for (at, pixel) in framebuffer.pixels_mut().iter_mut().enumerate() {
            let (x, y) = (at % stride, at / stride);
            let value = u32::from(tiles[x / 16](x % 16 + 16 * y));
            let [red, green, blue] = [(value >> 5) * 255 / 7, (value >> 2 & 7) * 255 / 7, (value & 3) * 85];
            *pixel = red << 16 | green << 8 | blue;
        }
        let translation = Translation::new(EIGHT_BITS);
        let mut out = Vec::new();
        let rect = Rect::of(framebuffer.size());
        let source = Source { framebuffer: &framebuffer, rect, translation: &translation };
        HextileEncoder::default().encode(&source, &mut out);
        out
    }

    #[test]
    fn colours_are_named_when_they_change_and_only_then() {
        let flat = |_| 9;
        let dot = |at| if at == 17 { 5 } else { 9 };
        let other_dot = |at| if at == 18 { 6 } else { 9 };
        let two = |at| if at < 2 { at as u8 + 5 } else { 9 };
        assert_eq!(encoded(&[flat, flat]), [2, 9, 0]);
        assert_eq!(encoded(&[dot, dot, flat]), [14, 9, 5, 1, 0x11, 0, 8, 1, 0x11, 0, 0]);
        assert_eq!(encoded(&[dot, other_dot]), [14, 9, 5, 1, 0x11, 0, 12, 6, 1, 0x21, 0]);
        assert_eq!(encoded(&[two]), [26, 9, 2, 5, 0, 0, 6, 0x10, 0]);
    }

    #[test]
    fn noise_is_raw_and_colours_are_named_again_after_it() {
        let noise = |at: usize| (at * at * 31 + at * 7) as u8 ^ (at >> 3) as u8;
        let flat = |_| 9;
        let out = encoded(&[flat, noise, flat]);
        assert_eq!((out.len(), out[0], out[1], out[2]), (2 + 257 + 2, 2, 9, 1));
        assert_eq!(out[259..], [2, 9]);
    }
}
