//! Text typed key by key: for a log-in screen or a machine that has no clipboard of ours.

use super::keysym;
use crate::session::KeyInput;
use crate::shortcuts::{KeyName, Modifiers};

/// Text on its way to the remote side, a character at a time.
///
/// Whoever types it waits between two characters, and may stop at any of them: each is complete in itself.
#[derive(Debug)]
pub struct Typist {
    rest: std::vec::IntoIter<Typed>,
    total: usize,
    untypable: usize,
}

/// A character as keys.
#[derive(Debug, Clone, Copy)]
struct Typed {
    keysym: u32,
    scancode: u16,
    shift: bool,
}

impl Typist {
    /// The most characters that are typed: at an ordinary pace that takes minutes, and whatever is longer was not meant.
    pub const MOST: usize = 10_000;

    /// `text`, or `None` where it is longer than [`Typist::MOST`] or has nothing that can be typed.
    pub fn new(text: &str) -> Option<Self> {
        let characters: Vec<char> = text.replace("\r\n", "\n").chars().take(Self::MOST + 1).collect();
        let typed: Vec<Typed> = characters.iter().filter_map(|character| typed(*character)).collect();
        if characters.len() > Self::MOST || typed.is_empty() {
            return None;
        }
        Some(Self { total: typed.len(), untypable: characters.len() - typed.len(), rest: typed.into_iter() })
    }

    /// The keys of the next character; `None` at the end.
    pub fn next_keys(&mut self) -> Option<Vec<KeyInput>> {
        let Typed { keysym, scancode, shift } = self.rest.next()?;
        let key = KeyInput { keysym, scancode, pressed: true };
        let shift_key = KeyName::of_modifier(Modifiers::SHIFT);
        let KeyName::Keysym(shift_keysym) = shift_key else { return Some(Vec::new()) };
        let held = KeyInput { keysym: shift_keysym, scancode: shift_key.scancode(), pressed: true };
        let released = |input: KeyInput| KeyInput { pressed: false, ..input };
        Some(if shift { vec![held, key, released(key), released(held)] } else { vec![key, released(key)] })
    }

    /// How many characters were typed, and of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.total - self.rest.len(), self.total)
    }

    /// How many characters no key stands for.
    pub fn untypable(&self) -> usize {
        self.untypable
    }
}

/// The key that types `character`. It has a scan code only where that is the same on every layout, so that a server which
/// goes by characters is never led astray. Shift is held where a US keyboard needs it: servers that translate keysyms back into
/// keys, as those of virtual machines do, leave that to us, and desktops take away a Shift that is too much.
fn typed(character: char) -> Option<Typed> {
    let keysym = keysym::of_character(character)?;
    let scancode = match character {
        ' ' => KeyName::Character(' ').scancode(),
        _ => KeyName::of_keysym(keysym).map_or(0, KeyName::scancode),
    };
    let is_large = character.is_uppercase() && character.to_lowercase().next() != Some(character);
    Some(Typed { keysym, scancode, shift: is_large || SHIFTED.contains(character) })
}

/// What a US keyboard types with Shift, besides large letters.
const SHIFTED: &str = "~!@#$%^&*()_+{}|:\"<>?";

#[cfg(test)]
mod tests {
    use super::*;

    /// The keysyms that go down and up for `text`, with Shift as an arrow.
    fn keys(text: &str) -> Vec<String> {
        let mut typist = Typist::new(text).expect("something to type");
        let show = |input: KeyInput| {
            let name = if input.keysym == 0xffe1 { "⇧".to_owned() } else { format!("{:x}", input.keysym) };
            format!("{name}{}", if input.pressed { "↓" } else { "↑" })
        };
        std::iter::from_fn(|| typist.next_keys()).map(|keys| keys.into_iter().map(show).collect()).collect()
    }

    #[test]
    fn each_character_is_a_press_and_a_release() {
        assert_eq!(keys("ab"), ["61↓61↑", "62↓62↑"]);
        assert_eq!(keys("€ 漢"), ["20ac↓20ac↑", "20↓20↑", "1006f22↓1006f22↑"]);
    }

    #[test]
    fn shift_is_held_for_what_a_us_keyboard_types_with_it() {
        assert_eq!(keys("A!ß"), ["⇧↓41↓41↑⇧↑", "⇧↓21↓21↑⇧↑", "df↓df↑"]);
        assert_eq!(keys("Äж/"), ["⇧↓c4↓c4↑⇧↑", "6d6↓6d6↑", "2f↓2f↑"]);
    }

    #[test]
    fn lines_end_with_one_return_whatever_system_they_are_from() {
        assert_eq!(keys("a\r\nb\nc\t"), ["61↓61↑", "ff0d↓ff0d↑", "62↓62↑", "ff0d↓ff0d↑", "63↓63↑", "ff09↓ff09↑"]);
    }

    #[test]
    fn only_keys_that_are_the_same_everywhere_have_a_scan_code() {
        let codes = |text: &str| -> Vec<u16> {
            let mut typist = Typist::new(text).expect("something to type");
            std::iter::from_fn(|| typist.next_keys()).map(|keys| keys[0].scancode).collect()
        };
        assert_eq!(codes("az1-"), [0; 4]);
        assert_eq!(codes("\n\t "), [0x1c, 0x0f, 0x39]);
    }

    #[test]
    fn progress_counts_what_can_be_typed() {
        let mut typist = Typist::new("a\u{3}b\u{0}").expect("something to type");
        assert_eq!((typist.progress(), typist.untypable()), ((0, 2), 2));
        typist.next_keys();
        assert_eq!(typist.progress(), (1, 2));
        typist.next_keys();
        assert_eq!(typist.next_keys(), None);
        assert_eq!(typist.progress(), (2, 2));
    }

    #[test]
    fn nothing_and_too_much_are_not_typed() {
        assert!(Typist::new("").is_none());
        assert!(Typist::new("\u{1}\u{2}").is_none());
        assert!(Typist::new(&"x".repeat(Typist::MOST)).is_some());
        assert!(Typist::new(&"x".repeat(Typist::MOST + 1)).is_none());
    }
}
