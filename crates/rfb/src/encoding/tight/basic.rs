//! Basic compression: filtered bytes, decompressed as they are needed, straight into the rows of the target.

use crate::codec::inflate::{Feed, Inflate};
use crate::codec::pixels::{Layout, ReadPixel, WithPixel};
use crate::codec::tile::one_bit;
use crate::error::{Error, Protocol};
use crate::framebuffer::Target;

use super::gradient::{self, Gradient};
use super::rectangle::{Data, Filter, SLACK};

/// Pixels that are decoded at a time: what they take fits half the buffer of [`Inflate`], and they end with a byte.
pub(super) const PART: usize = 8 << 10;
/// What indices beyond the palette look like. No colour has this bit.
const NOT_IN_PALETTE: u32 = 1 << 31;

/// Where filtered bytes come from.
pub(super) struct Source<'a> {
    reading: &'static str,
    bytes: Bytes<'a>,
}

enum Bytes<'a> {
    Stored(&'a [u8]),
    /// A zlib stream, and how many of the bytes it has ready were taken.
    Deflated(Feed<'a>, usize),
}

impl<'a> Source<'a> {
    pub(super) fn new(reading: &'static str, data: &Data<'a>, inflate: &'a mut Option<Inflate>) -> Self {
        let bytes = match *data {
            Data::Stored(bytes) => Bytes::Stored(bytes),
            Data::Deflated { bytes, size, .. } => {
                let feed = inflate.get_or_insert_default().feed(reading, bytes, size + SLACK);
                Bytes::Deflated(feed, 0)
            }
        };
        Self { reading, bytes }
    }

    /// The next `length` bytes.
    #[inline]
    pub(super) fn take(&mut self, length: usize) -> Result<&[u8], Error> {
        let taken = match &mut self.bytes {
            Bytes::Stored(bytes) => bytes.split_off(..length),
            Bytes::Deflated(feed, taken) => {
                feed.consume(std::mem::replace(taken, length));
                feed.fill(length)?.get(..length)
            }
        };
        taken.ok_or(Error::Protocol(Protocol::Truncated { reading: self.reading }))
    }

    /// Decompresses what is left, so that the history is whole. A little more than the pixels may be there.
    pub(super) fn finish(self) -> Result<(), Error> {
        match self.bytes {
            Bytes::Stored(_) => Ok(()),
            Bytes::Deflated(feed, _) => feed.finish(),
        }
    }

    /// Calls `put` with the bytes and the pixels of each row, of a wide row in parts.
    fn for_each_part(
        &mut self,
        mut out: Target<'_>,
        bytes_of: impl Fn(usize) -> usize,
        mut put: impl FnMut(&[u8], &mut [u32]),
    ) -> Result<(), Error> {
        for row in out.rows_mut() {
            for part in row.chunks_mut(PART) {
                put(self.take(bytes_of(part.len()))?, part);
            }
        }
        Ok(())
    }
}

/// Decodes the pixels of a rectangle.
pub(super) fn decode(
    source: &mut Source<'_>,
    filter: &Filter<'_>,
    layout: &Layout,
    gradient: &mut Gradient,
    out: Target<'_>,
) -> Result<(), Error> {
    match filter {
        Filter::Copy => layout.with_tpixel(Copied { source, out }),
        Filter::Palette(palette) => indexed(source, palette, layout, out),
        Filter::Gradient if layout.has_rgb_tpixel() => gradient::bytes(source, out),
        Filter::Gradient => layout.with_tpixel(gradient::Any { source, gradient, format: layout.format(), out }),
    }
}

struct Copied<'a, 'b> {
    source: &'a mut Source<'b>,
    out: Target<'a>,
}

impl WithPixel for Copied<'_, '_> {
    type Output = Result<(), Error>;

    fn call<P: ReadPixel>(self, pixels: P) -> Self::Output {
        self.source.for_each_part(self.out, |count| count * P::SIZE, |bytes, row| pixels.read_row(bytes, row))
    }
}

/// Indices of one bit for up to two colours, else of eight.
fn indexed(source: &mut Source<'_>, palette: &[u8], layout: &Layout, out: Target<'_>) -> Result<(), Error> {
    let mut table = [NOT_IN_PALETTE; 256];
    layout.with_tpixel(Palette { palette, table: &mut table });
    let mut seen = 0;
    if palette.len() <= 2 * layout.tpixel_size() {
        // A palette of one colour is not in the specification, but its meaning is plain.
        let [zero, one, ..] = table;
        let one = if one == NOT_IN_PALETTE { zero } else { one };
        source.for_each_part(out, |count| count.div_ceil(8), |bytes, row| one_bit(bytes, [zero, one], row))?;
    } else {
        source.for_each_part(
            out,
            |count| count,
            |bytes, row| {
                for (pixel, index) in row.iter_mut().zip(bytes) {
                    *pixel = table.get(usize::from(*index)).copied().unwrap_or(NOT_IN_PALETTE);
                    seen |= *pixel;
                }
            },
        )?;
    }
    if seen & NOT_IN_PALETTE != 0 {
        let what = "a pixel names a colour that the palette does not have";
        return Err(Protocol::malformed(source.reading, what).into());
    }
    Ok(())
}

struct Palette<'a> {
    palette: &'a [u8],
    table: &'a mut [u32; 256],
}

impl WithPixel for Palette<'_> {
    type Output = ();

    fn call<P: ReadPixel>(self, pixels: P) {
        pixels.read_row(self.palette, self.table);
    }
}
