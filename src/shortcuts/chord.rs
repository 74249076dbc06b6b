//! Keys pressed together, as they are written: `Ctrl+Alt+Shift+F`.

use std::fmt;
use std::str::FromStr;

use super::{KeyName, Modifiers};
use crate::text::text;

/// A key and the modifiers that are held with it. The key may be a modifier too: `Super`, `Alt+Shift`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    /// What is held.
    pub modifiers: Modifiers,
    /// What is pressed while it is.
    pub key: KeyName,
}

/// What is wrong with the text of a combination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChordError {
    /// There is no key in it.
    Empty,
    /// No key is called so.
    UnknownKey(String),
    /// Something that is no modifier comes before the end.
    NoModifier(String),
    /// It has no key but modifiers.
    OnlyModifiers(String),
    /// It would take away a key that is needed for typing.
    TypesText(String),
}

impl std::error::Error for ChordError {}

impl fmt::Display for ChordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            ChordError::Empty => text!("keys-wrong-empty"),
            ChordError::UnknownKey(name) => text!("keys-wrong-unknown", name = name.as_str()),
            ChordError::NoModifier(name) => text!("keys-wrong-no-modifier", name = name.as_str()),
            ChordError::OnlyModifiers(keys) => text!("keys-wrong-only-modifiers", keys = keys.as_str()),
            ChordError::TypesText(keys) => text!("keys-wrong-types-text", keys = keys.as_str()),
        })
    }
}

impl Chord {
    /// The key alone.
    pub const fn key(key: KeyName) -> Self {
        Self { modifiers: Modifiers::NONE, key }
    }

    /// All its keys in the order they go down.
    pub fn keys(self) -> impl Iterator<Item = KeyName> {
        self.modifiers.each().map(KeyName::of_modifier).chain([self.key])
    }

    /// Whether the viewer can keep it for itself without taking away what is needed for typing.
    pub fn check_as_shortcut(self) -> Result<(), ChordError> {
        if self.key.modifier().is_some() {
            return Err(ChordError::OnlyModifiers(self.to_string()));
        }
        let is_plain = !self.modifiers.intersects(Modifiers::COMMAND);
        match self.key {
            KeyName::Character(_) if is_plain => Err(ChordError::TypesText(self.to_string())),
            KeyName::Keysym(ENTER | TAB | BACKSPACE | ESCAPE) if is_plain => {
                Err(ChordError::TypesText(self.to_string()))
            }
            KeyName::Character(_) | KeyName::Keysym(_) => Ok(()),
        }
    }
}

const BACKSPACE: u32 = 0xff08;
const TAB: u32 = 0xff09;
const ENTER: u32 = 0xff0d;
const ESCAPE: u32 = 0xff1b;

impl FromStr for Chord {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts: Vec<&str> = text.split('+').map(str::trim).collect();
        // `Ctrl++`: the sign itself is the key.
        if parts.len() > 1 && parts.ends_with(&["", ""]) {
            parts.truncate(parts.len() - 2);
            parts.push("Plus");
        }
        let last = parts.pop().filter(|last| !last.is_empty()).ok_or(ChordError::Empty)?;
        let mut modifiers = Modifiers::NONE;
        for part in parts {
            let key: Option<KeyName> = part.parse().ok();
            let modifier = key.and_then(KeyName::modifier).ok_or_else(|| ChordError::NoModifier(part.into()))?;
            modifiers = modifiers.with(modifier);
        }
        let key: KeyName = last.parse().map_err(|()| ChordError::UnknownKey(last.into()))?;
        if key.modifier().is_some_and(|modifier| modifiers.contains(modifier)) {
            return Err(ChordError::OnlyModifiers(text.trim().into()));
        }
        Ok(Self { modifiers, key })
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for modifier in self.modifiers.each() {
            write!(f, "{}+", KeyName::of_modifier(modifier))?;
        }
        write!(f, "{}", self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_are_read_as_people_write_them_and_shown_in_one_way() {
        for (text, shown) in [
            ("F8", "F8"),
            ("ctrl+alt+del", "Ctrl+Alt+Delete"),
            ("Shift + Control + a", "Ctrl+Shift+A"),
            ("Ctrl+Alt+Shift+Plus", "Ctrl+Alt+Shift+Plus"),
            ("Ctrl++", "Ctrl+Plus"),
            ("+", "Plus"),
            ("Ctrl+-", "Ctrl+Minus"),
            ("Win+l", "Super+L"),
            ("Windows", "Super"),
            ("Alt+Shift", "Alt+Shift"),
            ("AltGr+q", "AltGr+Q"),
        ] {
            let chord: Chord = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(chord.to_string(), shown, "{text}");
            assert_eq!(shown.parse(), Ok(chord), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, said) in [
            ("", "there is no key in it"),
            ("Ctrl+", "there is no key in it"),
            ("Ctrl+Fnord", "no key is called “Fnord”"),
            ("a+b", "“a” cannot be held: only Ctrl, Alt, Shift, Super and AltGr can"),
            ("Ctrl+RightCtrl", "“Ctrl+RightCtrl” needs a key besides modifiers"),
        ] {
            assert_eq!(text.parse::<Chord>().map_err(|error| error.to_string()), Err(said.into()), "{text}");
        }
    }

    #[test]
    fn no_shortcut_takes_a_key_that_types() {
        let check = |text: &str| text.parse::<Chord>().expect("a combination").check_as_shortcut();
        for text in ["A", "Shift+A", "AltGr+Q", "Enter", "Escape", "Space", "Shift+Tab", "Ctrl+Shift", "Super"] {
            assert!(check(text).is_err(), "{text}");
        }
        for text in ["F8", "Pause", "Shift+F8", "Ctrl+A", "Super+Enter", "Ctrl+Alt+Shift+F"] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }
}
