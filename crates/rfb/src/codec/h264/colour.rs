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

/// Bits behind the point in the factors.
const POINT: u32 = 14;

/// How samples become red, green and blue: factors with [`POINT`] bits behind the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colours {
    black: i32,
    luminance: i32,
    red_in_red: i32,
    blue_in_green: i32,
    red_in_green: i32,
    blue_in_blue: i32,
}

impl Colours {
    pub(super) fn new((red, blue): Primaries, range: Range) -> Self {
        let (black, luminance, difference) = match range {
            Range::Limited => (16, 255.0 / 219.0, 255.0 / 224.0),
            Range::Full => (0, 1.0, 1.0),
        };
        let green = 1.0 - red - blue;
        let fixed = |factor: f64| (factor * f64::from(1 << POINT)).round() as i32;
        Self {
            black,
            luminance: fixed(luminance),
            red_in_red: fixed(difference * 2.0 * (1.0 - red)),
            blue_in_green: fixed(difference * 2.0 * (1.0 - blue) * blue / green),
            red_in_green: fixed(difference * 2.0 * (1.0 - red) * red / green),
            blue_in_blue: fixed(difference * 2.0 * (1.0 - blue)),
        }
    }

    /// Pixels from a row of luminance and the rows of differences of colour, blue first, that it shares with another.
    pub(super) fn convert(&self, luminance: &[u8], [blue, red]: [&[u8]; 2], out: &mut [u32]) {
        for (((pixels, luminance), &blue), &red) in out.chunks_mut(2).zip(luminance.chunks(2)).zip(blue).zip(red) {
            let (blue, red) = (i32::from(blue) - 128, i32::from(red) - 128);
            let half = 1 << (POINT - 1);
            let add = [
                red * self.red_in_red + half,
                half - blue * self.blue_in_green - red * self.red_in_green,
                blue * self.blue_in_blue + half,
            ];
            for (pixel, &luminance) in pixels.iter_mut().zip(luminance) {
                let light = (i32::from(luminance) - self.black) * self.luminance;
                let [red, green, blue] = add.map(|add| ((light + add) >> POINT).clamp(0, 255) as u32);
                *pixel = red << 16 | green << 8 | blue;
            }
        }
    }
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
