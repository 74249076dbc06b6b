//! The tiles of Hextile and ZlibHex (RFC 6143 §7.7.4): measured on the reader, decoded anywhere.

use crate::codec::pixels::ReadPixel;
use crate::error::{Error, Protocol};
use crate::framebuffer::Target;
use crate::geometry::{Rect, Size};
use crate::wire::{NeedMore, Reader, Stop};

/// Width and height of a tile that is not cut off by the rectangle's edge.
pub const EDGE: u16 = 16;

/// What the sub-encoding byte of a tile says, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mask(pub u8);

impl Mask {
    /// Pixels as they are; the other bits of Hextile mean nothing then.
    pub const RAW: u8 = 1;
    /// A background colour follows.
    pub const BACKGROUND: u8 = 2;
    /// A foreground colour follows.
    pub const FOREGROUND: u8 = 4;
    /// A number of subrectangles follows.
    pub const SUBRECTANGLES: u8 = 8;
    /// Each subrectangle begins with its colour.
    pub const COLOURED: u8 = 16;
    /// ZlibHex: pixels through the first zlib stream; the other bits mean nothing then.
    pub const ZLIB_RAW: u8 = 32;
    /// ZlibHex: what the bits of Hextile say, through the second zlib stream.
    pub const ZLIB: u8 = 64;

    /// Whether one of these bits is set.
    pub const fn has(self, bits: u8) -> bool {
        self.0 & bits != 0
    }

    /// Passes over what follows the mask in a tile of `size` that is not compressed.
    pub(crate) fn measure(self, reader: &mut Reader<'_>, size: Size, pixel_size: usize) -> Result<(), NeedMore> {
        if self.has(Self::RAW) {
            return reader.skip(size.area() * pixel_size);
        }
        let colours = usize::from(self.has(Self::BACKGROUND)) + usize::from(self.has(Self::FOREGROUND));
        reader.skip(colours * pixel_size)?;
        if self.has(Self::SUBRECTANGLES) {
            let count = usize::from(reader.u8()?);
            reader.skip(count * self.subrectangle_size(pixel_size))?;
        }
        Ok(())
    }

    const fn subrectangle_size(self, pixel_size: usize) -> usize {
        if self.has(Self::COLOURED) { pixel_size + 2 } else { 2 }
    }
}

/// The most bytes that the content of a tile can take when a pixel takes `pixel_size`.
pub const fn largest_tile(pixel_size: usize) -> usize {
    let raw = EDGE as usize * EDGE as usize * pixel_size;
    let subrectangles = 2 * pixel_size + 1 + 255 * (pixel_size + 2);
    if raw > subrectangles { raw } else { subrectangles }
}

/// Decodes tiles of one rectangle, and remembers the colours for the next tile.
#[derive(Debug, Clone, Copy)]
pub struct Tiles {
    reading: &'static str,
    background: Option<u32>,
    foreground: Option<u32>,
}

impl Tiles {
    /// A decoder for the tiles of one rectangle; `reading` names it in errors.
    pub fn new(reading: &'static str) -> Self {
        Self { reading, background: None, foreground: None }
    }

    /// Decodes what follows the mask of the next tile into `out`, which has the tile's size.
    #[inline]
    pub fn decode<P: ReadPixel>(
        &mut self,
        mask: Mask,
        reader: &mut Reader<'_>,
        pixels: P,
        mut out: Target<'_>,
    ) -> Result<(), Error> {
        self.decode_tile(mask, reader, pixels, &mut out).map_err(|stop| match stop {
            Stop::NeedMore(_) => Protocol::Truncated { reading: self.reading }.into(),
            Stop::Error(error) => error,
        })
    }

    /// The error of something wrong in a tile.
    pub fn malformed(&self, what: &'static str) -> Protocol {
        Protocol::malformed(self.reading, what)
    }

    fn decode_tile<P: ReadPixel>(
        &mut self,
        mask: Mask,
        reader: &mut Reader<'_>,
        pixels: P,
        out: &mut Target<'_>,
    ) -> Result<(), Stop> {
        if mask.has(Mask::RAW) {
            return raw(reader, pixels, out).map_err(Stop::from);
        }
        if mask.has(Mask::BACKGROUND) {
            self.background = Some(pixels.read(reader.bytes(P::SIZE)?));
        }
        if mask.has(Mask::FOREGROUND) {
            self.foreground = Some(pixels.read(reader.bytes(P::SIZE)?));
        }
        let Some(background) = self.background else {
            return Err(self.malformed("the first tile has no background").into());
        };
        out.fill(background);
        if !mask.has(Mask::SUBRECTANGLES) {
            return Ok(());
        }
        let bytes = usize::from(reader.u8()?) * mask.subrectangle_size(P::SIZE);
        let subrectangles = reader.bytes(bytes)?;
        let inside = if mask.has(Mask::COLOURED) {
            coloured(subrectangles, pixels, out)
        } else {
            let Some(foreground) = self.foreground else {
                return Err(self.malformed("a tile has subrectangles but no foreground").into());
            };
            plain(subrectangles, foreground, out)
        };
        if inside { Ok(()) } else { Err(self.malformed("a subrectangle leaves its tile").into()) }
    }
}

fn raw<P: ReadPixel>(reader: &mut Reader<'_>, pixels: P, out: &mut Target<'_>) -> Result<(), NeedMore> {
    let bytes = reader.bytes(out.size().area() * P::SIZE)?;
    let row_bytes = (usize::from(out.size().width) * P::SIZE).max(1);
    for (row, bytes) in out.rows_mut().zip(bytes.chunks_exact(row_bytes)) {
        pixels.read_row(bytes, row);
    }
    Ok(())
}

/// Paints subrectangles that begin with a colour. Whether all lie inside the tile.
fn coloured<P: ReadPixel>(subrectangles: &[u8], pixels: P, out: &mut Target<'_>) -> bool {
    subrectangles.chunks_exact(P::SIZE + 2).all(|subrectangle| match subrectangle.split_at_checked(P::SIZE) {
        Some((pixel, &[position, extent])) => out.fill_part(place(position, extent), pixels.read(pixel)),
        Some(_) | None => false,
    })
}

/// Paints subrectangles of one colour. Whether all lie inside the tile.
fn plain(subrectangles: &[u8], foreground: u32, out: &mut Target<'_>) -> bool {
    let (subrectangles, _) = subrectangles.as_chunks::<2>();
    subrectangles.iter().all(|&[position, extent]| out.fill_part(place(position, extent), foreground))
}

/// Where a subrectangle lies in its tile.
#[inline]
fn place(position: u8, extent: u8) -> Rect {
    let (high, low) = (|byte: u8| u16::from(byte >> 4), |byte: u8| u16::from(byte & 15));
    Rect::new(high(position), low(position), high(extent) + 1, low(extent) + 1)
}
