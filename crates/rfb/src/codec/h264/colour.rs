//! Rows of luminance and of differences of colour become rows of pixels (ITU-T H.264 §E.2.1). Differences of colour, of
//! which there is one for four pixels, are repeated.

/// The share of red and of blue in luminance.
pub(super) type Primaries = (f64, f64);

pub(super) const BT_601: Primaries = (0.299, 0.114);
pub(super) const BT_709: Primaries = (0.2126, 0.0722);
pub(super) const BT_2020: Primaries = (0.2627, 0.0593);
pub(super) const FCC: Primaries = (0.30, 0.11);
pub(super) const SMPTE_240M: Primaries = (0.212, 0.087);

/// Which values samples have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    /// Luminance from 16 to 235, differences of colour from 16 to 240.
    Limited,
    /// 0 to 255.
    Full,
}

/// Bits behind the point of what is added up.
const POINT: u32 = 5;
/// Samples stand in the upper bits of words, of whose products with a factor the upper half is kept.
const LUMINANCE_SHIFT: u32 = 7;
const DIFFERENCE_SHIFT: u32 = 8;
/// Pixels that are converted at once: the compiler makes vectors of them.
const BLOCK: usize = 16;
const HALF: usize = BLOCK / 2;

/// How samples become red, green and blue: factors for words of 16 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colours {
    black: i16,
    luminance: i16,
    red_in_red: i16,
    blue_in_green: i16,
    red_in_green: i16,
    blue_in_blue: i16,
}

impl Colours {
    pub(super) fn new((red, blue): Primaries, range: Range) -> Self {
        let (black, luminance, difference) = match range {
            Range::Limited => (16, 255.0 / 219.0, 255.0 / 224.0),
            Range::Full => (0, 1.0, 1.0),
        };
        let green = 1.0 - red - blue;
        let fixed = |factor: f64, shift: u32| (factor * f64::from(1 << (16 + POINT - shift))).round() as i16;
        let difference = |factor: f64| fixed(difference * 2.0 * factor, DIFFERENCE_SHIFT);
        Self {
            black,
            luminance: fixed(luminance, LUMINANCE_SHIFT),
            red_in_red: difference(1.0 - red),
            blue_in_green: difference((1.0 - blue) * blue / green),
            red_in_green: difference((1.0 - red) * red / green),
            blue_in_blue: difference(1.0 - blue),
        }
    }

    /// Pixels from a row of luminance and the rows of differences of colour, blue first, that it shares with another.
    pub(super) fn convert(&self, luminance: &[u8], [blue, red]: [&[u8]; 2], out: &mut [u32]) {
        let (blocks, rest) = out.as_chunks_mut::<BLOCK>();
        let done = blocks.len();
        let differences = blue.as_chunks::<HALF>().0.iter().zip(red.as_chunks::<HALF>().0);
        for ((pixels, luminance), (blue, red)) in
            blocks.iter_mut().zip(luminance.as_chunks::<BLOCK>().0).zip(differences)
        {
            self.convert_block(luminance, [blue, red], pixels);
        }
        let mut last = ([0; BLOCK], [[0; HALF]; 2], [0; BLOCK]);
        copy(luminance.get(done * BLOCK..), &mut last.0);
        for (plane, last) in [blue, red].into_iter().zip(&mut last.1) {
            copy(plane.get(done * HALF..), last);
        }
        self.convert_block(&last.0, last.1.each_ref(), &mut last.2);
        copy(Some(&last.2), rest);
    }

    #[inline]
    fn convert_block(&self, luminance: &[u8; BLOCK], [blue, red]: [&[u8; HALF]; 2], out: &mut [u32; BLOCK]) {
        let difference = |sample: u8| (i16::from(sample) - 128) << DIFFERENCE_SHIFT;
        let (blue, red) = (blue.map(difference), red.map(difference));
        // What was cut off below the point is half a unit on average.
        let half = 1 << (POINT - 1);
        let in_red = red.map(|red| upper(red, self.red_in_red) + half + 1);
        let in_blue = blue.map(|blue| upper(blue, self.blue_in_blue) + half + 1);
        let mut in_green = [half; HALF];
        for ((sum, blue), red) in in_green.iter_mut().zip(blue).zip(red) {
            *sum -= upper(blue, self.blue_in_green) + upper(red, self.red_in_green);
        }
        let light = luminance.map(|sample| upper((i16::from(sample) - self.black) << LUMINANCE_SHIFT, self.luminance));
        let differences = in_red.into_iter().zip(in_green).zip(in_blue);
        for ((pixels, light), ((red, green), blue)) in
            out.as_chunks_mut::<2>().0.iter_mut().zip(light.as_chunks::<2>().0).zip(differences)
        {
            for (pixel, light) in pixels.iter_mut().zip(light) {
                let [red, green, blue] = [red, green, blue].map(|add| ((light + add) >> POINT).clamp(0, 255) as u32);
                *pixel = red << 16 | green << 8 | blue;
            }
        }
    }
}

/// The upper half of a product.
#[inline]
fn upper(word: i16, factor: i16) -> i16 {
    ((i32::from(word) * i32::from(factor)) >> 16) as i16
}

/// As much as fits.
fn copy<T: Copy>(from: Option<&[T]>, to: &mut [T]) {
    to.iter_mut().zip(from.unwrap_or_default()).for_each(|(to, from)| *to = *from);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The formulas of the specification, in floating point.
    fn exact((red, blue): Primaries, range: Range, samples: [u8; 3]) -> [i32; 3] {
        let [y, cb, cr] = samples.map(f64::from);
        let (y, cb, cr) = match range {
            Range::Limited => ((y - 16.0) / 219.0, (cb - 128.0) / 224.0, (cr - 128.0) / 224.0),
            Range::Full => (y / 255.0, (cb - 128.0) / 255.0, (cr - 128.0) / 255.0),
        };
        let r = y + 2.0 * (1.0 - red) * cr;
        let b = y + 2.0 * (1.0 - blue) * cb;
        let g = (y - red * r - blue * b) / (1.0 - red - blue);
        [r, g, b].map(|channel| (channel * 255.0).clamp(0.0, 255.0).round() as i32)
    }

    #[test]
    fn every_colour_is_within_one_of_the_formulas() {
        for primaries in [BT_601, BT_709, BT_2020, FCC, SMPTE_240M] {
            for range in [Range::Limited, Range::Full] {
                let colours = Colours::new(primaries, range);
                for y in (0..=255).step_by(3) {
                    for (cb, cr) in (0..=255).step_by(5).flat_map(|cb| (0..=255).step_by(5).map(move |cr| (cb, cr))) {
                        let mut out = [0];
                        colours.convert(&[y], [&[cb], &[cr]], &mut out);
                        let [_, seen @ ..] = out[0].to_be_bytes();
                        let exact = exact(primaries, range, [y, cb, cr]);
                        let near = seen.iter().zip(exact).all(|(seen, exact)| (i32::from(*seen) - exact).abs() <= 1);
                        assert!(near, "{y} {cb} {cr} {primaries:?} {range:?}: {seen:?}, not {exact:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn black_grey_and_white_have_no_colour_and_rows_of_odd_length_end() {
        let mut out = [9; 3];
        Colours::new(BT_601, Range::Limited).convert(&[16, 126, 235, 99], [&[128; 2], &[128; 2]], &mut out);
        assert_eq!(out, [0, 0x0080_8080, 0x00ff_ffff]);
    }
}
