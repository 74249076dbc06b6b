//! `PIXEL_FORMAT` (RFC 6143 §7.4): how the server lays out one pixel on the wire.

/// The sixteen bytes of `PIXEL_FORMAT`, as sent: three of them are padding.
pub const WIRE_SIZE: usize = 16;

/// How a pixel stands in the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PixelFormat {
    /// 8, 16 or 32.
    pub bits_per_pixel: u8,
    /// Useful bits in a pixel, at most `bits_per_pixel`.
    pub depth: u8,
    /// Whether pixels of several bytes come most significant byte first.
    pub big_endian: bool,
    /// Whether a pixel holds three intensities; otherwise it is an index into the colour map.
    pub true_colour: bool,
    /// The largest red, green and blue value, `2^n - 1`.
    pub max: [u16; 3],
    /// How far red, green and blue are shifted to the left.
    pub shift: [u8; 3],
}

impl PixelFormat {
    /// What the renderers want: 32 bits, little endian, `0x00RRGGBB`. Decoding it needs no arithmetic.
    pub const RENDERER: PixelFormat = PixelFormat {
        bits_per_pixel: 32,
        depth: 24,
        big_endian: false,
        true_colour: true,
        max: [255, 255, 255],
        shift: [16, 8, 0],
    };

    /// Half the bytes: 16 bits, five or six for each colour.
    pub const RGB565: PixelFormat = PixelFormat {
        bits_per_pixel: 16,
        depth: 16,
        big_endian: false,
        true_colour: true,
        max: [31, 63, 31],
        shift: [11, 5, 0],
    };

    /// A quarter of the bytes: 8 bits, two or three for each colour.
    pub const RGB332: PixelFormat = PixelFormat {
        bits_per_pixel: 8,
        depth: 8,
        big_endian: false,
        true_colour: true,
        max: [7, 7, 3],
        shift: [5, 2, 0],
    };

    /// Reads the sixteen bytes without judging them; see [`PixelFormat::is_valid`].
    pub fn from_wire(bytes: &[u8; WIRE_SIZE]) -> Self {
        let [bits_per_pixel, depth, big_endian, true_colour, r0, r1, g0, g1, b0, b1, red, green, blue, _, _, _] =
            *bytes;
        Self {
            bits_per_pixel,
            depth,
            big_endian: big_endian != 0,
            true_colour: true_colour != 0,
            max: [u16::from_be_bytes([r0, r1]), u16::from_be_bytes([g0, g1]), u16::from_be_bytes([b0, b1])],
            shift: [red, green, blue],
        }
    }

    /// The sixteen bytes as sent in SetPixelFormat and ServerInit.
    pub fn to_wire(self) -> [u8; WIRE_SIZE] {
        let [[r0, r1], [g0, g1], [b0, b1]] = self.max.map(u16::to_be_bytes);
        let [red, green, blue] = self.shift;
        let flags = [u8::from(self.big_endian), u8::from(self.true_colour)];
        [self.bits_per_pixel, self.depth, flags[0], flags[1], r0, r1, g0, g1, b0, b1, red, green, blue, 0, 0, 0]
    }

    /// Bytes of one pixel on the wire.
    pub const fn bytes_per_pixel(self) -> usize {
        self.bits_per_pixel as usize / 8
    }

    /// Whether pixels of this format can be decoded: 8, 16 or 32 bits, and channels that lie inside the pixel.
    pub fn is_valid(self) -> bool {
        if !matches!(self.bits_per_pixel, 8 | 16 | 32) || self.depth > self.bits_per_pixel {
            return false;
        }
        if !self.true_colour {
            return self.bits_per_pixel <= 16;
        }
        let channels = self.max.iter().zip(self.shift);
        channels.into_iter().all(|(&max, shift)| {
            let bits = 16 - max.leading_zeros();
            max > 0 && u32::from(max) + 1 == 1 << bits && u32::from(shift) + bits <= u32::from(self.bits_per_pixel)
        })
    }

    /// The bits of a pixel that carry colour.
    fn colour_mask(self) -> u32 {
        self.max
            .iter()
            .zip(self.shift)
            .fold(0, |mask, (&max, shift)| mask | u32::from(max).wrapping_shl(u32::from(shift)))
    }

    /// How ZRLE and TRLE send a pixel (`CPIXEL`, RFC 6143 §7.7.5): three bytes where a byte of four carries no colour.
    pub fn cpixel(self) -> CPixel {
        if !self.true_colour || self.bits_per_pixel != 32 || self.depth > 24 {
            return CPixel::Whole;
        }
        let mask = self.colour_mask();
        match (mask & 0xff00_0000 == 0, mask & 0x0000_00ff == 0) {
            (true, _) => CPixel::LowBytes,
            (false, true) => CPixel::HighBytes,
            (false, false) => CPixel::Whole,
        }
    }
}

/// Which bytes of a pixel a `CPIXEL` holds, in terms of the pixel's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CPixel {
    /// All of them.
    Whole,
    /// The three least significant.
    LowBytes,
    /// The three most significant.
    HighBytes,
}

/// The server's colour map (RFC 6143 §7.6.2): `0x00RRGGBB` for each index that was set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColourMap {
    entries: Vec<u32>,
}

impl ColourMap {
    /// Sets the entries from `first` on. Red, green and blue are 16 bits each. `first + colours.len()` is at most 65536.
    pub fn set(&mut self, first: u16, colours: impl IntoIterator<Item = [u16; 3]>) {
        for (index, [red, green, blue]) in (usize::from(first)..=usize::from(u16::MAX)).zip(colours) {
            if self.entries.len() <= index {
                self.entries.resize(index + 1, 0);
            }
            if let Some(entry) = self.entries.get_mut(index) {
                *entry = u32::from(red >> 8) << 16 | u32::from(green >> 8) << 8 | u32::from(blue >> 8);
            }
        }
    }

    /// The colour at `index`, black where none was set.
    pub fn get(&self, index: u32) -> u32 {
        self.entries.get(index as usize).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_form_comes_back_as_it_went() {
        let format = PixelFormat {
            big_endian: true,
            max: [31, 63, 31],
            shift: [11, 5, 0],
            bits_per_pixel: 16,
            depth: 16,
            true_colour: true,
        };
        assert_eq!(PixelFormat::from_wire(&format.to_wire()), format);
        assert!(format.is_valid());
    }

    #[test]
    fn formats_that_make_no_sense_are_not_valid() {
        let good = PixelFormat::RENDERER;
        assert!(good.is_valid());
        for bad in [
            PixelFormat { bits_per_pixel: 24, ..good },
            PixelFormat { bits_per_pixel: 0, ..good },
            PixelFormat { depth: 33, ..good },
            PixelFormat { shift: [32, 8, 0], ..good },
            PixelFormat { shift: [25, 8, 0], ..good },
            PixelFormat { max: [254, 255, 255], ..good },
            PixelFormat { max: [0, 255, 255], ..good },
            PixelFormat { true_colour: false, ..good },
        ] {
            assert!(!bad.is_valid(), "{bad:?}");
        }
    }

    #[test]
    fn cpixels_drop_the_byte_without_colour() {
        let format = PixelFormat::RENDERER;
        assert_eq!(format.cpixel(), CPixel::LowBytes);
        assert_eq!(PixelFormat { shift: [24, 16, 8], ..format }.cpixel(), CPixel::HighBytes);
        assert_eq!(PixelFormat { depth: 32, ..format }.cpixel(), CPixel::Whole);
        assert_eq!(PixelFormat { max: [1023; 3], shift: [20, 10, 0], depth: 24, ..format }.cpixel(), CPixel::Whole);
    }

    #[test]
    fn a_colour_map_never_grows_past_65536_entries() {
        let mut map = ColourMap::default();
        map.set(65_535, [[0xffff, 0, 0], [0, 0xffff, 0]]);
        assert_eq!(map.get(65_535), 0x00ff_0000);
        assert_eq!(map.get(65_536), 0);
    }
}
