//! A key going down or up as the window system tells it, in a form that tests can build.

use winit::event::{ElementState, KeyEvent};
use winit::keyboard::{Key, KeyLocation, PhysicalKey, SmolStr};
use winit::platform::modifier_supplement::KeyEventExtModifierSupplement;

/// One event of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyStroke {
    /// What the key means under the present layout and modifiers.
    pub logical: Key,
    /// What it would mean without any modifier.
    pub without_modifiers: Key,
    /// Where the key sits, whatever is printed on it.
    pub physical: PhysicalKey,
    /// Which of several keys with the same meaning it is.
    pub location: KeyLocation,
    /// The text that it adds to a document, dead keys and compose sequences included.
    pub text: Option<SmolStr>,
    /// Whether it went down or up.
    pub state: ElementState,
    /// Whether it is still the same press.
    pub repeat: Repeat,
    /// Whether the user did it now.
    pub origin: Origin,
}

/// Whether a press is a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// The key was up before.
    First,
    /// The key is being held and the system repeats it.
    Again,
}

/// Who made a stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The user, in this window.
    User,
    /// The window system, to report what was held when the window got or lost the focus.
    Synthetic,
}

impl KeyStroke {
    /// The stroke that a `WindowEvent::KeyboardInput` reports with its `is_synthetic` as `origin`.
    pub fn new(event: &KeyEvent, origin: Origin) -> Self {
        Self {
            logical: event.logical_key.clone(),
            without_modifiers: event.key_without_modifiers(),
            physical: event.physical_key,
            location: event.location,
            text: event.text.clone(),
            state: event.state,
            repeat: if event.repeat { Repeat::Again } else { Repeat::First },
            origin,
        }
    }

    /// Whether this is a press and not a repetition of one.
    pub fn is_first_press(&self) -> bool {
        self.state == ElementState::Pressed && self.repeat == Repeat::First
    }
}

impl Origin {
    /// The origin that winit's `is_synthetic` stands for.
    pub const fn from_synthetic(is_synthetic: bool) -> Self {
        if is_synthetic { Self::Synthetic } else { Self::User }
    }
}

/// Strokes as the layouts of the tests produce them.
#[cfg(test)]
pub(super) mod typed {
    use winit::keyboard::{KeyCode, NamedKey};

    use super::*;

    /// The press of a key that types `character`, on a key that types `plain` without modifiers.
    pub(in crate::input) fn key(character: &str, plain: &str, code: KeyCode) -> KeyStroke {
        KeyStroke {
            logical: Key::Character(character.into()),
            without_modifiers: Key::Character(plain.into()),
            physical: PhysicalKey::Code(code),
            location: KeyLocation::Standard,
            text: Some(character.into()),
            state: ElementState::Pressed,
            repeat: Repeat::First,
            origin: Origin::User,
        }
    }

    /// The press of a key with a name.
    pub(in crate::input) fn named(name: NamedKey, code: KeyCode) -> KeyStroke {
        let key = Key::Named(name);
        KeyStroke { logical: key.clone(), without_modifiers: key, text: None, ..self::key("", "", code) }
    }

    /// The press of a dead key.
    pub(in crate::input) fn dead(accent: char, code: KeyCode) -> KeyStroke {
        KeyStroke { logical: Key::Dead(Some(accent)), text: None, ..key("", "", code) }
    }

    impl KeyStroke {
        /// The same key going up.
        pub(in crate::input) fn up(self) -> Self {
            Self { state: ElementState::Released, text: None, ..self }
        }

        /// The same key repeating.
        pub(in crate::input) fn again(self) -> Self {
            Self { repeat: Repeat::Again, ..self }
        }

        /// The same key as the window system reports it when the focus changes.
        pub(in crate::input) fn synthetic(self) -> Self {
            Self { origin: Origin::Synthetic, ..self }
        }

        /// The same key elsewhere.
        pub(in crate::input) fn at(self, location: KeyLocation) -> Self {
            Self { location, ..self }
        }

        /// The same key adding other text than its own.
        pub(in crate::input) fn adding(self, text: &str) -> Self {
            Self { text: Some(text.into()), ..self }
        }
    }
}
