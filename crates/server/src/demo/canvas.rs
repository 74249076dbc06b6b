//! A small software painter: areas that may stick out of the picture, and anti-aliased shapes given as distances.

use rfb::{Framebuffer, Rect, Size};

/// A colour as `0x00RRGGBB`.
pub(super) type Colour = u32;

/// A rectangle that may lie partly or wholly outside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Area {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Area {
    pub(super) const fn new(left: i32, top: i32, width: i32, height: i32) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    pub(super) const fn of(size: Size) -> Self {
        Self::new(0, 0, size.width as i32, size.height as i32)
    }

    /// The smallest area around a shape that reaches `radius` around a point.
    pub(super) fn around(x: f32, y: f32, radius: f32) -> Self {
        let (left, top) = ((x - radius).floor() as i32 - 1, (y - radius).floor() as i32 - 1);
        let (right, bottom) = ((x + radius).ceil() as i32 + 1, (y + radius).ceil() as i32 + 1);
        Self { left, top, right, bottom }
    }

    pub(super) const fn width(self) -> i32 {
        self.right - self.left
    }

    pub(super) const fn height(self) -> i32 {
        self.bottom - self.top
    }

    pub(super) const fn is_empty(self) -> bool {
        self.right <= self.left || self.bottom <= self.top
    }

    pub(super) const fn contains(self, x: i32, y: i32) -> bool {
        x >= self.left && x < self.right && y >= self.top && y < self.bottom
    }

    pub(super) fn encloses(self, other: Area) -> bool {
        self.intersection(other) == other
    }

    pub(super) fn intersection(self, other: Area) -> Area {
        Area {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    pub(super) fn meets(self, other: Area) -> bool {
        !self.intersection(other).is_empty()
    }

    pub(super) fn union(self, other: Area) -> Area {
        if self.is_empty() {
            return other;
        }
        Area {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub(super) const fn grown(self, by: i32) -> Area {
        Area { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    pub(super) const fn moved(self, dx: i32, dy: i32) -> Area {
        Area { left: self.left + dx, top: self.top + dy, right: self.right + dx, bottom: self.bottom + dy }
    }

    /// As a rectangle of a picture; `None` where nothing of it lies right of and below the origin.
    pub(super) fn rect(self) -> Option<Rect> {
        let inside = self.intersection(Area::new(0, 0, 0xffff, 0xffff));
        let coordinate = |value: i32| value as u16;
        (!inside.is_empty()).then(|| {
            let (width, height) = (coordinate(inside.width()), coordinate(inside.height()));
            Rect::new(coordinate(inside.left), coordinate(inside.top), width, height)
        })
    }
}

impl From<Rect> for Area {
    fn from(rect: Rect) -> Self {
        Self::new(i32::from(rect.x), i32::from(rect.y), i32::from(rect.width), i32::from(rect.height))
    }
}

/// `over` on `under`; an opacity of 255 hides `under`.
pub(super) fn mixed(under: Colour, over: Colour, opacity: u8) -> Colour {
    let opacity = u32::from(opacity);
    let channel = |shift: u32| {
        let (under, over) = (under >> shift & 0xff, over >> shift & 0xff);
        ((under * (255 - opacity) + over * opacity + 127) / 255) << shift
    };
    channel(16) | channel(8) | channel(0)
}

/// A colour from intensities between 0 and 1.
pub(super) fn from_intensities([red, green, blue]: [f32; 3]) -> Colour {
    let byte = |value: f32| (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u32;
    byte(red) << 16 | byte(green) << 8 | byte(blue)
}

/// The intensities of a colour, between 0 and 1.
pub(super) fn intensities(colour: Colour) -> [f32; 3] {
    [16, 8, 0].map(|shift| (colour >> shift & 0xff) as f32 / 255.0)
}

/// The colour a part of the way from one to another.
pub(super) fn between(from: [f32; 3], to: [f32; 3], part: f32) -> [f32; 3] {
    let part = part.clamp(0.0, 1.0);
    std::array::from_fn(|channel| from[channel] + (to[channel] - from[channel]) * part)
}

/// Paints into a picture, inside a clip.
pub(super) struct Canvas<'a> {
    target: &'a mut Framebuffer,
    clip: Area,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(target: &'a mut Framebuffer) -> Self {
        let clip = Area::of(target.size());
        Self { target, clip }
    }

    /// The same, painting nowhere outside `clip`.
    pub(super) fn clipped(self, clip: Area) -> Self {
        Self { clip: self.clip.intersection(clip), ..self }
    }

    pub(super) fn fill(&mut self, area: Area, colour: Colour) {
        for y in self.rows(area) {
            self.row(y, area).fill(colour);
        }
    }

    /// Copies `source`, whose top left corner stands at `left`, `top`.
    pub(super) fn draw(&mut self, source: &Framebuffer, left: i32, top: i32, within: Area) {
        let area = Area::of(source.size()).moved(left, top).intersection(within).intersection(self.clip);
        for y in self.rows(area) {
            let from = (area.left - left) as usize;
            let row = &source.row((y - top) as u16)[from..from + area.width() as usize];
            self.row(y, area).copy_from_slice(row);
        }
    }

    pub(super) fn blend(&mut self, x: i32, y: i32, colour: Colour, opacity: u8) {
        if opacity > 0 && self.clip.contains(x, y) {
            let width = usize::from(self.target.size().width);
            let pixel = &mut self.target.pixels_mut()[y as usize * width + x as usize];
            *pixel = mixed(*pixel, colour, opacity);
        }
    }

    /// Paints a shape: `distance` says how far a point is outside of it (negative inside), in pixels.
    pub(super) fn shape(&mut self, bounds: Area, colour: Colour, opacity: f32, distance: impl Fn(f32, f32) -> f32) {
        let bounds = bounds.intersection(self.clip);
        for y in bounds.top..bounds.bottom {
            for x in bounds.left..bounds.right {
                let outside = distance(x as f32 + 0.5, y as f32 + 0.5);
                if outside < 0.5 {
                    let coverage = (0.5 - outside).min(1.0) * opacity;
                    self.blend(x, y, colour, (coverage * 255.0 + 0.5) as u8);
                }
            }
        }
    }

    pub(super) fn disc(&mut self, x: f32, y: f32, radius: f32, colour: Colour, opacity: f32) {
        self.shape(Area::around(x, y, radius), colour, opacity, |px, py| (px - x).hypot(py - y) - radius);
    }

    pub(super) fn ring(&mut self, x: f32, y: f32, radius: f32, width: f32, colour: Colour, opacity: f32) {
        let bounds = Area::around(x, y, radius + width);
        self.shape(bounds, colour, opacity, |px, py| ((px - x).hypot(py - y) - radius).abs() - width / 2.0);
    }

    /// A line with round ends.
    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, colour: Colour, opacity: f32) {
        let bounds = Area::around(from.0, from.1, width).union(Area::around(to.0, to.1, width));
        self.shape(bounds, colour, opacity, |x, y| distance_to_segment((x, y), from, to) - width / 2.0);
    }

    pub(super) fn rounded(&mut self, area: Area, radius: f32, colour: Colour, opacity: f32) {
        self.shape(area, colour, opacity, |x, y| distance_to_rounded(x, y, area, radius));
    }

    fn rows(&self, area: Area) -> std::ops::Range<i32> {
        let area = area.intersection(self.clip);
        if area.is_empty() { 0..0 } else { area.top..area.bottom }
    }

    /// The pixels of row `y` inside both the area and the clip.
    fn row(&mut self, y: i32, area: Area) -> &mut [u32] {
        let area = area.intersection(self.clip);
        let start = y as usize * usize::from(self.target.size().width);
        &mut self.target.pixels_mut()[start + area.left as usize..start + area.right as usize]
    }
}

pub(super) fn distance_to_segment((x, y): (f32, f32), from: (f32, f32), to: (f32, f32)) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((x - from.0) * dx + (y - from.1) * dy) / length } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    (x - from.0 - along * dx).hypot(y - from.1 - along * dy)
}

pub(super) fn distance_to_rounded(x: f32, y: f32, area: Area, radius: f32) -> f32 {
    let (half_width, half_height) = (area.width() as f32 / 2.0, area.height() as f32 / 2.0);
    let dx = (x - area.left as f32 - half_width).abs() - half_width + radius;
    let dy = (y - area.top as f32 - half_height).abs() - half_height + radius;
    dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - radius
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn painting_outside_the_picture_changes_nothing_and_does_not_panic() {
        let mut picture = Framebuffer::new(Size::new(8, 8));
        let mut canvas = Canvas::new(&mut picture);
        canvas.fill(Area::new(-20, -20, 10, 10), 1);
        canvas.disc(100.0, -50.0, 10.0, 1, 1.0);
        canvas.blend(-1, 3, 1, 255);
        canvas.draw(&Framebuffer::new(Size::new(4, 4)), 7, -10, Area::new(0, 0, 8, 8));
        assert_eq!(picture, Framebuffer::new(Size::new(8, 8)));
    }

    #[test]
    fn full_opacity_hides_and_none_shows_what_was_there() {
        assert_eq!(mixed(0x0012_3456, 0x00ab_cdef, 255), 0x00ab_cdef);
        assert_eq!(mixed(0x0012_3456, 0x00ab_cdef, 0), 0x0012_3456);
    }

    #[test]
    fn edges_are_half_covered() {
        let mut picture = Framebuffer::new(Size::new(9, 9));
        Canvas::new(&mut picture).disc(4.5, 4.5, 3.0, 0x00ff_ffff, 1.0);
        assert_eq!(picture.row(4)[4], 0x00ff_ffff);
        assert_eq!(picture.row(0)[0], 0);
        let edge = picture.row(4)[1] & 0xff;
        assert!((1..=255).contains(&edge), "{edge}");
    }
}
