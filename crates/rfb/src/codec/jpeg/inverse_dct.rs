//! The inverse DCT (T.81 §A.3.3) in integers.
//!
//! It is the factorisation of Loeffler, Ligtenberg and Moschytz (ICASSP 1989) in 13-bit fixed point, columns before rows, with
//! two more bits between them: rounded just as the decoder that nearly everybody uses does, so that pictures come out equal.

use super::lanes::{Quads, Words};

/// Coefficients of a block, dequantised, row by row. Places from 64 on take what does not belong to the block.
pub type Coefficients = [i16; 256];

/// Eight rows of eight samples.
pub type Samples = [[u8; 8]; 8];

/// Bits dropped after the columns.
const COLUMNS: i32 = 13 - 2;
/// Bits dropped after the rows; the last three are the division by eight of the transform itself.
const ROWS: i32 = 13 + 2 + 3;

/// The samples of a block of which only the first `count` coefficients, in zigzag order, may differ from zero.
#[inline]
pub fn inverse_dct(coefficients: &Coefficients, count: usize) -> Samples {
    match count {
        0 | 1 => flat(coefficients[0]),
        2..=10 => corner(coefficients),
        _ => whole(coefficients),
    }
}

/// A block whose samples are all the same.
#[inline]
fn flat(first: i16) -> Samples {
    let sample = ((i32::from(first) + 4) >> 3).clamp(-128, 127) + 128;
    [[sample as u8; 8]; 8]
}

/// A block with nothing outside its top left quarter.
fn corner(coefficients: &Coefficients) -> Samples {
    let [r0, r1, r2, r3, ..] = rows(coefficients);
    let zero = Words::splat(0);
    let columns = corner_half::<COLUMNS>(r0.scale_low(), r2.interleave_low(zero), r1.interleave_low(r3));
    let [c0, c1, c2, c3, ..] = Words::transpose(columns.map(|quads| Quads::pack(quads, quads)));
    let low = corner_half::<ROWS>(c0.scale_low(), c2.interleave_low(zero), c1.interleave_low(c3));
    let high = corner_half::<ROWS>(c0.scale_high(), c2.interleave_high(zero), c1.interleave_high(c3));
    Words::samples(pack(low, high))
}

/// Any block.
fn whole(coefficients: &Coefficients) -> Samples {
    let columns = Words::transpose(pass::<COLUMNS>(rows(coefficients)));
    Words::samples(pass::<ROWS>(columns))
}

#[inline]
fn rows(coefficients: &Coefficients) -> [Words; 8] {
    let (rows, _) = coefficients.as_chunks::<8>();
    let [r0, r1, r2, r3, r4, r5, r6, r7, ..] = rows else { return [Words::splat(0); 8] };
    [r0, r1, r2, r3, r4, r5, r6, r7].map(|row| Words::new(*row))
}

#[inline]
fn pack([a, b, c, d, e, f, g, h]: [Quads; 8], high: [Quads; 8]) -> [Words; 8] {
    let [i, j, k, l, m, n, o, p] = high;
    [
        Quads::pack(a, i),
        Quads::pack(b, j),
        Quads::pack(c, k),
        Quads::pack(d, l),
        Quads::pack(e, m),
        Quads::pack(f, n),
        Quads::pack(g, o),
        Quads::pack(h, p),
    ]
}

/// Eight transforms in one dimension, one per lane.
#[inline]
fn pass<const SHIFT: i32>([r0, r1, r2, r3, r4, r5, r6, r7]: [Words; 8]) -> [Words; 8] {
    let (sum, difference) = (r0.add(r4), r0.subtract(r4));
    let (sum37, sum15) = (r3.add(r7), r1.add(r5));
    let low = half::<SHIFT>(
        [sum.scale_low(), difference.scale_low()],
        r2.interleave_low(r6),
        sum37.interleave_low(sum15),
        [r7.interleave_low(r1), r5.interleave_low(r3)],
    );
    let high = half::<SHIFT>(
        [sum.scale_high(), difference.scale_high()],
        r2.interleave_high(r6),
        sum37.interleave_high(sum15),
        [r7.interleave_high(r1), r5.interleave_high(r3)],
    );
    pack(low, high)
}

/// Four transforms, of pairs of inputs in turn.
#[inline]
fn half<const SHIFT: i32>(
    sum_difference04: [Quads; 2],
    in26: Words,
    sum37_sum15: Words,
    [in71, in53]: [Words; 2],
) -> [Quads; 8] {
    let even = [in26.multiply_pairs(10703, 4433), in26.multiply_pairs(4433, -10704)];
    let z3 = sum37_sum15.multiply_pairs(-6436, 9633);
    let z4 = sum37_sum15.multiply_pairs(9633, 6437);
    let odd = [
        in71.multiply_pairs(-4927, -7373).add(z3),
        in53.multiply_pairs(-4176, -20995).add(z4),
        in53.multiply_pairs(-20995, 4177).add(z3),
        in71.multiply_pairs(-7373, 4926).add(z4),
    ];
    combine::<SHIFT>(sum_difference04, even, odd)
}

/// Four transforms whose inputs 4 to 7 are zero: the products of [`half`] taken together.
#[inline]
fn corner_half<const SHIFT: i32>(in0: Quads, in2: Words, in13: Words) -> [Quads; 8] {
    let even = [in2.multiply_pairs(10703, 0), in2.multiply_pairs(4433, 0)];
    let odd = [
        in13.multiply_pairs(2260, -6436),
        in13.multiply_pairs(6437, -11362),
        in13.multiply_pairs(9633, -2259),
        in13.multiply_pairs(11363, 9633),
    ];
    combine::<SHIFT>([in0, in0], even, odd)
}

#[inline]
fn combine<const SHIFT: i32>([sum, difference]: [Quads; 2], even: [Quads; 2], odd: [Quads; 4]) -> [Quads; 8] {
    let rounding = Quads::splat(1 << (SHIFT - 1));
    let (sum, difference) = (sum.add(rounding), difference.add(rounding));
    let (e0, e3) = (sum.add(even[0]), sum.subtract(even[0]));
    let (e1, e2) = (difference.add(even[1]), difference.subtract(even[1]));
    let [o3, o2, o1, o0] = odd;
    [e0.add(o0), e1.add(o1), e2.add(o2), e3.add(o3), e3.subtract(o3), e2.subtract(o2), e1.subtract(o1), e0.subtract(o0)]
        .map(Quads::shift_right::<SHIFT>)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sum that defines the transform, in floating point.
    fn by_definition(coefficients: &Coefficients) -> [[f64; 8]; 8] {
        let cosine = |position: usize, frequency: usize| {
            let scale = if frequency == 0 { 0.5_f64.sqrt() } else { 1.0 };
            scale * ((2 * position + 1) as f64 * frequency as f64 * std::f64::consts::PI / 16.0).cos()
        };
        let sample = |y: usize, x: usize| {
            let terms = (0..64).map(|index| {
                let (v, u) = (index / 8, index % 8);
                f64::from(coefficients[index]) * cosine(y, v) * cosine(x, u)
            });
            (terms.sum::<f64>() / 4.0 + 128.0).clamp(0.0, 255.0)
        };
        std::array::from_fn(|y| std::array::from_fn(|x| sample(y, x)))
    }

    /// Blocks with numbers that look random at the first `count` places of `places`.
    fn blocks(places: &'static [usize], largest: i64) -> impl Iterator<Item = Coefficients> {
        let mut state = 7_u64;
        (0..500).map(move |round| {
            let mut block = [0; 256];
            for &place in places.iter().take(1 + round % places.len()) {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                block[place] = ((state >> 33) as i64 % (2 * largest + 1) - largest) as i16;
            }
            block
        })
    }

    const CORNER: [usize; 10] = [0, 1, 8, 16, 9, 2, 3, 10, 17, 24];
    const ALL: [usize; 64] = {
        let mut all = [0; 64];
        let mut index = 0;
        while index < 64 {
            all[index] = index;
            index += 1;
        }
        all
    };

    #[test]
    fn samples_are_within_one_of_the_definition() {
        for (largest, block) in
            [30, 300].into_iter().flat_map(|largest| blocks(&ALL, largest).map(move |b| (largest, b)))
        {
            let expected = by_definition(&block);
            for (found, expected) in whole(&block).iter().flatten().zip(expected.iter().flatten()) {
                assert!((f64::from(*found) - expected).abs() <= 1.0, "{found} {expected} {largest}");
            }
        }
    }

    #[test]
    fn fewer_coefficients_give_the_same_by_the_shorter_way() {
        for largest in [20, 1000, 16_000] {
            for block in blocks(&CORNER, largest) {
                assert_eq!(corner(&block), whole(&block), "{block:?}");
            }
            for block in blocks(&CORNER[..1], largest) {
                assert_eq!(flat(block[0]), whole(&block), "{block:?}");
            }
        }
    }
}
