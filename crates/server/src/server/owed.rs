//! The pixels a viewer does not have yet: copies it can do itself, and damage it must be sent.

use rfb::{Rect, Region, Size};

use crate::desktop::Movement;

/// More copies than this are not worth remembering.
const MAX_COPIES: usize = 24;

/// What separates a viewer's picture from the desktop's.
///
/// INVARIANT: the viewer's picture after all copies, in order, equals the desktop's outside the damage.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Owed {
    copies: Vec<Movement>,
    damage: Region,
}

impl Owed {
    /// Everything: the viewer has no picture of this size.
    pub(super) fn everything(size: Size) -> Self {
        let mut owed = Self::default();
        owed.damage.add(Rect::of(size));
        owed
    }

    /// Nothing is owed.
    pub(super) fn is_empty(&self) -> bool {
        self.copies.is_empty() && self.damage.is_empty()
    }

    /// The desktop changed in `rect`.
    pub(super) fn add_damage(&mut self, rect: Rect) {
        self.damage.add(rect);
    }

    /// The desktop copied pixels. What was wrong at the source is now wrong at the target.
    pub(super) fn add_copy(&mut self, movement: Movement) {
        if self.copies.len() == MAX_COPIES {
            self.forget_copies();
            self.damage.add(movement.target());
            return;
        }
        let wrong: Vec<Rect> = self.damage.rects().iter().filter_map(|rect| rect.intersection(movement.from)).collect();
        self.damage.extend(wrong.into_iter().map(|rect| moved(rect, movement)));
        self.copies.push(movement);
    }

    /// The viewer lost what it had in `rect`.
    pub(super) fn lose(&mut self, rect: Rect) {
        self.forget_copies();
        self.damage.add(rect);
    }

    /// Sends pixels instead of copies.
    pub(super) fn forget_copies(&mut self) {
        let targets: Vec<Rect> = self.copies.drain(..).map(Movement::target).collect();
        self.damage.extend(targets);
    }

    /// Takes what is owed inside `area`: the copies to do, then the rectangles to send.
    pub(super) fn take(&mut self, area: Rect) -> (Vec<Movement>, Vec<Rect>) {
        if !self.copies.iter().all(|copy| area.contains(copy.target())) {
            self.forget_copies();
        }
        let copies = std::mem::take(&mut self.copies);
        let owed = self.damage.take();
        for rect in owed.rects() {
            self.damage.extend(outside(*rect, area));
        }
        (copies, disjoint(owed.rects().iter().filter_map(|rect| rect.intersection(area))))
    }
}

/// `rect`, which lies in the movement's source, where the movement puts it.
fn moved(rect: Rect, movement: Movement) -> Rect {
    let x = rect.x - movement.from.x + movement.to.x;
    let y = rect.y - movement.from.y + movement.to.y;
    Rect::new(x, y, rect.width, rect.height)
}

/// The same pixels in rectangles that do not overlap, so that none is sent twice.
fn disjoint(rects: impl Iterator<Item = Rect>) -> Vec<Rect> {
    let mut apart: Vec<Rect> = Vec::new();
    for rect in rects {
        let mut pieces = vec![rect];
        for have in &apart {
            pieces = pieces.into_iter().flat_map(|piece| outside(piece, *have)).collect();
        }
        apart.extend(pieces);
    }
    apart
}

/// What of `rect` lies outside `hole`, as at most four rectangles.
fn outside(rect: Rect, hole: Rect) -> impl Iterator<Item = Rect> {
    let pieces = match rect.intersection(hole) {
        None => [rect, Rect::default(), Rect::default(), Rect::default()],
        Some(hole) => {
            let (right, bottom) = (hole.right() as u16, hole.bottom() as u16);
            let (rect_right, rect_bottom) = (rect.right() as u16, rect.bottom() as u16);
            [
                Rect::new(rect.x, rect.y, rect.width, hole.y - rect.y),
                Rect::new(rect.x, hole.y, hole.x - rect.x, hole.height),
                Rect::new(right, hole.y, rect_right - right, hole.height),
                Rect::new(rect.x, bottom, rect.width, rect_bottom - bottom),
            ]
        }
    };
    pieces.into_iter().filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use rfb::{Framebuffer, Point};

    use super::*;

    /// Does to `viewer` what a viewer does with an update for `area`.
    fn update(viewer: &mut Framebuffer, desktop: &Framebuffer, owed: &mut Owed, area: Rect) {
        let (copies, rects) = owed.take(area);
        for copy in copies {
            assert!(viewer.copy(copy.from, copy.target()));
        }
        for rect in rects {
            let rows: Vec<Vec<u32>> = desktop.rows(rect).map(<[u32]>::to_vec).collect();
            let mut target = viewer.target(rect).unwrap();
            target.rows_mut().zip(rows).for_each(|(to, from)| to.copy_from_slice(&from));
        }
    }

    #[test]
    fn whatever_is_asked_for_when_the_viewer_ends_with_the_desktops_picture() {
        let size = Size::new(40, 30);
        let mut seed = 7_u32;
        let mut random = |below: u16| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((seed >> 16) % u32::from(below)) as u16
        };
        for _ in 0..200 {
            let (mut desktop, mut viewer) = (Framebuffer::new(size), Framebuffer::new(size));
            viewer.pixels_mut().fill(0x00ba_d0ba);
            let mut owed = Owed::everything(size);
            for step in 0..60 {
                let rect = Rect::new(random(30), random(20), 1 + random(10), 1 + random(10));
                match random(4) {
                    0 => {
                        desktop.target(rect).unwrap().fill(step + 1);
                        owed.add_damage(rect);
                    }
                    1 => {
                        let movement = Movement { from: rect, to: Point::new(random(30), random(20)) };
                        desktop.copy(movement.from, movement.target());
                        owed.add_copy(movement);
                    }
                    2 => update(&mut viewer, &desktop, &mut owed, Rect::of(size)),
                    _ => update(&mut viewer, &desktop, &mut owed, rect),
                }
            }
            update(&mut viewer, &desktop, &mut owed, Rect::of(size));
            assert_eq!(viewer, desktop);
            assert!(owed.is_empty());
        }
    }

    #[test]
    fn no_pixel_is_sent_twice() {
        let mut owed = Owed::default();
        for rect in [Rect::new(0, 0, 10, 10), Rect::new(5, 5, 10, 10), Rect::new(3, 0, 4, 20)] {
            owed.add_damage(rect);
        }
        let (_, rects) = owed.take(Rect::new(0, 0, 100, 100));
        for (index, rect) in rects.iter().enumerate() {
            assert!(rects[..index].iter().all(|other| rect.intersection(*other).is_none()), "{rects:?}");
        }
    }
}
