//! What changed: a bounded set of rectangles that covers at least the pixels it was told of.

use crate::geometry::Rect;

/// The most rectangles a region keeps before it starts to merge them.
const MAX_RECTS: usize = 32;

/// A set of pixels as a short list of rectangles. It may cover more than what was added, never less.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Region {
    rects: Vec<Rect>,
}

impl Region {
    /// A region without a pixel.
    pub const fn new() -> Self {
        Self { rects: Vec::new() }
    }

    /// Adds the pixels of `rect`.
    pub fn add(&mut self, rect: Rect) {
        if rect.is_empty() || self.rects.iter().any(|have| have.contains(rect)) {
            return;
        }
        self.rects.retain(|have| !rect.contains(*have));
        let mut rect = rect;
        while let Some(index) = self.merge_candidate(rect) {
            rect = rect.union(self.rects.swap_remove(index));
            self.rects.retain(|have| !rect.contains(*have));
        }
        self.rects.push(rect);
    }

    /// Forgets everything and returns what it was.
    pub fn take(&mut self) -> Region {
        std::mem::take(self)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.rects.clear();
    }

    /// The rectangles, in no particular order; they may overlap.
    pub fn rects(&self) -> &[Rect] {
        &self.rects
    }

    /// Whether there is no pixel in it.
    pub fn is_empty(&self) -> bool {
        self.rects.is_empty()
    }

    /// The smallest rectangle around all of it.
    pub fn bounds(&self) -> Rect {
        self.rects.iter().fold(Rect::default(), |bounds, rect| bounds.union(*rect))
    }

    /// The rectangle to join with `rect`: one whose union wastes nothing, or, when the list is full, the cheapest.
    fn merge_candidate(&self, rect: Rect) -> Option<usize> {
        let waste = |have: &Rect| rect.union(*have).area().saturating_sub(rect.area() + have.area());
        let (index, have) = self.rects.iter().enumerate().min_by_key(|(_, have)| waste(have))?;
        (self.rects.len() >= MAX_RECTS || waste(have) == 0).then_some(index)
    }
}

impl Extend<Rect> for Region {
    fn extend<T: IntoIterator<Item = Rect>>(&mut self, iter: T) {
        iter.into_iter().for_each(|rect| self.add(rect));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_added_pixel_stays_covered_and_the_list_stays_short() {
        let mut region = Region::new();
        let added: Vec<Rect> =
            (0..500u16).map(|i| Rect::new((i * 37) % 900, (i * 91) % 700, 1 + i % 9, 1 + i % 5)).collect();
        region.extend(added.iter().copied());
        assert!(region.rects().len() <= MAX_RECTS);
        for rect in added {
            for (x, y) in [(rect.x, rect.y), (rect.right() as u16 - 1, rect.bottom() as u16 - 1)] {
                assert!(region.rects().iter().any(|have| have.contains(Rect::new(x, y, 1, 1))), "{x},{y} was lost");
            }
        }
    }

    #[test]
    fn neighbouring_rows_become_one_rectangle() {
        let mut region = Region::new();
        region.extend((0..64).map(|row| Rect::new(0, row, 640, 1)));
        assert_eq!(region.rects(), [Rect::new(0, 0, 640, 64)]);
    }

    #[test]
    fn distant_rectangles_stay_apart() {
        let mut region = Region::new();
        region.extend([Rect::new(0, 0, 10, 10), Rect::new(900, 900, 10, 10)]);
        assert_eq!(region.rects().len(), 2);
        assert_eq!(region.bounds(), Rect::new(0, 0, 910, 910));
    }
}
