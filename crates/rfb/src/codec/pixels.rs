//! From pixels on the wire to `0x00RRGGBB`.
//!
//! The layout is worked out once per pixel format; decoders are generic over how one pixel is read, so that the common
//! formats need no more than a load and a mask in the inner loop.

use std::sync::Arc;

use crate::pixel_format::{CPixel, ColourMap, PixelFormat};

/// Reads one pixel of `SIZE` bytes.
pub trait ReadPixel: Copy {
    /// Bytes of a pixel.
    const SIZE: usize;

    /// The pixel in the first `SIZE` bytes as `0x00RRGGBB`. Shorter slices give black.
    fn read(self, bytes: &[u8]) -> u32;

    /// Converts as many pixels as both have.
    #[inline]
    fn read_row(self, bytes: &[u8], row: &mut [u32]) {
        for (pixel, bytes) in row.iter_mut().zip(bytes.chunks_exact(Self::SIZE)) {
            *pixel = self.read(bytes);
        }
    }
}

/// Four bytes that are `0x??RRGGBB`, little endian: the format that we ask for.
#[derive(Debug, Clone, Copy)]
pub struct Native32;

impl ReadPixel for Native32 {
    const SIZE: usize = 4;

    #[inline]
    fn read(self, bytes: &[u8]) -> u32 {
        bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes) & 0x00ff_ffff)
    }
}

/// Three bytes blue, green, red: the `CPIXEL` of the format that we ask for.
#[derive(Debug, Clone, Copy)]
pub struct Native24;

impl ReadPixel for Native24 {
    const SIZE: usize = 3;

    #[inline]
    fn read(self, bytes: &[u8]) -> u32 {
        bytes.first_chunk().map_or(0, |&[blue, green, red]| u32::from_le_bytes([blue, green, red, 0]))
    }

    #[inline]
    fn read_row(self, bytes: &[u8], row: &mut [u32]) {
        let length = row.len().min(bytes.len() / 3);
        let (quads, last) = row.get_mut(..length).unwrap_or_default().as_chunks_mut::<4>();
        let (twelves, rest) = bytes.get(..3 * length).unwrap_or_default().as_chunks::<12>();
        for (pixels, bytes) in quads.iter_mut().zip(twelves) {
            let [b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11] = *bytes;
            *pixels = [
                u32::from_le_bytes([b0, b1, b2, 0]),
                u32::from_le_bytes([b3, b4, b5, 0]),
                u32::from_le_bytes([b6, b7, b8, 0]),
                u32::from_le_bytes([b9, b10, b11, 0]),
            ];
        }
        for (pixel, bytes) in last.iter_mut().zip(rest.chunks_exact(3)) {
            *pixel = self.read(bytes);
        }
    }
}

/// Three bytes red, green, blue: the `TPIXEL` of formats with eight bits per colour.
#[derive(Debug, Clone, Copy)]
pub struct Rgb24;

impl ReadPixel for Rgb24 {
    const SIZE: usize = 3;

    #[inline]
    fn read(self, bytes: &[u8]) -> u32 {
        bytes.first_chunk().map_or(0, |&[red, green, blue]| u32::from_be_bytes([0, red, green, blue]))
    }

    #[inline]
    fn read_row(self, bytes: &[u8], row: &mut [u32]) {
        let length = row.len().min(bytes.len() / 3);
        let (quads, last) = row.get_mut(..length).unwrap_or_default().as_chunks_mut::<4>();
        let (twelves, rest) = bytes.get(..3 * length).unwrap_or_default().as_chunks::<12>();
        for (pixels, bytes) in quads.iter_mut().zip(twelves) {
            // Four bytes at a time, of which one is too many, are cheaper than three.
            let [b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11] = *bytes;
            *pixels = [
                u32::from_be_bytes([b0, b1, b2, b3]) >> 8,
                u32::from_be_bytes([b3, b4, b5, b6]) >> 8,
                u32::from_be_bytes([b6, b7, b8, b9]) >> 8,
                u32::from_be_bytes([b8, b9, b10, b11]) & 0x00ff_ffff,
            ];
        }
        for (pixel, bytes) in last.iter_mut().zip(rest.chunks_exact(3)) {
            *pixel = self.read(bytes);
        }
    }
}

/// Three channels of eight bits, each a byte of the pixel: any order, either endianness. `N` bytes on the wire.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<const N: usize> {
    /// Which of the wire's bytes are red, green and blue.
    index: [usize; 3],
}

impl<const N: usize> ReadPixel for Bytes<N> {
    const SIZE: usize = N;

    #[inline]
    fn read(self, bytes: &[u8]) -> u32 {
        let [red, green, blue] = self.index.map(|index| u32::from(bytes.get(index).copied().unwrap_or(0)));
        red << 16 | green << 8 | blue
    }
}

/// Any other true colour format of `N` bytes.
#[derive(Debug, Clone, Copy)]
pub struct Channels<const N: usize> {
    format: PixelFormat,
    /// How far the bytes on the wire are from being the whole pixel, in bits, for a `CPIXEL` of the high bytes.
    shift: u32,
}

impl<const N: usize> ReadPixel for Channels<N> {
    const SIZE: usize = N;

    #[inline]
    fn read(self, bytes: &[u8]) -> u32 {
        let Some(bytes) = bytes.first_chunk::<N>() else { return 0 };
        let join = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
        let value = if self.format.big_endian { bytes.iter().fold(0, join) } else { bytes.iter().rev().fold(0, join) };
        convert(self.format, value << self.shift)
    }
}

/// Pixels of one or two bytes, looked up.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a, const N: usize> {
    table: &'a [u32],
}

impl<const N: usize> ReadPixel for Table<'_, N> {
    const SIZE: usize = N;

    #[inline]
    fn read(self, bytes: &[u8]) -> u32 {
        let Some(bytes) = bytes.first_chunk::<N>() else { return 0 };
        let index = bytes.iter().rev().fold(0, |value, byte| value << 8 | usize::from(*byte));
        self.table.get(index).copied().unwrap_or(0)
    }
}

/// Scales the three channels of a pixel's value to eight bits.
fn convert(format: PixelFormat, value: u32) -> u32 {
    format.max.iter().zip(format.shift).fold(0, |pixel, (&max, shift)| {
        let channel = value.wrapping_shr(u32::from(shift)) & u32::from(max);
        let scaled = (channel * 255 + u32::from(max) / 2) / u32::from(max).max(1);
        pixel << 8 | scaled
    })
}

/// How pixels stand on the wire at one time: format and colour map, worked out. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    format: PixelFormat,
    /// For formats of one or two bytes: what each value, read little endian, looks like.
    table: Option<Arc<[u32]>>,
}

impl Layout {
    /// The layout of `format`, which must be valid. `map` serves formats without true colour.
    pub fn new(format: PixelFormat, map: &ColourMap) -> Self {
        let table = matches!(format.bits_per_pixel, 8 | 16).then(|| {
            let look_up = |value: u32| if format.true_colour { convert(format, value) } else { map.get(value) };
            match format.bits_per_pixel {
                8 => (0..=0xff).map(look_up).collect(),
                _ if format.big_endian => {
                    (0..=0xffff_u16).map(|value| look_up(u32::from(value.swap_bytes()))).collect()
                }
                _ => (0..=0xffff).map(look_up).collect(),
            }
        });
        Self { format, table }
    }

    /// The pixel format.
    pub fn format(&self) -> PixelFormat {
        self.format
    }

    /// Bytes of a `PIXEL`.
    pub fn pixel_size(&self) -> usize {
        self.format.bytes_per_pixel()
    }

    /// Bytes of a `CPIXEL`.
    pub fn cpixel_size(&self) -> usize {
        match self.format.cpixel() {
            CPixel::Whole => self.format.bytes_per_pixel(),
            CPixel::LowBytes | CPixel::HighBytes => 3,
        }
    }

    /// Calls `work` with the way to read a `PIXEL`.
    pub fn with_pixel<W: WithPixel>(&self, work: W) -> W::Output {
        let format = self.format;
        if format.bits_per_pixel < 32 {
            return self.with_table(work);
        }
        match byte_order(format, 4, 0) {
            Some([2, 1, 0]) => work.call(Native32),
            Some(index) => work.call(Bytes::<4> { index }),
            None => work.call(Channels::<4> { format, shift: 0 }),
        }
    }

    /// Calls `work` with the way to read a `CPIXEL` (RFC 6143 §7.7.5).
    pub fn with_cpixel<W: WithPixel>(&self, work: W) -> W::Output {
        let format = self.format;
        let shift = match format.cpixel() {
            CPixel::Whole => return self.with_pixel(work),
            CPixel::LowBytes => 0,
            CPixel::HighBytes => 8,
        };
        match byte_order(format, 3, shift) {
            Some([2, 1, 0]) => work.call(Native24),
            Some(index) => work.call(Bytes::<3> { index }),
            None => work.call(Channels::<3> { format, shift }),
        }
    }

    /// Whether a `TPIXEL` is three bytes: red, green, blue.
    pub fn has_rgb_tpixel(&self) -> bool {
        let PixelFormat { bits_per_pixel, depth, true_colour, max, .. } = self.format;
        true_colour && bits_per_pixel == 32 && depth == 24 && max == [255; 3]
    }

    /// Bytes of a `TPIXEL`.
    pub fn tpixel_size(&self) -> usize {
        if self.has_rgb_tpixel() { Rgb24::SIZE } else { self.pixel_size() }
    }

    /// Calls `work` with the way to read a `TPIXEL` (rfbproto, Tight Encoding).
    pub fn with_tpixel<W: WithPixel>(&self, work: W) -> W::Output {
        if self.has_rgb_tpixel() { work.call(Rgb24) } else { self.with_pixel(work) }
    }

    fn with_table<W: WithPixel>(&self, work: W) -> W::Output {
        let table = self.table.as_deref().unwrap_or_default();
        if self.format.bits_per_pixel == 8 { work.call(Table::<1> { table }) } else { work.call(Table::<2> { table }) }
    }
}

/// Work that is generic over how a pixel is read.
pub trait WithPixel {
    /// What it returns.
    type Output;

    /// Does it.
    fn call<P: ReadPixel>(self, pixels: P) -> Self::Output;
}

/// Which of `size` bytes on the wire are red, green and blue, where each channel is one whole byte.
fn byte_order(format: PixelFormat, size: usize, dropped_bits: u32) -> Option<[usize; 3]> {
    if format.max != [255; 3] {
        return None;
    }
    let mut index = [0; 3];
    for (index, shift) in index.iter_mut().zip(format.shift) {
        let bits = u32::from(shift).checked_sub(dropped_bits)?;
        let byte = (bits / 8) as usize;
        if bits % 8 != 0 || byte >= size {
            return None;
        }
        *index = if format.big_endian { size - 1 - byte } else { byte };
    }
    Some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct ReadRow<'a>(&'a [u8], usize);

    impl WithPixel for ReadRow<'_> {
        type Output = Vec<u32>;

        fn call<P: ReadPixel>(self, pixels: P) -> Vec<u32> {
            let mut row = vec![0; self.1];
            pixels.read_row(self.0, &mut row);
            row
        }
    }

    const COLOURS: [u32; 6] = [0x00ff_0000, 0x0000_ff00, 0x0000_00ff, 0x0012_3456, 0x00ff_ffff, 0];

    /// Writes a pixel the slow and obvious way.
    fn encode(format: PixelFormat, colour: u32) -> Vec<u8> {
        let channels = [colour >> 16 & 255, colour >> 8 & 255, colour & 255];
        let value =
            channels.iter().zip(format.max).zip(format.shift).fold(0u32, |value, ((&channel, max), shift)| {
                value | ((channel * u32::from(max) + 127) / 255) << shift
            });
        let bytes = value.to_be_bytes()[4 - format.bytes_per_pixel()..].to_vec();
        if format.big_endian { bytes } else { bytes.into_iter().rev().collect() }
    }

    fn formats_with_whole_bytes() -> Vec<PixelFormat> {
        let shifts = [[16, 8, 0], [0, 8, 16], [24, 16, 8], [8, 16, 24], [0, 16, 24]];
        let all = shifts.into_iter().flat_map(|shift| {
            [false, true].map(|big_endian| PixelFormat { big_endian, shift, ..PixelFormat::RENDERER })
        });
        all.collect()
    }

    #[test]
    fn every_order_of_bytes_gives_the_same_colours() {
        for format in formats_with_whole_bytes() {
            let wire: Vec<u8> = COLOURS.iter().flat_map(|&colour| encode(format, colour)).collect();
            let layout = Layout::new(format, &ColourMap::default());
            assert_eq!(layout.with_pixel(ReadRow(&wire, COLOURS.len())), COLOURS, "{format:?}");
            let kept = match format.cpixel() {
                CPixel::Whole => 0..4,
                CPixel::LowBytes if format.big_endian => 1..4,
                CPixel::LowBytes => 0..3,
                CPixel::HighBytes if format.big_endian => 0..3,
                CPixel::HighBytes => 1..4,
            };
            let compact: Vec<u8> = wire.chunks(4).flat_map(|pixel| pixel[kept.clone()].to_vec()).collect();
            assert_eq!(layout.with_cpixel(ReadRow(&compact, COLOURS.len())), COLOURS, "CPIXEL of {format:?}");
        }
    }

    #[test]
    fn tpixels_are_red_green_blue_where_colours_have_eight_bits() {
        let wire: Vec<u8> = COLOURS.iter().flat_map(|colour| colour.to_be_bytes()[1..].to_vec()).collect();
        for format in formats_with_whole_bytes() {
            let layout = Layout::new(format, &ColourMap::default());
            for count in 0..=COLOURS.len() {
                let row = layout.with_tpixel(ReadRow(&wire, count));
                assert_eq!(row, COLOURS[..count], "{count} TPIXELs of {format:?}");
            }
        }
        let deep = PixelFormat { depth: 32, ..PixelFormat::RENDERER };
        assert_eq!(Layout::new(deep, &ColourMap::default()).tpixel_size(), 4);
    }

    #[test]
    fn narrow_channels_are_scaled_to_the_full_range() {
        for big_endian in [false, true] {
            let format = PixelFormat {
                bits_per_pixel: 16,
                depth: 16,
                big_endian,
                max: [31, 63, 31],
                shift: [11, 5, 0],
                true_colour: true,
            };
            let wire: Vec<u8> =
                [0x00ff_ffff, 0x00ff_0000, 0].iter().flat_map(|&colour| encode(format, colour)).collect();
            assert_eq!(
                Layout::new(format, &ColourMap::default()).with_pixel(ReadRow(&wire, 3)),
                [0x00ff_ffff, 0x00ff_0000, 0]
            );
        }
        let format = PixelFormat { max: [1023; 3], shift: [20, 10, 0], depth: 30, ..PixelFormat::RENDERER };
        let wire = encode(format, 0x00ff_00ff);
        assert_eq!(Layout::new(format, &ColourMap::default()).with_pixel(ReadRow(&wire, 1)), [0x00ff_00ff]);
    }

    #[test]
    fn indexed_pixels_go_through_the_colour_map() {
        let mut map = ColourMap::default();
        map.set(1, [[0xffff, 0x8000, 0]]);
        let format = PixelFormat { bits_per_pixel: 8, depth: 8, true_colour: false, ..PixelFormat::RENDERER };
        assert_eq!(Layout::new(format, &map).with_pixel(ReadRow(&[1, 0, 7], 3)), [0x00ff_8000, 0, 0]);
    }
}
