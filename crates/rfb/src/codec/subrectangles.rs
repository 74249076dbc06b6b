//! What RRE and CoRRE share (RFC 6143 §7.7.3, rfbproto "CoRRE Encoding"): a background and subrectangles in front of it.

use std::marker::PhantomData;

use crate::codec::pixels::{ReadPixel, WithPixel};
use crate::encoding::{Head, Lane, Measured};
use crate::error::{Error, Protocol};
use crate::framebuffer::Target;
use crate::geometry::Rect;
use crate::limits;
use crate::wire::{Reader, Stop};

/// How often a pixel may be painted on average. An encoder has no reason to paint one twice.
const LAYERS: usize = 16;

/// How the place of a subrectangle is written.
pub(crate) trait Place {
    /// Bytes of a place.
    const SIZE: usize;
    /// What is being read.
    const READING: &'static str;
    /// What is counted.
    const COUNT: &'static str;
    /// What is painted.
    const PAINTED: &'static str;

    /// The place in the first `SIZE` bytes, relative to the rectangle. `None` where there are fewer.
    fn read(bytes: &[u8]) -> Option<Rect>;
}

/// Finds the end of a rectangle: the count says where.
pub(crate) fn measure<W: Place>(head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    let count = limits::check(W::COUNT, reader.u32()? as usize, head.rect.area())?;
    let pixel_size = head.layout.pixel_size();
    reader.skip(pixel_size + count * (pixel_size + W::SIZE))?;
    Ok(Measured::whole(head, Lane::Free))
}

/// Paints the background and what is in front of it.
pub(crate) fn decode<W: Place>(head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
    head.layout.with_pixel(Painting::<W> { body: body.get(4..).unwrap_or_default(), out, place: PhantomData })
}

struct Painting<'a, W> {
    /// What follows the count.
    body: &'a [u8],
    out: Target<'a>,
    place: PhantomData<W>,
}

impl<W: Place> WithPixel for Painting<'_, W> {
    type Output = Result<(), Error>;

    fn call<P: ReadPixel>(mut self, pixels: P) -> Self::Output {
        let truncated = || Protocol::Truncated { reading: W::READING };
        let (background, subrectangles) = self.body.split_at_checked(P::SIZE).ok_or_else(truncated)?;
        self.out.fill(pixels.read(background));
        let (mut painted, limit) = (0, self.out.size().area() * LAYERS);
        for subrectangle in subrectangles.chunks_exact(P::SIZE + W::SIZE) {
            let (pixel, place) = subrectangle.split_at_checked(P::SIZE).ok_or_else(truncated)?;
            let rect = W::read(place).ok_or_else(truncated)?;
            painted += rect.area();
            if painted > limit {
                limits::check(W::PAINTED, painted, limit)?;
            }
            if !self.out.fill_part(rect, pixels.read(pixel)) {
                return Err(Protocol::malformed(W::READING, "a subrectangle leaves the rectangle").into());
            }
        }
        Ok(())
    }
}
