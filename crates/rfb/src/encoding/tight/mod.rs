//! Tight (rfbproto, Tight Encoding): a colour, a JPEG picture, or pixels that went through a filter and one of four zlib
//! streams. TightPNG shares all of this, see `family`.

mod basic;
mod gradient;
mod rectangle;
mod walk;

use crate::codec::inflate::Inflate;
use crate::codec::jpeg::Jpeg;
use crate::codec::pixels::{ReadPixel, WithPixel};
use crate::codec::png::Png;
use crate::encoding::{Decode, Head, Measured, Scan};
use crate::error::{Error, Protocol};
use crate::framebuffer::Target;
use crate::wire::{Reader, Stop};

use gradient::Gradient;
pub(super) use rectangle::Family;
use rectangle::{Content, Rectangle};

pub(crate) fn measure(_: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    rectangle::measure(Family::Tight, head, reader)
}

/// Measures a rectangle of TightPNG.
pub(super) fn measure_png(head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    rectangle::measure(Family::TightPng, head, reader)
}

/// Decodes Tight rectangles of one lane.
#[derive(Debug)]
pub struct Decoder {
    family: Family,
    /// Made when the lane turns out to be a zlib stream.
    inflate: Option<Inflate>,
    gradient: Gradient,
    jpeg: Jpeg,
    png: Png,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new(Family::Tight)
    }
}

impl Decoder {
    pub(super) fn new(family: Family) -> Self {
        Self { family, inflate: None, gradient: Gradient::default(), jpeg: Jpeg::default(), png: Png::default() }
    }
}

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], mut out: Target<'_>) -> Result<(), Error> {
        let name = self.family.name();
        let rectangle = Rectangle::read(self.family, head, &mut Reader::new(body)).map_err(|stop| match stop {
            Stop::NeedMore(_) => Protocol::Truncated { reading: name }.into(),
            Stop::Error(error) => error,
        })?;
        match rectangle.content {
            Content::Fill(pixel) => out.fill(head.layout.with_tpixel(Pixel(pixel))),
            Content::Jpeg(picture) => self.jpeg.decode(picture, out)?,
            Content::Png(picture) => self.png.decode(picture, out)?,
            Content::Basic { filter, data } => {
                let mut source = basic::Source::new(name, &data, &mut self.inflate);
                basic::decode(&mut source, &filter, &head.layout, &mut self.gradient, out)?;
                source.finish()?;
            }
        }
        Ok(())
    }

    fn reset(&mut self) {
        if let Some(inflate) = &mut self.inflate {
            inflate.reset();
        }
    }
}

/// Reads one pixel.
struct Pixel<'a>(&'a [u8]);

impl WithPixel for Pixel<'_> {
    type Output = u32;

    fn call<P: ReadPixel>(self, pixels: P) -> u32 {
        pixels.read(self.0)
    }
}
