//! Where the remote picture lies in a window, and which remote pixel is under a window position. Pure arithmetic.

use rfb::{Point, Rect, Size};

use super::Extent;
use super::viewport::WindowRect;
use crate::config::Filter;

/// Where the remote picture, or the part of it that is shown, lies in a window. Some of it may be outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Placement {
    /// The window position of its top left corner.
    pub origin: [i32; 2],
    /// How many device pixels it covers.
    pub extent: Extent,
    /// What scroll bars and `top` leave of the window: where the picture is seen.
    pub area: Extent,
    /// Where that begins, from above.
    pub top: u32,
    /// The part of the remote picture that is shown.
    pub source: Rect,
    /// How many remote pixels the whole picture has.
    pub remote: Size,
    /// How its pixels become those of the window.
    pub filter: Filter,
}

impl Placement {
    /// The number of device pixels along the side of one remote pixel, if that is a whole number: then edges stay sharp.
    pub fn whole_factor(&self) -> Option<u32> {
        let (width, height) = (u32::from(self.source.width), u32::from(self.source.height));
        let factor = self.extent.width.checked_div(width)?;
        (factor > 0 && factor * width == self.extent.width && factor * height == self.extent.height).then_some(factor)
    }

    /// Device pixels per remote pixel, horizontally and vertically.
    pub fn scale(&self) -> [f64; 2] {
        [
            f64::from(self.extent.width) / f64::from(self.source.width.max(1)),
            f64::from(self.extent.height) / f64::from(self.source.height.max(1)),
        ]
    }

    /// How large the picture is shown, 100 being one remote pixel on one device pixel.
    pub fn percent(&self) -> f64 {
        let [across, down] = self.scale();
        // The longer side is rounded less.
        100.0 * if self.source.width >= self.source.height { across } else { down }
    }

    /// The remote pixel shown at a window position, or `None` outside the picture.
    pub fn to_remote(&self, x: f64, y: f64) -> Option<Point> {
        let inside = |at: f64, extent: u32| (0.0..f64::from(extent)).contains(&at);
        let (dx, dy) = (x - f64::from(self.origin[0]), y - f64::from(self.origin[1]));
        let on_picture = inside(dx, self.extent.width) && inside(dy, self.extent.height);
        let is_seen = inside(x, self.area.width) && inside(y - f64::from(self.top), self.area.height);
        (on_picture && is_seen).then(|| self.nearest_remote(x, y))
    }

    /// The remote pixel nearest to a window position.
    pub fn nearest_remote(&self, x: f64, y: f64) -> Point {
        let [x, y] = self.place_at([x, y]);
        let pixel = |at: f64, start: u16, length: u16| (at as u16).clamp(start, start + length.saturating_sub(1));
        Point::new(pixel(x, self.source.x, self.source.width), pixel(y, self.source.y, self.source.height))
    }

    /// The place of the remote picture at a window position, in remote pixels; the nearest one outside.
    pub fn place_at(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let axis = |at: f64, origin: i32, extent: u32, start: u16, length: u16| {
            let share = (at - f64::from(origin)) * f64::from(length) / f64::from(extent.max(1));
            f64::from(start) + share.clamp(0.0, f64::from(length))
        };
        let Self { origin, extent, source, .. } = self;
        [
            axis(x, origin[0], extent.width, source.x, source.width),
            axis(y, origin[1], extent.height, source.y, source.height),
        ]
    }

    /// The window position of the centre of a remote pixel.
    pub fn to_window(&self, point: Point) -> [f64; 2] {
        let [scale_x, scale_y] = self.scale();
        let (dx, dy) = (f64::from(point.x) - f64::from(self.source.x), f64::from(point.y) - f64::from(self.source.y));
        [f64::from(self.origin[0]) + (dx + 0.5) * scale_x, f64::from(self.origin[1]) + (dy + 0.5) * scale_y]
    }

    /// The part of the picture that a window of `window` shows.
    pub fn visible(&self, window: Extent) -> Option<WindowRect> {
        let (x, width) =
            clip(i64::from(self.origin[0]), i64::from(self.extent.width), window.width.min(self.area.width))?;
        let (y, height) =
            overlap(i64::from(self.origin[1]), i64::from(self.extent.height), self.top, self.seen_height(window))?;
        Some(WindowRect { x, y, width, height })
    }

    fn seen_height(&self, window: Extent) -> u32 {
        window.height.saturating_sub(self.top).min(self.area.height)
    }

    /// The device pixels that change in a window of `window` when the remote pixels of `rect` do, filters included.
    pub fn touched(&self, rect: Rect, window: Extent) -> Option<WindowRect> {
        let rect = rect.intersection(self.source)?;
        let [scale_x, scale_y] = self.scale();
        let span = |start: u16, end: u32, scale: f64, origin: i32| {
            let reach = self.reach(scale);
            let from = ((f64::from(start) - reach) * scale).floor() as i64;
            let to = ((f64::from(end) + reach) * scale).ceil() as i64;
            (i64::from(origin) + from, to - from)
        };
        let (x, y) = (rect.x - self.source.x, rect.y - self.source.y);
        let (left, width) = span(x, u32::from(x) + u32::from(rect.width), scale_x, self.origin[0]);
        let (top, height) = span(y, u32::from(y) + u32::from(rect.height), scale_y, self.origin[1]);
        let visible = self.visible(window)?;
        let (x, width) = overlap(left, width, visible.x, visible.width)?;
        let (y, height) = overlap(top, height, visible.y, visible.height)?;
        Some(WindowRect { x, y, width, height })
    }

    /// How far a remote pixel is seen beyond its own place, in remote pixels.
    fn reach(&self, scale: f64) -> f64 {
        if self.whole_factor().is_some() {
            return 0.0;
        }
        let support = match self.filter {
            Filter::Nearest => 0.0,
            Filter::Smooth => 1.0,
            Filter::Sharp => 3.0,
        };
        support * (1.0 / scale).max(1.0) + 1.0
    }
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
    use super::super::Viewport;
    use super::*;
    use crate::config::Scale;

    const ONE_TO_ONE: Scale = Scale::Percent(100);
    const FILTERS: [Filter; 3] = [Filter::Nearest, Filter::Smooth, Filter::Sharp];

    fn viewport(width: u16, height: u16, scale: Scale) -> Viewport {
        Viewport::new(Size::new(width, height), scale)
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
        let scales = [
            Scale::Fit,
            Scale::Width,
            Scale::Integer,
            ONE_TO_ONE,
            Scale::Percent(37),
            Scale::Percent(125),
            Scale::Percent(300),
        ];
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
    fn the_pixels_of_a_part_map_back_to_it_and_to_nothing_beside_it() {
        let part = Rect::new(333, 77, 401, 299);
        for scale in [Scale::Fit, Scale::Width, ONE_TO_ONE, Scale::Percent(250)] {
            let mut viewport = viewport(1000, 500, scale);
            viewport.show_part(Some(part));
            let window = Extent::new(640, 480);
            let placement = viewport.placed_in(window);
            for x in (0..640).step_by(7) {
                for y in (0..480).step_by(7) {
                    let point = placement.nearest_remote(f64::from(x), f64::from(y));
                    assert!(part.contains(Rect::new(point.x, point.y, 1, 1)), "{scale:?} {x},{y}: {point:?}");
                }
            }
            for point in [part.origin(), Point::new(500, 200), Point::new(733, 375)] {
                let [x, y] = placement.to_window(point);
                assert_eq!(placement.nearest_remote(x, y), point);
            }
        }
    }

    #[test]
    fn damage_covers_every_device_pixel_that_shows_it() {
        let window = Extent::new(500, 400);
        let parts = [None, Some(Rect::new(20, 10, 100, 90))];
        let scales = [Scale::Fit, Scale::Width, ONE_TO_ONE, Scale::Percent(130), Scale::Percent(400)];
        for (filter, part, scale) in FILTERS
            .into_iter()
            .flat_map(|filter| parts.into_iter().flat_map(move |part| scales.map(|scale| (filter, part, scale))))
        {
            let mut viewport = Viewport { filter, ..viewport(333, 251, scale) };
            viewport.show_part(part);
            let placement = viewport.placed_in(window);
            let rect = Rect::new(40, 30, 5, 3);
            let touched = placement.touched(rect, window).expect("it is visible");
            for y in 0..window.height {
                for x in 0..window.width {
                    let shows = placement
                        .to_remote(f64::from(x) + 0.5, f64::from(y) + 0.5)
                        .is_some_and(|point| rect.contains(Rect::new(point.x, point.y, 1, 1)));
                    assert!(!shows || touched.contains([f64::from(x), f64::from(y)]), "{placement:?} {x},{y}");
                }
            }
        }
    }

    #[test]
    fn what_changes_beside_the_part_that_is_shown_touches_nothing() {
        let mut viewport = viewport(400, 300, Scale::Fit);
        viewport.show_part(Some(Rect::new(200, 0, 200, 300)));
        let window = Extent::new(500, 400);
        assert_eq!(viewport.placed_in(window).touched(Rect::new(0, 0, 200, 300), window), None);
        assert!(viewport.placed_in(window).touched(Rect::new(199, 0, 2, 1), window).is_some());
    }

    #[test]
    fn an_empty_placement_is_nowhere() {
        assert_eq!(Placement::default().nearest_remote(5.0, 5.0), Point::new(0, 0));
        assert_eq!(Placement::default().visible(Extent::new(5, 5)), None);
    }
}
