//! Lanes as arrays, for any processor.

use std::array::from_fn;

/// Eight signed numbers of 16 bits.
#[derive(Debug, Clone, Copy)]
pub struct Words([i16; 8]);

/// Four signed numbers of 32 bits.
#[derive(Debug, Clone, Copy)]
pub struct Quads([i32; 4]);

#[allow(
    clippy::indexing_slicing,
    reason = "every index is a constant or below the length of the arrays, which is constant"
)]
impl Words {
    /// Eight times the same.
    #[inline]
    pub fn splat(value: i16) -> Self {
        Self([value; 8])
    }

    /// These eight.
    #[inline]
    pub fn new(values: [i16; 8]) -> Self {
        Self(values)
    }

    /// The eight.
    #[cfg(test)]
    pub fn numbers(self) -> [i16; 8] {
        self.0
    }

    /// Eight bytes, the first one the lowest.
    #[inline]
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes.map(i16::from))
    }

    /// Every second of sixteen bytes, from the first.
    #[inline]
    pub fn even_bytes([low, high]: [[u8; 8]; 2]) -> Self {
        Self(from_fn(|lane| i16::from(if lane < 4 { low[lane * 2] } else { high[lane * 2 - 8] })))
    }

    /// Every second of sixteen bytes, from the second.
    #[inline]
    pub fn odd_bytes([low, high]: [[u8; 8]; 2]) -> Self {
        Self(from_fn(|lane| i16::from(if lane < 4 { low[lane * 2 + 1] } else { high[lane * 2 - 7] })))
    }

    /// The sums, modulo 2¹⁶.
    #[inline]
    pub fn add(self, other: Self) -> Self {
        Self(from_fn(|lane| self.0[lane].wrapping_add(other.0[lane])))
    }

    /// The differences, modulo 2¹⁶.
    #[inline]
    pub fn subtract(self, other: Self) -> Self {
        Self(from_fn(|lane| self.0[lane].wrapping_sub(other.0[lane])))
    }

    /// The high halves of the products.
    #[inline]
    pub fn multiply_high(self, factor: i16) -> Self {
        Self(self.0.map(|value| ((i32::from(value) * i32::from(factor)) >> 16) as i16))
    }

    /// Shifted to the right; the sign stays.
    #[inline]
    pub fn shift_right<const BITS: i32>(self) -> Self {
        Self(self.0.map(|value| value >> BITS))
    }

    /// One lane up: the first lane is the last of `before`.
    #[inline]
    pub fn preceded_by(self, before: Self) -> Self {
        Self(from_fn(|lane| if lane == 0 { before.0[7] } else { self.0[lane - 1] }))
    }

    /// One lane down: the last lane is the first of `after`.
    #[inline]
    pub fn followed_by(self, after: Self) -> Self {
        Self(from_fn(|lane| if lane == 7 { after.0[0] } else { self.0[lane + 1] }))
    }

    /// The first four lanes of both, in turn.
    #[inline]
    pub fn interleave_low(self, other: Self) -> Self {
        Self(from_fn(|lane| if lane % 2 == 0 { self.0[lane / 2] } else { other.0[lane / 2] }))
    }

    /// The last four lanes of both, in turn.
    #[inline]
    pub fn interleave_high(self, other: Self) -> Self {
        Self(from_fn(|lane| if lane % 2 == 0 { self.0[4 + lane / 2] } else { other.0[4 + lane / 2] }))
    }

    /// The sum of the products of each pair of lanes with `even` and `odd`.
    #[inline]
    pub fn multiply_pairs(self, even: i16, odd: i16) -> Quads {
        Quads(from_fn(|lane| {
            i32::from(self.0[2 * lane]) * i32::from(even) + i32::from(self.0[2 * lane + 1]) * i32::from(odd)
        }))
    }

    /// The first four lanes, times 2¹³.
    #[inline]
    pub fn scale_low(self) -> Quads {
        Quads(from_fn(|lane| i32::from(self.0[lane]) << 13))
    }

    /// The last four lanes, times 2¹³.
    #[inline]
    pub fn scale_high(self) -> Quads {
        Quads(from_fn(|lane| i32::from(self.0[lane + 4]) << 13))
    }

    /// Rows become columns.
    #[inline]
    pub fn transpose(rows: [Self; 8]) -> [Self; 8] {
        from_fn(|column| Self(from_fn(|row| rows[row].0[column])))
    }

    /// Columns of samples around zero become rows of samples around 128, held between 0 and 255.
    #[inline]
    pub fn samples(columns: [Self; 8]) -> [[u8; 8]; 8] {
        from_fn(|row| from_fn(|column| (columns[column].0[row].clamp(-128, 127) + 128) as u8))
    }

    /// Sixteen pixels `0x00RRGGBB` of channels red, green and blue, held between 0 and 255.
    #[inline]
    pub fn pixels(even: [Self; 3], odd: [Self; 3]) -> [u32; 16] {
        from_fn(|pixel| {
            let channels = if pixel % 2 == 0 { &even } else { &odd };
            channels.iter().fold(0, |value, channel| value << 8 | channel.0[pixel / 2].clamp(0, 255) as u32)
        })
    }
}

#[allow(
    clippy::indexing_slicing,
    reason = "every index is a constant or below the length of the arrays, which is constant"
)]
impl Quads {
    /// Four times the same.
    #[inline]
    pub fn splat(value: i32) -> Self {
        Self([value; 4])
    }

    /// The four.
    #[cfg(test)]
    pub fn numbers(self) -> [i32; 4] {
        self.0
    }

    /// The sums, modulo 2³².
    #[inline]
    pub fn add(self, other: Self) -> Self {
        Self(from_fn(|lane| self.0[lane].wrapping_add(other.0[lane])))
    }

    /// The differences, modulo 2³².
    #[inline]
    pub fn subtract(self, other: Self) -> Self {
        Self(from_fn(|lane| self.0[lane].wrapping_sub(other.0[lane])))
    }

    /// Shifted to the right; the sign stays.
    #[inline]
    pub fn shift_right<const BITS: i32>(self) -> Self {
        Self(self.0.map(|value| value >> BITS))
    }

    /// Eight lanes from two times four, held within 16 bits.
    #[inline]
    pub fn pack(low: Self, high: Self) -> Words {
        let hold = |value: i32| value.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        Words(from_fn(|lane| hold(if lane < 4 { low.0[lane] } else { high.0[lane - 4] })))
    }
}
