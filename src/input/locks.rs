//! Keeps Caps Lock and Num Lock of both sides in step. Window systems do not tell which are on here, but what a key types
//! does. Scroll Lock cannot be seen so: its key is sent like any other.

use winit::keyboard::{Key, KeyLocation, NamedKey};
use xkeysym::key;

use super::{KeyStroke, Keyboard, Origin, Platform};
use crate::session::{KeyInput, LockState};
use crate::shortcuts::{Chord, KeyName, Modifiers};

/// The remote side's lock keys, as far as it tells of them.
///
/// INVARIANT: a stroke corrects each lock at most once, and takes the remote side to be right from then on; what the remote
/// side says was in vain is not tried again until the window gets the focus anew. So this never begins to press a lock key
/// without end.
#[derive(Debug, Default)]
pub struct Locks {
    caps: Lock,
    num: Lock,
}

#[derive(Debug, Default)]
struct Lock {
    /// Whether it is on there; `None` while that is unknown.
    remote: Option<bool>,
    /// Whether its key was sent to put it right, and no word came since.
    corrected: bool,
    /// Whether that was in vain.
    in_vain: bool,
}

impl Locks {
    /// The remote side says which are on there.
    pub fn told(&mut self, LockState { caps, num, .. }: LockState) {
        self.caps.told(caps);
        self.num.told(num);
    }

    /// The window has the focus: what was in vain before may be tried again.
    pub fn focused(&mut self) {
        self.caps.in_vain = false;
        self.num.in_vain = false;
    }

    /// What to send before `stroke`, so that it types there what it types here. `held` are the modifiers that are down.
    pub fn before(&mut self, stroke: &KeyStroke, held: Modifiers, platform: Platform) -> Vec<KeyInput> {
        if !stroke.is_first_press() || stroke.origin != Origin::User {
            return Vec::new();
        }
        match stroke.logical {
            Key::Named(NamedKey::CapsLock) => self.caps.pressed(),
            Key::Named(NamedKey::NumLock) => self.num.pressed(),
            _ => {}
        }
        let mut keys = Vec::new();
        if caps_here(stroke, held, platform).is_some_and(|here| self.caps.corrects_to(here)) {
            keys.extend(Keyboard::chord(Chord::key(KeyName::Keysym(key::Caps_Lock))));
        }
        if num_here(stroke, held).is_some_and(|here| self.num.corrects_to(here)) {
            keys.extend(Keyboard::chord(Chord::key(KeyName::Keysym(key::Num_Lock))));
        }
        keys
    }
}

impl Lock {
    fn told(&mut self, on: bool) {
        let expected = self.remote.replace(on);
        self.in_vain |= std::mem::take(&mut self.corrected) && expected != Some(on);
    }

    /// The user pressed its key, which is sent.
    fn pressed(&mut self) {
        self.remote = self.remote.map(|on| !on);
        self.corrected = false;
    }

    /// Whether its key must be sent for it to be as it is `here`. Takes down that it is.
    fn corrects_to(&mut self, here: bool) -> bool {
        let wrong = self.remote.is_some_and(|on| on != here) && !self.in_vain;
        if wrong {
            self.remote = Some(here);
            self.corrected = true;
        }
        wrong
    }
}

/// Whether Caps Lock is on here: a letter came out large without Shift, or small with it.
fn caps_here(stroke: &KeyStroke, held: Modifiers, platform: Platform) -> Option<bool> {
    let (Key::Character(typed), Key::Character(plain)) = (&stroke.logical, &stroke.without_modifiers) else {
        return None;
    };
    let shift = held.contains(Modifiers::SHIFT);
    let others = Modifiers::CONTROL.with(Modifiers::ALT).with(Modifiers::SUPER);
    // With Shift, macOS types large letters whether Caps Lock is on or not.
    if held.intersects(others) || (shift && platform == Platform::MacOs) {
        return None;
    }
    let (small, large) = (typed.to_lowercase(), typed.to_uppercase());
    let is_letter = small != large
        && small == plain.to_lowercase()
        && [&small, &large].iter().all(|text| text.chars().count() == 1);
    is_letter.then(|| (typed.as_str() == large) != shift)
}

/// Whether Num Lock is on here: a key of the number pad types its number, or moves. Shift turns that round on some systems.
fn num_here(stroke: &KeyStroke, held: Modifiers) -> Option<bool> {
    if stroke.location != KeyLocation::Numpad || held.contains(Modifiers::SHIFT) {
        return None;
    }
    match &stroke.logical {
        Key::Character(text) if text.chars().all(|character| character.is_ascii_digit()) => Some(true),
        Key::Named(
            NamedKey::Home
            | NamedKey::End
            | NamedKey::PageUp
            | NamedKey::PageDown
            | NamedKey::ArrowUp
            | NamedKey::ArrowDown
            | NamedKey::ArrowLeft
            | NamedKey::ArrowRight
            | NamedKey::Insert
            | NamedKey::Delete
            | NamedKey::Clear,
        ) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use winit::keyboard::KeyCode;

    use super::super::stroke::typed::{key, named};
    use super::*;

    const NOTHING: Modifiers = Modifiers::NONE;

    fn told(caps: bool, num: bool) -> Locks {
        let mut locks = Locks::default();
        locks.told(LockState { caps, num, scroll: false });
        locks
    }

    fn before(locks: &mut Locks, stroke: &KeyStroke, held: Modifiers) -> Vec<u32> {
        locks.before(stroke, held, Platform::Unix).into_iter().filter(|key| key.pressed).map(|key| key.keysym).collect()
    }

    const NONE: [u32; 0] = [];
    const CAPS: u32 = 0xffe5;
    const NUM: u32 = 0xff7f;

    #[test]
    fn a_letter_that_comes_out_otherwise_is_preceded_by_caps_lock_once() {
        let (large, small) = (key("A", "a", KeyCode::KeyA), key("a", "a", KeyCode::KeyA));
        let mut locks = told(false, false);
        assert_eq!(before(&mut locks, &small, NOTHING), NONE);
        assert_eq!(before(&mut locks, &large, Modifiers::SHIFT), NONE);
        assert_eq!(before(&mut locks, &large, NOTHING), [CAPS]);
        assert_eq!(before(&mut locks, &large, NOTHING), NONE, "it is believed to have worked");
        assert_eq!(before(&mut locks, &small, NOTHING), [CAPS], "even where no word of it comes");
        assert_eq!(before(&mut locks, &large, NOTHING), [CAPS]);
        locks.told(LockState { caps: true, ..LockState::default() });
        assert_eq!(before(&mut locks, &large, NOTHING), NONE);
        assert_eq!(before(&mut locks, &large, Modifiers::SHIFT), [CAPS], "small letters are meant here");
    }

    #[test]
    fn what_is_in_vain_is_not_tried_again_before_the_next_focus() {
        let large = key("Ä", "ä", KeyCode::Quote);
        let mut locks = told(false, false);
        assert_eq!(before(&mut locks, &large, NOTHING), [CAPS]);
        for _ in 0..100 {
            locks.told(LockState::default());
            assert_eq!(before(&mut locks, &large, NOTHING), NONE);
        }
        locks.focused();
        assert_eq!(before(&mut locks, &large, NOTHING), [CAPS]);
    }

    #[test]
    fn the_users_own_press_counts_before_the_remote_side_has_told_of_it() {
        let mut locks = told(false, false);
        let caps = named(NamedKey::CapsLock, KeyCode::CapsLock);
        assert_eq!(before(&mut locks, &caps, NOTHING), NONE);
        assert_eq!(before(&mut locks, &key("A", "a", KeyCode::KeyA), NOTHING), NONE);
        assert_eq!(before(&mut locks, &key("a", "a", KeyCode::KeyA), NOTHING), [CAPS]);
    }

    #[test]
    fn the_number_pad_shows_num_lock() {
        let pad = |stroke: KeyStroke| KeyStroke { location: KeyLocation::Numpad, ..stroke };
        let (seven, home) = (pad(key("7", "7", KeyCode::Numpad7)), pad(named(NamedKey::Home, KeyCode::Numpad7)));
        let mut locks = told(false, false);
        assert_eq!(before(&mut locks, &home, NOTHING), NONE);
        assert_eq!(before(&mut locks, &seven, NOTHING), [NUM]);
        locks.told(LockState { num: true, ..LockState::default() });
        assert_eq!(before(&mut locks, &home, NOTHING), [NUM]);
        let elsewhere = named(NamedKey::Home, KeyCode::Home);
        assert_eq!(before(&mut told(false, true), &elsewhere, NOTHING), NONE);
    }

    #[test]
    fn nothing_is_sent_where_nothing_is_known() {
        let large = key("A", "a", KeyCode::KeyA);
        assert_eq!(before(&mut Locks::default(), &large, NOTHING), NONE);
        let mut locks = told(false, false);
        for stroke in [
            ("5", "5", KeyCode::Digit5),
            ("%", "5", KeyCode::Digit5),
            ("@", "q", KeyCode::KeyQ),
            ("ß", "ß", KeyCode::Minus),
        ] {
            let stroke = key(stroke.0, stroke.1, stroke.2);
            assert_eq!(before(&mut locks, &stroke, NOTHING), NONE);
        }
        assert_eq!(before(&mut locks, &large, Modifiers::CONTROL), NONE);
        assert!(locks.before(&large, Modifiers::SHIFT, Platform::MacOs).is_empty());
    }
}
