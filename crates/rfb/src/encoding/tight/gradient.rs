//! The gradient filter: each colour of a pixel was sent as its difference from left + above - above left, cut to what
//! the colour can be.

use crate::codec::pixels::{ReadPixel, Rgb24, WithPixel};
use crate::error::Error;
use crate::framebuffer::Target;
use crate::pixel_format::PixelFormat;

use super::basic::{PART, Source};
use super::walk::Walk;

/// Undoes the filter for formats of eight bits per colour, where the row above can be read from the picture.
pub(super) fn bytes(source: &mut Source<'_>, mut out: Target<'_>) -> Result<(), Error> {
    let mut above: &[u32] = &[];
    for row in out.rows_mut() {
        let mut walk = Walk::default();
        let mut parts_above = above.chunks(PART);
        for part in row.chunks_mut(PART) {
            Rgb24.read_row(source.take(Rgb24::SIZE * part.len())?, part);
            match parts_above.next() {
                Some(above) => part.iter_mut().zip(above).for_each(|(pixel, above)| *pixel = walk.step(*above, *pixel)),
                None => part.iter_mut().for_each(|pixel| *pixel = walk.step(0, *pixel)),
            }
        }
        above = row;
    }
    Ok(())
}

/// The row above in a format whose colours the picture cannot give back. Memory that is used again.
#[derive(Debug, Default)]
pub(super) struct Gradient {
    above: Vec<[u16; 3]>,
}

/// Undoes the filter in any true colour format.
pub(super) struct Any<'a, 'b> {
    pub(super) source: &'a mut Source<'b>,
    pub(super) gradient: &'a mut Gradient,
    pub(super) format: PixelFormat,
    pub(super) out: Target<'a>,
}

impl WithPixel for Any<'_, '_> {
    type Output = Result<(), Error>;

    fn call<P: ReadPixel>(mut self, pixels: P) -> Self::Output {
        let all_above = &mut self.gradient.above;
        all_above.clear();
        all_above.resize(self.out.size().width.into(), [0; 3]);
        for row in self.out.rows_mut() {
            let (mut left, mut above_left) = ([0; 3], [0; 3]);
            for (part, above) in row.chunks_mut(PART).zip(all_above.chunks_mut(PART)) {
                let bytes = self.source.take(P::SIZE * part.len())?.chunks_exact(P::SIZE);
                for ((pixel, above), bytes) in part.iter_mut().zip(above).zip(bytes) {
                    left = add(self.format, bytes, left, *above, above_left);
                    above_left = std::mem::replace(above, left);
                    *pixel = read(self.format, pixels, left);
                }
            }
        }
        Ok(())
    }
}

/// What the difference in `bytes` makes of a pixel's neighbours.
fn add(format: PixelFormat, bytes: &[u8], left: [u16; 3], above: [u16; 3], above_left: [u16; 3]) -> [u16; 3] {
    let join = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
    let value = if format.big_endian { bytes.iter().fold(0, join) } else { bytes.iter().rev().fold(0, join) };
    let mut colours = left;
    let neighbours = colours.iter_mut().zip(above).zip(above_left);
    for (((colour, above), above_left), (max, shift)) in neighbours.zip(format.max.into_iter().zip(format.shift)) {
        let expected = (i32::from(*colour) + i32::from(above) - i32::from(above_left)).clamp(0, max.into());
        *colour = (value >> shift).wrapping_add(expected as u32) as u16 & max;
    }
    colours
}

/// Turns colours as the format has them into a pixel.
fn read<P: ReadPixel>(format: PixelFormat, pixels: P, colours: [u16; 3]) -> u32 {
    let value = colours.iter().zip(format.shift).fold(0, |value, (&colour, shift)| value | u32::from(colour) << shift);
    if format.big_endian {
        pixels.read(value.to_be_bytes().get(4 - P::SIZE..).unwrap_or_default())
    } else {
        pixels.read(&value.to_le_bytes())
    }
}
