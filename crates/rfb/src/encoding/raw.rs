//! Raw (RFC 6143 §7.7.1): pixels row by row. Handed on in bands of whole rows as they arrive, so that a large
//! rectangle never has to be in memory twice.

use crate::codec::pixels::{ReadPixel, WithPixel};
use crate::encoding::{Decode, End, Head, Lane, Measured, Scan};
use crate::error::{Error, Protocol};
use crate::framebuffer::Target;
use crate::geometry::Rect;
use crate::wire::{NeedMore, Reader, Stop};

/// Bytes that are worth a job of their own.
const BAND: usize = 64 << 10;

pub(crate) fn measure(scan: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    let Rect { x, y, width, height } = head.rect;
    let row_bytes = usize::from(width) * head.layout.pixel_size();
    let rows_left = usize::from(height).saturating_sub(scan.done);
    if row_bytes == 0 || rows_left == 0 {
        return Ok(Measured::whole(head, Lane::Free));
    }
    let rows = rows_left.min(reader.rest().len() / row_bytes);
    let wanted = rows_left.min(BAND.div_ceil(row_bytes));
    if rows < wanted {
        return Err(NeedMore(wanted * row_bytes - reader.rest().len()).into());
    }
    reader.skip(rows * row_bytes)?;
    let rect = Rect::new(x, y + scan.done as u16, width, rows as u16);
    scan.done += rows;
    let end = if rows == rows_left { End::Yes } else { End::No };
    Ok(Measured { rect, lane: Lane::Free, end, resets: 0 })
}

/// Converts rows of pixels.
#[derive(Debug, Default)]
pub struct Decoder;

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        if body.len() < out.size().area() * head.layout.pixel_size() {
            return Err(Protocol::Truncated { reading: "a Raw rectangle" }.into());
        }
        head.layout.with_pixel(Rows { body, out });
        Ok(())
    }
}

struct Rows<'a> {
    body: &'a [u8],
    out: Target<'a>,
}

impl WithPixel for Rows<'_> {
    type Output = ();

    fn call<P: ReadPixel>(mut self, pixels: P) {
        let row_bytes = (usize::from(self.out.size().width) * P::SIZE).max(1);
        for (row, bytes) in self.out.rows_mut().zip(self.body.chunks_exact(row_bytes)) {
            pixels.read_row(bytes, row);
        }
    }
}
