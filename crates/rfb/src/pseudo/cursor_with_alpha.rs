//! Cursor With Alpha (rfbproto, “Cursor With Alpha Pseudo-encoding”): red, green, blue, alpha, with the alpha multiplied in,
//! in an encoding of its own. Servers use Raw.

use crate::encoding::Encoding;
use crate::error::Unsupported;
use crate::event::{Cursor, Event};
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(head: &Head<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Stop> {
    let size = head.limits.cursor(head.rect.size())?;
    let encoding = reader.i32()?;
    if encoding != Encoding::Raw.number() {
        return Err(Unsupported::CursorEncoding(encoding).into());
    }
    let (pixels, _) = reader.bytes(size.area() * 4)?.as_chunks::<4>();
    if size.is_empty() {
        return Ok(Outcome::Event(Event::Cursor(Cursor::default())));
    }
    let rgba = pixels.iter().flat_map(|&pixel| without_alpha(pixel)).collect();
    Ok(Outcome::Event(Event::Cursor(Cursor { size, hotspot: head.rect.origin(), rgba })))
}

/// Takes the alpha out of the colours.
fn without_alpha([red, green, blue, alpha]: [u8; 4]) -> [u8; 4] {
    if alpha == 0 {
        return [0; 4];
    }
    let divide = |channel: u8| ((u32::from(channel) * 255 + u32::from(alpha) / 2) / u32::from(alpha)).min(255) as u8;
    [divide(red), divide(green), divide(blue), alpha]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_come_back_from_under_their_alpha() {
        assert_eq!(without_alpha([64, 0, 128, 128]), [128, 0, 255, 128]);
        assert_eq!(without_alpha([255, 255, 255, 1]), [255, 255, 255, 1]);
        assert_eq!(without_alpha([9, 9, 9, 0]), [0; 4]);
    }
}
