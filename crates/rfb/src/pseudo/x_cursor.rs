//! XCursor (rfbproto, “X Cursor Pseudo-encoding”): two colours, one bit a pixel for which of them, and one for where it
//! shows. An empty cursor has no body.

use crate::codec::bitmap::Bitmap;
use crate::event::{Cursor, Event};
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(head: &Head<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Stop> {
    let size = head.limits.cursor(head.rect.size())?;
    if size.is_empty() {
        return Ok(Outcome::Event(Event::Cursor(Cursor::default())));
    }
    let [primary, secondary] = [*reader.array::<3>()?, *reader.array::<3>()?];
    let (which, mask) = (Bitmap::read(reader, size)?, Bitmap::read(reader, size)?);
    let rgba = which.rows().zip(mask.rows()).flat_map(|(which, mask)| {
        (0..usize::from(size.width)).flat_map(move |x| {
            let [red, green, blue] = if which.is_set(x) { primary } else { secondary };
            if mask.is_set(x) { [red, green, blue, 255] } else { [0; 4] }
        })
    });
    Ok(Outcome::Event(Event::Cursor(Cursor { size, hotspot: head.rect.origin(), rgba: rgba.collect() })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::pixels::Layout;
    use crate::geometry::{Point, Rect, Size};
    use crate::limits::Limits;
    use crate::pixel_format::{ColourMap, PixelFormat};

    #[test]
    fn the_bitmap_chooses_the_colour_and_the_mask_what_shows() {
        let layout = Layout::new(PixelFormat::RENDERER, &ColourMap::default());
        let head = Head { rect: Rect::new(2, 0, 3, 1), layout: &layout, limits: &Limits::default() };
        let outcome = read(&head, &mut Reader::new(&[1, 2, 3, 4, 5, 6, 0b1010_0000, 0b1100_0000]));
        let rgba = vec![1, 2, 3, 255, 4, 5, 6, 255, 0, 0, 0, 0];
        let cursor = Cursor { size: Size::new(3, 1), hotspot: Point::new(2, 0), rgba };
        assert_eq!(outcome, Ok(Outcome::Event(Event::Cursor(cursor))));
        let nothing = Head { rect: Rect::default(), ..head };
        let outcome = read(&nothing, &mut Reader::new(&[]));
        assert_eq!(outcome, Ok(Outcome::Event(Event::Cursor(Cursor::default()))));
    }
}
