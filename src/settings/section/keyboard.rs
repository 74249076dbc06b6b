//! What keys do.

use crate::settings::Number;
use crate::settings::value::names;

/// How many milliseconds pass between two keys that are typed for the user.
pub type TypingPause = Number<0, 1000>;

section! {
    /// What keys do.
    Keyboard in "keyboard" {
        /// When the system's own keys, such as Alt+Tab, go to the remote side.
        capture: KeyCapture = KeyCapture::FullScreen, per_host;
        /// Whether there is a sign as long as they do.
        capture_sign: bool = true, everywhere;
        /// How keys are sent.
        send_as: KeyMode = KeyMode::Automatic, per_host;
        /// How many milliseconds pass between two keys when the clipboard is typed.
        typing_pause_ms: TypingPause = Number::nearest(12), per_host;
        /// Whether the keys that are down on the remote side are shown.
        show_held: bool = false, everywhere;
    }
}

/// When the system's own keys go to the remote side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyCapture {
    /// Only when asked for.
    Never,
    /// While the window fills the screen.
    #[default]
    FullScreen,
    /// While the window has the focus.
    Always,
}

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

names!(KeyCapture { Never = "never", FullScreen = "full-screen", Always = "always" });
names!(KeyMode { Automatic = "auto", Characters = "characters", Positions = "positions" });
