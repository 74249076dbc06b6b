//! ZYWRLE: ZRLE whose raw tiles are wavelets, so that photographs take less; lossy. There is no specification, see
//! `codec::wavelet`.
//!
//! How often a tile is halved depends on the JPEG quality level that was asked for. All servers halve once from level 6 on,
//! but they do not agree about what is below: so nothing below is asked for together with ZYWRLE, and they halve once.

use crate::codec::inflate::{Feed, Inflate};
use crate::codec::pixels::{ReadPixel, WithPixel};
use crate::codec::tile::{Family, Tiles};
use crate::codec::wavelet::{self, Precision};
use crate::encoding::{Decode, Head, Measured, Scan, zrle};
use crate::error::{Error, Protocol};
use crate::framebuffer::Target;
use crate::wire::{Reader, Stop};

const READING: &str = "a ZYWRLE rectangle";
/// The sub-encoding byte of tiles that are wavelets.
const RAW: u8 = 0;
/// The most pixels of a tile.
const TILE: usize = 64 * 64;

pub(crate) fn measure(scan: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    zrle::measure(scan, head, reader)
}

/// Decodes ZYWRLE rectangles. Every one of them must pass through here: the zlib history depends on it.
#[derive(Debug)]
pub struct Decoder {
    inflate: Inflate,
    tiles: Tiles,
    /// The coefficients of a tile.
    parts: Vec<u32>,
}

impl Default for Decoder {
    fn default() -> Self {
        Self { inflate: Inflate::default(), tiles: Tiles::new(Family::Zrle), parts: vec![0; TILE] }
    }
}

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        let input = body.get(4..).unwrap_or_default();
        let mut feed = self.inflate.feed(READING, input, zrle::largest(&head.layout, out.size()));
        let format = head.layout.format();
        let precision = match format.bits_per_pixel {
            // One byte is too little for coefficients: this is ZRLE.
            8 => None,
            _ => Some(Precision::of(format.max).ok_or(Protocol::malformed(READING, "the pixel format has no bytes"))?),
        };
        self.tiles.restart();
        let (tiles, parts) = (&mut self.tiles, self.parts.as_mut_slice());
        head.layout.with_cpixel(Rectangle { tiles, parts, feed: &mut feed, precision, out })?;
        feed.finish()
    }
}

struct Rectangle<'a, 'b> {
    tiles: &'a mut Tiles,
    parts: &'a mut [u32],
    feed: &'a mut Feed<'b>,
    precision: Option<Precision>,
    out: Target<'a>,
}

impl WithPixel for Rectangle<'_, '_> {
    type Output = Result<(), Error>;

    fn call<P: ReadPixel>(mut self, pixels: P) -> Self::Output {
        let wanted = 1 + Family::Zrle.largest_tile(P::SIZE);
        for tile in Family::Zrle.tiles(self.out.size()) {
            let Some(mut out) = self.out.part(tile) else { continue };
            let mut reader = Reader::new(self.feed.fill(wanted)?);
            match (reader.rest().first(), self.precision) {
                (Some(&RAW), Some(precision)) => {
                    reader.skip(1).map_err(|_| Protocol::Truncated { reading: READING })?;
                    // A tile within the tile: the coefficients, in any way of ZRLE.
                    let parts = self.parts.get_mut(..tile.area()).unwrap_or_default();
                    if let Some(target) = Target::packed(parts, tile.size()) {
                        self.tiles.decode(&mut reader, pixels, target)?;
                    }
                    wavelet::synthesize(self.parts, precision, &mut out);
                }
                _ => self.tiles.decode(&mut reader, pixels, out)?,
            }
            let read = reader.position();
            self.feed.consume(read);
        }
        Ok(())
    }
}
