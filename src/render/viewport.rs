//! Where the remote picture lies in the window, and which remote pixel is under a window position. Pure arithmetic.
//!
//! All window measures are device pixels, so that one remote pixel can be exactly one device pixel on any screen.

use rfb::{Point, Rect, Size};

use crate::config::Scale;

/// The extent of the window's contents in device pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Width in device pixels.
    pub width: u32,
    /// Height in device pixels.
    pub height: u32,
}

impl Extent {
    /// An extent of `width` by `height` device pixels.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    /// Whether there is nothing to draw on, as in a minimised window.
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

/// A rectangle of the window in device pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WindowRect {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl WindowRect {
    /// All of a window.
    pub const fn of(extent: Extent) -> Self {
        Self { x: 0, y: 0, width: extent.width, height: extent.height }
    }
}

/// How the picture is to be placed: everything that does not depend on the size of the window.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Viewport {
    /// The extent of the remote picture.
    pub remote: Size,
    /// How large it is shown.
    pub scale: Scale,
    /// How far the picture was moved to the left and up, in device pixels, where it is larger than the window.
    pub pan: [f64; 2],
}

impl Viewport {
    /// Where the picture lies in a window of `window`.
    pub fn placed_in(&self, window: Extent) -> Placement {
        let (width, height) = (u32::from(self.remote.width), u32::from(self.remote.height));
        let extent = match self.scale {
            Scale::Fit => fit(self.remote, window),
            Scale::Percent(percent) => Extent::new(percent_of(width, percent), percent_of(height, percent)),
        };
        let origin = [
            axis_origin(extent.width, window.width, self.pan[0]),
            axis_origin(extent.height, window.height, self.pan[1]),
        ];
        Placement { origin, extent, remote: self.remote }
    }

    /// Moves the picture by `dx`, `dy` device pixels as far as its edges allow. Returns whether it moved.
    pub fn pan_by(&mut self, delta: [f64; 2], window: Extent) -> bool {
        let before = self.placed_in(window).origin;
        let extent = self.placed_in(window).extent;
        for (axis, (have, shown)) in
            [(extent.width, window.width), (extent.height, window.height)].into_iter().enumerate()
        {
            let limit = f64::from(have.saturating_sub(shown));
            self.pan[axis] = (self.pan[axis].clamp(0.0, limit) + delta[axis]).clamp(0.0, limit);
        }
        self.placed_in(window).origin != before
    }
}

/// The largest extent of the same aspect as `remote` that fits into `window`, at least one pixel each way.
pub fn fit(remote: Size, window: Extent) -> Extent {
    if remote.is_empty() || window.is_empty() {
        return Extent::default();
    }
    let (width, height) = (u64::from(remote.width), u64::from(remote.height));
    let (across, down) = (u64::from(window.width), u64::from(window.height));
    let (fitted_width, fitted_height) = if across * height <= down * width {
        (across, (across * height + width / 2) / width)
    } else {
        ((down * width + height / 2) / height, down)
    };
    Extent::new(fitted_width.max(1) as u32, fitted_height.max(1) as u32)
}

/// At least one pixel where there is one.
fn percent_of(length: u32, percent: u16) -> u32 {
    ((length * u32::from(percent) + 50) / 100).max(length.min(1))
}

/// Where the picture begins on one axis: centred when it is smaller than the window, panned when it is larger.
fn axis_origin(picture: u32, window: u32, pan: f64) -> i32 {
    if picture <= window {
        ((window - picture) / 2) as i32
    } else {
        -(pan.clamp(0.0, f64::from(picture - window)).round() as i32)
    }
}

/// Where the whole remote picture lies in a window. Parts of it may be outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Placement {
    /// The window position of the picture's top left corner.
    pub origin: [i32; 2],
    /// How many device pixels the picture covers.
    pub extent: Extent,
    /// How many remote pixels the picture has.
    pub remote: Size,
}

impl Placement {
    /// The number of device pixels along the side of one remote pixel, if that is a whole number: then edges stay sharp.
    pub fn whole_factor(&self) -> Option<u32> {
        let (width, height) = (u32::from(self.remote.width), u32::from(self.remote.height));
        let factor = self.extent.width.checked_div(width)?;
        (factor > 0 && factor * width == self.extent.width && factor * height == self.extent.height).then_some(factor)
    }

    /// Device pixels per remote pixel, horizontally and vertically.
    pub fn scale(&self) -> [f64; 2] {
        [
            f64::from(self.extent.width) / f64::from(self.remote.width.max(1)),
            f64::from(self.extent.height) / f64::from(self.remote.height.max(1)),
        ]
    }

    /// The remote pixel shown at a window position, or `None` outside the picture.
    pub fn to_remote(&self, x: f64, y: f64) -> Option<Point> {
        let inside = |at: f64, extent: u32| (0.0..f64::from(extent)).contains(&at);
        let (dx, dy) = (x - f64::from(self.origin[0]), y - f64::from(self.origin[1]));
        (inside(dx, self.extent.width) && inside(dy, self.extent.height)).then(|| self.nearest_remote(x, y))
    }

    /// The remote pixel nearest to a window position.
    pub fn nearest_remote(&self, x: f64, y: f64) -> Point {
        Point::new(
            axis_to_remote(x - f64::from(self.origin[0]), self.extent.width, self.remote.width),
            axis_to_remote(y - f64::from(self.origin[1]), self.extent.height, self.remote.height),
        )
    }

    /// The window position of the centre of a remote pixel.
    pub fn to_window(&self, point: Point) -> [f64; 2] {
        let [scale_x, scale_y] = self.scale();
        [
            f64::from(self.origin[0]) + (f64::from(point.x) + 0.5) * scale_x,
            f64::from(self.origin[1]) + (f64::from(point.y) + 0.5) * scale_y,
        ]
    }

    /// The part of the picture that a window of `window` shows.
    pub fn visible(&self, window: Extent) -> Option<WindowRect> {
        let (x, width) = clip(i64::from(self.origin[0]), i64::from(self.extent.width), window.width)?;
        let (y, height) = clip(i64::from(self.origin[1]), i64::from(self.extent.height), window.height)?;
        Some(WindowRect { x, y, width, height })
    }

    /// The device pixels that change in a window of `window` when the remote pixels of `rect` do, filters included.
    pub fn touched(&self, rect: Rect, window: Extent) -> Option<WindowRect> {
        let [scale_x, scale_y] = self.scale();
        let sharp = self.whole_factor().is_some();
        let span = |start: u16, end: u32, scale: f64, origin: i32| {
            let reach = if sharp { 0.0 } else { (1.0 / scale).max(1.0) + 1.0 };
            let from = ((f64::from(start) - reach) * scale).floor() as i64;
            let to = ((f64::from(end) + reach) * scale).ceil() as i64;
            (i64::from(origin) + from, to - from)
        };
        let (left, width) = span(rect.x, rect.right(), scale_x, self.origin[0]);
        let (top, height) = span(rect.y, rect.bottom(), scale_y, self.origin[1]);
        let visible = self.visible(window)?;
        let (x, width) = overlap(left, width, visible.x, visible.width)?;
        let (y, height) = overlap(top, height, visible.y, visible.height)?;
        Some(WindowRect { x, y, width, height })
    }
}

fn axis_to_remote(at: f64, extent: u32, remote: u16) -> u16 {
    if extent == 0 {
        return 0;
    }
    let pixel = (at * f64::from(remote) / f64::from(extent)).floor();
    pixel.clamp(0.0, f64::from(remote.saturating_sub(1))) as u16
}

/// The part of `start .. start + length` inside `0 .. limit`.
fn clip(start: i64, length: i64, limit: u32) -> Option<(u32, u32)> {
    overlap(start, length, 0, limit)
}

/// The part of `start .. start + length` inside `from .. from + limit`.
fn overlap(start: i64, length: i64, from: u32, limit: u32) -> Option<(u32, u32)> {
    let first = start.max(i64::from(from));
    let last = (start + length).min(i64::from(from) + i64::from(limit));
    (last > first).then_some((first as u32, (last - first) as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE_TO_ONE: Scale = Scale::Percent(100);

    fn viewport(width: u16, height: u16, scale: Scale) -> Viewport {
        Viewport { remote: Size::new(width, height), scale, pan: [0.0; 2] }
    }

    #[test]
    fn one_to_one_is_exact_and_centred() {
        let placement = viewport(100, 50, ONE_TO_ONE).placed_in(Extent::new(200, 60));
        assert_eq!(placement.origin, [50, 5]);
        assert_eq!(placement.whole_factor(), Some(1));
        for x in 0..100 {
            assert_eq!(placement.to_remote(f64::from(50 + x), 5.0), Some(Point::new(x as u16, 0)));
        }
        assert_eq!(placement.to_remote(49.0, 5.0), None);
        assert_eq!(placement.to_remote(150.0, 5.0), None);
        assert_eq!(placement.nearest_remote(1000.0, -3.0), Point::new(99, 0));
    }

    #[test]
    fn the_centre_of_every_remote_pixel_maps_back_to_it_at_any_scale() {
        let windows = [(1, 1), (7, 900), (333, 217), (640, 480), (1280, 800), (1919, 1081), (3840, 2160)];
        let scales = [Scale::Fit, ONE_TO_ONE, Scale::Percent(37), Scale::Percent(125), Scale::Percent(300)];
        for (width, height) in [(1, 1), (3, 1000), (640, 480), (1921, 1079)] {
            for (across, down) in windows {
                for scale in scales {
                    let placement = viewport(width, height, scale).placed_in(Extent::new(across, down));
                    for point in (0..width.max(height)).map(|n| Point::new(n.min(width - 1), n.min(height - 1))) {
                        let [x, y] = placement.to_window(point);
                        assert_eq!(
                            placement.nearest_remote(x, y),
                            point,
                            "{width}×{height} {scale:?} in {across}×{down}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn fitting_keeps_the_aspect_and_touches_two_edges() {
        assert_eq!(fit(Size::new(1920, 1080), Extent::new(1280, 800)), Extent::new(1280, 720));
        assert_eq!(fit(Size::new(800, 600), Extent::new(1600, 1200)), Extent::new(1600, 1200));
        assert_eq!(fit(Size::new(65535, 1), Extent::new(10, 10)), Extent::new(10, 1));
        assert_eq!(fit(Size::new(0, 5), Extent::new(10, 10)), Extent::default());
        let placement = viewport(800, 600, Scale::Fit).placed_in(Extent::new(1600, 1200));
        assert_eq!(placement.whole_factor(), Some(2));
    }

    #[test]
    fn a_picture_larger_than_the_window_pans_to_its_edges_and_no_further() {
        let window = Extent::new(100, 100);
        let mut viewport = viewport(300, 80, ONE_TO_ONE);
        assert!(viewport.pan_by([150.0, 40.0], window));
        assert_eq!(viewport.placed_in(window).origin, [-150, 10]);
        assert!(viewport.pan_by([500.0, 0.0], window));
        assert_eq!(viewport.placed_in(window).origin, [-200, 10]);
        assert!(!viewport.pan_by([1.0, 1.0], window));
        assert_eq!(viewport.placed_in(window).to_remote(99.0, 10.0), Some(Point::new(299, 0)));
    }

    #[test]
    fn damage_covers_every_device_pixel_that_shows_it() {
        let window = Extent::new(500, 400);
        for scale in [Scale::Fit, ONE_TO_ONE, Scale::Percent(130), Scale::Percent(400)] {
            let placement = viewport(333, 251, scale).placed_in(window);
            let rect = Rect::new(40, 30, 5, 3);
            let touched = placement.touched(rect, window).expect("it is visible");
            for y in 0..window.height {
                for x in 0..window.width {
                    let shows = placement
                        .to_remote(f64::from(x) + 0.5, f64::from(y) + 0.5)
                        .is_some_and(|point| rect.contains(Rect::new(point.x, point.y, 1, 1)));
                    let inside = (touched.x..touched.x + touched.width).contains(&x)
                        && (touched.y..touched.y + touched.height).contains(&y);
                    assert!(!shows || inside, "{scale:?} {x},{y}");
                }
            }
        }
    }

    #[test]
    fn an_empty_picture_or_window_shows_nothing() {
        assert_eq!(viewport(0, 0, Scale::Fit).placed_in(Extent::new(10, 10)).visible(Extent::new(10, 10)), None);
        assert_eq!(viewport(9, 9, Scale::Fit).placed_in(Extent::default()).visible(Extent::default()), None);
        assert_eq!(Placement::default().nearest_remote(5.0, 5.0), Point::new(0, 0));
    }
}
