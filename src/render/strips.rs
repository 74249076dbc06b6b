//! Scroll bars as pixels: painted once, then shown by either renderer as the small pictures they are.

use rfb::{Framebuffer, Size};

use super::scroll::{Bar, Bars, Way};
use super::viewport::WindowRect;

/// How scroll bars look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BarLook {
    /// Red, green and blue of thumbs.
    pub thumb: [u8; 3],
    /// The same for the one that the mouse is on.
    pub lit_thumb: [u8; 3],
    /// Which one that is.
    pub lit: Option<Way>,
}

/// A painted bar.
pub(super) struct Strip {
    pub(super) rect: WindowRect,
    pub(super) pixels: Framebuffer,
}

/// The painted bars of a window.
#[derive(Default)]
pub(super) struct Strips {
    painted: Option<(Bars, BarLook, [u8; 3])>,
    all: Vec<Strip>,
}

/// Whether bars look as they did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// They do.
    Same,
    /// They were painted anew.
    Changed,
}

impl Strips {
    /// Makes them show `bars` on `background`.
    pub(super) fn show(&mut self, bars: Bars, look: BarLook, background: [u8; 3]) -> Looks {
        let wanted = Some((bars, look, background));
        if self.painted == wanted {
            return Looks::Same;
        }
        self.painted = wanted;
        self.all = bars.all().map(|bar| Strip::paint(&bar, look, background)).collect();
        Looks::Changed
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Strip] {
        &self.all
    }
}

impl Strip {
    fn paint(bar: &Bar, look: BarLook, background: [u8; 3]) -> Self {
        let side = |length: u32| u16::try_from(length).unwrap_or(u16::MAX);
        let mut pixels = Framebuffer::new(Size::new(side(bar.track.width), side(bar.track.height)));
        let colour = if look.lit == Some(bar.way) { look.lit_thumb } else { look.thumb };
        let capsule = Capsule::of(bar);
        let width = usize::from(pixels.size().width).max(1);
        let (nothing, thumb) = (mixed(background, colour, 0.0), mixed(background, colour, 1.0));
        for (index, pixel) in pixels.pixels_mut().iter_mut().enumerate() {
            let place = [(index % width) as f64 + 0.5, (index / width) as f64 + 0.5];
            *pixel = match capsule.coverage(place) {
                ..=0.0 => nothing,
                1.0.. => thumb,
                share => mixed(background, colour, share),
            };
        }
        Self { rect: bar.track, pixels }
    }
}

/// A line with round ends: the thumb, as long as its part of the track and half as thick.
struct Capsule {
    from: [f64; 2],
    to: [f64; 2],
    radius: f64,
}

impl Capsule {
    fn of(bar: &Bar) -> Self {
        let (thumb, track) = (bar.thumb, bar.track);
        let (x, y) = (f64::from(thumb.x - track.x), f64::from(thumb.y - track.y));
        let (width, height) = (f64::from(thumb.width), f64::from(thumb.height));
        let half = width.min(height) / 2.0;
        let end = half.min(width.max(height) / 2.0);
        match bar.way {
            Way::Across => Self { from: [x + end, y + half], to: [x + width - end, y + half], radius: half * 0.5 },
            Way::Down => Self { from: [x + half, y + end], to: [x + half, y + height - end], radius: half * 0.5 },
        }
    }

    /// How much of the pixel around a place it covers, from 0 to 1.
    fn coverage(&self, [x, y]: [f64; 2]) -> f64 {
        let nearest = |at: f64, from: f64, to: f64| at.clamp(from.min(to), from.max(to));
        let dx = x - nearest(x, self.from[0], self.to[0]);
        let dy = y - nearest(y, self.from[1], self.to[1]);
        (self.radius + 0.5 - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0)
    }
}

fn mixed(one: [u8; 3], other: [u8; 3], share: f64) -> u32 {
    let channel = |index: usize| {
        let (one, other) = (f64::from(one[index]), f64::from(other[index]));
        (one + (other - one) * share).round() as u32
    };
    channel(0) << 16 | channel(1) << 8 | channel(2)
}

#[cfg(test)]
mod tests {
    use super::super::{Extent, Viewport};
    use super::*;
    use crate::config::Scale;

    const LOOK: BarLook = BarLook { thumb: [200; 3], lit_thumb: [255; 3], lit: Some(Way::Down) };

    fn bars(width: u16, height: u16) -> Bars {
        let window = Extent::new(800, 600);
        let viewport = Viewport { bar: 12, ..Viewport::new(Size::new(width, height), Scale::Percent(100)) };
        Bars::of(&viewport.placed_in(window), window)
    }

    #[test]
    fn a_thumb_is_painted_in_the_middle_of_its_bar_and_nothing_beside_it() {
        let mut strips = Strips::default();
        assert_eq!(strips.show(bars(1600, 1200), LOOK, [10; 3]), Looks::Changed);
        assert_eq!(strips.show(bars(1600, 1200), LOOK, [10; 3]), Looks::Same);
        let [across, down] = strips.all() else { panic!("both are needed") };
        assert_eq!((across.rect.width, down.rect.height), (788, 588));
        assert_eq!(across.pixels.row(6)[100], 0x00c8_c8c8, "the thumb");
        assert_eq!(across.pixels.row(0)[100], 0x000a_0a0a, "its edge");
        assert_eq!(across.pixels.row(6)[700], 0x000a_0a0a, "beyond it");
        assert_eq!(down.pixels.row(100)[6], 0x00ff_ffff, "the mouse is on this one");
    }

    #[test]
    fn bars_that_are_not_needed_are_not_painted() {
        let mut strips = Strips::default();
        strips.show(bars(1600, 100), LOOK, [10; 3]);
        assert_eq!(strips.all().len(), 1);
        assert_eq!(strips.show(bars(100, 100), LOOK, [10; 3]), Looks::Changed);
        assert!(strips.all().is_empty());
    }
}
