//! What the mouse does.

use crate::settings::Number;
use crate::settings::value::names;

/// How far the wheel scrolls, in percent.
pub type ScrollSpeed = Number<10, 1000>;

section! {
    /// What the mouse does.
    Mouse in "mouse" {
        /// What the pointer looks like over the picture.
        cursor: PointerShape = PointerShape::Remote, per_host;
        /// Whether the remote pointer is shown where somebody else moves it.
        show_remote: bool = true, per_host;
        /// Which hand the mouse is used with.
        hand: Hand = Hand::Right, per_host;
        /// How the middle button is pressed.
        middle_button: MiddleButton = MiddleButton::Own, per_host;
        /// Which way the wheel and the touchpad scroll.
        scroll_direction: ScrollDirection = ScrollDirection::Usual, per_host;
        /// How far they scroll, in percent.
        scroll_speed: ScrollSpeed = Number::nearest(100), per_host;
    }
}

/// What the pointer looks like over the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PointerShape {
    /// As the server says, and a dot where it hides its own.
    #[default]
    Remote,
    /// A dot.
    Dot,
    /// The system's own arrow.
    Local,
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

/// Which way the wheel and the touchpad scroll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ScrollDirection {
    /// As the system says.
    #[default]
    Usual,
    /// The other way round.
    Reversed,
}

names!(PointerShape { Remote = "remote", Dot = "dot", Local = "local" });
names!(Hand { Right = "right", Left = "left" });
names!(MiddleButton { Own = "own", LeftAndRight = "left-and-right" });
names!(ScrollDirection { Usual = "usual", Reversed = "reversed" });
