//! One step of the gradient filter: all three colours of a pixel at once. On x86-64 they are a register of SSE2, which
//! every such processor has; elsewhere a number of 64 bits. Both give the same results, which a test compares.

#[cfg(not(target_arch = "x86_64"))]
pub(super) use Portable as Walk;
#[cfg(target_arch = "x86_64")]
pub(super) use sse2::Walk;

/// The colours to the left and above left, 16 bits each.
#[cfg(any(not(target_arch = "x86_64"), test))]
#[derive(Default)]
pub(super) struct Portable {
    left: u64,
    above_left: u64,
}

#[cfg(any(not(target_arch = "x86_64"), test))]
impl Portable {
    /// One in each of the three lanes.
    const ONES: u64 = 0x0001_0001_0001;

    /// The next pixel of a row: `0x00RRGGBB`, as is the one above; in `difference` each colour by itself.
    #[inline]
    pub(super) fn step(&mut self, above: u32, difference: u32) -> u32 {
        let [above, difference] = [above, difference].map(|pixel| {
            let pixel = u64::from(pixel);
            (pixel & 0x00ff_0000) << 16 | (pixel & 0xff00) << 8 | pixel & 0xff
        });
        // With 256 added no lane borrows: bit 8 says that it fits, bit 9 that it is too large, neither that it is below 0.
        let sum = above + self.left + 0x100 * Self::ONES - self.above_left;
        let fits = (sum >> 8 & Self::ONES) * 0xff;
        let too_large = (sum >> 9 & Self::ONES) * 0xff;
        self.left = ((sum & fits | too_large) + difference) & (0xff * Self::ONES);
        self.above_left = above;
        (self.left >> 16 & 0x00ff_0000 | self.left >> 8 & 0xff00 | self.left & 0xff) as u32
    }
}

#[cfg(target_arch = "x86_64")]
mod sse2 {
    use safe_arch::{
        add_i8_m128i, add_i16_m128i, get_i32_from_m128i_s, m128i, pack_i16_to_u8_m128i, set_i32_m128i_s, sub_i16_m128i,
        unpack_low_i8_m128i, zeroed_m128i,
    };

    /// The colours to the left and above left, 16 bits each.
    pub(in super::super) struct Walk {
        left: m128i,
        above_left: m128i,
    }

    impl Default for Walk {
        fn default() -> Self {
            Self { left: zeroed_m128i(), above_left: zeroed_m128i() }
        }
    }

    impl Walk {
        /// The next pixel of a row: `0x00RRGGBB`, as is the one above; in `difference` each colour by itself.
        #[inline]
        pub(in super::super) fn step(&mut self, above: u32, difference: u32) -> u32 {
            let above = unpack_low_i8_m128i(set_i32_m128i_s(above.cast_signed()), zeroed_m128i());
            let sum = add_i16_m128i(self.left, sub_i16_m128i(above, self.above_left));
            // Packing cuts what is below 0 or above 255.
            let pixel = add_i8_m128i(pack_i16_to_u8_m128i(sum, sum), set_i32_m128i_s(difference.cast_signed()));
            self.left = unpack_low_i8_m128i(pixel, zeroed_m128i());
            self.above_left = above;
            get_i32_from_m128i_s(pixel).cast_unsigned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: [u8; 9] = [0, 1, 2, 100, 127, 128, 200, 254, 255];

    fn pixel([red, green, blue]: [u8; 3]) -> u32 {
        u32::from_be_bytes([0, red, green, blue])
    }

    #[test]
    fn three_colours_at_once_come_to_what_each_comes_to_alone() {
        let pairs = || VALUES.into_iter().flat_map(|one| VALUES.map(|other| (one, other)));
        for ((left, above), (above_left, difference)) in pairs().flat_map(|one| pairs().map(move |other| (one, other)))
        {
            // Each colour has a case of its own.
            let [left, above, above_left, difference] =
                [left, above, above_left, difference].map(|value| [value, value.wrapping_mul(77), !value]);
            let expected = [0, 1, 2].map(|colour| {
                let sum = i32::from(left[colour]) + i32::from(above[colour]) - i32::from(above_left[colour]);
                (sum.clamp(0, 255) as u8).wrapping_add(difference[colour])
            });
            // The pixel before: nothing is to the left of it, so that above - nothing is what is expected of it.
            let before = [0, 1, 2].map(|colour| left[colour].wrapping_sub(above_left[colour]));
            let (mut walk, mut portable) = (Walk::default(), Portable::default());
            for (above, difference, expected) in [(above_left, before, left), (above, difference, expected)] {
                assert_eq!(walk.step(pixel(above), pixel(difference)), pixel(expected));
                assert_eq!(portable.step(pixel(above), pixel(difference)), pixel(expected));
            }
        }
    }
}
