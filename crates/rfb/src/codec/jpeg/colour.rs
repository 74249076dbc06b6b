//! Rows of samples become rows of pixels: differences of colour are upsampled (T.81 §A.1.1 leaves open how) and converted (JFIF).
//!
//! Upsampling weighs the nearer sample three to one against the farther one, in each direction that was subsampled. All
//! numbers are rounded as in the decoder that nearly everybody uses.

use super::lanes::{Quads, Words};
use super::planes::Row;

/// The two differences of colour, blue first.
pub type Differences<T> = [T; 2];

/// Differences of colour for sixteen pixels: those at even places, those at odd ones.
type Sixteen = Differences<[Words; 2]>;

/// Pixels of luminance alone.
pub fn grey(luminance: Row<'_>, out: &mut [u32]) {
    for (pixels, samples) in out.chunks_mut(8).zip(luminance.eights().skip(1)) {
        for (pixel, sample) in pixels.iter_mut().zip(samples) {
            *pixel = u32::from(sample) * 0x0001_0101;
        }
    }
}

/// Pixels of red, green and blue samples.
pub fn rgb([red, green, blue]: [Row<'_>; 3], out: &mut [u32]) {
    let samples = red.eights().zip(green.eights()).zip(blue.eights()).skip(1);
    for (pixels, ((red, green), blue)) in out.chunks_mut(8).zip(samples) {
        for (((pixel, red), green), blue) in pixels.iter_mut().zip(red).zip(green).zip(blue) {
            *pixel = u32::from_be_bytes([0, red, green, blue]);
        }
    }
}

/// Pixels whose differences of colour were not subsampled.
pub fn full(luminance: Row<'_>, [blue, red]: Differences<Row<'_>>, out: &mut [u32]) {
    let both = blue.sixteens().zip(red.sixteens());
    convert(luminance, both.map(|(blue, red)| [even_and_odd(blue), even_and_odd(red)]), out);
}

/// Pixels whose differences of colour were subsampled downwards. `near` are those of the row, `far` those of the next one.
///
/// `ROUNDING` is 1 where `far` is above and 2 where it is below.
pub fn tall<const ROUNDING: i16>(
    luminance: Row<'_>,
    near: Differences<Row<'_>>,
    far: Differences<Row<'_>>,
    out: &mut [u32],
) {
    let mix =
        |near: Words, far: Words| near.add(near).add(near).add(far).add(Words::splat(ROUNDING)).shift_right::<2>();
    let weigh = |(near, far): ([[u8; 8]; 2], [[u8; 8]; 2])| {
        let ([near_even, near_odd], [far_even, far_odd]) = (even_and_odd(near), even_and_odd(far));
        [mix(near_even, far_even), mix(near_odd, far_odd)]
    };
    let [near_blue, near_red] = near;
    let [far_blue, far_red] = far;
    let blue = near_blue.sixteens().zip(far_blue.sixteens()).map(weigh);
    let red = near_red.sixteens().zip(far_red.sixteens()).map(weigh);
    convert(luminance, blue.zip(red).map(|(blue, red)| [blue, red]), out);
}

/// Pixels whose differences of colour were subsampled across.
pub fn wide(luminance: Row<'_>, [blue, red]: Differences<Row<'_>>, out: &mut [u32]) {
    let words = blue.eights().zip(red.eights());
    convert(luminance, across::<1, 2, 2>(words.map(|(blue, red)| [blue, red].map(Words::from_bytes))), out);
}

/// Pixels whose differences of colour were subsampled in both directions. `near` and `far` as in [`tall`].
pub fn both(luminance: Row<'_>, near: Differences<Row<'_>>, far: Differences<Row<'_>>, out: &mut [u32]) {
    let weigh = |(near, far): ([u8; 8], [u8; 8])| {
        let near = Words::from_bytes(near);
        near.add(near).add(near).add(Words::from_bytes(far))
    };
    let [near_blue, near_red] = near;
    let [far_blue, far_red] = far;
    let blue = near_blue.eights().zip(far_blue.eights()).map(weigh);
    let red = near_red.eights().zip(far_red.eights()).map(weigh);
    convert(luminance, across::<8, 7, 4>(blue.zip(red).map(|(blue, red)| [blue, red])), out);
}

/// Pixels of a picture so narrow that its differences of colour, subsampled across, are only repeated.
pub fn narrow(luminance: Row<'_>, differences: Differences<Row<'_>>, out: &mut [u32]) {
    let doubled = |row: Row<'_>| {
        let [first, second, ..] = row.eights().nth(1).unwrap_or_default();
        even_and_odd([[first, first, second, second, 0, 0, 0, 0], [0; 8]])
    };
    convert(luminance, std::iter::once(differences.map(doubled)), out);
}

#[inline]
fn even_and_odd(bytes: [[u8; 8]; 2]) -> [Words; 2] {
    [Words::even_bytes(bytes), Words::odd_bytes(bytes)]
}

/// Twice as many samples: each one mixed with the one before and with the one after.
#[inline]
fn across<const BEFORE: i16, const AFTER: i16, const SHIFT: i32>(
    mut cells: impl Iterator<Item = Differences<Words>>,
) -> impl Iterator<Item = Sixteen> {
    let nothing = [Words::splat(0); 2];
    let mut before = cells.next().unwrap_or(nothing);
    let mut here = cells.next().unwrap_or(nothing);
    cells.map(move |after| {
        let mix = |before: Words, here: Words, after: Words| {
            let three = here.add(here).add(here);
            [
                three.add(here.preceded_by(before)).add(Words::splat(BEFORE)).shift_right::<SHIFT>(),
                three.add(here.followed_by(after)).add(Words::splat(AFTER)).shift_right::<SHIFT>(),
            ]
        };
        let mixed = [mix(before[0], here[0], after[0]), mix(before[1], here[1], after[1])];
        (before, here) = (here, after);
        mixed
    })
}

/// Converts as many pixels as `out` has, sixteen at a time.
#[inline]
fn convert(luminance: Row<'_>, mut differences: impl Iterator<Item = Sixteen>, out: &mut [u32]) {
    let mut luminance = luminance.sixteens();
    let (whole, last) = out.as_chunks_mut::<16>();
    for out in whole {
        let (Some(luminance), Some(differences)) = (luminance.next(), differences.next()) else { return };
        *out = sixteen_pixels(luminance, differences);
    }
    if let (Some(luminance), Some(differences)) = (luminance.next(), differences.next()) {
        for (out, pixel) in last.iter_mut().zip(sixteen_pixels(luminance, differences)) {
            *out = pixel;
        }
    }
}

#[inline]
fn sixteen_pixels(luminance: [[u8; 8]; 2], [blue, red]: Sixteen) -> [u32; 16] {
    let even = channels(Words::even_bytes(luminance), blue[0], red[0]);
    let odd = channels(Words::odd_bytes(luminance), blue[1], red[1]);
    Words::pixels(even, odd)
}

/// Red, green and blue, not yet held between 0 and 255.
///
/// The factors are 16-bit fractions: 1.402 for red; 0.34414 and 0.71414 for green; 1.772 for blue. What a 16-bit number does
/// not hold is added as a whole.
#[inline]
fn channels(luminance: Words, blue: Words, red: Words) -> [Words; 3] {
    let (blue, red) = (blue.subtract(Words::splat(128)), red.subtract(Words::splat(128)));
    // Half of a half is rounded away last: (2x·f >> 16) + 1 >> 1 is (x·f + 2¹⁵) >> 16.
    let product = |value: Words, factor| value.add(value).multiply_high(factor).add(Words::splat(1)).shift_right::<1>();
    let half = Quads::splat(1 << 15);
    let green = Quads::pack(
        blue.interleave_low(red).multiply_pairs(-22554, 18734).add(half).shift_right::<16>(),
        blue.interleave_high(red).multiply_pairs(-22554, 18734).add(half).shift_right::<16>(),
    );
    [
        luminance.add(red).add(product(red, 26345)),
        luminance.add(green).subtract(red),
        luminance.add(blue).add(blue).add(product(blue, -14942)),
    ]
}
