//! The remote screen in memory, in the one pixel order that the decoders write and the renderers read.

use crate::geometry::{Rect, Size};

/// A picture of `size`, row by row without padding. A pixel is `0x00RRGGBB`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Framebuffer {
    size: Size,
    pixels: Vec<u32>,
}

impl Framebuffer {
    /// A black framebuffer of `size` (`width * height` pixels).
    pub fn new(size: Size) -> Self {
        Self { size, pixels: vec![0; size.area()] }
    }

    /// Its extent.
    pub fn size(&self) -> Size {
        self.size
    }

    /// All pixels, `width * height` of them.
    pub fn pixels(&self) -> &[u32] {
        &self.pixels
    }

    /// All pixels, to be written.
    pub fn pixels_mut(&mut self) -> &mut [u32] {
        &mut self.pixels
    }

    /// One row of `width` pixels, or an empty slice where there is none.
    pub fn row(&self, y: u16) -> &[u32] {
        let width = usize::from(self.size.width);
        let start = usize::from(y) * width;
        self.pixels.get(start..start + width).unwrap_or_default()
    }

    /// The rows of `rect` (clipped to the framebuffer), each `rect.width` pixels long.
    pub fn rows(&self, rect: Rect) -> impl Iterator<Item = &[u32]> {
        let rect = rect.intersection(Rect::of(self.size)).unwrap_or_default();
        let columns = usize::from(rect.x)..rect.right() as usize;
        (rect.y..rect.bottom() as u16).map(move |y| self.row(y).get(columns.clone()).unwrap_or_default())
    }

    /// Changes the extent. What fits of the old picture stays at the top left; the rest is black.
    pub fn resize(&mut self, size: Size) {
        if size == self.size {
            return;
        }
        let mut next = Framebuffer::new(size);
        let common = Rect::of(size).intersection(Rect::of(self.size)).unwrap_or_default();
        let width = usize::from(size.width).max(1);
        for (row, old) in next.pixels.chunks_exact_mut(width).zip(self.rows(common)) {
            if let Some(row) = row.get_mut(..old.len()) {
                row.copy_from_slice(old);
            }
        }
        *self = next;
    }

    /// The part inside `rect` as a target for a decoder, or `None` where `rect` does not fit.
    pub fn target(&mut self, rect: Rect) -> Option<Target<'_>> {
        let (stride, size) = (usize::from(self.size.width), self.size);
        Target { pixels: &mut self.pixels, stride, size }.into_part(rect)
    }

    /// Copies the pixels of `from` to `to`, which has its size; the two may overlap. Both must lie inside.
    ///
    /// Returns whether they did.
    pub fn copy(&mut self, from: Rect, to: Rect) -> bool {
        if !from.fits(self.size) || !to.fits(self.size) || from.size() != to.size() {
            return false;
        }
        let stride = usize::from(self.size.width);
        let mut copy_row = |row: usize| {
            let source = (usize::from(from.y) + row) * stride + usize::from(from.x);
            let target = (usize::from(to.y) + row) * stride + usize::from(to.x);
            self.pixels.copy_within(source..source + usize::from(from.width), target);
        };
        let rows = 0..usize::from(from.height);
        if to.y > from.y {
            rows.rev().for_each(&mut copy_row);
        } else {
            rows.for_each(&mut copy_row);
        }
        true
    }
}

/// Where a decoder writes: `size` pixels whose rows start `stride` pixels apart.
#[derive(Debug)]
pub struct Target<'a> {
    pixels: &'a mut [u32],
    stride: usize,
    size: Size,
}

impl<'a> Target<'a> {
    /// A target over `pixels`, without padding between rows. `None` unless there are `width * height` pixels.
    pub fn packed(pixels: &'a mut [u32], size: Size) -> Option<Self> {
        (pixels.len() == size.area()).then_some(Self { pixels, stride: usize::from(size.width), size })
    }

    /// Its extent.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The rows from top to bottom, each `width` pixels long.
    pub fn rows_mut(&mut self) -> impl Iterator<Item = &mut [u32]> {
        let width = usize::from(self.size.width);
        self.pixels
            .chunks_mut(self.stride.max(1))
            .map(move |row| row.get_mut(..width).unwrap_or_default())
            .take(usize::from(self.size.height))
    }

    /// The part inside `rect`, which is relative to this target. `None` where it does not fit.
    pub fn part(&mut self, rect: Rect) -> Option<Target<'_>> {
        Target { pixels: &mut *self.pixels, stride: self.stride, size: self.size }.into_part(rect)
    }

    #[inline]
    fn into_part(self, rect: Rect) -> Option<Target<'a>> {
        if !rect.fits(self.size) {
            return None;
        }
        if rect.is_empty() {
            return Some(Target { pixels: &mut [], stride: self.stride, size: rect.size() });
        }
        let start = usize::from(rect.y) * self.stride + usize::from(rect.x);
        let end = start + (usize::from(rect.height) - 1) * self.stride + usize::from(rect.width);
        let pixels = self.pixels.get_mut(start..end)?;
        Some(Target { pixels, stride: self.stride, size: rect.size() })
    }

    /// Sets every pixel to `pixel`.
    pub fn fill(&mut self, pixel: u32) {
        self.rows_mut().for_each(|row| row.fill(pixel));
    }

    /// Sets the pixels inside `rect`, which is relative to this target. Returns whether it fits; if not, nothing changes.
    #[inline]
    pub fn fill_part(&mut self, rect: Rect, pixel: u32) -> bool {
        if !rect.fits(self.size) {
            return false;
        }
        let start = usize::from(rect.y) * self.stride + usize::from(rect.x);
        let width = usize::from(rect.width);
        let rows = self.pixels.get_mut(start..).unwrap_or_default().chunks_mut(self.stride.max(1));
        let rows = rows.take(usize::from(rect.height));
        if width == 1 {
            rows.for_each(|row| row.first_mut().into_iter().for_each(|first| *first = pixel));
        } else {
            rows.for_each(|row| row.get_mut(..width).unwrap_or_default().fill(pixel));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(size: Size) -> Framebuffer {
        let mut framebuffer = Framebuffer::new(size);
        framebuffer.pixels_mut().iter_mut().zip(0..).for_each(|(pixel, number)| *pixel = number);
        framebuffer
    }

    #[test]
    fn overlapping_copies_in_every_direction_keep_the_source_as_it_was() {
        let before = numbered(Size::new(16, 16));
        for (dx, dy) in [(3, 0), (-3, 0), (0, 3), (0, -3), (2, 2), (-2, -2), (2, -2), (-2, 2), (0, 0)] {
            let mut after = before.clone();
            let from = Rect::new(4, 4, 8, 8);
            let to = Rect::new((4 + dx) as u16, (4 + dy) as u16, 8, 8);
            assert!(after.copy(from, to));
            let expected: Vec<_> = before.rows(from).flatten().collect();
            assert_eq!(after.rows(to).flatten().collect::<Vec<_>>(), expected, "moved by {dx},{dy}");
        }
    }

    #[test]
    fn copies_that_leave_the_framebuffer_change_nothing() {
        let mut framebuffer = numbered(Size::new(8, 8));
        assert!(!framebuffer.copy(Rect::new(4, 4, 8, 8), Rect::new(0, 0, 8, 8)));
        assert_eq!(framebuffer, numbered(Size::new(8, 8)));
    }

    #[test]
    fn resizing_keeps_the_common_part() {
        let mut framebuffer = numbered(Size::new(4, 4));
        framebuffer.resize(Size::new(6, 2));
        assert_eq!(framebuffer.pixels(), [0, 1, 2, 3, 0, 0, 4, 5, 6, 7, 0, 0]);
        framebuffer.resize(Size::new(0, 7));
        assert!(framebuffer.pixels().is_empty());
    }

    #[test]
    fn a_target_sees_only_its_part() {
        let mut framebuffer = Framebuffer::new(Size::new(4, 3));
        framebuffer.target(Rect::new(1, 1, 2, 2)).expect("it fits").fill(7);
        assert_eq!(framebuffer.pixels(), [0, 0, 0, 0, 0, 7, 7, 0, 0, 7, 7, 0]);
        assert!(framebuffer.target(Rect::new(3, 0, 2, 1)).is_none());
    }

    #[test]
    fn filling_a_part_touches_nothing_else_and_parts_that_leave_the_target_are_refused() {
        let mut framebuffer = Framebuffer::new(Size::new(4, 3));
        let mut target = framebuffer.target(Rect::new(1, 0, 3, 3)).expect("it fits");
        assert!(target.fill_part(Rect::new(2, 1, 1, 2), 7));
        assert!(target.fill_part(Rect::new(0, 0, 2, 1), 8));
        assert!(target.fill_part(Rect::new(3, 3, 0, 0), 9) && target.fill_part(Rect::new(0, 2, 3, 0), 9));
        for outside in
            [Rect::new(3, 0, 1, 1), Rect::new(0, 3, 1, 1), Rect::new(1, 0, 3, 1), Rect::new(0, 65535, 1, 65535)]
        {
            assert!(!target.fill_part(outside, 9), "{outside}");
        }
        assert_eq!(framebuffer.pixels(), [0, 8, 8, 0, 0, 0, 0, 7, 0, 0, 0, 7]);
    }
}
