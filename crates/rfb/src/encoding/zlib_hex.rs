//! ZlibHex (rfbproto "zlibhex Encoding"): Hextile whose tiles may each be compressed. There are two zlib streams for the
//! life of the connection, one for pixels and one for everything else; a rectangle may use both.

use crate::codec::grid::Grid;
use crate::codec::hextile::{self, EDGE, Mask, Tiles};
use crate::codec::inflate::Inflate;
use crate::codec::pixels::{ReadPixel, WithPixel};
use crate::encoding::{Decode, Head, Lane, Measured, Scan};
use crate::error::{Error, Protocol};
use crate::framebuffer::Target;
use crate::wire::{Reader, Stop};

const READING: &str = "a ZlibHex rectangle";
/// The bit of a mask that ZlibHex does not know.
const UNUSED: u8 = 0x80;
/// What may come out of a tile's zlib data besides its content.
const SLACK: usize = 4 << 10;

pub(crate) fn measure(scan: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    let pixel_size = head.layout.pixel_size();
    reader.skip(scan.offset)?;
    let start = reader.position() - scan.offset;
    for tile in Grid::after(scan.done, head.rect.size(), EDGE) {
        let mask = Mask(reader.u8()?);
        if mask.has(UNUSED) {
            return Err(Protocol::malformed(READING, "an unused sub-encoding").into());
        }
        if mask.has(Mask::ZLIB_RAW | Mask::ZLIB) {
            let length = usize::from(reader.u16()?);
            reader.skip(length)?;
        } else {
            mask.measure(reader, tile.size(), pixel_size)?;
        }
        scan.offset = reader.position() - start;
        scan.done += 1;
    }
    Ok(Measured::whole(head, Lane::Stream(0)))
}

/// Decodes ZlibHex rectangles. Every one of them must pass through here: both zlib histories depend on it.
#[derive(Debug, Default)]
pub struct Decoder {
    streams: Streams,
}

#[derive(Debug, Default)]
struct Streams {
    raw: Inflate,
    other: Inflate,
}

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        head.layout.with_pixel(Rectangle { streams: &mut self.streams, body, out })
    }
}

struct Rectangle<'a> {
    streams: &'a mut Streams,
    body: &'a [u8],
    out: Target<'a>,
}

impl WithPixel for Rectangle<'_> {
    type Output = Result<(), Error>;

    fn call<P: ReadPixel>(mut self, pixels: P) -> Self::Output {
        let truncated = |_| Protocol::Truncated { reading: READING };
        let (mut reader, mut tiles) = (Reader::new(self.body), Tiles::new(READING));
        let largest = hextile::largest_tile(P::SIZE);
        for tile in Grid::after(0, self.out.size(), EDGE) {
            let Some(out) = self.out.part(tile) else { continue };
            let mask = Mask(reader.u8().map_err(truncated)?);
            let (content, stream) = if mask.has(Mask::ZLIB_RAW) {
                (Mask(Mask::RAW), &mut self.streams.raw)
            } else if mask.has(Mask::ZLIB) {
                (mask, &mut self.streams.other)
            } else {
                tiles.decode(mask, &mut reader, pixels, out)?;
                continue;
            };
            let length = reader.u16().map_err(truncated)?;
            let compressed = reader.bytes(length.into()).map_err(truncated)?;
            let mut feed = stream.feed(READING, compressed, largest + SLACK);
            tiles.decode(content, &mut Reader::new(feed.fill(largest)?), pixels, out)?;
            feed.finish()?;
        }
        Ok(())
    }
}
