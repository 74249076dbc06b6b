//! Zlib (rfbproto "zlib Encoding"): Raw, compressed by one zlib stream for the life of the connection.

use crate::codec::inflate::{Feed, Inflate};
use crate::codec::pixels::{Layout, ReadPixel, WithPixel};
use crate::encoding::{Decode, Head, Lane, Measured, Scan};
use crate::error::{Error, Protocol};
use crate::framebuffer::Target;
use crate::geometry::Size;
use crate::limits;
use crate::wire::{Reader, Stop};

const READING: &str = "a Zlib rectangle";
/// What an encoder may add to the pixels: empty blocks, flushes, and a little that means nothing.
const SLACK: usize = 64 << 10;
/// Decompressed bytes that are asked for at a time.
const PIECE: usize = 16 << 10;

/// The most that the pixels of a rectangle can take, compressed or not: what cannot be compressed grows a little.
fn largest(layout: &Layout, size: Size) -> usize {
    let raw = size.area() * layout.pixel_size();
    // With fixed codes, which fast compressors use, noise grows by up to an eighth.
    raw + raw / 8 + SLACK
}

pub(crate) fn measure(_: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    let length = reader.u32()? as usize;
    limits::check("a Zlib rectangle's compressed length", length, largest(&head.layout, head.rect.size()))?;
    reader.skip(length)?;
    Ok(Measured::whole(head, Lane::Stream(0)))
}

/// Decodes Zlib rectangles. Every one of them must pass through here: the zlib history depends on it.
#[derive(Debug, Default)]
pub struct Decoder {
    inflate: Inflate,
}

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        let input = body.get(4..).unwrap_or_default();
        let limit = largest(&head.layout, out.size());
        let mut feed = self.inflate.feed(READING, input, limit);
        head.layout.with_pixel(Rows { feed: &mut feed, out })?;
        feed.finish()
    }
}

struct Rows<'a, 'b> {
    feed: &'a mut Feed<'b>,
    out: Target<'a>,
}

impl WithPixel for Rows<'_, '_> {
    type Output = Result<(), Error>;

    fn call<P: ReadPixel>(mut self, pixels: P) -> Self::Output {
        for mut row in self.out.rows_mut() {
            while !row.is_empty() {
                let wanted = (row.len() * P::SIZE).min(PIECE);
                let bytes = self.feed.fill(wanted)?;
                let ready = row.len().min(bytes.len() / P::SIZE);
                if ready == 0 {
                    return Err(Protocol::Truncated { reading: READING }.into());
                }
                let (now, later) = row.split_at_mut(ready);
                pixels.read_row(bytes, now);
                self.feed.consume(ready * P::SIZE);
                row = later;
            }
        }
        Ok(())
    }
}
