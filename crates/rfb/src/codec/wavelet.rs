//! The wavelet of ZYWRLE: tiles of brightness and two colour differences, cut into one coarse picture and three of details.
//!
//! There is no specification. Hitachi's encoder, which every server has, is described in its own comments: the reversible
//! colour transform of JPEG 2000, and the piecewise-linear Haar transform of Senecal et al. (2004), which keeps eight bits.

use crate::framebuffer::Target;
use crate::geometry::Size;

/// Which bits of a byte the channels red, green and blue of a pixel format have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Precision {
    masks: [u8; 3],
}

impl Precision {
    /// The precision of channels with these maxima, or `None` where they are not whole bits of a byte.
    pub(crate) fn of(max: [u16; 3]) -> Option<Self> {
        let mask = |max: u16| {
            let bits = max.trailing_ones();
            (1..=8).contains(&bits).then_some(())?;
            (u32::from(max) == (1 << bits) - 1).then(|| (0xff_u32 << (8 - bits)) as u8)
        };
        let [red, green, blue] = max;
        Some(Self { masks: [mask(red)?, mask(green)?, mask(blue)?] })
    }

    /// The coefficients that stand where a pixel's red, green and blue would: colour difference, brightness, and the other
    /// colour difference.
    #[inline]
    fn coefficients(self, pixel: u32) -> [i8; 3] {
        let [_, red, green, blue] = pixel.to_be_bytes();
        let [red_mask, green_mask, blue_mask] = self.masks;
        [(red & red_mask) as i8, (green & green_mask) as i8, (blue & blue_mask) as i8]
    }

    /// A channel as a pixel of the format would show it.
    #[inline]
    fn shown(mask: u8, channel: u8) -> u32 {
        let max = u32::from(mask >> mask.trailing_zeros());
        (u32::from(channel >> mask.trailing_zeros()) * 255 + max / 2) / max.max(1)
    }

    /// The pixel that three coefficients stand for.
    #[inline]
    fn pixel(self, [v, y, u]: [i8; 3]) -> u32 {
        let (y, u, v) = (i32::from(y) + 128, i32::from(u) * 2, i32::from(v) * 2);
        let green = y - ((u + v) >> 2);
        let channels = [v + green, green, u + green].map(|channel| channel.clamp(0, 255) as u8);
        channels.into_iter().zip(self.masks).fold(0, |pixel, (channel, mask)| pixel << 8 | Self::shown(mask, channel))
    }
}

/// Puts a tile together. `parts` are its `width * height` coefficients as pixels: details in both directions, level
/// details, upright details and the coarse picture, each of half the width and height; then pixels as they are, of the column
/// and the row that are left over where width or height is odd.
///
/// Tiles of one pixel's width or height have no wavelet: their pixels are as they are.
pub(crate) fn synthesize(parts: &[u32], precision: Precision, out: &mut Target<'_>) {
    let Size { width, height } = out.size();
    let (columns, rows) = (usize::from(width) / 2, usize::from(height) / 2);
    let quarter = columns * rows;
    if quarter == 0 {
        out.rows_mut().flatten().zip(parts).for_each(|(pixel, part)| *pixel = *part);
        return;
    }
    let (both, rest) = parts.split_at(quarter.min(parts.len()));
    let (level, rest) = rest.split_at(quarter.min(rest.len()));
    let (upright, rest) = rest.split_at(quarter.min(rest.len()));
    let (coarse, rest) = rest.split_at(quarter.min(rest.len()));
    let quarters =
        coarse.chunks(columns).zip(level.chunks(columns)).zip(upright.chunks(columns).zip(both.chunks(columns)));
    let mut lines = out.rows_mut();
    for ((coarse, level), (upright, both)) in quarters {
        let (Some(upper), Some(lower)) = (lines.next(), lines.next()) else { return };
        let details = coarse.iter().zip(level).zip(upright.iter().zip(both));
        let squares = upper.chunks_exact_mut(2).zip(lower.chunks_exact_mut(2));
        for (((coarse, level), (upright, both)), (upper, lower)) in details.zip(squares) {
            let square = square([coarse, level, upright, both].map(|part| precision.coefficients(*part)));
            let [upper_left, upper_right, lower_left, lower_right] = square.map(|pixel| precision.pixel(pixel));
            upper.copy_from_slice(&[upper_left, upper_right]);
            lower.copy_from_slice(&[lower_left, lower_right]);
        }
    }
    drop(lines);
    put_edges(rest, out);
}

/// The four pixels of a square, row by row, from the coarse picture and the level, upright and other details.
#[inline]
fn square([coarse, level, upright, both]: [[i8; 3]; 4]) -> [[i8; 3]; 4] {
    let mut pixels = [[0; 3]; 4];
    let [upper_left, upper_right, lower_left, lower_right] = &mut pixels;
    let outputs = upper_left.iter_mut().zip(upper_right).zip(lower_left.iter_mut().zip(lower_right));
    let inputs = coarse.into_iter().zip(level).zip(upright.into_iter().zip(both));
    for (((upper_left, upper_right), (lower_left, lower_right)), ((coarse, level), (upright, both))) in
        outputs.zip(inputs)
    {
        let (upper_low, lower_low) = haar(coarse, level);
        let (upper_high, lower_high) = haar(upright, both);
        (*upper_left, *upper_right) = haar(upper_low, upper_high);
        (*lower_left, *lower_right) = haar(lower_low, lower_high);
    }
    pixels
}

/// The piecewise-linear Haar transform of two numbers from -127 to 127, which is its own inverse.
#[inline]
fn haar(one: i8, other: i8) -> (i8, i8) {
    if (one < 0) == (other < 0) {
        let difference = one.wrapping_sub(other);
        (if (difference < 0) == (one < 0) { one } else { other }, difference)
    } else {
        let sum = one.wrapping_add(other);
        (sum, if (sum < 0) == (other < 0) { other.wrapping_neg() } else { one })
    }
}

/// The column and the row that belong to no square: the column without its corner, the row without it, the corner.
fn put_edges(mut pixels: &[u32], out: &mut Target<'_>) {
    let Size { width, height } = out.size();
    let even_height = usize::from(height & !1);
    if width % 2 == 1 {
        for (row, pixel) in out.rows_mut().take(even_height).zip(pixels) {
            row.last_mut().into_iter().for_each(|last| *last = *pixel);
        }
        pixels = pixels.get(even_height..).unwrap_or_default();
    }
    if height % 2 == 1 {
        let last_row = out.rows_mut().last().unwrap_or_default();
        last_row.iter_mut().zip(pixels).for_each(|(last, pixel)| *last = *pixel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: Precision = Precision { masks: [0xff; 3] };

    #[test]
    fn the_transform_is_its_own_inverse() {
        for one in -127..=127_i8 {
            for other in -127..=127_i8 {
                let (low, high) = haar(one, other);
                assert_eq!(haar(low, high), (one, other), "{low} {high}");
            }
        }
    }

    #[test]
    fn equal_pixels_have_no_details() {
        assert_eq!(haar(5, 5), (5, 0));
        assert_eq!(square([[1, -2, 3], [0; 3], [0; 3], [0; 3]]), [[1, -2, 3]; 4]);
    }

    #[test]
    fn grey_has_no_colour_differences_and_brightness_is_shifted() {
        assert_eq!(BYTES.pixel([0, -128, 0]), 0);
        assert_eq!(BYTES.pixel([0, 127, 0]), 0x00ff_ffff);
        assert_eq!(BYTES.pixel([10, 0, -10]), 0x0094_806c);
        assert_eq!(BYTES.pixel([127, 127, 127]), 0x00ff_80ff);
    }

    #[test]
    fn the_bits_of_a_channel_are_what_it_was_before_it_was_scaled() {
        for (max, bits) in [(31_u32, 5), (63, 6), (7, 3), (15, 4)] {
            let precision = Precision::of([max as u16, 255, 255]).expect("whole bits");
            for channel in 0..=max {
                let scaled = (channel * 255 + max / 2) / max;
                let [coefficient, ..] = precision.coefficients(scaled << 16);
                assert_eq!(u32::from(coefficient as u8), channel << (8 - bits));
            }
        }
    }

    #[test]
    fn formats_are_whole_bits_of_a_byte_or_nothing() {
        assert_eq!(Precision::of([255; 3]), Some(BYTES));
        assert_eq!(Precision::of([31, 63, 31]), Some(Precision { masks: [0xf8, 0xfc, 0xf8] }));
        assert_eq!(Precision::of([1023; 3]), None);
        assert_eq!((Precision::of([0, 255, 255]), Precision::of([5, 255, 255])), (None, None));
    }
}
