//! The tiles that a rectangle is cut into: left to right, then top to bottom, those at the edges cut off.

use crate::geometry::{Rect, Size};

/// Tiles of a rectangle, relative to it, in the order in which they are sent.
#[derive(Debug, Clone)]
pub struct Grid {
    size: Size,
    edge: u16,
    x: u16,
    y: u16,
}

impl Grid {
    /// The tiles of a rectangle of `size`, each at most `edge` pixels wide and high; the first `done` are left out.
    pub fn after(done: usize, size: Size, edge: u16) -> Self {
        let columns = usize::from(size.width.div_ceil(edge)).max(1);
        // What is past the last tile stays past it.
        let place = |tiles: usize| u16::try_from(tiles * usize::from(edge)).unwrap_or(u16::MAX);
        Self { size, edge, x: place(done % columns), y: place(done / columns) }
    }

    /// How many tiles a rectangle of `size` has.
    pub fn count(size: Size, edge: u16) -> usize {
        usize::from(size.width.div_ceil(edge)) * usize::from(size.height.div_ceil(edge))
    }
}

impl Iterator for Grid {
    type Item = Rect;

    #[inline]
    fn next(&mut self) -> Option<Rect> {
        if self.y >= self.size.height || self.size.width == 0 {
            return None;
        }
        let (width, height) = (self.size.width - self.x, self.size.height - self.y);
        let tile = Rect::new(self.x, self.y, width.min(self.edge), height.min(self.edge));
        if width > self.edge {
            self.x += self.edge;
        } else {
            self.x = 0;
            self.y = self.y.saturating_add(self.edge);
        }
        Some(tile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_cover_every_pixel_once_wherever_they_are_taken_up_again() {
        for size in [Size::new(33, 17), Size::new(16, 16), Size::new(1, 50), Size::new(65535, 1), Size::new(1, 65535)] {
            let tiles: Vec<Rect> = Grid::after(0, size, 16).collect();
            assert_eq!(tiles.len(), Grid::count(size, 16));
            assert_eq!(tiles.iter().map(|tile| tile.area()).sum::<usize>(), size.area());
            assert!(tiles.iter().all(|tile| tile.fits(size) && tile.x % 16 == 0 && tile.y % 16 == 0));
            for done in [0, 1, 2, tiles.len() - 1, tiles.len()] {
                assert!(Grid::after(done, size, 16).eq(tiles.iter().skip(done).copied()), "{size} after {done}");
            }
        }
    }

    #[test]
    fn a_rectangle_without_pixels_has_no_tiles() {
        for size in [Size::new(0, 0), Size::new(0, 9), Size::new(9, 0)] {
            assert_eq!((Grid::after(0, size, 16).next(), Grid::count(size, 16)), (None, 0));
        }
    }
}
