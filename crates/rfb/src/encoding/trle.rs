//! TRLE (RFC 6143 §7.7.5): tiles of 16 by 16 pixels. There is no length: tiles are measured one by one, and measuring
//! goes on at the last whole tile when more bytes come.

use crate::codec::pixels::{ReadPixel, WithPixel};
use crate::codec::tile::{self, Family, Tiles};
use crate::encoding::{Decode, Head, Lane, Measured, Scan};
use crate::error::Error;
use crate::framebuffer::Target;
use crate::wire::{Reader, Stop};

pub(crate) fn measure(scan: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    let pixel_size = head.layout.cpixel_size();
    reader.skip(scan.offset)?;
    let start = reader.position() - scan.offset;
    for tile in Family::Trle.tiles(head.rect.size()).skip(scan.done) {
        tile::measure(reader, tile.size(), pixel_size, &mut scan.palette)?;
        scan.offset = reader.position() - start;
        scan.done += 1;
    }
    Ok(Measured::whole(head, Lane::Free))
}

/// Decodes TRLE rectangles. Nothing is kept between rectangles.
#[derive(Debug)]
pub struct Decoder {
    tiles: Tiles,
}

impl Default for Decoder {
    fn default() -> Self {
        Self { tiles: Tiles::new(Family::Trle) }
    }
}

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        self.tiles.restart();
        head.layout.with_cpixel(Rectangle { tiles: &mut self.tiles, body, out })
    }
}

struct Rectangle<'a> {
    tiles: &'a mut Tiles,
    body: &'a [u8],
    out: Target<'a>,
}

impl WithPixel for Rectangle<'_> {
    type Output = Result<(), Error>;

    fn call<P: ReadPixel>(mut self, pixels: P) -> Self::Output {
        let mut reader = Reader::new(self.body);
        for tile in Family::Trle.tiles(self.out.size()) {
            if let Some(out) = self.out.part(tile) {
                self.tiles.decode(&mut reader, pixels, out)?;
            }
        }
        Ok(())
    }
}
