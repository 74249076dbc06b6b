//! Cursor (RFC 6143 §7.8.1): pixels in the session's format, then one bit a pixel for where they show.

use crate::codec::bitmap::Bitmap;
use crate::codec::pixels::{ReadPixel, WithPixel};
use crate::event::{Cursor, Event};
use crate::geometry::Size;
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(head: &Head<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Stop> {
    let size = head.limits.cursor(head.rect.size())?;
    let pixels = reader.bytes(size.area() * head.layout.pixel_size())?;
    let mask = Bitmap::read(reader, size)?;
    if size.is_empty() {
        return Ok(Outcome::Event(Event::Cursor(Cursor::default())));
    }
    let rgba = head.layout.with_pixel(Masked { pixels, mask, size });
    Ok(Outcome::Event(Event::Cursor(Cursor { size, hotspot: head.rect.origin(), rgba })))
}

struct Masked<'a> {
    pixels: &'a [u8],
    mask: Bitmap<'a>,
    size: Size,
}

impl WithPixel for Masked<'_> {
    type Output = Vec<u8>;

    fn call<P: ReadPixel>(self, pixels: P) -> Vec<u8> {
        let width = usize::from(self.size.width);
        let rows = self.pixels.chunks_exact(width * P::SIZE).zip(self.mask.rows());
        let rgba = rows.flat_map(|(row, mask)| {
            row.chunks_exact(P::SIZE).enumerate().flat_map(move |(x, pixel)| {
                let [_, red, green, blue] = pixels.read(pixel).to_be_bytes();
                if mask.is_set(x) { [red, green, blue, 255] } else { [0; 4] }
            })
        });
        rgba.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::pixels::Layout;
    use crate::geometry::{Point, Rect};
    use crate::limits::Limits;
    use crate::pixel_format::{ColourMap, PixelFormat};

    #[test]
    fn only_what_the_mask_names_shows() {
        let layout = Layout::new(PixelFormat::RENDERER, &ColourMap::default());
        let head = Head { rect: Rect::new(1, 0, 2, 1), layout: &layout, limits: &Limits::default() };
        let outcome = read(&head, &mut Reader::new(&[3, 2, 1, 0, 6, 5, 4, 0, 0b0100_0000]));
        let rgba = vec![0, 0, 0, 0, 4, 5, 6, 255];
        let cursor = Cursor { size: Size::new(2, 1), hotspot: Point::new(1, 0), rgba };
        assert_eq!(outcome, Ok(Outcome::Event(Event::Cursor(cursor))));
    }

    #[test]
    fn a_cursor_larger_than_allowed_is_refused_before_its_pixels_are_awaited() {
        let layout = Layout::new(PixelFormat::RENDERER, &ColourMap::default());
        let head = Head { rect: Rect::new(0, 0, 65535, 65535), layout: &layout, limits: &Limits::default() };
        assert!(matches!(read(&head, &mut Reader::new(&[])), Err(Stop::Error(_))));
    }
}
