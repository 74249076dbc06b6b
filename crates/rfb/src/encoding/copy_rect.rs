//! CopyRect (RFC 6143 §7.7.2): the pixels are elsewhere in the framebuffer already.

use crate::encoding::{Decode, Head, Lane, Measured, Scan};
use crate::error::{Error, Protocol};
use crate::framebuffer::{Framebuffer, Target};
use crate::geometry::Rect;
use crate::wire::{Reader, Stop};

pub(crate) fn measure(_: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    reader.skip(4)?;
    Ok(Measured::whole(head, Lane::Framebuffer))
}

/// Copies within the framebuffer.
pub fn apply(head: &Head, body: &[u8], framebuffer: &mut Framebuffer) -> Result<(), Error> {
    let mut reader = Reader::new(body);
    let (Ok(x), Ok(y)) = (reader.u16(), reader.u16()) else {
        return Err(Protocol::Truncated { reading: "a CopyRect rectangle" }.into());
    };
    let from = Rect::new(x, y, head.rect.width, head.rect.height);
    if !framebuffer.copy(from, head.rect) {
        return Err(Protocol::CopySourceOutside { rect: from, framebuffer: framebuffer.size() }.into());
    }
    Ok(())
}

/// There is nothing to decode before the copy: its body says where from, and the framebuffer has the rest.
#[derive(Debug, Default)]
pub struct Decoder;

impl Decode for Decoder {
    fn decode(&mut self, _: &Head, _: &[u8], _: Target<'_>) -> Result<(), Error> {
        Err(Error::Misuse("a CopyRect is applied to the framebuffer, not decoded"))
    }
}
