//! Sets of modifier keys.

/// A set of modifier keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Modifiers(u8);

impl Modifiers {
    /// No modifier.
    pub const NONE: Modifiers = Modifiers(0);
    /// Either Shift key.
    pub const SHIFT: Modifiers = Modifiers(1);
    /// Either Control key.
    pub const CONTROL: Modifiers = Modifiers(1 << 1);
    /// Either Alt or Meta key.
    pub const ALT: Modifiers = Modifiers(1 << 2);
    /// Either Super (Windows, Command) or Hyper key.
    pub const SUPER: Modifiers = Modifiers(1 << 3);
    /// `AltGr` and the other keys that choose a further character of a key.
    pub const ALT_GRAPH: Modifiers = Modifiers(1 << 4);
    /// Those that make a command of a letter.
    pub const COMMAND: Modifiers = Modifiers::CONTROL.with(Modifiers::ALT).with(Modifiers::SUPER);

    /// Each modifier by itself, in the order in which combinations name them.
    pub const EACH: [Modifiers; 5] =
        [Modifiers::CONTROL, Modifiers::ALT, Modifiers::SHIFT, Modifiers::SUPER, Modifiers::ALT_GRAPH];

    /// This set and `other`.
    pub const fn with(self, other: Modifiers) -> Modifiers {
        Modifiers(self.0 | other.0)
    }

    /// This set less `other`.
    pub const fn without(self, other: Modifiers) -> Modifiers {
        Modifiers(self.0 & !other.0)
    }

    /// Whether all of `other` are in it.
    pub const fn contains(self, other: Modifiers) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any of `other` is in it.
    pub const fn intersects(self, other: Modifiers) -> bool {
        self.0 & other.0 != 0
    }

    /// Those in it, each by itself, in the order in which combinations name them.
    pub fn each(self) -> impl Iterator<Item = Modifiers> {
        Self::EACH.into_iter().filter(move |modifier| self.contains(*modifier))
    }
}
