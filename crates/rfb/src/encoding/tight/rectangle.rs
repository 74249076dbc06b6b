//! What stands before and around the pixels of a Tight rectangle: control byte, filter, palette, compact length.

use crate::codec::pixels::Layout;
use crate::encoding::{Head, Lane, Measured};
use crate::error::{Error, Protocol};
use crate::limits;
use crate::wire::{Reader, Stop};

/// Data of fewer bytes is sent as it is.
const MIN_TO_COMPRESS: usize = 12;
/// What an encoder may add to the pixels: empty blocks, flushes, and a little that means nothing.
pub(super) const SLACK: usize = 64 << 10;

/// Which encoding the control byte belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Family {
    /// Tight, number 7, with the variant "without zlib" that -317 asks for.
    Tight,
    /// TightPNG, number -260, where PNG stands for basic compression. QEMU sends the latter for eight bits per pixel.
    TightPng,
}

impl Family {
    /// What is named in errors.
    pub(super) fn name(self) -> &'static str {
        match self {
            Family::Tight => "a Tight rectangle",
            Family::TightPng => "a TightPNG rectangle",
        }
    }

    fn malformed(self, what: &'static str) -> Error {
        Protocol::malformed(self.name(), what).into()
    }
}

/// A rectangle's parts.
pub(super) struct Rectangle<'a> {
    /// Streams that begin anew before it, a bit each.
    pub(super) resets: u8,
    pub(super) content: Content<'a>,
}

/// How the pixels are sent.
pub(super) enum Content<'a> {
    /// One `TPIXEL` for all.
    Fill(&'a [u8]),
    /// A JFIF stream.
    Jpeg(&'a [u8]),
    /// A PNG file.
    Png(&'a [u8]),
    /// Pixels behind a filter.
    Basic { filter: Filter<'a>, data: Data<'a> },
}

/// What was done to pixels before they were compressed.
pub(super) enum Filter<'a> {
    /// Nothing.
    Copy,
    /// They became indices into this palette of `TPIXEL`s.
    Palette(&'a [u8]),
    /// They became differences from what their neighbours let expect.
    Gradient,
}

/// Filtered pixels.
pub(super) enum Data<'a> {
    Stored(&'a [u8]),
    /// The next piece of a zlib stream, and how many bytes it makes.
    Deflated {
        stream: u8,
        bytes: &'a [u8],
        size: usize,
    },
}

pub(super) fn measure(family: Family, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    let rectangle = Rectangle::read(family, head, reader)?;
    let lane = match rectangle.content {
        Content::Basic { data: Data::Deflated { stream, .. }, .. } => Lane::Stream(stream),
        Content::Basic { .. } | Content::Fill(_) | Content::Jpeg(_) | Content::Png(_) => Lane::Free,
    };
    Ok(Measured { resets: rectangle.resets, ..Measured::whole(head, lane) })
}

impl<'a> Rectangle<'a> {
    /// Reads a whole rectangle.
    pub(super) fn read(family: Family, head: &Head, reader: &mut Reader<'a>) -> Result<Self, Stop> {
        let control = reader.u8()?;
        let content = match (control >> 4, family) {
            (0b1000, _) => Content::Fill(reader.bytes(head.layout.tpixel_size())?),
            (0b1001, _) => Content::Jpeg(block(reader)?),
            (0b1010, Family::TightPng) => Content::Png(block(reader)?),
            (method @ (0b1010 | 0b1110), Family::Tight) => {
                let filter = if method & 0b0100 == 0 { Filter::Copy } else { Filter::read(family, head, reader)? };
                basic(family, head, filter, None, reader)?
            }
            (method @ 0..8, _) => {
                let filter = if method & 0b0100 == 0 { Filter::Copy } else { Filter::read(family, head, reader)? };
                basic(family, head, filter, Some(method & 0b0011), reader)?
            }
            (_, Family::Tight | Family::TightPng) => {
                return Err(family.malformed("there is no such compression method").into());
            }
        };
        Ok(Self { resets: control & 0x0f, content })
    }
}

/// Reads the data behind a filter; `stream` is the zlib stream it went through, if any.
fn basic<'a>(
    family: Family,
    head: &Head,
    filter: Filter<'a>,
    stream: Option<u8>,
    reader: &mut Reader<'a>,
) -> Result<Content<'a>, Stop> {
    let size = filter.row_bytes(usize::from(head.rect.width), &head.layout) * usize::from(head.rect.height);
    if size < MIN_TO_COMPRESS {
        return Ok(Content::Basic { filter, data: Data::Stored(reader.bytes(size)?) });
    }
    let length = compact_length(reader)?;
    let data = match stream {
        Some(stream) => {
            // With fixed codes, which fast compressors use, noise grows by up to an eighth.
            limits::check("a Tight rectangle's compressed length", length, size + size / 8 + SLACK)?;
            Data::Deflated { stream, bytes: reader.bytes(length)?, size }
        }
        None if length == size => Data::Stored(reader.bytes(length)?),
        None => return Err(family.malformed("its length without zlib is not that of its pixels").into()),
    };
    Ok(Content::Basic { filter, data })
}

impl<'a> Filter<'a> {
    fn read(family: Family, head: &Head, reader: &mut Reader<'a>) -> Result<Self, Stop> {
        let format = head.layout.format();
        match reader.u8()? {
            0 => Ok(Filter::Copy),
            1 => {
                let colours = usize::from(reader.u8()?) + 1;
                Ok(Filter::Palette(reader.bytes(colours * head.layout.tpixel_size())?))
            }
            2 if format.true_colour && format.bits_per_pixel > 8 => Ok(Filter::Gradient),
            2 => Err(family.malformed("the gradient filter needs true colour of 16 or 32 bits").into()),
            _ => Err(family.malformed("there is no such filter").into()),
        }
    }

    /// Bytes of `width` pixels of a row, behind the filter.
    fn row_bytes(&self, width: usize, layout: &Layout) -> usize {
        match self {
            Filter::Palette(palette) if palette.len() <= 2 * layout.tpixel_size() => width.div_ceil(8),
            Filter::Palette(_) => width,
            Filter::Copy | Filter::Gradient => width * layout.tpixel_size(),
        }
    }
}

/// A compact length and as many bytes. What is inside says its extent itself, so that any length will do.
fn block<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], Stop> {
    let length = compact_length(reader)?;
    Ok(reader.bytes(length)?)
}

/// One to three bytes, the least significant seven bits first.
fn compact_length(reader: &mut Reader<'_>) -> Result<usize, Stop> {
    let mut length = 0;
    for shift in [0, 7] {
        let byte = usize::from(reader.u8()?);
        length |= (byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(length);
        }
    }
    Ok(length | usize::from(reader.u8()?) << 14)
}
