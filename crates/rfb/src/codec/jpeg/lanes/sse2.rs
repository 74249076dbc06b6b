//! Lanes as registers of SSE2.

use safe_arch::{
    add_i16_m128i, add_i32_m128i, bitand_m128i, bitor_m128i, bitxor_m128i, byte_shl_imm_u128_m128i,
    byte_shr_imm_u128_m128i, m128i, mul_i16_horizontal_add_m128i, mul_i16_keep_high_m128i, pack_i16_to_i8_m128i,
    pack_i16_to_u8_m128i, pack_i32_to_i16_m128i, set_i64_m128i, set_i64_m128i_s, set_splat_i8_m128i,
    set_splat_i16_m128i, set_splat_i32_m128i, shr_imm_i16_m128i, shr_imm_i32_m128i, shr_imm_u16_m128i, sub_i16_m128i,
    sub_i32_m128i, unpack_high_i8_m128i, unpack_high_i16_m128i, unpack_high_i32_m128i, unpack_high_i64_m128i,
    unpack_low_i8_m128i, unpack_low_i16_m128i, unpack_low_i32_m128i, unpack_low_i64_m128i, zeroed_m128i,
};

/// Eight signed numbers of 16 bits.
#[derive(Debug, Clone, Copy)]
pub struct Words(m128i);

/// Four signed numbers of 32 bits.
#[derive(Debug, Clone, Copy)]
pub struct Quads(m128i);

/// A register of sixteen bytes.
#[inline]
fn sixteen_bytes([low, high]: [[u8; 8]; 2]) -> m128i {
    set_i64_m128i(i64::from_le_bytes(high), i64::from_le_bytes(low))
}

impl Words {
    /// Eight times the same.
    #[inline]
    pub fn splat(value: i16) -> Self {
        Self(set_splat_i16_m128i(value))
    }

    /// These eight.
    #[inline]
    pub fn new(values: [i16; 8]) -> Self {
        Self(values.into())
    }

    /// The eight.
    #[cfg(test)]
    pub fn numbers(self) -> [i16; 8] {
        self.0.into()
    }

    /// Eight bytes, the first one the lowest.
    #[inline]
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(unpack_low_i8_m128i(set_i64_m128i_s(i64::from_le_bytes(bytes)), zeroed_m128i()))
    }

    /// Every second of sixteen bytes, from the first.
    #[inline]
    pub fn even_bytes(bytes: [[u8; 8]; 2]) -> Self {
        Self(bitand_m128i(sixteen_bytes(bytes), set_splat_i16_m128i(0xff)))
    }

    /// Every second of sixteen bytes, from the second.
    #[inline]
    pub fn odd_bytes(bytes: [[u8; 8]; 2]) -> Self {
        Self(shr_imm_u16_m128i::<8>(sixteen_bytes(bytes)))
    }

    /// The sums, modulo 2¹⁶.
    #[inline]
    pub fn add(self, other: Self) -> Self {
        Self(add_i16_m128i(self.0, other.0))
    }

    /// The differences, modulo 2¹⁶.
    #[inline]
    pub fn subtract(self, other: Self) -> Self {
        Self(sub_i16_m128i(self.0, other.0))
    }

    /// The high halves of the products.
    #[inline]
    pub fn multiply_high(self, factor: i16) -> Self {
        Self(mul_i16_keep_high_m128i(self.0, set_splat_i16_m128i(factor)))
    }

    /// Shifted to the right; the sign stays.
    #[inline]
    pub fn shift_right<const BITS: i32>(self) -> Self {
        Self(shr_imm_i16_m128i::<BITS>(self.0))
    }

    /// One lane up: the first lane is the last of `before`.
    #[inline]
    pub fn preceded_by(self, before: Self) -> Self {
        Self(bitor_m128i(byte_shl_imm_u128_m128i::<2>(self.0), byte_shr_imm_u128_m128i::<14>(before.0)))
    }

    /// One lane down: the last lane is the first of `after`.
    #[inline]
    pub fn followed_by(self, after: Self) -> Self {
        Self(bitor_m128i(byte_shr_imm_u128_m128i::<2>(self.0), byte_shl_imm_u128_m128i::<14>(after.0)))
    }

    /// The first four lanes of both, in turn.
    #[inline]
    pub fn interleave_low(self, other: Self) -> Self {
        Self(unpack_low_i16_m128i(self.0, other.0))
    }

    /// The last four lanes of both, in turn.
    #[inline]
    pub fn interleave_high(self, other: Self) -> Self {
        Self(unpack_high_i16_m128i(self.0, other.0))
    }

    /// The sum of the products of each pair of lanes with `even` and `odd`.
    #[inline]
    pub fn multiply_pairs(self, even: i16, odd: i16) -> Quads {
        let factors = [even, odd, even, odd, even, odd, even, odd];
        Quads(mul_i16_horizontal_add_m128i(self.0, factors.into()))
    }

    /// The first four lanes, times 2¹³.
    #[inline]
    pub fn scale_low(self) -> Quads {
        Quads(shr_imm_i32_m128i::<3>(unpack_low_i16_m128i(zeroed_m128i(), self.0)))
    }

    /// The last four lanes, times 2¹³.
    #[inline]
    pub fn scale_high(self) -> Quads {
        Quads(shr_imm_i32_m128i::<3>(unpack_high_i16_m128i(zeroed_m128i(), self.0)))
    }

    /// Rows become columns.
    #[inline]
    pub fn transpose([a, b, c, d, e, f, g, h]: [Self; 8]) -> [Self; 8] {
        let (ab0, ab4) = (unpack_low_i16_m128i(a.0, b.0), unpack_high_i16_m128i(a.0, b.0));
        let (cd0, cd4) = (unpack_low_i16_m128i(c.0, d.0), unpack_high_i16_m128i(c.0, d.0));
        let (ef0, ef4) = (unpack_low_i16_m128i(e.0, f.0), unpack_high_i16_m128i(e.0, f.0));
        let (gh0, gh4) = (unpack_low_i16_m128i(g.0, h.0), unpack_high_i16_m128i(g.0, h.0));
        let (ad0, ad2) = (unpack_low_i32_m128i(ab0, cd0), unpack_high_i32_m128i(ab0, cd0));
        let (ad4, ad6) = (unpack_low_i32_m128i(ab4, cd4), unpack_high_i32_m128i(ab4, cd4));
        let (eh0, eh2) = (unpack_low_i32_m128i(ef0, gh0), unpack_high_i32_m128i(ef0, gh0));
        let (eh4, eh6) = (unpack_low_i32_m128i(ef4, gh4), unpack_high_i32_m128i(ef4, gh4));
        [
            Self(unpack_low_i64_m128i(ad0, eh0)),
            Self(unpack_high_i64_m128i(ad0, eh0)),
            Self(unpack_low_i64_m128i(ad2, eh2)),
            Self(unpack_high_i64_m128i(ad2, eh2)),
            Self(unpack_low_i64_m128i(ad4, eh4)),
            Self(unpack_high_i64_m128i(ad4, eh4)),
            Self(unpack_low_i64_m128i(ad6, eh6)),
            Self(unpack_high_i64_m128i(ad6, eh6)),
        ]
    }

    /// Columns of samples around zero become rows of samples around 128, held between 0 and 255.
    #[inline]
    pub fn samples([a, b, c, d, e, f, g, h]: [Self; 8]) -> [[u8; 8]; 8] {
        let (ac, bd) = (pack_i16_to_i8_m128i(a.0, c.0), pack_i16_to_i8_m128i(b.0, d.0));
        let (eg, fh) = (pack_i16_to_i8_m128i(e.0, g.0), pack_i16_to_i8_m128i(f.0, h.0));
        let (ab, cd) = (unpack_low_i8_m128i(ac, bd), unpack_high_i8_m128i(ac, bd));
        let (ef, gh) = (unpack_low_i8_m128i(eg, fh), unpack_high_i8_m128i(eg, fh));
        let (ad0, ad4) = (unpack_low_i16_m128i(ab, cd), unpack_high_i16_m128i(ab, cd));
        let (eh0, eh4) = (unpack_low_i16_m128i(ef, gh), unpack_high_i16_m128i(ef, gh));
        let two_rows = |register| {
            let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]: [u8; 16] =
                bitxor_m128i(register, set_splat_i8_m128i(-128)).into();
            [[a, b, c, d, e, f, g, h], [i, j, k, l, m, n, o, p]]
        };
        let [row0, row1] = two_rows(unpack_low_i32_m128i(ad0, eh0));
        let [row2, row3] = two_rows(unpack_high_i32_m128i(ad0, eh0));
        let [row4, row5] = two_rows(unpack_low_i32_m128i(ad4, eh4));
        let [row6, row7] = two_rows(unpack_high_i32_m128i(ad4, eh4));
        [row0, row1, row2, row3, row4, row5, row6, row7]
    }

    /// Sixteen pixels `0x00RRGGBB` of channels red, green and blue, held between 0 and 255.
    #[inline]
    pub fn pixels([red, green, blue]: [Self; 3], [red_odd, green_odd, blue_odd]: [Self; 3]) -> [u32; 16] {
        let red = pack_i16_to_u8_m128i(red.0, red_odd.0);
        let green = pack_i16_to_u8_m128i(green.0, green_odd.0);
        let blue = pack_i16_to_u8_m128i(blue.0, blue_odd.0);
        let (low_even, low_odd) = (unpack_low_i8_m128i(blue, green), unpack_high_i8_m128i(blue, green));
        let zero = zeroed_m128i();
        let (high_even, high_odd) = (unpack_low_i8_m128i(red, zero), unpack_high_i8_m128i(red, zero));
        let (even0, even8) = (unpack_low_i16_m128i(low_even, high_even), unpack_high_i16_m128i(low_even, high_even));
        let (odd0, odd8) = (unpack_low_i16_m128i(low_odd, high_odd), unpack_high_i16_m128i(low_odd, high_odd));
        let [p0, p1, p2, p3]: [u32; 4] = unpack_low_i32_m128i(even0, odd0).into();
        let [p4, p5, p6, p7]: [u32; 4] = unpack_high_i32_m128i(even0, odd0).into();
        let [p8, p9, p10, p11]: [u32; 4] = unpack_low_i32_m128i(even8, odd8).into();
        let [p12, p13, p14, p15]: [u32; 4] = unpack_high_i32_m128i(even8, odd8).into();
        [p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15]
    }
}

impl Quads {
    /// Four times the same.
    #[inline]
    pub fn splat(value: i32) -> Self {
        Self(set_splat_i32_m128i(value))
    }

    /// The four.
    #[cfg(test)]
    pub fn numbers(self) -> [i32; 4] {
        self.0.into()
    }

    /// The sums, modulo 2³².
    #[inline]
    pub fn add(self, other: Self) -> Self {
        Self(add_i32_m128i(self.0, other.0))
    }

    /// The differences, modulo 2³².
    #[inline]
    pub fn subtract(self, other: Self) -> Self {
        Self(sub_i32_m128i(self.0, other.0))
    }

    /// Shifted to the right; the sign stays.
    #[inline]
    pub fn shift_right<const BITS: i32>(self) -> Self {
        Self(shr_imm_i32_m128i::<BITS>(self.0))
    }

    /// Eight lanes from two times four, held within 16 bits.
    #[inline]
    pub fn pack(low: Self, high: Self) -> Words {
        Words(pack_i32_to_i16_m128i(low.0, high.0))
    }
}
