//! PNG pictures, as TightPNG carries them.

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, Info, Limits, Transformations};

use crate::error::{Error, Protocol};
use crate::framebuffer::Target;

/// What is named in errors.
const READING: &str = "a PNG picture";
/// What the library may take for itself, besides the rows that it is given: buffers, and chunks that are no pixels.
const LIBRARY_BYTES: usize = 4 << 20;

fn malformed(what: &'static str) -> Error {
    Protocol::malformed(READING, what).into()
}

/// Decodes PNG pictures one after the other; the buffer is kept from picture to picture.
#[derive(Debug, Default)]
pub struct Png {
    bytes: Vec<u8>,
}

impl Png {
    /// Decodes `data`, a whole file, into `out`, whose extent must be the picture's. Transparency is passed over.
    pub fn decode(&mut self, data: &[u8], mut out: Target<'_>) -> Result<(), Error> {
        let size = out.size();
        let mut decoder = Decoder::new_with_limits(Cursor::new(data), Limits { bytes: LIBRARY_BYTES });
        decoder.set_ignore_text_chunk(true);
        decoder.set_ignore_iccp_chunk(true);
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let header = decoder.read_header_info().map_err(|_| malformed("its header is wrong"))?;
        if (header.width, header.height) != (size.width.into(), size.height.into()) {
            return Err(malformed("its extent is not the rectangle's"));
        }
        let mut reader = decoder.read_info().map_err(|_| malformed("its first chunks are wrong"))?;
        if !is_palette_sound(reader.info()) {
            return Err(malformed("its palette is wrong"));
        }
        let length = reader.output_buffer_size().ok_or_else(|| malformed("it is too large"))?;
        let (colour, depth) = reader.output_color_type();
        if depth != BitDepth::Eight || length > 4 * size.area() {
            return Err(malformed("its pixels are of a kind that there is not"));
        }
        self.bytes.resize(length.max(self.bytes.len()), 0);
        reader.next_frame(&mut self.bytes).map_err(|_| malformed("its data is damaged"))?;
        let row_bytes = reader.output_line_size(size.width.into()).unwrap_or(0).max(1);
        for (row, bytes) in out.rows_mut().zip(self.bytes.chunks_exact(row_bytes)) {
            put_row(colour, bytes, row);
        }
        Ok(())
    }
}

/// Whether the palette is whole colours, 256 at most, and no more of them are transparent than there are: the library
/// takes that for granted.
fn is_palette_sound(info: &Info<'_>) -> bool {
    let bytes = info.palette.as_ref().map_or(0, |palette| palette.len());
    let transparent = info.trns.as_ref().map_or(0, |transparent| transparent.len());
    bytes.is_multiple_of(3) && bytes <= 3 * 256 && (info.color_type != ColorType::Indexed || transparent <= bytes / 3)
}

/// Turns a row of samples into pixels.
fn put_row(colour: ColorType, bytes: &[u8], row: &mut [u32]) {
    match colour {
        ColorType::Grayscale => grey(bytes, 1, row),
        ColorType::GrayscaleAlpha => grey(bytes, 2, row),
        // Indices were replaced by colours.
        ColorType::Rgb | ColorType::Indexed => rgb(bytes, 3, row),
        ColorType::Rgba => rgb(bytes, 4, row),
    }
}

fn grey(bytes: &[u8], size: usize, row: &mut [u32]) {
    for (pixel, bytes) in row.iter_mut().zip(bytes.chunks_exact(size)) {
        *pixel = bytes.first().map_or(0, |&grey| u32::from(grey) * 0x0001_0101);
    }
}

fn rgb(bytes: &[u8], size: usize, row: &mut [u32]) {
    for (pixel, bytes) in row.iter_mut().zip(bytes.chunks_exact(size)) {
        *pixel = bytes.first_chunk().map_or(0, |&[red, green, blue]| u32::from_be_bytes([0, red, green, blue]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    /// A picture of 2 by 1 indices with such a palette.
    fn picture(palette: usize, transparent: usize) -> Vec<u8> {
        let mut data = Vec::new();
        let mut encoder = png::Encoder::new(&mut data, 2, 1);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_palette(vec![7; palette]);
        if transparent > 0 {
            encoder.set_trns(vec![9; transparent]);
        }
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&[0, 1]).expect("pixels");
        writer.finish().expect("the end");
        data
    }

    fn decode(data: &[u8]) -> Result<[u32; 2], Error> {
        let mut pixels = [0; 2];
        let out = Target::packed(&mut pixels, Size::new(2, 1)).expect("it fits");
        Png::default().decode(data, out)?;
        Ok(pixels)
    }

    #[test]
    fn palettes_are_checked_before_the_library_trusts_them() {
        assert_eq!(decode(&picture(6, 0)), Ok([0x0007_0707; 2]));
        assert_eq!(decode(&picture(6, 2)), Ok([0x0007_0707; 2]));
        for (palette, transparent) in [(17, 0), (5, 0), (7, 1), (3 * 257, 0), (6, 3), (6, 256), (0, 0)] {
            let outcome = decode(&picture(palette, transparent));
            assert!(matches!(outcome, Err(Error::Protocol(_))), "{palette} {transparent}: {outcome:?}");
        }
    }
}
