//! How the remote picture is to be shown: how large, which part, and what of it is in the middle. Pure arithmetic.
//!
//! All window measures are device pixels, so that one remote pixel can be exactly one device pixel on any screen.

use rfb::{Rect, Size};

use super::Placement;
use crate::config::{Filter, Scale};

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

    /// Whether a window position is inside.
    pub fn contains(self, [x, y]: [f64; 2]) -> bool {
        let within = |at: f64, start: u32, length: u32| (f64::from(start)..f64::from(start + length)).contains(&at);
        within(x, self.x, self.width) && within(y, self.y, self.height)
    }

    /// Whether some pixels are in both.
    pub fn overlaps(self, other: WindowRect) -> bool {
        let meets = |at: u32, length: u32, start: u32, other: u32| at < start + other && start < at + length;
        meets(self.x, self.width, other.x, other.width) && meets(self.y, self.height, other.y, other.height)
    }
}

/// How the picture is to be placed: everything that does not depend on the size of the window.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Viewport {
    /// The extent of the remote picture.
    pub remote: Size,
    /// The part of it that is shown; `None`, and a part outside of it, stand for all.
    pub part: Option<Rect>,
    /// How large it is shown.
    pub scale: Scale,
    /// How its pixels become those of the window.
    pub filter: Filter,
    /// How many device pixels a scroll bar takes of the window; 0 where there are none, as on the full screen.
    pub bar: u32,
    /// How many device pixels are taken from above by what is not the picture's: the tabs.
    pub top: u32,
    /// The place of the remote picture that belongs into the middle of the window, in remote pixels, where the picture is
    /// larger than the window. It comes as near as the edges allow.
    pub(super) middle: [f64; 2],
}

impl Viewport {
    /// All of `remote` at `scale`.
    pub fn new(remote: Size, scale: Scale) -> Self {
        Self { remote, scale, ..Self::default() }
    }

    /// The same with another filter.
    pub fn with_filter(self, filter: Filter) -> Self {
        Self { filter, ..self }
    }

    /// The part of the remote picture that is shown.
    pub fn source(&self) -> Rect {
        let whole = Rect::of(self.remote);
        self.part.and_then(|part| part.intersection(whole)).filter(|part| !part.is_empty()).unwrap_or(whole)
    }

    /// Where the picture lies in a window of `window`.
    pub fn placed_in(&self, window: Extent) -> Placement {
        let source = self.source();
        let top = self.top.min(window.height);
        let (area, extent) = self.area(source.size(), Extent::new(window.width, window.height - top));
        let origin = [
            axis_origin(extent.width, area.width, share(self.middle[0], source.x, source.width)),
            axis_origin(extent.height, area.height, share(self.middle[1], source.y, source.height)) + top as i32,
        ];
        Placement { origin, extent, area, top, source, remote: self.remote, filter: self.filter }
    }

    /// Moves the picture to the left and up by `delta` device pixels as far as its edges allow. Returns whether it moved.
    pub fn pan_by(&mut self, delta: [f64; 2], window: Extent) -> bool {
        let before = self.placed_in(window);
        if before.extent.is_empty() || window.is_empty() {
            return false;
        }
        let ([x, y], [across, down]) = (self.reachable_middle(&before), before.scale());
        self.middle = [x + delta[0] / across, y + delta[1] / down];
        self.middle = self.reachable_middle(&before);
        self.placed_in(window).origin != before.origin
    }

    /// Shows the picture at `scale`. What is at the window position `anchor` stays there, as far as the edges allow.
    pub fn zoom(&mut self, scale: Scale, anchor: [f64; 2], window: Extent) {
        let [x, y] = self.placed_in(window).place_at(anchor);
        self.scale = scale;
        let after = self.placed_in(window);
        if after.extent.is_empty() || window.is_empty() {
            return;
        }
        let [across, down] = after.scale();
        self.middle = [
            x + (f64::from(after.area.width) / 2.0 - anchor[0]) / across,
            y + (f64::from(after.top) + f64::from(after.area.height) / 2.0 - anchor[1]) / down,
        ];
        self.middle = self.reachable_middle(&after);
    }

    /// Shows `part` of the remote picture, from its top left corner on; all of it for `None`.
    pub fn show_part(&mut self, part: Option<Rect>) {
        self.part = part;
        self.middle = [0.0; 2];
    }

    /// Another picture, of which no place is known yet.
    pub fn forget(&mut self) {
        *self = Self { scale: self.scale, filter: self.filter, bar: self.bar, top: self.top, ..Self::default() };
    }

    /// What is in the middle indeed, or would be were the picture as large as the window.
    fn reachable_middle(&self, placement: &Placement) -> [f64; 2] {
        let Placement { source, extent, area, .. } = placement;
        let axis = |middle: f64, start: u16, length: u16, extent: u32, area: u32| {
            let length = f64::from(length);
            let half = (f64::from(area) / 2.0 * length / f64::from(extent.max(1))).min(length / 2.0);
            middle.clamp(f64::from(start) + half, f64::from(start) + length - half)
        };
        [
            axis(self.middle[0], source.x, source.width, extent.width, area.width),
            axis(self.middle[1], source.y, source.height, extent.height, area.height),
        ]
    }

    /// What scroll bars leave of `window`, and the extent of a picture of `source` there.
    fn area(&self, source: Size, window: Extent) -> (Extent, Extent) {
        let extent = scaled(source, self.scale, window);
        // A window hardly larger than the bars has none.
        if window.width < 4 * self.bar || window.height < 4 * self.bar {
            return (window, extent);
        }
        let high = extent.height > window.height;
        let wide = extent.width > window.width - if high { self.bar } else { 0 };
        match self.scale {
            Scale::Fit => (window, extent),
            Scale::Width => {
                let area = Extent::new(window.width - if high { self.bar } else { 0 }, window.height);
                (area, scaled(source, self.scale, area))
            }
            Scale::Integer | Scale::Percent(_) => {
                let high = extent.height > window.height - if wide { self.bar } else { 0 };
                let wide = extent.width > window.width - if high { self.bar } else { 0 };
                let left = |side: u32, taken: bool| side - if taken { self.bar } else { 0 };
                (Extent::new(left(window.width, high), left(window.height, wide)), extent)
            }
        }
    }
}

/// The extent of `remote` when it is shown at `scale` in `window`.
fn scaled(remote: Size, scale: Scale, window: Extent) -> Extent {
    let (width, height) = (u32::from(remote.width), u32::from(remote.height));
    match scale {
        Scale::Fit => fit(remote, window),
        Scale::Width => fill_width(remote, window),
        Scale::Integer => {
            let factor = (window.width / width.max(1)).min(window.height / height.max(1)).max(1);
            Extent::new(width * factor, height * factor)
        }
        Scale::Percent(percent) => Extent::new(percent_of(width, percent), percent_of(height, percent)),
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

/// A picture of one column would become higher than this, and no window needs more of it.
const HIGHEST: u64 = 1 << 24;

/// As wide as `window`, of the same aspect as `remote`, and no higher than can be counted.
fn fill_width(remote: Size, window: Extent) -> Extent {
    if remote.is_empty() || window.is_empty() {
        return Extent::default();
    }
    let (width, height) = (u64::from(remote.width), u64::from(remote.height));
    let down = (u64::from(window.width) * height + width / 2) / width;
    Extent::new(window.width, down.clamp(1, HIGHEST) as u32)
}

/// At least one pixel where there is one.
fn percent_of(length: u32, percent: u16) -> u32 {
    ((length * u32::from(percent) + 50) / 100).max(length.min(1))
}

/// Where the picture begins on one axis: centred when it is smaller than the window, else with the place at the share
/// `middle` of it in the middle of the window.
fn axis_origin(picture: u32, window: u32, middle: f64) -> i32 {
    if picture <= window {
        ((window - picture) / 2) as i32
    } else {
        let before = middle * f64::from(picture) - f64::from(window) / 2.0;
        -(before.clamp(0.0, f64::from(picture - window)).round() as i32)
    }
}

/// How far along `start .. start + length` a place is, from 0 to 1.
fn share(place: f64, start: u16, length: u16) -> f64 {
    (place - f64::from(start)) / f64::from(length.max(1))
}

#[cfg(test)]
mod tests {
    use rfb::Point;

    use super::*;

    const ONE_TO_ONE: Scale = Scale::Percent(100);
    const WINDOWS: [(u32, u32); 7] =
        [(1, 1), (7, 900), (333, 217), (640, 480), (1280, 800), (1919, 1081), (3840, 2160)];
    const REMOTES: [(u16, u16); 5] = [(1, 1), (3, 1000), (640, 480), (1921, 1079), (7680, 4320)];
    const SCALES: [Scale; 8] = [
        Scale::Fit,
        Scale::Width,
        Scale::Integer,
        ONE_TO_ONE,
        Scale::Percent(10),
        Scale::Percent(37),
        Scale::Percent(125),
        Scale::Percent(1000),
    ];

    fn viewport(width: u16, height: u16, scale: Scale) -> Viewport {
        Viewport::new(Size::new(width, height), scale)
    }

    /// Every remote picture at every scale in every window.
    fn all() -> impl Iterator<Item = (Viewport, Extent)> {
        REMOTES.into_iter().flat_map(|(width, height)| {
            WINDOWS.into_iter().flat_map(move |(across, down)| {
                let window = Extent::new(across, down);
                SCALES.into_iter().map(move |scale| (viewport(width, height, scale), window))
            })
        })
    }

    /// Numbers that look random and are the same in every run.
    fn numbers(seed: u64) -> impl FnMut(f64) -> f64 {
        let mut state = seed;
        move |limit| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as f64 / f64::from(1u32 << 31) * limit
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
    fn a_picture_as_wide_as_the_window_may_be_higher_than_it() {
        let window = Extent::new(1000, 500);
        let placement = viewport(500, 400, Scale::Width).placed_in(window);
        assert_eq!((placement.extent, placement.origin), (Extent::new(1000, 800), [0, 0]));
        let low = viewport(2000, 100, Scale::Width).placed_in(window);
        assert_eq!((low.extent, low.origin), (Extent::new(1000, 50), [0, 225]));
        assert_eq!(viewport(1, 65535, Scale::Width).placed_in(window).extent.width, 1000);
    }

    #[test]
    fn whole_factors_are_the_largest_that_fit_and_never_below_one() {
        let factor =
            |width, height| viewport(width, height, Scale::Integer).placed_in(Extent::new(1920, 1080)).whole_factor();
        assert_eq!(factor(640, 480), Some(2));
        assert_eq!(factor(640, 360), Some(3));
        assert_eq!(factor(1920, 1080), Some(1));
        assert_eq!(factor(7680, 4320), Some(1));
        assert_eq!(factor(1, 1), Some(1080));
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
        assert!(viewport.pan_by([-1.0, 0.0], window), "what was wanted beyond the edge is forgotten");
    }

    #[test]
    fn a_picture_covers_the_window_wherever_it_is_panned_to_and_is_centred_where_it_is_smaller() {
        let mut number = numbers(1);
        for (mut viewport, window) in all() {
            for bar in [0, 12, 0, 12] {
                viewport.bar = bar;
                viewport.pan_by([number(4000.0) - 2000.0, number(4000.0) - 2000.0], window);
                let Placement { origin, extent, area, .. } = viewport.placed_in(window);
                for (start, length, window) in
                    [(origin[0], extent.width, area.width), (origin[1], extent.height, area.height)]
                {
                    let (start, length, window) = (i64::from(start), i64::from(length), i64::from(window));
                    let good = if length <= window {
                        start == (window - length) / 2
                    } else {
                        start <= 0 && start + length >= window
                    };
                    assert!(good, "{viewport:?} in {window}: {start} + {length}");
                }
            }
        }
    }

    #[test]
    fn zooming_keeps_what_is_under_the_mouse_where_the_edges_allow() {
        let mut number = numbers(2);
        let window = Extent::new(800, 600);
        let mut viewport = viewport(1920, 1080, Scale::Percent(150));
        viewport.pan_by([900.0, 500.0], window);
        for _ in 0..200 {
            let anchor = [number(800.0), number(600.0)];
            let before = viewport.placed_in(window).place_at(anchor);
            viewport.zoom(Scale::percent(100.0 + number(500.0)), anchor, window);
            let after = viewport.placed_in(window);
            let (place, scale) = (after.place_at(anchor), after.scale());
            for axis in 0..2 {
                let moved = (place[axis] - before[axis]).abs() * scale[axis];
                let lengths = [after.extent.width, after.extent.height].map(f64::from);
                let sides = [800.0, 600.0];
                let origin = f64::from(after.origin[axis]);
                let at_edge = origin >= 0.0 || origin <= sides[axis] - lengths[axis];
                assert!(at_edge || moved <= 0.51, "{viewport:?} {anchor:?}: moved by {moved}");
            }
        }
    }

    #[test]
    fn zooming_in_and_out_again_at_one_place_ends_where_it_began() {
        let window = Extent::new(800, 600);
        let mut viewport = viewport(1920, 1080, Scale::Percent(200));
        viewport.pan_by([1000.0, 700.0], window);
        let before = viewport.placed_in(window);
        viewport.zoom(Scale::Percent(300), [500.0, 100.0], window);
        assert_ne!(viewport.placed_in(window), before);
        viewport.zoom(Scale::Percent(200), [500.0, 100.0], window);
        let after = viewport.placed_in(window);
        for axis in 0..2 {
            assert!((after.origin[axis] - before.origin[axis]).abs() <= 1, "{after:?} {before:?}");
        }
    }

    #[test]
    fn another_remote_or_window_size_leaves_the_same_place_in_the_middle() {
        let window = Extent::new(800, 600);
        let mut viewport = viewport(1920, 1080, ONE_TO_ONE);
        viewport.pan_by([500.0, 300.0], window);
        let middle = |viewport: &Viewport, window: Extent| {
            let half = [f64::from(window.width) / 2.0, f64::from(window.height) / 2.0];
            viewport.placed_in(window).place_at(half).map(|at| at.round() as i64)
        };
        assert_eq!(middle(&viewport, window), [900, 600]);
        for remote in [Size::new(1600, 1200), Size::new(3840, 2160)] {
            viewport.remote = remote;
            assert_eq!(middle(&viewport, window), [900, 600], "{remote}");
        }
        let smaller = Extent::new(400, 300);
        assert_eq!(middle(&viewport, smaller), [900, 600]);
        viewport.remote = Size::new(640, 480);
        viewport.placed_in(window);
        viewport.remote = Size::new(1920, 1080);
        assert_eq!(middle(&viewport, window), [900, 600], "a size in between does no harm");
    }

    #[test]
    fn bars_take_their_room_only_where_the_picture_does_not_fit() {
        let window = Extent::new(800, 600);
        let area = |width, height, scale| Viewport { bar: 10, ..viewport(width, height, scale) }.placed_in(window).area;
        assert_eq!(area(800, 600, ONE_TO_ONE), window);
        assert_eq!(area(801, 500, ONE_TO_ONE), Extent::new(800, 590));
        assert_eq!(area(801, 595, ONE_TO_ONE), Extent::new(790, 590), "one bar leaves too little for the other way");
        assert_eq!(area(500, 601, ONE_TO_ONE), Extent::new(790, 600));
        assert_eq!(area(2000, 3000, Scale::Fit), window);
        assert_eq!(area(400, 600, Scale::Width), Extent::new(790, 600));
        assert_eq!(area(1600, 1200, Scale::Integer), Extent::new(790, 590));
        let narrow = Viewport { bar: 10, ..viewport(400, 600, Scale::Width) }.placed_in(window);
        assert_eq!(narrow.extent, Extent::new(790, 1185));
        let tiny = Extent::new(39, 39);
        assert_eq!(Viewport { bar: 10, ..viewport(400, 600, ONE_TO_ONE) }.placed_in(tiny).area, tiny);
    }

    #[test]
    fn a_part_is_shown_alone_and_a_part_that_is_gone_stands_for_all() {
        let window = Extent::new(800, 600);
        let mut viewport = viewport(3840, 1080, Scale::Fit);
        viewport.show_part(Some(Rect::new(1920, 0, 1920, 1080)));
        let placement = viewport.placed_in(window);
        assert_eq!((placement.extent, placement.origin), (Extent::new(800, 450), [0, 75]));
        assert_eq!(placement.to_remote(0.0, 75.0), Some(Point::new(1920, 0)));
        assert_eq!(placement.nearest_remote(-50.0, 1000.0), Point::new(1920, 1079));
        assert_eq!(placement.nearest_remote(2000.0, 0.0), Point::new(3839, 0));
        viewport.scale = ONE_TO_ONE;
        assert_eq!(viewport.placed_in(window).to_remote(0.0, 0.0), Some(Point::new(1920, 0)));
        viewport.remote = Size::new(1280, 1024);
        assert_eq!(viewport.source(), Rect::new(0, 0, 1280, 1024));
        viewport.remote = Size::new(2000, 1024);
        assert_eq!(viewport.source(), Rect::new(1920, 0, 80, 1024), "what is left of it");
    }

    #[test]
    fn an_empty_picture_or_window_does_no_harm() {
        for (remote, window) in
            [((0, 0), Extent::new(10, 10)), ((9, 9), Extent::default()), ((0, 5), Extent::new(3, 0))]
        {
            for scale in SCALES {
                let mut viewport = viewport(remote.0, remote.1, scale);
                assert!(!viewport.pan_by([5.0, 5.0], window));
                viewport.zoom(Scale::Percent(300), [5.0, 5.0], window);
                assert!(viewport.middle.into_iter().all(f64::is_finite), "{viewport:?}");
                assert_eq!(viewport.placed_in(window).visible(window), None);
            }
        }
    }
}
