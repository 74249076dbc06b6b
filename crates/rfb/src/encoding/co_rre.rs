//! CoRRE (rfbproto "CoRRE Encoding"): RRE whose subrectangles are placed within 255 pixels, in a byte a number.

use crate::codec::subrectangles::{self, Place};
use crate::encoding::{Decode, Head, Measured, Scan};
use crate::error::Error;
use crate::framebuffer::Target;
use crate::geometry::Rect;
use crate::wire::{Reader, Stop};

pub(crate) fn measure(_: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    subrectangles::measure::<Narrow>(head, reader)
}

/// Paints CoRRE rectangles. Nothing is kept between them.
#[derive(Debug, Default)]
pub struct Decoder;

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        subrectangles::decode::<Narrow>(head, body, out)
    }
}

/// Position and extent of one byte a number.
struct Narrow;

impl Place for Narrow {
    const SIZE: usize = 4;
    const READING: &'static str = "a CoRRE rectangle";
    const COUNT: &'static str = "a CoRRE rectangle's number of subrectangles";
    const PAINTED: &'static str = "the pixels that a CoRRE rectangle paints over one another";

    #[inline]
    fn read(bytes: &[u8]) -> Option<Rect> {
        let &[x, y, width, height] = bytes.first_chunk()?;
        Some(Rect::new(x.into(), y.into(), width.into(), height.into()))
    }
}
