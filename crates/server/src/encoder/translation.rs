//! From the framebuffer's `0x00RRGGBB` to the pixels and `CPIXEL`s a viewer asked for (RFC 6143 §7.4, §7.7.5).

use rfb::PixelFormat;
use rfb::pixel_format::CPixel;

/// Turns colours into pixel values of one format and writes them.
#[derive(Debug, Clone)]
pub struct Translation {
    format: PixelFormat,
    cpixel: CPixel,
    /// What each intensity of red, green and blue adds to a pixel.
    tables: [[u32; 256]; 3],
}

impl Translation {
    /// To pixels of `format`, which must be valid. Where that has a colour map, to the indices of [`colour_map`].
    pub fn new(format: PixelFormat) -> Self {
        let (max, shift) = if format.true_colour { (format.max, format.shift) } else { ([7, 7, 3], [5, 2, 0]) };
        let tables = [0, 1, 2].map(|channel| {
            std::array::from_fn(|intensity| {
                let scaled = (intensity as u32 * u32::from(max[channel]) + 127) / 255;
                scaled << shift[channel]
            })
        });
        Self { format, cpixel: format.cpixel(), tables }
    }

    /// The format it translates to.
    pub fn format(&self) -> PixelFormat {
        self.format
    }

    /// The pixel value of a colour.
    pub fn pixel(&self, colour: u32) -> u32 {
        let [blue, green, red, _] = colour.to_le_bytes();
        self.tables[0][usize::from(red)] | self.tables[1][usize::from(green)] | self.tables[2][usize::from(blue)]
    }

    /// The bytes of a `CPIXEL`.
    pub fn bytes_per_cpixel(&self) -> usize {
        match self.cpixel {
            CPixel::Whole => self.format.bytes_per_pixel(),
            CPixel::LowBytes | CPixel::HighBytes => 3,
        }
    }

    /// The bytes of a `TPIXEL` (rfbproto, Tight Encoding).
    pub fn bytes_per_tpixel(&self) -> usize {
        if self.splits_tpixels() { 3 } else { self.format.bytes_per_pixel() }
    }

    /// Appends a pixel value as a `TPIXEL`.
    pub fn put_tpixel(&self, pixel: u32, out: &mut Vec<u8>) {
        if self.splits_tpixels() {
            out.extend(self.format.shift.map(|shift| (pixel >> shift) as u8));
        } else {
            self.put_pixel(pixel, out);
        }
    }

    /// Whether a `TPIXEL` is a byte of red, one of green and one of blue.
    fn splits_tpixels(&self) -> bool {
        let PixelFormat { bits_per_pixel, depth, true_colour, max, .. } = self.format;
        true_colour && (bits_per_pixel, depth) == (32, 24) && max == [255; 3]
    }

    /// Appends a pixel value as a `PIXEL`.
    pub fn put_pixel(&self, pixel: u32, out: &mut Vec<u8>) {
        match (self.format.bits_per_pixel, self.format.big_endian) {
            (8, _) => out.push(pixel as u8),
            (16, true) => out.extend((pixel as u16).to_be_bytes()),
            (16, false) => out.extend((pixel as u16).to_le_bytes()),
            (_, true) => out.extend(pixel.to_be_bytes()),
            (_, false) => out.extend(pixel.to_le_bytes()),
        }
    }

    /// Appends a pixel value as a `CPIXEL`.
    pub fn put_cpixel(&self, pixel: u32, out: &mut Vec<u8>) {
        let value = match self.cpixel {
            CPixel::Whole => return self.put_pixel(pixel, out),
            CPixel::LowBytes => pixel,
            CPixel::HighBytes => pixel >> 8,
        };
        if self.format.big_endian {
            out.extend(&value.to_be_bytes()[1..]);
        } else {
            out.extend(&value.to_le_bytes()[..3]);
        }
    }
}

/// The colours of the 256 indices that viewers with a colour map get: three bits of red and green, two of blue.
pub fn colour_map() -> impl ExactSizeIterator<Item = [u16; 3]> {
    let spread = |value: u16, max: u16| (u32::from(value) * 65535 / u32::from(max)) as u16;
    (0..256).map(move |index: i32| {
        let index = index as u16;
        [spread(index >> 5, 7), spread(index >> 2 & 7, 7), spread(index & 3, 3)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: PixelFormat, colour: u32) -> (Vec<u8>, Vec<u8>) {
        let translation = Translation::new(format);
        let (mut pixel, mut cpixel) = (Vec::new(), Vec::new());
        translation.put_pixel(translation.pixel(colour), &mut pixel);
        translation.put_cpixel(translation.pixel(colour), &mut cpixel);
        assert_eq!(cpixel.len(), translation.bytes_per_cpixel());
        (pixel, cpixel)
    }

    #[test]
    fn pixels_stand_on_the_wire_as_the_format_says() {
        let little = PixelFormat::RENDERER;
        assert_eq!(written(little, 0x0011_2233), (vec![0x33, 0x22, 0x11, 0], vec![0x33, 0x22, 0x11]));
        let big = PixelFormat { big_endian: true, ..little };
        assert_eq!(written(big, 0x0011_2233), (vec![0, 0x11, 0x22, 0x33], vec![0x11, 0x22, 0x33]));
        let high = PixelFormat { shift: [24, 16, 8], ..little };
        assert_eq!(written(high, 0x0011_2233), (vec![0, 0x33, 0x22, 0x11], vec![0x33, 0x22, 0x11]));
        let rgb565 = PixelFormat { bits_per_pixel: 16, depth: 16, max: [31, 63, 31], shift: [11, 5, 0], ..little };
        assert_eq!(written(rgb565, 0x00ff_0000), (vec![0x00, 0xf8], vec![0x00, 0xf8]));
        let bgr233 = PixelFormat { bits_per_pixel: 8, depth: 8, max: [7, 7, 3], shift: [0, 3, 6], ..little };
        assert_eq!(written(bgr233, 0x00ff_00ff), (vec![0b1100_0111], vec![0b1100_0111]));
    }

    #[test]
    fn indices_point_at_nearly_the_same_colour() {
        let indexed = PixelFormat { bits_per_pixel: 8, depth: 8, true_colour: false, ..PixelFormat::RENDERER };
        let map: Vec<_> = colour_map().collect();
        let [red, green, blue] = map[usize::from(written(indexed, 0x00ff_0055).0[0])];
        assert_eq!((red, green, blue), (0xffff, 0, 0x5555));
    }
}
