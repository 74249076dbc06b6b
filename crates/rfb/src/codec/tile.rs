//! The tiles of TRLE and ZRLE (RFC 6143 §7.7.5, §7.7.6): measured on the reader, decoded anywhere.

use crate::codec::pixels::ReadPixel;
use crate::error::{Error, Protocol};
use crate::framebuffer::Target;
use crate::geometry::{Rect, Size};
use crate::wire::{NeedMore, Reader, Stop};

/// The most pixels of a tile.
const MAX_PIXELS: usize = 64 * 64;
/// Short runs are written this many pixels at a time; the next run overwrites what was too much.
const STRIDE: usize = 8;
/// Marks an entry that the palette does not have. No pixel has this bit.
const NOT_IN_PALETTE: u32 = 0x8000_0000;

/// What the sub-encoding byte of a tile says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subencoding {
    Raw,
    Solid,
    /// Packed indices into a new palette of so many colours.
    Packed(usize),
    /// Packed indices into the palette of the tile before.
    PackedAgain,
    Runs,
    /// Runs of indices into a new palette of so many colours.
    PaletteRuns(usize),
    /// Runs of indices into the palette of the tile before.
    PaletteRunsAgain,
}

/// Which of the two encodings a tile belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// TRLE: tiles may use the palette of the tile before.
    Trle,
    /// ZRLE.
    Zrle,
}

impl Family {
    /// Width and height of a tile that is not cut off by the rectangle's edge.
    pub const fn tile(self) -> u16 {
        match self {
            Family::Trle => 16,
            Family::Zrle => 64,
        }
    }

    /// The specification's name.
    pub const fn name(self) -> &'static str {
        match self {
            Family::Trle => "a TRLE rectangle",
            Family::Zrle => "a ZRLE rectangle",
        }
    }

    fn malformed(self, what: &'static str) -> Protocol {
        Protocol::malformed(self.name(), what)
    }

    fn subencoding(self, byte: u8) -> Result<Subencoding, Protocol> {
        Ok(match byte {
            0 => Subencoding::Raw,
            1 => Subencoding::Solid,
            2..=16 => Subencoding::Packed(byte.into()),
            127 if self == Family::Trle => Subencoding::PackedAgain,
            128 => Subencoding::Runs,
            129 if self == Family::Trle => Subencoding::PaletteRunsAgain,
            130.. => Subencoding::PaletteRuns((byte - 128).into()),
            17..=127 | 129 => return Err(self.malformed("an unused sub-encoding")),
        })
    }

    /// The tiles of a rectangle of `size`, relative to it, in the order in which they are sent.
    pub fn tiles(self, size: Size) -> impl Iterator<Item = Rect> {
        let tile = usize::from(self.tile());
        (0..size.height).step_by(tile).flat_map(move |y| {
            (0..size.width)
                .step_by(tile)
                .map(move |x| Rect::new(x, y, self.tile().min(size.width - x), self.tile().min(size.height - y)))
        })
    }

    /// The most bytes a tile of this family can take when a pixel takes `pixel_size`.
    pub const fn largest_tile(self, pixel_size: usize) -> usize {
        let pixels = self.tile() as usize * self.tile() as usize;
        1 + 127 * pixel_size + pixels * (pixel_size + 1)
    }
}

/// Bits of an index into a packed palette of `colours`.
const fn index_bits(colours: usize) -> usize {
    match colours {
        0..=2 => 1,
        3..=4 => 2,
        _ => 4,
    }
}

/// Passes over one TRLE tile. `palette_size` carries the last palette's size from tile to tile.
pub(crate) fn measure(
    reader: &mut Reader<'_>,
    size: Size,
    pixel_size: usize,
    palette_size: &mut usize,
) -> Result<(), Stop> {
    let family = Family::Trle;
    let packed = |colours| (usize::from(size.width) * index_bits(colours)).div_ceil(8) * usize::from(size.height);
    let subencoding = family.subencoding(reader.u8()?)?;
    let mut next_palette = *palette_size;
    match subencoding {
        Subencoding::Raw => reader.skip(size.area() * pixel_size)?,
        Subencoding::Solid => reader.skip(pixel_size)?,
        Subencoding::Packed(colours) => {
            reader.skip(colours * pixel_size + packed(colours))?;
            next_palette = colours;
        }
        Subencoding::PackedAgain => {
            if !(2..=16).contains(palette_size) {
                return Err(family.malformed("there is no palette to use again").into());
            }
            reader.skip(packed(*palette_size))?;
        }
        Subencoding::Runs => measure_runs(reader, size, pixel_size, RunHead::Pixel)?,
        Subencoding::PaletteRuns(colours) => {
            reader.skip(colours * pixel_size)?;
            measure_runs(reader, size, pixel_size, RunHead::Index)?;
            next_palette = colours;
        }
        Subencoding::PaletteRunsAgain => {
            if *palette_size == 0 {
                return Err(family.malformed("there is no palette to use again").into());
            }
            measure_runs(reader, size, pixel_size, RunHead::Index)?;
        }
    }
    *palette_size = next_palette;
    Ok(())
}

/// What a run begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RunHead {
    Pixel,
    Index,
}

fn measure_runs(reader: &mut Reader<'_>, size: Size, pixel_size: usize, head: RunHead) -> Result<(), Stop> {
    let mut left = size.area();
    while left > 0 {
        let length = match head {
            RunHead::Pixel => {
                reader.skip(pixel_size)?;
                run_length(reader)?
            }
            RunHead::Index if reader.u8()? & 0x80 == 0 => 1,
            RunHead::Index => run_length(reader)?,
        };
        left = left.checked_sub(length).ok_or(Family::Trle.malformed("a run is longer than its tile"))?;
    }
    Ok(())
}

/// The length of a run: one more than the sum of its bytes, of which the first that is not 255 is the last.
#[inline]
fn run_length(reader: &mut Reader<'_>) -> Result<usize, NeedMore> {
    let mut length = 1;
    loop {
        let byte = reader.u8()?;
        length += usize::from(byte);
        if byte != 255 || length > MAX_PIXELS {
            return Ok(length);
        }
    }
}

/// Decodes tiles of one rectangle, and remembers the palette for the next tile.
#[derive(Debug)]
pub struct Tiles {
    family: Family,
    palette: [u32; 128],
    palette_size: usize,
    /// A tile of runs, row by row, with room for the last run's excess.
    runs: Vec<u32>,
}

impl Tiles {
    /// A decoder for tiles of `family`.
    pub fn new(family: Family) -> Self {
        Self { family, palette: [0; 128], palette_size: 0, runs: vec![0; MAX_PIXELS + STRIDE] }
    }

    /// Forgets the palette: a new rectangle begins.
    pub fn restart(&mut self) {
        self.palette_size = 0;
    }

    /// Decodes the next tile into `out`, which has its size.
    pub fn decode<P: ReadPixel>(
        &mut self,
        reader: &mut Reader<'_>,
        pixels: P,
        mut out: Target<'_>,
    ) -> Result<(), Error> {
        self.decode_tile(reader, pixels, &mut out).map_err(|stop| match stop {
            Stop::NeedMore(_) => Protocol::Truncated { reading: self.family.name() }.into(),
            Stop::Error(error) => error,
        })
    }

    fn decode_tile<P: ReadPixel>(
        &mut self,
        reader: &mut Reader<'_>,
        pixels: P,
        out: &mut Target<'_>,
    ) -> Result<(), Stop> {
        match self.family.subencoding(reader.u8()?)? {
            Subencoding::Raw => raw(reader, pixels, out),
            Subencoding::Solid => {
                out.fill(pixels.read(reader.bytes(P::SIZE)?));
                Ok(())
            }
            Subencoding::Packed(colours) => {
                self.read_palette(reader, pixels, colours)?;
                self.packed(reader, out)
            }
            Subencoding::PackedAgain if (2..=16).contains(&self.palette_size) => self.packed(reader, out),
            Subencoding::Runs => self.runs(reader, pixels, out),
            Subencoding::PaletteRuns(colours) => {
                self.read_palette(reader, pixels, colours)?;
                self.palette_runs(reader, out)
            }
            Subencoding::PaletteRunsAgain if self.palette_size > 0 => self.palette_runs(reader, out),
            Subencoding::PackedAgain | Subencoding::PaletteRunsAgain => {
                Err(self.family.malformed("there is no palette to use again").into())
            }
        }
    }

    fn read_palette<P: ReadPixel>(&mut self, reader: &mut Reader<'_>, pixels: P, colours: usize) -> Result<(), Stop> {
        let bytes = reader.bytes(colours * P::SIZE)?;
        self.palette_size = colours;
        pixels.read_row(bytes, &mut self.palette);
        if let Some(unused) = self.palette.get_mut(colours..) {
            unused.fill(NOT_IN_PALETTE);
        }
        Ok(())
    }

    fn packed(&mut self, reader: &mut Reader<'_>, out: &mut Target<'_>) -> Result<(), Stop> {
        let width = usize::from(out.size().width);
        let palette: [u32; 16] = *self.palette.first_chunk().unwrap_or(&[0; 16]);
        let mut seen = 0;
        for row in out.rows_mut() {
            match self.palette_size {
                2 => one_bit(reader.bytes(width.div_ceil(8))?, [palette[0], palette[1]], row),
                3 | 4 => seen |= packed_row::<2>(reader.bytes(width.div_ceil(4))?, &palette, row),
                _ => seen |= packed_row::<4>(reader.bytes(width.div_ceil(2))?, &palette, row),
            }
        }
        if seen & NOT_IN_PALETTE != 0 {
            return Err(self.family.malformed("a pixel names a colour that the palette does not have").into());
        }
        Ok(())
    }

    fn runs<P: ReadPixel>(&mut self, reader: &mut Reader<'_>, pixels: P, out: &mut Target<'_>) -> Result<(), Stop> {
        let (area, mut done) = (out.size().area(), 0);
        while done < area {
            let pixel = pixels.read(reader.bytes(P::SIZE)?);
            let length = run_length(reader)?;
            done = self.run(done, pixel, length, area)?;
        }
        self.put_runs(out);
        Ok(())
    }

    fn palette_runs(&mut self, reader: &mut Reader<'_>, out: &mut Target<'_>) -> Result<(), Stop> {
        let (area, mut done, mut seen) = (out.size().area(), 0, 0);
        while done < area {
            let index = reader.u8()?;
            let pixel = self.palette.get(usize::from(index & 0x7f)).copied().unwrap_or(NOT_IN_PALETTE);
            seen |= pixel;
            let length = if index & 0x80 == 0 { 1 } else { run_length(reader)? };
            done = self.run(done, pixel, length, area)?;
        }
        if seen & NOT_IN_PALETTE != 0 {
            return Err(self.family.malformed("a run names a colour that the palette does not have").into());
        }
        self.put_runs(out);
        Ok(())
    }

    /// Writes one run and returns where the next begins.
    #[inline]
    fn run(&mut self, done: usize, pixel: u32, length: usize, area: usize) -> Result<usize, Stop> {
        let end = done + length;
        if end > area {
            return Err(self.family.malformed("a run is longer than its tile").into());
        }
        if length <= STRIDE {
            if let Some(pixels) = self.runs.get_mut(done..done + STRIDE) {
                pixels.copy_from_slice(&[pixel; STRIDE]);
            }
        } else if let Some(pixels) = self.runs.get_mut(done..end) {
            pixels.fill(pixel);
        }
        Ok(end)
    }

    fn put_runs(&self, out: &mut Target<'_>) {
        let width = usize::from(out.size().width).max(1);
        for (row, pixels) in out.rows_mut().zip(self.runs.chunks_exact(width)) {
            row.copy_from_slice(pixels);
        }
    }
}

fn raw<P: ReadPixel>(reader: &mut Reader<'_>, pixels: P, out: &mut Target<'_>) -> Result<(), Stop> {
    let bytes = reader.bytes(out.size().area() * P::SIZE)?;
    let row_bytes = (usize::from(out.size().width) * P::SIZE).max(1);
    for (row, bytes) in out.rows_mut().zip(bytes.chunks_exact(row_bytes)) {
        pixels.read_row(bytes, row);
    }
    Ok(())
}

/// A row of two colours: the bit chooses without a branch.
#[inline]
pub(crate) fn one_bit(bytes: &[u8], [zero, one]: [u32; 2], row: &mut [u32]) {
    let differ = zero ^ one;
    for (pixels, byte) in row.chunks_mut(8).zip(bytes) {
        for (pixel, bit) in pixels.iter_mut().zip((0..8).rev()) {
            *pixel = zero ^ (differ & 0u32.wrapping_sub(u32::from(byte >> bit & 1)));
        }
    }
}

/// A row of indices of `BITS` bits. Returns all its pixels, or-ed, so that a colour out of the palette shows.
#[inline]
fn packed_row<const BITS: usize>(bytes: &[u8], palette: &[u32; 16], row: &mut [u32]) -> u32 {
    let (per_byte, mask) = (8 / BITS, (1u8 << BITS) - 1);
    let mut seen = 0;
    for (pixels, byte) in row.chunks_mut(per_byte).zip(bytes) {
        let mut bits = byte.rotate_left(BITS as u32);
        for pixel in pixels {
            *pixel = palette.get(usize::from(bits & mask)).copied().unwrap_or(NOT_IN_PALETTE);
            seen |= *pixel;
            bits = bits.rotate_left(BITS as u32);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::pixels::Native24;
    use crate::framebuffer::Framebuffer;

    const RED: [u8; 3] = [0, 0, 255];
    const BLUE: [u8; 3] = [255, 0, 0];

    fn decode(family: Family, tiles: &[&[u8]], size: Size) -> Result<Vec<u32>, Error> {
        let bytes = tiles.concat();
        let mut framebuffer = Framebuffer::new(size);
        let mut reader = Reader::new(&bytes);
        let mut decoder = Tiles::new(family);
        for tile in family.tiles(size) {
            let out = framebuffer.target(tile).expect("tiles lie inside");
            decoder.decode(&mut reader, Native24, out)?;
        }
        assert!(reader.rest().is_empty(), "bytes are left over");
        if family == Family::Trle {
            let (mut reader, mut palette) = (Reader::new(&bytes), 0);
            for tile in family.tiles(size) {
                measure(&mut reader, tile.size(), 3, &mut palette).expect("what decodes can be measured");
            }
            assert!(reader.rest().is_empty(), "measuring and decoding disagree");
        }
        Ok(framebuffer.pixels().to_vec())
    }

    #[test]
    fn each_subencoding_gives_its_pixels() {
        let (r, b) = (0x00ff_0000, 0x0000_00ff);
        let size = Size::new(3, 2);
        let raw = [&[0][..], &RED, &BLUE, &RED, &BLUE, &BLUE, &BLUE].concat();
        let packed = [&[2][..], &RED, &BLUE, &[0b0100_0000, 0b1110_0000]].concat();
        let runs = [&[128][..], &RED, &[0], &BLUE, &[0], &RED, &[0], &BLUE, &[2]].concat();
        let palette_runs = [&[130][..], &RED, &BLUE, &[0, 1, 0, 0x81, 2]].concat();
        for family in [Family::Trle, Family::Zrle] {
            for tile in [&raw, &packed, &runs, &palette_runs] {
                assert_eq!(decode(family, &[tile], size).as_deref(), Ok(&[r, b, r, b, b, b][..]), "{tile:?}");
            }
            assert_eq!(decode(family, &[&[1], &RED], size), Ok(vec![r; 6]));
        }
    }

    #[test]
    fn a_trle_tile_may_use_the_palette_of_the_tile_before() {
        let first = [&[2][..], &RED, &BLUE, &[0; 32]].concat();
        let again = [&[127][..], &[0xff; 2]].concat();
        let pixels = decode(Family::Trle, &[&first, &again], Size::new(18, 1 + 15)).err();
        assert!(pixels.is_some(), "the second tile is 2 by 16 and needs sixteen bytes");
        let again = [&[127][..], &[0xff; 16]].concat();
        let pixels = decode(Family::Trle, &[&first, &again], Size::new(18, 16)).expect("it is valid");
        assert_eq!((pixels[0], pixels[16]), (0x00ff_0000, 0x0000_00ff));
        let runs_again = [129, 0x81, 31];
        let pixels = decode(Family::Trle, &[&first, &runs_again], Size::new(18, 16)).expect("it is valid");
        assert_eq!((pixels[0], pixels[16]), (0x00ff_0000, 0x0000_00ff));
    }

    #[test]
    fn colours_outside_the_palette_runs_outside_the_tile_and_unused_subencodings_are_refused() {
        let size = Size::new(3, 2);
        for tile in [
            [&[3][..], &RED, &BLUE, &RED, &[0b1100_0000, 0]].concat(),
            [&[130][..], &RED, &BLUE, &[2, 0x80, 4]].concat(),
            [&[128][..], &RED, &[6]].concat(),
            [
                &[128][..],
                &RED,
                &[255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 9],
            ]
            .concat(),
            vec![17],
            vec![126],
            vec![127],
            vec![129],
            vec![],
            vec![1, 0],
        ] {
            for family in [Family::Trle, Family::Zrle] {
                assert!(decode(family, &[&tile], size).is_err(), "{tile:?}");
            }
        }
    }

    #[test]
    fn the_largest_tile_is_the_largest() {
        assert!(Family::Zrle.largest_tile(4) < 32 << 10, "it must fit half the inflate buffer");
    }
}
