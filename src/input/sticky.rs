//! Modifiers that stay down without a finger on them: for the next key, or until they are let go.

use crate::shortcuts::Modifiers;

/// How long a modifier stays down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stick {
    /// It does not.
    #[default]
    Off,
    /// For the next key.
    Once,
    /// Until it is let go.
    Locked,
}

impl Stick {
    /// What another press of its button makes of it.
    pub fn next(self) -> Stick {
        match self {
            Stick::Off => Stick::Once,
            Stick::Once => Stick::Locked,
            Stick::Locked => Stick::Off,
        }
    }
}

/// The modifiers that stay down. They are pressed no sooner than the next key is.
#[derive(Debug, Default)]
pub(super) struct Sticky {
    once: Modifiers,
    locked: Modifiers,
}

impl Sticky {
    pub(super) fn set(&mut self, modifier: Modifiers, stick: Stick) {
        let (once, locked) = (self.once.without(modifier), self.locked.without(modifier));
        (self.once, self.locked) = match stick {
            Stick::Off => (once, locked),
            Stick::Once => (once.with(modifier), locked),
            Stick::Locked => (once, locked.with(modifier)),
        };
    }

    pub(super) fn get(&self, modifier: Modifiers) -> Stick {
        if self.locked.contains(modifier) {
            Stick::Locked
        } else if self.once.contains(modifier) {
            Stick::Once
        } else {
            Stick::Off
        }
    }

    /// All that are to be down with the next key.
    pub(super) fn all(&self) -> Modifiers {
        self.once.with(self.locked)
    }

    /// Those that were for one key, which has been.
    pub(super) fn take_used(&mut self) -> Modifiers {
        std::mem::take(&mut self.once)
    }
}
