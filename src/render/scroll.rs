//! Scroll bars of a picture that is larger than the window: where they are, and what dragging them does. Pure arithmetic.

use super::viewport::WindowRect;
use super::{Extent, Placement};

/// The bars of a picture; each is there where the picture is larger than the window that way.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bars {
    /// Along the lower edge, for the way from left to right.
    pub horizontal: Option<Bar>,
    /// Along the right edge, for the way from top to bottom.
    pub vertical: Option<Bar>,
}

/// One scroll bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Which way it goes.
    pub way: Way,
    /// Where its thumb can be.
    pub track: WindowRect,
    /// The part of it that stands for what is seen.
    pub thumb: WindowRect,
    /// How many device pixels of the picture one of the thumb stands for.
    ratio: f64,
}

/// The way that a bar goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

/// How many device pixels a scroll bar takes on a screen of `scale_factor`.
pub fn thickness(scale_factor: f64) -> u32 {
    (12.0 * scale_factor.clamp(0.5, 8.0)).round() as u32
}

impl Bars {
    /// The bars of `placement` in a window of `window`.
    pub fn of(placement: &Placement, window: Extent) -> Self {
        let Placement { area, top, extent, origin, .. } = *placement;
        let bottom = top + area.height;
        let horizontal = (bottom < window.height).then(|| {
            let track = WindowRect { x: 0, y: bottom, width: area.width, height: window.height - bottom };
            Bar::new(Way::Across, track, &Seen { before: before(origin[0]), shown: area.width, whole: extent.width })
        });
        let vertical = (area.width < window.width).then(|| {
            let track = WindowRect { x: area.width, y: top, width: window.width - area.width, height: area.height };
            let seen = Seen { before: before(origin[1] - top as i32), shown: area.height, whole: extent.height };
            Bar::new(Way::Down, track, &seen)
        });
        Self { horizontal, vertical }
    }

    /// The bar under a window position.
    pub fn at(&self, position: [f64; 2]) -> Option<Bar> {
        self.all().find(|bar| bar.track.contains(position))
    }

    /// Both.
    pub fn all(&self) -> impl Iterator<Item = Bar> + use<> {
        self.horizontal.into_iter().chain(self.vertical)
    }
}

/// What of a picture is seen on one axis.
struct Seen {
    before: u32,
    shown: u32,
    whole: u32,
}

fn before(origin: i32) -> u32 {
    origin.min(0).unsigned_abs()
}

impl Bar {
    fn new(way: Way, track: WindowRect, seen: &Seen) -> Self {
        let (length, shortest) = match way {
            Way::Across => (track.width, 3 * track.height),
            Way::Down => (track.height, 3 * track.width),
        };
        let share = f64::from(seen.shown) / f64::from(seen.whole.max(1));
        let thumb = ((f64::from(length) * share).round() as u32).max(shortest).min(length);
        let (free, hidden) = (length - thumb, seen.whole.saturating_sub(seen.shown));
        let ratio = if free == 0 { 0.0 } else { f64::from(hidden) / f64::from(free) };
        let start = if ratio > 0.0 { (f64::from(seen.before) / ratio).round() as u32 } else { 0 }.min(free);
        let thumb = match way {
            Way::Across => WindowRect { x: track.x + start, width: thumb, ..track },
            Way::Down => WindowRect { y: track.y + start, height: thumb, ..track },
        };
        Self { way, track, thumb, ratio }
    }

    /// How far to pan the picture when the mouse drags the thumb by `moved` device pixels.
    pub fn dragged(&self, moved: [f64; 2]) -> [f64; 2] {
        match self.way {
            Way::Across => [moved[0] * self.ratio, 0.0],
            Way::Down => [0.0, moved[1] * self.ratio],
        }
    }

    /// How far to pan the picture so that the middle of the thumb comes to a window position: what a click beside it does.
    pub fn jump(&self, position: [f64; 2]) -> [f64; 2] {
        let middle = |start: u32, length: u32| f64::from(start) + f64::from(length) / 2.0;
        let thumb = [middle(self.thumb.x, self.thumb.width), middle(self.thumb.y, self.thumb.height)];
        self.dragged([position[0] - thumb[0], position[1] - thumb[1]])
    }
}

#[cfg(test)]
mod tests {
    use rfb::Size;

    use super::super::Viewport;
    use super::*;
    use crate::config::Scale;

    const WINDOW: Extent = Extent::new(800, 600);

    fn bars(viewport: &Viewport) -> Bars {
        Bars::of(&viewport.placed_in(WINDOW), WINDOW)
    }

    fn viewport(width: u16, height: u16) -> Viewport {
        Viewport { bar: 12, ..Viewport::new(Size::new(width, height), Scale::Percent(100)) }
    }

    #[test]
    fn there_is_a_bar_for_each_way_that_does_not_fit() {
        assert_eq!(bars(&viewport(800, 600)), Bars::default());
        let wide = bars(&viewport(1600, 588));
        assert_eq!(wide.vertical, None);
        let bar = wide.horizontal.expect("it is too wide");
        assert_eq!(bar.track, WindowRect { x: 0, y: 588, width: 800, height: 12 });
        assert_eq!(bar.thumb, WindowRect { width: 400, ..bar.track });
        let both = bars(&viewport(1600, 1200));
        let [across, down] = [both.horizontal, both.vertical].map(|bar| bar.expect("it is too large").track);
        assert_eq!((across.width, down.height), (788, 588), "the corner belongs to neither");
        let small = Extent::new(40, 40);
        assert_eq!(Bars::of(&viewport(1600, 1200).placed_in(small), small), Bars::default());
    }

    #[test]
    fn the_thumb_reaches_both_ends_and_follows_the_mouse() {
        for (width, height) in [(900, 700), (1600, 1200), (7680, 4320), (65535, 65535)] {
            let mut viewport = viewport(width, height);
            for way in 0..2 {
                let bar = |viewport: &Viewport| bars(viewport).all().nth(way).expect("both are there");
                let ends = |bar: &Bar| match bar.way {
                    Way::Across => (bar.thumb.x, bar.thumb.x + bar.thumb.width, bar.track.width),
                    Way::Down => (bar.thumb.y, bar.thumb.y + bar.thumb.height, bar.track.height),
                };
                assert_eq!(ends(&bar(&viewport)).0, 0);
                let first = bar(&viewport);
                viewport.pan_by(first.dragged([40.0, 40.0]), WINDOW);
                assert!(ends(&bar(&viewport)).0.abs_diff(40) <= 1, "{width}: {:?}", bar(&viewport));
                viewport.pan_by(first.dragged([5000.0, 5000.0]), WINDOW);
                let (_, end, length) = ends(&bar(&viewport));
                assert_eq!(end, length);
                assert!(first.thumb.width >= 12 && first.thumb.height >= 12);
            }
        }
    }

    #[test]
    fn a_click_beside_the_thumb_brings_it_there() {
        let mut viewport = viewport(1600, 1200);
        let bar = bars(&viewport).at([600.0, 595.0]).expect("the lower bar is there");
        assert_eq!(bar.way, Way::Across);
        viewport.pan_by(bar.jump([400.0, 595.0]), WINDOW);
        let thumb = bars(&viewport).horizontal.expect("it is still there").thumb;
        assert!((thumb.x + thumb.width / 2).abs_diff(400) <= 1, "{thumb:?}");
        assert_eq!(bars(&viewport).at([400.0, 300.0]), None);
    }
}
