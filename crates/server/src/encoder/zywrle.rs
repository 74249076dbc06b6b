//! ZYWRLE: ZRLE whose raw tiles are split into a coarse picture and details by a wavelet, once. There is no specification;
//! Hitachi's source describes it in its comments, and this is written from them.
//!
//! Who names no quality gets all details, and loses only what the colour transform rounds; who does loses small details of
//! brightness and those of colour, as other servers have it.

use rfb::{PixelFormat, Rect};

use super::deflate::Deflate;
use super::tile::Tiles;
use super::{Encoder, Source, Translation, Wishes};

/// Edge of a tile.
const EDGE: u16 = 64;
/// What small details of brightness are rounded to.
const STEP: i32 = 16;

/// Writes ZYWRLE.
#[derive(Default)]
pub struct ZywrleEncoder {
    tiles: Tiles,
    uncompressed: Vec<u8>,
    stream: Deflate,
    details: Details,
}

/// What is kept of the details.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Details {
    #[default]
    All,
    Coarse,
}

impl Encoder for ZywrleEncoder {
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        self.uncompressed.clear();
        let Rect { x, y, width, height } = source.rect;
        for top in (0..height).step_by(usize::from(EDGE)) {
            for left in (0..width).step_by(usize::from(EDGE)) {
                let tile = Rect::new(x + left, y + top, EDGE.min(width - left), EDGE.min(height - top));
                self.encode_tile(source, tile);
            }
        }
        self.stream.append_with_length(&self.uncompressed, out);
    }

    fn wish(&mut self, wishes: Wishes) {
        self.details = if wishes.jpeg.is_some() { Details::Coarse } else { Details::All };
    }
}

impl ZywrleEncoder {
    /// Appends a tile of ZRLE; where that is raw, a tile of ZRLE with the wavelet's coefficients behind the mark.
    fn encode_tile(&mut self, source: &Source<'_>, tile: Rect) {
        let (width, out) = (usize::from(tile.width), &mut self.uncompressed);
        let pixels: Vec<u32> = source.pixels(tile).collect();
        let mark = out.len();
        self.tiles.encode_pixels(&pixels, width, source.translation, out);
        let format = source.translation.format();
        // Coefficients take a byte of each channel, and more than a bit or two of it: the rest stays ZRLE.
        if out[mark] != 0 || format.bits_per_pixel == 8 || format.max.iter().any(|max| *max > 255) {
            return;
        }
        out.truncate(mark + 1);
        let parts = analyze(&pixels, width, source.translation, self.details);
        self.tiles.encode_pixels(&parts, width, source.translation, out);
    }
}

/// The details in both directions, the level ones, the upright ones and the coarse picture of a tile, as pixels, and the
/// pixels of odd edges.
fn analyze(pixels: &[u32], width: usize, translation: &Translation, details: Details) -> Vec<u32> {
    let (columns, rows) = (width / 2, pixels.len() / width / 2);
    if columns * rows == 0 {
        return pixels.to_vec();
    }
    let format = translation.format();
    let mut parts: [Vec<u32>; 4] = Default::default();
    for row in 0..rows {
        for column in 0..columns {
            let at = |x: usize, y: usize| differences(pixels[(2 * row + y) * width + 2 * column + x], format);
            let square = [at(0, 0), at(1, 0), at(0, 1), at(1, 1)];
            for (part, coefficients) in parts.iter_mut().zip(split(square, details)) {
                part.push(join(coefficients, format));
            }
        }
    }
    let mut parts = parts.concat();
    let lines: Vec<&[u32]> = pixels.chunks_exact(width).collect();
    parts.extend(lines[..2 * rows].iter().flat_map(|line| &line[2 * columns..]));
    parts.extend(lines[2 * rows..].iter().copied().flatten());
    parts
}

/// The wavelet of the four pixels of a square, row by row: details in both directions, level ones, upright ones, and what is
/// coarse; each for all three channels.
fn split(square: [[i32; 3]; 4], details: Details) -> [[i32; 3]; 4] {
    let mut parts = [[0; 3]; 4];
    for channel in 0..3 {
        let [upper_left, upper_right, lower_left, lower_right] = square.map(|pixel| pixel[channel]);
        let (upper_low, upper_high) = piecewise_linear_haar(upper_left, upper_right);
        let (lower_low, lower_high) = piecewise_linear_haar(lower_left, lower_right);
        let (coarse, level) = piecewise_linear_haar(upper_low, lower_low);
        let (upright, both) = piecewise_linear_haar(upper_high, lower_high);
        let kept = |detail: i32| match (details, channel) {
            (Details::All, _) => detail,
            (Details::Coarse, 1) => detail / STEP * STEP,
            (Details::Coarse, _) => 0,
        };
        for (part, value) in parts.iter_mut().zip([kept(both), kept(level), kept(upright), coarse]) {
            part[channel] = value;
        }
    }
    parts
}

/// The transform of Senecal et al. (2004) of two numbers from -127 to 127: the larger in amount of two with the same sign
/// and their difference, or the sum of two with different signs and the larger, the sign of the second turned around.
fn piecewise_linear_haar(a: i32, b: i32) -> (i32, i32) {
    let same_sign = (a >= 0) == (b >= 0);
    match (same_sign, if same_sign { a - b } else { a + b }) {
        (true, high) if (high >= 0) == (a >= 0) => (a, high),
        (true, high) => (b, high),
        (false, low) if (low >= 0) == (b >= 0) => (low, -b),
        (false, low) => (low, a),
    }
}

/// Brightness and colour differences of a pixel in the order V, Y, U, each in as many bits as the format has.
fn differences(pixel: u32, format: PixelFormat) -> [i32; 3] {
    let bits = format.max.map(u16::count_ones);
    let [red, green, blue] =
        [0, 1, 2].map(|at| ((pixel >> format.shift[at] & u32::from(format.max[at])) << (8 - bits[at])) as i32);
    let values = [(red - green) >> 1, (red + 2 * green + blue) / 4 - 128, (blue - green) >> 1];
    // Brightness has the bits of green, both differences those of blue.
    let kept = [bits[2], bits[1], bits[2]].map(|bits| 1 << (8 - bits));
    let rounded = [0, 1, 2].map(|at: usize| values[at] & -kept[at]);
    // The transform needs a number for every opposite.
    [0, 1, 2].map(|at: usize| if rounded[at] == -128 { kept[at] - 128 } else { rounded[at] })
}

/// A pixel whose channels are these coefficients.
fn join(coefficients: [i32; 3], format: PixelFormat) -> u32 {
    (0..3).fold(0, |pixel, at| {
        let bits = format.max[at].count_ones();
        pixel | u32::from(coefficients[at] as u8 >> (8 - bits)) << format.shift[at]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transform_gives_the_examples_of_its_definition() {
        assert_eq!(piecewise_linear_haar(9, 4), (9, 5));
        assert_eq!(piecewise_linear_haar(4, 9), (9, -5));
        assert_eq!(piecewise_linear_haar(-9, -4), (-9, -5));
        assert_eq!(piecewise_linear_haar(9, -4), (5, 9));
        assert_eq!(piecewise_linear_haar(4, -9), (-5, 9));
    }

    #[test]
    fn flat_squares_have_no_details_and_coarse_ones_lose_those_of_colour() {
        assert_eq!(split([[3, -7, 9]; 4], Details::All), [[0; 3], [0; 3], [0; 3], [3, -7, 9]]);
        let step = [[0, 0, 0], [0, 40, 40], [0, 0, 0], [0, 40, 40]];
        assert_eq!(split(step, Details::Coarse)[2], [0, -32, 0]);
        assert_eq!(split(step, Details::All)[2], [0, -40, -40]);
    }
}
