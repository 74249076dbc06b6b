//! The gradient filter: each colour of a pixel was sent as its difference from left + above - above left, cut to what
//! the colour can be.

use crate::codec::pixels::{ReadPixel, WithPixel};
use crate::error::Error;
use crate::framebuffer::Target;
use crate::pixel_format::PixelFormat;

use super::basic::{PART, Source};

/// Undoes the filter for formats of eight bits per colour, where the row above can be read from the picture.
pub(super) fn bytes(source: &mut Source<'_>, mut out: Target<'_>) -> Result<(), Error> {
    let mut above: &[u32] = &[];
    for row in out.rows_mut() {
        let mut walk = Walk::default();
        let mut parts_above = above.chunks(PART);
        for part in row.chunks_mut(PART) {
            let differences = source.take(3 * part.len())?.as_chunks().0;
            match parts_above.next() {
                Some(above) => {
                    for ((pixel, &above), difference) in part.iter_mut().zip(above).zip(differences) {
                        *pixel = walk.step(above, *difference);
                    }
                }
                None => {
                    for (pixel, difference) in part.iter_mut().zip(differences) {
                        *pixel = walk.step(0, *difference);
                    }
                }
            }
        }
        above = row;
    }
    Ok(())
}

/// The colours to the left and above left, 16 bits each, so that all three are worked out at once.
#[derive(Default)]
struct Walk {
    left: u64,
    above_left: u64,
}

/// One in each of the three lanes.
const ONES: u64 = 0x0001_0001_0001;
/// The eight bits of each lane that are a colour.
const COLOURS: u64 = 0xff * ONES;

impl Walk {
    /// The next pixel of a row.
    #[inline]
    fn step(&mut self, above: u32, [red, green, blue]: [u8; 3]) -> u32 {
        let above = u64::from(above);
        let above = (above & 0x00ff_0000) << 16 | (above & 0xff00) << 8 | above & 0xff;
        let difference = u64::from(red) << 32 | u64::from(green) << 16 | u64::from(blue);
        // With 256 added no lane borrows: bit 8 says that it fits, bit 9 that it is too large, neither that it is below 0.
        let sum = above + self.left + 0x100 * ONES - self.above_left;
        let fits = (sum >> 8 & ONES) * 0xff;
        let too_large = (sum >> 9 & ONES) * 0xff;
        self.left = ((sum & fits | too_large) + difference) & COLOURS;
        self.above_left = above;
        (self.left >> 16 & 0x00ff_0000 | self.left >> 8 & 0xff00 | self.left & 0xff) as u32
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_colours_at_once_come_to_what_each_comes_to_alone() {
        let values = [0, 1, 2, 100, 127, 128, 200, 254, 255_u8];
        let all = || values.into_iter().flat_map(|one| values.map(|other| (one, other)));
        let [lanes, pixel] = [16, 8].map(|bits| {
            move |colours: [u8; 3]| colours.into_iter().fold(0, |joined, colour| joined << bits | u64::from(colour))
        });
        for ((left, above), (above_left, difference)) in all().flat_map(|one| all().map(move |other| (one, other))) {
            // Each colour has a case of its own.
            let [left, above, above_left, difference] =
                [left, above, above_left, difference].map(|value| [value, value.wrapping_mul(77), !value]);
            let mut walk = Walk { left: lanes(left), above_left: lanes(above_left) };
            let result = walk.step(pixel(above) as u32, difference);
            let expected = [0, 1, 2].map(|colour| {
                let sum = i32::from(left[colour]) + i32::from(above[colour]) - i32::from(above_left[colour]);
                (sum.clamp(0, 255) as u8).wrapping_add(difference[colour])
            });
            assert_eq!(u64::from(result), pixel(expected), "{left:?} {above:?} {above_left:?} {difference:?}");
        }
    }
}
