//! How the user wants to scroll.

use crate::settings::ScrollDirection;

/// How far and where the wheel and the touchpad scroll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scroll {
    /// Whether they do so the other way round.
    pub direction: ScrollDirection,
    /// How far, in percent.
    pub speed: u16,
}

impl Default for Scroll {
    fn default() -> Self {
        Self { direction: ScrollDirection::default(), speed: 100 }
    }
}

impl Scroll {
    /// What a movement is multiplied with.
    pub(super) fn factor(self) -> f64 {
        let speed = f64::from(self.speed.clamp(10, 1000)) / 100.0;
        match self.direction {
            ScrollDirection::Usual => speed,
            ScrollDirection::Reversed => -speed,
        }
    }
}
