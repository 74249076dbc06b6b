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
    physical: PhysicalKey,
    input: KeyInput,
}

impl Ledger {
    /// Notes that `physical` is down and means `keysym`, and adds to `sent` what the server must hear.
    pub(super) fn press(&mut self, physical: PhysicalKey, keysym: u32, scancode: u16, sent: &mut Vec<KeyInput>) {
        let input = KeyInput { keysym, scancode, pressed: true };
        match self.find(physical) {
            Some(held) if held.input == input => {}
            // It means something else now (Shift went down while it repeats): let go of the old meaning first.
            Some(_) => {
                self.release(physical, sent);
                self.held.push(Held { physical, input });
            }
            None => self.held.push(Held { physical, input }),
        }
        sent.push(input);
    }

    /// Notes that `physical` is up, and adds to `sent` the release of whatever it had sent, if anything.
    pub(super) fn release(&mut self, physical: PhysicalKey, sent: &mut Vec<KeyInput>) {
        if let Some(index) = self.held.iter().position(|held| held.physical == physical) {
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

    /// Whether `physical` is down on the remote side.
    pub(super) fn holds(&self, physical: PhysicalKey) -> bool {
        self.find(physical).is_some()
    }

    /// The modifiers that are down on the remote side.
    pub(super) fn modifiers(&self) -> Modifiers {
        self.held.iter().fold(Modifiers::NONE, |all, held| all.with(modifier_of_keysym(held.input.keysym)))
    }

    /// What the held keys among `modifiers` were sent as, oldest first.
    pub(super) fn holding(&self, modifiers: Modifiers) -> Vec<KeyInput> {
        let wanted = |held: &&Held| modifiers.intersects(modifier_of_keysym(held.input.keysym));
        self.held.iter().filter(wanted).map(|held| held.input).collect()
    }

    fn find(&self, physical: PhysicalKey) -> Option<&Held> {
        self.held.iter().find(|held| held.physical == physical)
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
