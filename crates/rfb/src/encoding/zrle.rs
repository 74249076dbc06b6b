//! ZRLE (RFC 6143 §7.7.6): tiles of 64 by 64 pixels, compressed by one zlib stream for the life of the connection.

use crate::codec::inflate::{Feed, Inflate};
use crate::codec::pixels::{Layout, ReadPixel, WithPixel};
use crate::codec::tile::{Family, Tiles};
use crate::encoding::{Decode, Head, Lane, Measured, Scan};
use crate::error::Error;
use crate::framebuffer::Target;
use crate::geometry::Size;
use crate::limits;
use crate::wire::{Reader, Stop};

/// What an encoder may add to the tiles: empty blocks, flushes, and a little that means nothing.
const SLACK: usize = 64 << 10;

/// The most that the tiles of a rectangle can take.
pub(crate) fn largest(layout: &Layout, size: Size) -> usize {
    let tiles =
        Family::Zrle.tiles(Size::new(size.width, 1)).count() * Family::Zrle.tiles(Size::new(1, size.height)).count();
    let pixel_size = layout.cpixel_size();
    tiles * (1 + 127 * pixel_size) + size.area() * (pixel_size + 1) + SLACK
}

pub(crate) fn measure(_: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    let length = reader.u32()? as usize;
    limits::check("a ZRLE rectangle's compressed length", length, largest(&head.layout, head.rect.size()))?;
    reader.skip(length)?;
    Ok(Measured::whole(head, Lane::Stream(0)))
}

/// Decodes ZRLE rectangles. Every one of them must pass through here: the zlib history depends on it.
#[derive(Debug)]
pub struct Decoder {
    inflate: Inflate,
    tiles: Tiles,
}

impl Default for Decoder {
    fn default() -> Self {
        Self { inflate: Inflate::default(), tiles: Tiles::new(Family::Zrle) }
    }
}

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        let input = body.get(4..).unwrap_or_default();
        let limit = largest(&head.layout, out.size());
        let mut feed = self.inflate.feed(Family::Zrle.name(), input, limit);
        self.tiles.restart();
        head.layout.with_cpixel(Rectangle { tiles: &mut self.tiles, feed: &mut feed, out })?;
        feed.finish()
    }
}

struct Rectangle<'a, 'b> {
    tiles: &'a mut Tiles,
    feed: &'a mut Feed<'b>,
    out: Target<'a>,
}

impl WithPixel for Rectangle<'_, '_> {
    type Output = Result<(), Error>;

    fn call<P: ReadPixel>(mut self, pixels: P) -> Self::Output {
        let wanted = Family::Zrle.largest_tile(P::SIZE);
        for tile in Family::Zrle.tiles(self.out.size()) {
            let Some(out) = self.out.part(tile) else { continue };
            let mut reader = Reader::new(self.feed.fill(wanted)?);
            self.tiles.decode(&mut reader, pixels, out)?;
            let read = reader.position();
            self.feed.consume(read);
        }
        Ok(())
    }
}
