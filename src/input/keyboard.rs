//! From strokes to the keys that are sent: what each key means, what belongs to a composed character, what is held.

use winit::event::{ElementState, Ime};
use winit::keyboard::{Key, KeyCode, NamedKey, PhysicalKey, SmolStr};
use xkeysym::key;

use super::ledger::{Ledger, Source};
use super::sticky::{Stick, Sticky};
use super::{KeyStroke, Origin, Repeat, keysym, scancode};
use crate::session::KeyInput;
use crate::settings::KeyMode;
use crate::shortcuts::{Chord, KeyName, Modifiers};

/// The habits of the window system that strokes come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// X11 and Wayland.
    Unix,
    /// Windows: `AltGr` arrives as Control and Alt.
    Windows,
    /// macOS: Option types characters.
    MacOs,
}

impl Platform {
    /// The one this program was built for.
    pub const HERE: Platform = if cfg!(windows) {
        Platform::Windows
    } else if cfg!(target_os = "macos") {
        Platform::MacOs
    } else {
        Platform::Unix
    };
}

/// The keyboard as the remote side should see it.
///
/// Only this may send keys: it knows what is held, and each of its methods returns what must be sent, in order.
#[derive(Debug)]
pub struct Keyboard {
    platform: Platform,
    ledger: Ledger,
    /// A dead key or Compose went before: what comes next belongs to it.
    composing: bool,
    /// Keys that were down before the window had the focus. Until they are up they are not typed here.
    foreign: Vec<PhysicalKey>,
    /// The same, as long as their own press may still be on its way because they went down just after the focus came.
    arriving: Vec<PhysicalKey>,
    /// The last stroke pressed the left Control key, perhaps as half of Windows' `AltGr`.
    control_just_pressed: bool,
    mode: KeyMode,
    sticky: Sticky,
}

/// What a press means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Meaning {
    /// It is not for the remote side.
    Nothing,
    /// The key with this keysym, for as long as it is held.
    Key(u32),
    /// Text that the key does not type by itself.
    Text(SmolStr),
    /// The same, typed with Control and Alt that only served to choose the character.
    TextWithoutModifiers(SmolStr),
}

impl Keyboard {
    /// A keyboard with nothing held.
    pub fn new(platform: Platform) -> Self {
        Self {
            platform,
            ledger: Ledger::default(),
            composing: false,
            foreign: Vec::new(),
            arriving: Vec::new(),
            control_just_pressed: false,
            mode: KeyMode::default(),
            sticky: Sticky::default(),
        }
    }

    /// Keys are sent like this from now on. Nothing may be held.
    pub fn set_mode(&mut self, mode: KeyMode) {
        self.mode = mode;
    }

    /// How keys are sent.
    pub fn mode(&self) -> KeyMode {
        self.mode
    }

    /// Sets a modifier to stay down, or lets it go; what to send for the latter.
    pub fn stick(&mut self, modifier: Modifiers, stick: Stick) -> Vec<KeyInput> {
        let mut sent = Vec::new();
        self.sticky.set(modifier, stick);
        if stick == Stick::Off {
            self.ledger.release(Source::Sticky(modifier), &mut sent);
        }
        sent
    }

    /// Whether a modifier stays down.
    pub fn stuck(&self, modifier: Modifiers) -> Stick {
        self.sticky.get(modifier)
    }

    /// What to send before something else than a key is pressed, such as a button of the mouse.
    pub fn before_press(&mut self) -> Vec<KeyInput> {
        let mut sent = Vec::new();
        self.press_sticky(&mut sent);
        sent
    }

    /// What to send after it is up.
    pub fn after_press(&mut self) -> Vec<KeyInput> {
        let mut sent = Vec::new();
        self.end_sticky(&mut sent);
        sent
    }

    /// Forgets which modifiers stay down. Nothing may be held.
    pub fn unstick_all(&mut self) {
        self.sticky = Sticky::default();
    }

    /// The keysyms of all keys that are down on the remote side, oldest first.
    pub fn held(&self) -> impl Iterator<Item = u32> {
        self.ledger.keysyms()
    }

    /// What to send for a stroke.
    pub fn stroke(&mut self, stroke: &KeyStroke) -> Vec<KeyInput> {
        let mut sent = Vec::new();
        let control_went_before = std::mem::take(&mut self.control_just_pressed);
        match (stroke.state, stroke.origin) {
            (ElementState::Released, _) => {
                self.foreign.retain(|physical| *physical != stroke.physical);
                self.arriving.retain(|physical| *physical != stroke.physical);
                let was_held = self.ledger.holds(stroke.physical);
                self.ledger.release(stroke.physical, &mut sent);
                if was_held && !is_modifier_key(stroke) {
                    self.end_sticky(&mut sent);
                }
            }
            (ElementState::Pressed, Origin::Synthetic) => self.arriving.push(stroke.physical),
            (ElementState::Pressed, Origin::User) => {
                if control_went_before && self.is_alt_graph_of_windows(stroke) {
                    self.ledger.release(PhysicalKey::Code(KeyCode::ControlLeft), &mut sent);
                }
                self.arriving.retain(|physical| *physical != stroke.physical);
                self.press(stroke, &mut sent);
            }
        }
        sent
    }

    /// Notes that all events that were waiting have been handled. The window system says what is down when the focus
    /// comes by asking, so a key may be among that whose own press is the next event; after this it is not.
    pub fn settled(&mut self) {
        self.foreign.append(&mut self.arriving);
    }

    /// What to send for an event of the input method.
    pub fn ime(&mut self, event: &Ime) -> Vec<KeyInput> {
        match event {
            Ime::Commit(text) => {
                self.composing = false;
                let mut sent = Vec::new();
                self.type_text(text, &mut sent);
                sent
            }
            Ime::Enabled | Ime::Disabled | Ime::Preedit(..) => Vec::new(),
        }
    }

    /// What to send for keys pressed together, as a menu does for keys that cannot be typed. Nothing may be held meanwhile.
    pub fn chord(chord: Chord) -> Vec<KeyInput> {
        let press = |key: KeyName| {
            let keysym = match key {
                KeyName::Keysym(keysym) => Some(keysym),
                KeyName::Character(character) if character.is_alphabetic() => Some(shifted(character, chord.modifiers)),
                KeyName::Character(character) => keysym::of_character(character),
            };
            keysym.map(|keysym| KeyInput { keysym, scancode: key.scancode(), pressed: true })
        };
        let presses: Vec<KeyInput> = chord.keys().filter_map(press).collect();
        let releases = presses.iter().rev().map(|input| KeyInput { pressed: false, ..*input });
        presses.iter().copied().chain(releases).collect()
    }

    /// The releases of everything held: to be sent when the window loses the focus, when the viewer's own panels take
    /// the keyboard and before disconnecting.
    pub fn release_all(&mut self) -> Vec<KeyInput> {
        self.composing = false;
        self.control_just_pressed = false;
        self.foreign.clear();
        self.arriving.clear();
        self.ledger.release_all()
    }

    /// The modifiers that are held.
    pub fn modifiers(&self) -> Modifiers {
        self.ledger.modifiers()
    }

    fn press(&mut self, stroke: &KeyStroke, sent: &mut Vec<KeyInput>) {
        let held = self.ledger.holds(stroke.physical);
        // Repetitions of what was not sent (dead keys, composed characters, shortcuts) are not sent either.
        if self.foreign.contains(&stroke.physical) || (stroke.repeat == Repeat::Again && !held) {
            return;
        }
        match self.meaning(stroke) {
            Meaning::Key(keysym) => {
                self.control_just_pressed = stroke.physical == KeyCode::ControlLeft && stroke.repeat == Repeat::First;
                if !keysym::is_modifier(keysym) && stroke.repeat == Repeat::First {
                    self.press_sticky(sent);
                }
                self.ledger.press(stroke.physical, keysym, scancode::of(stroke.physical), sent);
            }
            Meaning::Text(text) => {
                self.ledger.release(stroke.physical, sent);
                self.type_text(&text, sent);
            }
            Meaning::TextWithoutModifiers(text) => {
                self.ledger.release(stroke.physical, sent);
                let lifted = self.ledger.holding(Modifiers::CONTROL.with(Modifiers::ALT));
                sent.extend(lifted.iter().rev().map(|input| KeyInput { pressed: false, ..*input }));
                self.type_text(&text, sent);
                sent.extend(lifted);
            }
            Meaning::Nothing if stroke.repeat == Repeat::First => self.ledger.release(stroke.physical, sent),
            Meaning::Nothing => {}
        }
    }

    /// Presses the modifiers that are to be down with the next key and are not yet.
    fn press_sticky(&mut self, sent: &mut Vec<KeyInput>) {
        for modifier in self.sticky.all().each() {
            let key = KeyName::of_modifier(modifier);
            if let (KeyName::Keysym(keysym), false) = (key, self.ledger.holds(Source::Sticky(modifier))) {
                self.ledger.press(Source::Sticky(modifier), keysym, key.scancode(), sent);
            }
        }
    }

    /// Lets go of the modifiers that were to be down with one key only, once that is up.
    fn end_sticky(&mut self, sent: &mut Vec<KeyInput>) {
        if !self.ledger.holds_a_key() {
            for modifier in self.sticky.take_used().each() {
                self.ledger.release(Source::Sticky(modifier), sent);
            }
        }
    }

    /// Types characters with no scan code: a server would read that by a layout of its own.
    fn type_text(&self, text: &str, sent: &mut Vec<KeyInput>) {
        for keysym in text.replace("\r\n", "\n").chars().filter_map(keysym::of_character) {
            self.ledger.tap(keysym, sent);
        }
    }

    fn meaning(&mut self, stroke: &KeyStroke) -> Meaning {
        let keysym = keysym::of_key(&stroke.logical, stroke.location);
        if let Some(keysym) = keysym.filter(|keysym| keysym::is_modifier(*keysym)) {
            return Meaning::Key(self.modifier(keysym));
        }
        if self.mode == KeyMode::Positions {
            return self.by_place(stroke, keysym);
        }
        if stroke.repeat == Repeat::First {
            if self.begins_or_continues_composing(stroke) {
                self.composing = true;
                return Meaning::Nothing;
            }
            if std::mem::take(&mut self.composing) {
                return self.composed(stroke, keysym);
            }
        }
        match &stroke.logical {
            // The layout is chosen on this side; the remote side must not change its own.
            Key::Named(NamedKey::GroupNext | NamedKey::GroupPrevious | NamedKey::GroupFirst | NamedKey::GroupLast) => {
                Meaning::Nothing
            }
            Key::Character(text) => self.character(stroke, text, keysym),
            Key::Dead(_) => self.plain_keysym(stroke).map_or(Meaning::Nothing, Meaning::Key),
            Key::Named(_) | Key::Unidentified(_) => keysym.map_or(Meaning::Nothing, Meaning::Key),
        }
    }

    /// What a key means where its place counts: dead keys are keys like all others, and composing is done there.
    fn by_place(&self, stroke: &KeyStroke, keysym: Option<u32>) -> Meaning {
        let dead = match &stroke.logical {
            Key::Dead(accent) => accent.and_then(keysym::of_dead_key),
            Key::Named(_) | Key::Character(_) | Key::Unidentified(_) => None,
        };
        let meant = keysym.or(dead).or_else(|| self.plain_keysym(stroke));
        // Whoever goes by places does without a keysym.
        let has_place = scancode::of(stroke.physical) != 0;
        meant.or_else(|| has_place.then_some(0)).map_or(Meaning::Nothing, Meaning::Key)
    }

    /// Whether the window system keeps this press for a character to come.
    fn begins_or_continues_composing(&self, stroke: &KeyStroke) -> bool {
        match &stroke.logical {
            Key::Dead(_) => !self.option_is_alt(),
            Key::Named(NamedKey::Compose) => true,
            Key::Named(_) | Key::Character(_) | Key::Unidentified(_) => false,
        }
    }

    /// What the key at the end of a dead key or compose sequence means.
    fn composed(&self, stroke: &KeyStroke, keysym: Option<u32>) -> Meaning {
        let text = stroke.text.as_ref().filter(|text| !text.is_empty() && !text.chars().any(char::is_control));
        if let Some(text) = text {
            return Meaning::Text(text.clone());
        }
        // The sequence is broken off. The key that did so is used up if it is one of text, as in every program here.
        let is_text = match &stroke.logical {
            Key::Named(NamedKey::Backspace | NamedKey::Escape | NamedKey::Space) | Key::Character(_) => true,
            Key::Unidentified(_) => !keysym.is_some_and(keysym::is_function),
            Key::Named(_) | Key::Dead(_) => false,
        };
        match keysym {
            Some(keysym) if !is_text || self.modifiers().intersects(Modifiers::COMMAND) => Meaning::Key(keysym),
            _ => Meaning::Nothing,
        }
    }

    fn character(&self, stroke: &KeyStroke, text: &SmolStr, keysym: Option<u32>) -> Meaning {
        let Some(character) = keysym::only_character(text) else {
            return Meaning::Text(text.clone());
        };
        let held = self.modifiers();
        if character.is_control() || self.option_is_alt() {
            return self.plain_keysym(stroke).or(keysym).map_or(Meaning::Nothing, Meaning::Key);
        }
        if self.chosen_by_control_and_alt(stroke, held) {
            return Meaning::TextWithoutModifiers(text.clone());
        }
        let held = held.with(self.sticky.all());
        let latin = latin_letter(stroke.physical).filter(|_| held.intersects(Modifiers::COMMAND));
        match latin {
            // A shortcut typed on a Cyrillic, Greek or other layout: the letter on the key is what is meant.
            Some(letter) if character.is_alphabetic() && character > '\u{24f}' => Meaning::Key(shifted(letter, held)),
            // The window system knows nothing of a Shift that only stays down there.
            _ if character.is_alphabetic() && self.sticky.all().contains(Modifiers::SHIFT) => {
                Meaning::Key(shifted(character, held))
            }
            _ => keysym.map_or(Meaning::Nothing, Meaning::Key),
        }
    }

    /// The keysym of the key without Control and Option, which made something else of it.
    fn plain_keysym(&self, stroke: &KeyStroke) -> Option<u32> {
        let plain = match &stroke.without_modifiers {
            Key::Character(text) => keysym::only_character(text),
            Key::Named(_) | Key::Unidentified(_) | Key::Dead(_) => None,
        };
        let plain = plain.filter(|character| !character.is_control()).or_else(|| latin_letter(stroke.physical))?;
        Some(shifted(plain, self.modifiers()))
    }

    /// On macOS the left Option key is Alt, the right one `AltGr`, and the Command keys are Super.
    fn modifier(&self, keysym: u32) -> u32 {
        match (self.platform, keysym) {
            (Platform::MacOs, key::Alt_R) => key::ISO_Level3_Shift,
            (Platform::MacOs, key::Meta_L) => key::Super_L,
            (Platform::MacOs, key::Meta_R) => key::Super_R,
            (Platform::MacOs | Platform::Windows | Platform::Unix, keysym) => keysym,
        }
    }

    fn option_is_alt(&self) -> bool {
        self.platform == Platform::MacOs && self.modifiers().contains(Modifiers::ALT)
    }

    fn is_alt_graph_of_windows(&self, stroke: &KeyStroke) -> bool {
        self.platform == Platform::Windows
            && stroke.physical == KeyCode::AltRight
            && stroke.logical == Key::Named(NamedKey::AltGraph)
    }

    /// On Windows Control and Alt together are another way to type what `AltGr` types.
    fn chosen_by_control_and_alt(&self, stroke: &KeyStroke, held: Modifiers) -> bool {
        let is_same = |one: &Key, other: &Key| match (one, other) {
            (Key::Character(one), Key::Character(other)) => one.to_lowercase() == other.to_lowercase(),
            _ => false,
        };
        self.platform == Platform::Windows
            && held.contains(Modifiers::CONTROL.with(Modifiers::ALT))
            && !held.intersects(Modifiers::SHIFT)
            && !is_same(&stroke.logical, &stroke.without_modifiers)
    }
}

fn is_modifier_key(stroke: &KeyStroke) -> bool {
    keysym::of_key(&stroke.logical, stroke.location).is_some_and(keysym::is_modifier)
}

fn shifted(character: char, held: Modifiers) -> u32 {
    let character =
        if held.contains(Modifiers::SHIFT) { character.to_uppercase().next().unwrap_or(character) } else { character };
    keysym::of_character(character).unwrap_or(u32::from(character))
}

/// The letter that a key has on a US keyboard.
pub(super) fn latin_letter(physical: PhysicalKey) -> Option<char> {
    const ROWS: [(u8, &str); 3] = [(0x10, "qwertyuiop"), (0x1e, "asdfghjkl"), (0x2c, "zxcvbnm")];
    let code = u8::try_from(scancode::of(physical)).ok()?;
    ROWS.iter().find_map(|(first, letters)| letters.chars().nth(usize::from(code.checked_sub(*first)?)))
}

#[cfg(test)]
mod tests;
