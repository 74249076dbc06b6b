//! Hextile (RFC 6143 §7.7.4): tiles of 16 by 16 pixels. There is no length: tiles are measured one by one, and measuring
//! goes on at the last whole tile when more bytes come.

use crate::codec::grid::Grid;
use crate::codec::hextile::{EDGE, Mask, Tiles};
use crate::codec::pixels::{ReadPixel, WithPixel};
use crate::encoding::{Decode, Head, Lane, Measured, Scan};
use crate::error::{Error, Protocol};
use crate::framebuffer::Target;
use crate::wire::{Reader, Stop};

const READING: &str = "a Hextile rectangle";
/// Bits of a mask that Hextile does not know.
const UNUSED: u8 = 0xe0;

pub(crate) fn measure(scan: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    let pixel_size = head.layout.pixel_size();
    reader.skip(scan.offset)?;
    let start = reader.position() - scan.offset;
    for tile in Grid::after(scan.done, head.rect.size(), EDGE) {
        let mask = Mask(reader.u8()?);
        if mask.has(UNUSED) {
            return Err(Protocol::malformed(READING, "an unused sub-encoding").into());
        }
        mask.measure(reader, tile.size(), pixel_size)?;
        scan.offset = reader.position() - start;
        scan.done += 1;
    }
    Ok(Measured::whole(head, Lane::Free))
}

/// Decodes Hextile rectangles. Nothing is kept between them.
#[derive(Debug, Default)]
pub struct Decoder;

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        head.layout.with_pixel(Rectangle { body, out })
    }
}

struct Rectangle<'a> {
    body: &'a [u8],
    out: Target<'a>,
}

impl WithPixel for Rectangle<'_> {
    type Output = Result<(), Error>;

    fn call<P: ReadPixel>(mut self, pixels: P) -> Self::Output {
        let (mut reader, mut tiles) = (Reader::new(self.body), Tiles::new(READING));
        for tile in Grid::after(0, self.out.size(), EDGE) {
            let Some(out) = self.out.part(tile) else { continue };
            let mask = reader.u8().map_err(|_| Protocol::Truncated { reading: READING })?;
            tiles.decode(Mask(mask), &mut reader, pixels, out)?;
        }
        Ok(())
    }
}
