//! The part of the framebuffer whose pixels are only close to what the server shows.

use rfb::{Loss, Rect};

/// The most rectangles that are kept: beyond, neighbours are joined and true pixels counted among the lossy.
const MOST: usize = 128;

/// A set of pixels: rectangles that do not overlap, unless there were too many.
#[derive(Debug, Default)]
pub(super) struct Lossy {
    rects: Vec<Rect>,
}

/// What a rectangle did to the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing.
    None,
    /// Pixels became lossy, or changed and are lossy still.
    Grew,
    /// Lossy pixels were replaced by true ones.
    Shrank,
}

impl Lossy {
    /// Pixels were drawn.
    pub(super) fn drawn(&mut self, rect: Rect, loss: Loss) -> Effect {
        if loss == Loss::Lossy && self.rects.iter().any(|lossy| lossy.contains(rect)) {
            return Effect::Grew;
        }
        if self.rects.is_empty() && loss != Loss::Lossy {
            return Effect::None;
        }
        let copied: Vec<Rect> = match loss {
            Loss::None => Vec::new(),
            Loss::Lossy => vec![rect],
            Loss::Copied(from) => self.rects.iter().filter_map(|lossy| moved(*lossy, from, rect)).collect(),
        };
        let shrank = self.subtract(rect);
        let grew = !copied.is_empty();
        self.rects.extend(copied.into_iter().filter(|rect| !rect.is_empty()));
        self.shorten();
        match (grew, shrank) {
            (true, _) => Effect::Grew,
            (false, true) => Effect::Shrank,
            (false, false) => Effect::None,
        }
    }

    /// The framebuffer has another size, and its pixels are fetched anew.
    pub(super) fn clear(&mut self) {
        self.rects.clear();
    }

    /// Whether all pixels are true.
    pub(super) fn is_empty(&self) -> bool {
        self.rects.is_empty()
    }

    /// Rectangles that are lossy, of at most so many pixels together but at least a row.
    pub(super) fn part(&self, pixels: usize) -> Vec<Rect> {
        let (mut part, mut left) = (Vec::new(), pixels);
        for rect in &self.rects {
            let rows = (left / usize::from(rect.width).max(1)).max(usize::from(part.is_empty()));
            if rows == 0 {
                break;
            }
            let taken = Rect { height: rect.height.min(rows.min(u16::MAX.into()) as u16), ..*rect };
            left = left.saturating_sub(taken.area());
            part.push(taken);
        }
        part
    }

    /// Whether pixels of `rect` are lossy.
    pub(super) fn touches(&self, rect: Rect) -> bool {
        self.rects.iter().any(|lossy| lossy.intersection(rect).is_some())
    }

    /// Takes away what is inside `hole`. Returns whether there was any.
    fn subtract(&mut self, hole: Rect) -> bool {
        if !self.touches(hole) {
            return false;
        }
        self.rects = self.rects.iter().flat_map(|rect| without(*rect, hole)).filter(|rect| !rect.is_empty()).collect();
        true
    }

    /// Joins rectangles while there are too many, each time the one that came first with the one that wastes least.
    fn shorten(&mut self) {
        while self.rects.len() > MOST {
            let first = self.rects.remove(0);
            let waste = |rect: &Rect| first.union(*rect).area().saturating_sub(rect.area());
            let Some(best) = (0..self.rects.len()).min_by_key(|&index| waste(&self.rects[index])) else { return };
            self.rects[best] = self.rects[best].union(first);
        }
    }
}

/// Where `lossy` is after `from` was copied to `to`, which has its size.
fn moved(lossy: Rect, from: Rect, to: Rect) -> Option<Rect> {
    let part = lossy.intersection(from)?;
    Some(Rect { x: to.x + (part.x - from.x), y: to.y + (part.y - from.y), ..part })
}

/// The parts of `rect` outside of `hole`: above, below, left, right. Some may be empty.
fn without(rect: Rect, hole: Rect) -> [Rect; 4] {
    let Some(hole) = rect.intersection(hole) else {
        return [rect, Rect::default(), Rect::default(), Rect::default()];
    };
    let span = |from: u32, to: u32| to.saturating_sub(from) as u16;
    let (right, bottom) = (hole.right(), hole.bottom());
    [
        Rect { height: hole.y - rect.y, ..rect },
        Rect { y: bottom.min(u32::from(u16::MAX)) as u16, height: span(bottom, rect.bottom()), ..rect },
        Rect { y: hole.y, height: hole.height, width: hole.x - rect.x, ..rect },
        Rect::new(right.min(u32::from(u16::MAX)) as u16, hole.y, span(right, rect.right()), hole.height),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: u16 = 48;

    /// A picture of which pixels are lossy, kept pixel by pixel.
    #[derive(Clone)]
    struct Pixels(Vec<bool>);

    impl Pixels {
        fn at(&self, x: u16, y: u16) -> bool {
            self.0[usize::from(y) * usize::from(SIDE) + usize::from(x)]
        }

        fn draw(&mut self, rect: Rect, loss: Loss) {
            let before = self.clone();
            for (x, y) in
                (rect.y..rect.y + rect.height).flat_map(|y| (rect.x..rect.x + rect.width).map(move |x| (x, y)))
            {
                self.0[usize::from(y) * usize::from(SIDE) + usize::from(x)] = match loss {
                    Loss::None => false,
                    Loss::Lossy => true,
                    Loss::Copied(from) => before.at(from.x + x - rect.x, from.y + y - rect.y),
                };
            }
        }
    }

    #[test]
    fn exactly_the_lossy_pixels_are_remembered() {
        let mut seed = 7u32;
        let mut random = move |below: u16| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as u16 % below
        };
        let (mut lossy, mut pixels) = (Lossy::default(), Pixels(vec![false; usize::from(SIDE).pow(2)]));
        for step in 0..400 {
            if step % 12 == 0 {
                (lossy, pixels) = (Lossy::default(), Pixels(vec![false; usize::from(SIDE).pow(2)]));
            }
            let rect = Rect::new(random(24), random(24), 1 + random(20), 1 + random(20));
            let loss = match random(3) {
                0 => Loss::None,
                1 => Loss::Lossy,
                _ => Loss::Copied(Rect { x: random(24), y: random(24), ..rect }),
            };
            lossy.drawn(rect, loss);
            pixels.draw(rect, loss);
            for (x, y) in (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y))) {
                assert_eq!(lossy.touches(Rect::new(x, y, 1, 1)), pixels.at(x, y), "step {step} at {x},{y}");
            }
        }
    }

    #[test]
    fn the_list_stays_short_and_forgets_no_lossy_pixel() {
        let mut lossy = Lossy::default();
        let dots: Vec<Rect> = (0..1000).map(|dot| Rect::new(dot % 100 * 7, dot / 100 * 31, 3, 3)).collect();
        for dot in &dots {
            assert_eq!(lossy.drawn(*dot, Loss::Lossy), Effect::Grew);
        }
        assert!(lossy.rects.len() <= MOST);
        assert!(dots.iter().all(|dot| lossy.touches(*dot)));
        assert_eq!(lossy.drawn(Rect::new(0, 0, 1000, 1000), Loss::None), Effect::Shrank);
        assert!(lossy.is_empty());
        assert_eq!(lossy.drawn(Rect::new(0, 0, 1000, 1000), Loss::None), Effect::None);
    }

    #[test]
    fn a_part_has_at_most_so_many_pixels_but_a_row() {
        let mut lossy = Lossy::default();
        assert_eq!(lossy.part(1000), []);
        lossy.drawn(Rect::new(5, 6, 100, 80), Loss::Lossy);
        lossy.drawn(Rect::new(200, 6, 50, 80), Loss::Lossy);
        assert_eq!(lossy.part(1050), [Rect::new(5, 6, 100, 10), Rect::new(200, 6, 50, 1)]);
        assert_eq!(lossy.part(0), [Rect::new(5, 6, 100, 1)]);
        assert_eq!(lossy.part(usize::MAX), lossy.rects);
    }
}
