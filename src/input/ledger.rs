//! What we have told the server to be down. Nothing is released that is not in here, and nothing in here is forgotten.

use winit::keyboard::PhysicalKey;
use xkeysym::key;

use super::keysym;
use crate::session::KeyInput;
use crate::shortcuts::Modifiers;

/// The keys that are down on the remote side, oldest first.
///
/// INVARIANT: every `(keysym, scancode)` that was sent down and not yet up is held by at least one entry.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    held: Vec<Held>,
}

#[derive(Debug, Clone, Copy)]
struct Held {
    source: Source,
    input: KeyInput,
}

/// What holds a key down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// A key of the keyboard.
    Key(PhysicalKey),
    /// The user, who has set this modifier to stay down.
    Sticky(Modifiers),
}

impl From<PhysicalKey> for Source {
    fn from(physical: PhysicalKey) -> Self {
        Source::Key(physical)
    }
}

impl Ledger {
    /// Notes that `source` is down and means `keysym`, and adds to `sent` what the server must hear.
    pub(super) fn press(&mut self, source: impl Into<Source>, keysym: u32, scancode: u16, sent: &mut Vec<KeyInput>) {
        let (source, input) = (source.into(), KeyInput { keysym, scancode, pressed: true });
        match self.find(source) {
            Some(held) if held.input == input => {}
            // It means something else now (Shift went down while it repeats): let go of the old meaning first.
            Some(_) => {
                self.release(source, sent);
                self.held.push(Held { source, input });
            }
            None => self.held.push(Held { source, input }),
        }
        sent.push(input);
    }

    /// Notes that `source` is up, and adds to `sent` the release of whatever it had sent, if anything.
    pub(super) fn release(&mut self, source: impl Into<Source>, sent: &mut Vec<KeyInput>) {
        let source = source.into();
        if let Some(index) = self.held.iter().position(|held| held.source == source) {
            self.release_at(index, sent);
        }
    }

    /// Adds to `sent` a press and a release of a key that is not on the keyboard.
    pub(super) fn tap(&self, keysym: u32, sent: &mut Vec<KeyInput>) {
        let input = KeyInput { keysym, scancode: 0, pressed: true };
        let release = KeyInput { pressed: false, ..input };
        // A held key that went out as the same must be down again afterwards.
        let is_held = self.held.iter().any(|held| held.input == input);
        sent.extend(if is_held { [release, input] } else { [input, release] });
    }

    /// Releases everything: newest first, and modifiers after all other keys, so that no key changes its meaning.
    pub(super) fn release_all(&mut self) -> Vec<KeyInput> {
        let mut sent = Vec::new();
        for last in [Held::is_key, Held::is_modifier] {
            while let Some(index) = self.held.iter().rposition(last) {
                self.release_at(index, &mut sent);
            }
        }
        sent
    }

    /// Whether `source` holds something down on the remote side.
    pub(super) fn holds(&self, source: impl Into<Source>) -> bool {
        self.find(source.into()).is_some()
    }

    /// The keysyms of all keys that are down, oldest first.
    pub(super) fn keysyms(&self) -> impl Iterator<Item = u32> {
        self.held.iter().map(|held| held.input.keysym)
    }

    /// Whether a key that is no modifier is down.
    pub(super) fn holds_a_key(&self) -> bool {
        self.held.iter().any(Held::is_key)
    }

    /// The modifiers that are down on the remote side.
    pub(super) fn modifiers(&self) -> Modifiers {
        self.held.iter().fold(Modifiers::NONE, |all, held| all.with(modifier_of_keysym(held.input.keysym)))
    }

    /// What the held keys among `modifiers` were sent as, oldest first and each once.
    pub(super) fn holding(&self, modifiers: Modifiers) -> Vec<KeyInput> {
        let mut inputs: Vec<KeyInput> = Vec::new();
        for held in &self.held {
            if modifiers.intersects(modifier_of_keysym(held.input.keysym)) && !inputs.contains(&held.input) {
                inputs.push(held.input);
            }
        }
        inputs
    }

    fn find(&self, source: Source) -> Option<&Held> {
        self.held.iter().find(|held| held.source == source)
    }

    fn release_at(&mut self, index: usize, sent: &mut Vec<KeyInput>) {
        let Held { input, .. } = self.held.remove(index);
        // Two keys of the keyboard may have gone out as the same; the server knows one, and it is down until both are
        // up.
        if !self.held.iter().any(|held| held.input == input) {
            sent.push(KeyInput { pressed: false, ..input });
        }
    }
}

impl Held {
    fn is_modifier(&self) -> bool {
        keysym::is_modifier(self.input.keysym)
    }

    fn is_key(&self) -> bool {
        !self.is_modifier()
    }
}

/// What a modifier's keysym stands for; nothing for locks and for other keys.
pub(super) fn modifier_of_keysym(keysym: u32) -> Modifiers {
    match keysym {
        key::Shift_L | key::Shift_R => Modifiers::SHIFT,
        key::Control_L | key::Control_R => Modifiers::CONTROL,
        key::Alt_L | key::Alt_R | key::Meta_L | key::Meta_R => Modifiers::ALT,
        key::Super_L | key::Super_R | key::Hyper_L | key::Hyper_R => Modifiers::SUPER,
        key::ISO_Level3_Shift | key::ISO_Level5_Shift | key::Mode_switch => Modifiers::ALT_GRAPH,
        _ => Modifiers::NONE,
    }
}
