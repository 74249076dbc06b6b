//! Takes the keys that the viewer keeps for itself out of the stream of strokes.

use winit::event::ElementState;
use winit::keyboard::{Key, NamedKey, PhysicalKey};

use super::keyboard::latin_letter;
use super::ledger::modifier_of_keysym;
use super::{KeyStroke, Origin, Repeat, keysym};
use crate::shortcuts::{Action, Chord, KeyName, Keymap, Modifiers};

/// Whom a stroke is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The remote side: hand it to the [`Keyboard`](super::Keyboard).
    Remote,
    /// The viewer, which is to do this now.
    Viewer(Action),
    /// Nobody: it repeats or ends a shortcut that was taken already.
    Nobody,
}

/// Recognises shortcuts in the stream of strokes.
#[derive(Debug, Default)]
pub struct Shortcuts {
    keymap: Keymap,
    /// The shortcut key that is down. Until it is up, further presses repeat it, whatever the window system calls
    /// them.
    down: Option<PhysicalKey>,
    /// The modifier keys that are down, whoever they are for.
    held: Vec<(PhysicalKey, Modifiers)>,
    passing: Passing,
}

/// Whether shortcuts are passed on like all other keys.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Passing {
    #[default]
    Off,
    /// Until these keys are up that were pressed meanwhile, and at least one was.
    On(Vec<PhysicalKey>),
}

impl Shortcuts {
    /// Those of `keymap`.
    pub fn new(keymap: Keymap) -> Self {
        Self { keymap, ..Self::default() }
    }

    /// The combinations in force.
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// Other combinations are in force from now on.
    pub fn set_keymap(&mut self, keymap: Keymap) {
        self.keymap = keymap;
    }

    /// The next keys go to the remote side whatever they are, until they are up again.
    pub fn pass_next(&mut self) {
        self.passing = Passing::On(Vec::new());
    }

    /// Whether that is still so.
    pub fn is_passing(&self) -> bool {
        self.passing != Passing::Off
    }

    /// They do not after all.
    pub fn pass_no_more(&mut self) {
        self.passing = Passing::Off;
    }

    /// Whom this stroke is for.
    pub fn route(&mut self, stroke: &KeyStroke) -> Route {
        self.note_modifier(stroke);
        let taken = self.down == Some(stroke.physical);
        match stroke.state {
            ElementState::Released if taken => {
                self.down = None;
                Route::Nobody
            }
            ElementState::Pressed if taken => Route::Nobody,
            ElementState::Pressed | ElementState::Released if self.passes(stroke) => Route::Remote,
            ElementState::Pressed if stroke.repeat == Repeat::First => match self.reserved(stroke) {
                Some(action) => {
                    self.down = Some(stroke.physical);
                    match stroke.origin {
                        Origin::User => Route::Viewer(action),
                        Origin::Synthetic => Route::Nobody,
                    }
                }
                None => Route::Remote,
            },
            ElementState::Pressed | ElementState::Released => Route::Remote,
        }
    }

    /// Somebody else waits for this stroke, whatever it is. Returns the modifiers that are down.
    pub fn watch(&mut self, stroke: &KeyStroke) -> Modifiers {
        self.note_modifier(stroke);
        match stroke.state {
            // What follows of it is nobody's.
            ElementState::Pressed if !stroke.is_modifier() => self.down = Some(stroke.physical),
            ElementState::Released if self.down == Some(stroke.physical) => self.down = None,
            ElementState::Pressed | ElementState::Released => {}
        }
        self.held()
    }

    /// Forgets what is down, because the window lost the focus and will not see it go up.
    pub fn focus_lost(&mut self) {
        self.down = None;
        self.held.clear();
        self.passing = Passing::Off;
    }

    /// The modifiers that are down, whoever they are for.
    pub fn held(&self) -> Modifiers {
        self.held.iter().fold(Modifiers::NONE, |all, (_, modifier)| all.with(*modifier))
    }

    fn note_modifier(&mut self, stroke: &KeyStroke) {
        self.held.retain(|(physical, _)| *physical != stroke.physical);
        let keysym = keysym::of_key(&stroke.logical, stroke.location);
        let modifier = keysym.map(modifier_of_keysym).filter(|modifier| *modifier != Modifiers::NONE);
        if let Some(modifier) = modifier.filter(|_| stroke.state == ElementState::Pressed) {
            self.held.push((stroke.physical, modifier));
        }
    }

    /// Whether the stroke belongs to keys that are passed on. Notes when they are up.
    fn passes(&mut self, stroke: &KeyStroke) -> bool {
        let Passing::On(down) = &mut self.passing else { return false };
        if stroke.origin == Origin::Synthetic {
            return true;
        }
        let before = down.len();
        down.retain(|physical| *physical != stroke.physical);
        match stroke.state {
            ElementState::Pressed => down.push(stroke.physical),
            ElementState::Released if down.is_empty() && before > 0 => self.passing = Passing::Off,
            ElementState::Released => {}
        }
        true
    }

    fn reserved(&self, stroke: &KeyStroke) -> Option<Action> {
        let held = self.held();
        let names = names(stroke);
        self.keymap.action(|chord| chord.modifiers == held && names.contains(&Some(chord.key)))
    }
}

impl KeyStroke {
    /// Whether the key is one that is held while others are pressed.
    pub fn is_modifier(&self) -> bool {
        let keysym = keysym::of_key(&self.logical, self.location);
        keysym.is_some_and(|keysym| modifier_of_keysym(keysym) != Modifiers::NONE)
    }

    /// The combination that is pressed by this key, with `held`; `None` for a modifier and for keys without a name. A key of a
    /// layout without Latin letters is called by what is on it elsewhere, so that it is found on every layout.
    pub fn chord(&self, held: Modifiers) -> Option<Chord> {
        let [plain, now, latin] = names(self);
        let key = latin.or(plain).or(now)?;
        key.modifier().is_none().then_some(Chord { modifiers: held, key })
    }
}

/// What a key may be called: by what it types without modifiers, by what it types now, and, on layouts without Latin
/// letters, by what is on it elsewhere.
fn names(stroke: &KeyStroke) -> [Option<KeyName>; 3] {
    let of = |key: &Key| match key {
        Key::Named(NamedKey::Space) => KeyName::of_character(' '),
        Key::Character(text) => keysym::only_character(text).and_then(KeyName::of_character),
        key => keysym::of_key(key, stroke.location).and_then(KeyName::of_keysym),
    };
    let plain = of(&stroke.without_modifiers);
    let is_foreign = matches!(plain, Some(KeyName::Character(letter)) if letter.is_alphabetic() && letter > '\u{24f}');
    let latin = is_foreign.then(|| latin_letter(stroke.physical).and_then(KeyName::of_character)).flatten();
    [plain, of(&stroke.logical), latin]
}

#[cfg(test)]
mod tests {
    use winit::keyboard::{KeyCode, KeyLocation};

    use super::*;
    use crate::input::stroke::typed::{self, named};

    fn f8() -> KeyStroke {
        named(NamedKey::F8, KeyCode::F8)
    }

    fn control() -> KeyStroke {
        named(NamedKey::Control, KeyCode::ControlLeft).at(KeyLocation::Left)
    }

    fn alt() -> KeyStroke {
        named(NamedKey::Alt, KeyCode::AltLeft).at(KeyLocation::Left)
    }

    fn shift() -> KeyStroke {
        named(NamedKey::Shift, KeyCode::ShiftLeft).at(KeyLocation::Left)
    }

    fn route_all(shortcuts: &mut Shortcuts, strokes: impl IntoIterator<Item = KeyStroke>) -> Vec<Route> {
        strokes.into_iter().map(|stroke| shortcuts.route(&stroke)).collect()
    }

    fn with_three(last: KeyStroke) -> Route {
        let routes = route_all(&mut Shortcuts::default(), [control(), alt(), shift(), last]);
        assert_eq!(routes[..3], [Route::Remote; 3]);
        routes[3]
    }

    #[test]
    fn the_bare_key_is_a_shortcut_once_however_long_it_is_held() {
        let mut shortcuts = Shortcuts::default();
        assert_eq!(shortcuts.route(&f8()), Route::Viewer(Action::Menu));
        assert_eq!(shortcuts.route(&f8().again()), Route::Nobody);
        assert_eq!(shortcuts.route(&f8()), Route::Nobody, "a repetition that is not marked as one");
        assert_eq!(shortcuts.route(&f8().up()), Route::Nobody);
        assert_eq!(shortcuts.route(&f8()), Route::Viewer(Action::Menu));
    }

    #[test]
    fn with_a_modifier_the_key_is_the_remote_sides() {
        let mut shortcuts = Shortcuts::default();
        assert_eq!(route_all(&mut shortcuts, [shift(), f8(), shift().up()]), [Route::Remote; 3]);
        assert_eq!(shortcuts.route(&f8().up()), Route::Remote, "what it sent down it must release");
    }

    #[test]
    fn full_screen_is_not_left_again_when_the_focus_comes_back_with_the_key_still_held() {
        let mut shortcuts = Shortcuts::default();
        let f11 = named(NamedKey::F11, KeyCode::F11);
        assert_eq!(shortcuts.route(&f11), Route::Viewer(Action::FullScreen));
        shortcuts.focus_lost();
        assert_eq!(shortcuts.route(&f11.clone().synthetic()), Route::Nobody);
        assert_eq!(shortcuts.route(&f11), Route::Nobody);
    }

    #[test]
    fn a_combination_is_found_on_every_layout() {
        let key = typed::key;
        for (layout, stroke, action) in [
            ("us", key("K", "k", KeyCode::KeyK), Action::Keys),
            ("fr", key("Q", "q", KeyCode::KeyA), Action::Disconnect),
            ("ru", key("Л", "л", KeyCode::KeyK), Action::Keys),
            ("us, with Shift", key("+", "=", KeyCode::Equal), Action::ZoomIn),
            ("de, without", key("*", "+", KeyCode::BracketRight), Action::ZoomIn),
            ("number pad", key("+", "+", KeyCode::NumpadAdd).at(KeyLocation::Numpad), Action::ZoomIn),
            ("us", key("_", "-", KeyCode::Minus), Action::ZoomOut),
            ("fr", key("0", "à", KeyCode::Digit0), Action::ZoomReset),
            ("any", named(NamedKey::Space, KeyCode::Space), Action::PassKeys),
            ("any", named(NamedKey::PageUp, KeyCode::PageUp), Action::PreviousTab),
        ] {
            assert_eq!(with_three(stroke), Route::Viewer(action), "{layout}");
        }
        assert_eq!(with_three(key("J", "j", KeyCode::KeyJ)), Route::Remote);
    }

    #[test]
    fn all_the_modifiers_count_and_no_others() {
        let k = || typed::key("K", "k", KeyCode::KeyK);
        let super_key = named(NamedKey::Super, KeyCode::SuperLeft).at(KeyLocation::Left);
        let mut shortcuts = Shortcuts::default();
        assert_eq!(route_all(&mut shortcuts, [control(), alt(), k(), k().up()]), [Route::Remote; 4]);
        let routes = route_all(&mut shortcuts, [shift(), super_key.clone(), k(), k().up(), super_key.up(), k()]);
        assert_eq!(routes[..5], [Route::Remote; 5]);
        assert_eq!(routes[5], Route::Viewer(Action::Keys));
    }

    #[test]
    fn the_next_keys_are_passed_on_whatever_they_are_until_they_are_up() {
        let mut shortcuts = Shortcuts::default();
        shortcuts.pass_next();
        assert_eq!(shortcuts.route(&shift().up()), Route::Remote, "it was down before");
        let keys = [control(), f8(), f8().again(), f8().up()];
        assert_eq!(route_all(&mut shortcuts, keys), [Route::Remote; 4]);
        assert!(shortcuts.is_passing());
        assert_eq!(shortcuts.route(&control().up()), Route::Remote);
        assert!(!shortcuts.is_passing());
        assert_eq!(shortcuts.route(&f8()), Route::Viewer(Action::Menu));
    }

    #[test]
    fn what_is_passed_on_ends_with_the_focus() {
        let mut shortcuts = Shortcuts::default();
        shortcuts.pass_next();
        shortcuts.route(&alt());
        shortcuts.focus_lost();
        assert!(!shortcuts.is_passing());
        assert_eq!(shortcuts.held(), Modifiers::NONE);
    }

    #[test]
    fn what_somebody_else_waits_for_is_neither_a_shortcut_nor_left_down() {
        let mut shortcuts = Shortcuts::default();
        assert_eq!(shortcuts.watch(&control()), Modifiers::CONTROL);
        assert_eq!(shortcuts.watch(&f8()), Modifiers::CONTROL);
        assert_eq!(shortcuts.route(&f8().again()), Route::Nobody);
        assert_eq!(shortcuts.route(&f8().up()), Route::Nobody);
        shortcuts.route(&control().up());
        assert_eq!(shortcuts.route(&f8()), Route::Viewer(Action::Menu));
    }

    #[test]
    fn a_pressed_combination_has_a_name() {
        let chord = |stroke: KeyStroke, held| stroke.chord(held).map(|chord| chord.to_string());
        let k = typed::key("K", "k", KeyCode::KeyK);
        assert_eq!(chord(k, Modifiers::CONTROL.with(Modifiers::SHIFT)).as_deref(), Some("Ctrl+Shift+K"));
        assert_eq!(chord(f8(), Modifiers::NONE).as_deref(), Some("F8"));
        assert_eq!(chord(control(), Modifiers::CONTROL), None);
        let foreign = typed::key("Л", "л", KeyCode::KeyK);
        assert_eq!(chord(foreign, Modifiers::CONTROL).as_deref(), Some("Ctrl+K"));
    }
}
