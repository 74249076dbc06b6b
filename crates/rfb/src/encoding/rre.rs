//! RRE (RFC 6143 §7.7.3): a background, and rectangles of one colour in front of it.

use crate::codec::subrectangles::{self, Place};
use crate::encoding::{Decode, Head, Measured, Scan};
use crate::error::Error;
use crate::framebuffer::Target;
use crate::geometry::Rect;
use crate::wire::{Reader, Stop};

pub(crate) fn measure(_: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    subrectangles::measure::<Wide>(head, reader)
}

/// Paints RRE rectangles. Nothing is kept between them.
#[derive(Debug, Default)]
pub struct Decoder;

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        subrectangles::decode::<Wide>(head, body, out)
    }
}

/// Position and extent of two bytes a number.
struct Wide;

impl Place for Wide {
    const SIZE: usize = 8;
    const READING: &'static str = "an RRE rectangle";
    const COUNT: &'static str = "an RRE rectangle's number of subrectangles";
    const PAINTED: &'static str = "the pixels that an RRE rectangle paints over one another";

    #[inline]
    fn read(bytes: &[u8]) -> Option<Rect> {
        let &[x1, x0, y1, y0, width1, width0, height1, height0] = bytes.first_chunk()?;
        let join = |high, low| u16::from_be_bytes([high, low]);
        Some(Rect::new(join(x1, x0), join(y1, y0), join(width1, width0), join(height1, height0)))
    }
}
