//! A rectangle as luminance and differences of colour, 4:2:0, in whole macroblocks (ITU-R BT.601, limited range).

use super::Source;

/// Macroblocks are so many pixels wide and high.
pub const MACROBLOCK: usize = 16;

/// The samples of a picture. What lies beyond its edges repeats the last pixel.
pub struct Planes {
    /// The extent of the picture in pixels.
    pub width: usize,
    pub height: usize,
    /// And in macroblocks.
    pub columns: usize,
    pub rows: usize,
    luminance: Vec<u8>,
    /// Blue, then red.
    differences: [Vec<u8>; 2],
}

impl Planes {
    pub fn of(source: &Source<'_>) -> Self {
        let [width, height] = [source.rect.width, source.rect.height].map(usize::from);
        let [columns, rows] = [width, height].map(|length| length.div_ceil(MACROBLOCK));
        let pixels: Vec<&[u32]> = source.framebuffer.rows(source.rect).collect();
        let pixel = |x: usize, y: usize| rgb(pixels[y.min(height - 1)][x.min(width - 1)]);
        let places = |step: usize| {
            let [columns, rows] = [columns, rows].map(|count| count * MACROBLOCK / step);
            (0..rows).flat_map(move |y| (0..columns).map(move |x| (x * step, y * step)))
        };
        let luminance = places(1).map(|(x, y)| luminance(pixel(x, y))).collect();
        let four = |(x, y)| {
            let four = [pixel(x, y), pixel(x + 1, y), pixel(x, y + 1), pixel(x + 1, y + 1)];
            std::array::from_fn(|channel| four.iter().map(|pixel| pixel[channel]).sum::<f64>() / 4.0)
        };
        let differences = [
            places(2).map(|place| difference(four(place), [-37.797, -74.203, 112.0])).collect(),
            places(2).map(|place| difference(four(place), [112.0, -93.786, -18.214])).collect(),
        ];
        Self { width, height, columns, rows, luminance, differences }
    }

    /// The places of macroblocks in pixels, in the order in which they are sent.
    pub fn macroblocks(&self) -> impl Iterator<Item = (usize, usize)> {
        let columns = self.columns;
        (0..self.rows).flat_map(move |y| (0..columns).map(move |x| (x * MACROBLOCK, y * MACROBLOCK)))
    }

    /// The samples of the macroblock at `place`: 256 of luminance, 64 for each difference of colour.
    pub fn samples(&self, (x, y): (usize, usize)) -> impl Iterator<Item = u8> {
        let block = move |plane: &Vec<u8>, scale: usize| {
            let (stride, edge) = (self.columns * MACROBLOCK / scale, MACROBLOCK / scale);
            let rows = (y / scale..y / scale + edge).map(|row| row * stride + x / scale);
            rows.flat_map(|start| plane[start..start + edge].to_vec()).collect::<Vec<u8>>()
        };
        let [blue, red] = &self.differences;
        block(&self.luminance, 1).into_iter().chain(block(blue, 2)).chain(block(red, 2))
    }
}

fn rgb(colour: u32) -> [f64; 3] {
    let [_, channels @ ..] = colour.to_be_bytes();
    channels.map(f64::from)
}

fn luminance([red, green, blue]: [f64; 3]) -> u8 {
    (16.0 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255.0).round() as u8
}

fn difference(pixel: [f64; 3], weights: [f64; 3]) -> u8 {
    let sum: f64 = pixel.into_iter().zip(weights).map(|(channel, weight)| channel * weight).sum();
    (128.0 + sum / 255.0).round() as u8
}
