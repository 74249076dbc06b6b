//! How the user wants the keyboard and the mouse to behave.

/// How keys are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyMode {
    /// As characters, with scan codes along for servers that go by those.
    #[default]
    Automatic,
    /// As characters alone.
    Characters,
    /// By their place on the keyboard: the remote side's layout, dead keys and input methods decide what they type.
    Positions,
}

/// The habits of a mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MouseHabits {
    /// Which button is the first.
    pub hand: Hand,
    /// How the middle button is pressed.
    pub middle: MiddleButton,
    /// How the wheel turns.
    pub scroll: Scroll,
}

/// Which hand the mouse is used with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hand {
    /// The left button is the first.
    #[default]
    Right,
    /// The right button is the first.
    Left,
}

/// How the middle button is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MiddleButton {
    /// By itself.
    #[default]
    Own,
    /// Also by pressing the left and the right one together.
    LeftAndRight,
}

/// How far and where the wheel and the touchpad scroll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scroll {
    /// Whether they do so the other way round.
    pub direction: ScrollDirection,
    /// How far, in percent.
    pub speed: u16,
}

/// Which way the wheel and the touchpad scroll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ScrollDirection {
    /// As the system says.
    #[default]
    Usual,
    /// The other way round.
    Reversed,
}

impl Default for Scroll {
    fn default() -> Self {
        Self { direction: ScrollDirection::Usual, speed: 100 }
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
