//! VMware Cursor (rfbproto, “VMware Cursor Pseudo-encoding”): either colours with alpha, or an AND and an XOR mask of
//! pixels, as Windows has them.

use crate::codec::pixels::{ReadPixel, WithPixel};
use crate::error::Protocol;
use crate::event::{Cursor, Event};
use crate::geometry::Size;
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

/// The kinds of cursor.
const CLASSIC: u8 = 0;
const ALPHA: u8 = 1;

pub(crate) fn read(head: &Head<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Stop> {
    let size = head.limits.cursor(head.rect.size())?;
    let kind = reader.u8()?;
    reader.skip(1)?;
    let rgba = match kind {
        CLASSIC => {
            let length = size.area() * head.layout.pixel_size();
            let (and, xor) = (reader.bytes(length)?, reader.bytes(length)?);
            outlined(&head.layout.with_pixel(Classic { and, xor }), size)
        }
        ALPHA => reader.bytes(size.area() * 4)?.to_vec(),
        _ => return Err(Protocol::malformed("a VMware cursor", "a kind there is not").into()),
    };
    let cursor = if size.is_empty() { Cursor::default() } else { Cursor { size, hotspot: head.rect.origin(), rgba } };
    Ok(Outcome::Event(Event::Cursor(cursor)))
}

/// What a pixel of a classic cursor does to the screen below: `screen & and ^ xor`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// The screen stays as it is.
    Clear,
    /// The screen takes this colour.
    Colour(u32),
    /// The screen is turned into its opposite, as text cursors do. No window system can draw that.
    Inverted,
}

struct Classic<'a> {
    and: &'a [u8],
    xor: &'a [u8],
}

impl WithPixel for Classic<'_> {
    type Output = Vec<Effect>;

    fn call<P: ReadPixel>(self, pixels: P) -> Vec<Effect> {
        let both = self.and.chunks_exact(P::SIZE).zip(self.xor.chunks_exact(P::SIZE));
        let effect = |(and, xor)| match (pixels.read(and), pixels.read(xor)) {
            (0, colour) => Effect::Colour(colour),
            (_, 0) => Effect::Clear,
            (_, _) => Effect::Inverted,
        };
        both.map(effect).collect()
    }
}

/// Black for what should be inverted, and white around it, so that it shows on every background.
fn outlined(effects: &[Effect], size: Size) -> Vec<u8> {
    let width = usize::from(size.width);
    let is_inverted = |x: usize, y: usize| effects.get(y * width + x) == Some(&Effect::Inverted);
    let beside_inverted = |index: usize| {
        let (x, y) = (index % width.max(1), index / width.max(1));
        let columns = x.saturating_sub(1)..=(x + 1).min(width.saturating_sub(1));
        columns.into_iter().any(|column| (y.saturating_sub(1)..=y + 1).any(|row| is_inverted(column, row)))
    };
    let rgba = effects.iter().enumerate().flat_map(|(index, effect)| match effect {
        Effect::Colour(colour) => {
            let [_, red, green, blue] = colour.to_be_bytes();
            [red, green, blue, 255]
        }
        Effect::Inverted => [0, 0, 0, 255],
        Effect::Clear if beside_inverted(index) => [255; 4],
        Effect::Clear => [0; 4],
    });
    rgba.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::pixels::Layout;
    use crate::geometry::{Point, Rect};
    use crate::limits::Limits;
    use crate::pixel_format::{ColourMap, PixelFormat};

    fn rgba(rect: Rect, body: &[u8]) -> Result<Vec<u8>, Stop> {
        let layout = Layout::new(PixelFormat::RENDERER, &ColourMap::default());
        let head = Head { rect, layout: &layout, limits: &Limits::default() };
        match read(&head, &mut Reader::new(body))? {
            Outcome::Event(Event::Cursor(cursor)) => {
                assert_eq!((cursor.size, cursor.hotspot), (rect.size(), Point::new(rect.x, rect.y)));
                Ok(cursor.rgba)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn masks_make_colours_holes_and_outlined_inversion() {
        let and = [[0; 4], [255; 4], [255; 4], [255, 255, 255, 0]].concat();
        let xor = [[3, 2, 1, 0], [0; 4], [0; 4], [255, 255, 255, 0]].concat();
        let body = [&[0, 0][..], &and, &xor].concat();
        let expected = [[1, 2, 3, 255], [0; 4], [255; 4], [0, 0, 0, 255]].concat();
        assert_eq!(rgba(Rect::new(1, 0, 4, 1), &body), Ok(expected));
    }

    #[test]
    fn alpha_is_taken_as_it_is() {
        let body = [1, 0, 9, 8, 7, 128, 1, 2, 3, 0];
        assert_eq!(rgba(Rect::new(0, 1, 1, 2), &body), Ok(body[2..].to_vec()));
    }

    #[test]
    fn a_kind_there_is_not_is_refused() {
        assert!(matches!(rgba(Rect::new(0, 0, 1, 1), &[2, 0, 0, 0, 0, 0]), Err(Stop::Error(_))));
    }
}
