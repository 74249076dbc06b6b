//! Points, sizes and rectangles of the framebuffer, in pixels. Numbers from the network become these at once and stay so.

use std::fmt;

/// A position in the framebuffer, from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Point {
    /// Pixels from the left edge.
    pub x: u16,
    /// Pixels from the top edge.
    pub y: u16,
}

impl Point {
    /// A point at `x`, `y`.
    pub const fn new(x: u16, y: u16) -> Self {
        Self { x, y }
    }
}

/// The extent of a framebuffer, rectangle or cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Size {
    /// Width in pixels.
    pub width: u16,
    /// Height in pixels.
    pub height: u16,
}

impl Size {
    /// A size of `width` by `height` pixels.
    pub const fn new(width: u16, height: u16) -> Self {
        Self { width, height }
    }

    /// The number of pixels, `width * height`.
    pub const fn area(self) -> usize {
        self.width as usize * self.height as usize
    }

    /// Whether there is no pixel in it.
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}×{}", self.width, self.height)
    }
}

/// A rectangle of the framebuffer. `x + width` may exceed 65535 until it was checked with [`Rect::fits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Rect {
    /// Left edge.
    pub x: u16,
    /// Top edge.
    pub y: u16,
    /// Width in pixels.
    pub width: u16,
    /// Height in pixels.
    pub height: u16,
}

impl Rect {
    /// A rectangle with its top left corner at `x`, `y`.
    pub const fn new(x: u16, y: u16, width: u16, height: u16) -> Self {
        Self { x, y, width, height }
    }

    /// The rectangle from the origin that has the given size.
    pub const fn of(size: Size) -> Self {
        Self::new(0, 0, size.width, size.height)
    }

    /// Its extent.
    pub const fn size(self) -> Size {
        Size::new(self.width, self.height)
    }

    /// Its top left corner.
    pub const fn origin(self) -> Point {
        Point::new(self.x, self.y)
    }

    /// The column just past the right edge.
    pub const fn right(self) -> u32 {
        self.x as u32 + self.width as u32
    }

    /// The row just past the bottom edge.
    pub const fn bottom(self) -> u32 {
        self.y as u32 + self.height as u32
    }

    /// The number of pixels.
    pub const fn area(self) -> usize {
        self.size().area()
    }

    /// Whether there is no pixel in it.
    pub const fn is_empty(self) -> bool {
        self.size().is_empty()
    }

    /// Whether every pixel of it lies inside a framebuffer of `size`.
    pub const fn fits(self, size: Size) -> bool {
        self.right() <= size.width as u32 && self.bottom() <= size.height as u32
    }

    /// Whether every pixel of `other` lies inside `self`.
    pub const fn contains(self, other: Rect) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// The pixels that both have, or `None` where there are none.
    pub fn intersection(self, other: Rect) -> Option<Rect> {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let right = self.right().min(other.right());
        let bottom = self.bottom().min(other.bottom());
        let (width, height) = (right.checked_sub(u32::from(x))?, bottom.checked_sub(u32::from(y))?);
        (width > 0 && height > 0).then(|| Rect::new(x, y, width as u16, height as u16))
    }

    /// The smallest rectangle around both; an empty one adds nothing.
    pub fn union(self, other: Rect) -> Rect {
        if self.is_empty() {
            return other;
        }
        if other.is_empty() {
            return self;
        }
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let width = self.right().max(other.right()) - u32::from(x);
        let height = self.bottom().max(other.bottom()) - u32::from(y);
        Rect::new(x, y, width.min(u32::from(u16::MAX)) as u16, height.min(u32::from(u16::MAX)) as u16)
    }
}

impl fmt::Display for Rect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}×{} at {},{}", self.width, self.height, self.x, self.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_past_the_edge_does_not_fit() {
        let screen = Size::new(100, 50);
        assert!(Rect::new(90, 40, 10, 10).fits(screen));
        assert!(!Rect::new(91, 40, 10, 10).fits(screen));
        assert!(!Rect::new(65535, 0, 65535, 1).fits(screen));
    }

    #[test]
    fn intersection_and_union_are_exact() {
        let (a, b) = (Rect::new(0, 0, 10, 10), Rect::new(5, 5, 10, 10));
        assert_eq!(a.intersection(b), Some(Rect::new(5, 5, 5, 5)));
        assert_eq!(a.union(b), Rect::new(0, 0, 15, 15));
        assert_eq!(a.intersection(Rect::new(10, 0, 5, 5)), None);
        assert_eq!(a.union(Rect::default()), a);
    }
}
