//! X11 keysyms (RFC 6143 §7.5.4) of logical keys and of characters.

use winit::keyboard::{Key, KeyLocation, NativeKey};
use xkeysym::{Keysym, key};

use super::named;
use crate::shortcuts::KeyName;

/// The keysym of a key, or `None` where it has none of its own: dead keys, text of several characters, unknown keys.
pub(super) fn of_key(logical: &Key, location: KeyLocation) -> Option<u32> {
    match logical {
        Key::Named(named_key) => named::keysym(*named_key, location),
        Key::Character(text) => {
            let character = only_character(text)?;
            let keypad = (location == KeyLocation::Numpad).then(|| of_keypad_character(character)).flatten();
            keypad.or_else(|| of_character(character))
        }
        // X11 and Wayland name a key that winit has no word for by its keysym.
        Key::Unidentified(NativeKey::Xkb(keysym)) => Some(*keysym).filter(|keysym| *keysym != key::NoSymbol),
        Key::Unidentified(_) | Key::Dead(_) => None,
    }
}

/// The keysym that types a character: Latin-1 as it is, the old tables of X where they have the character because old
/// servers know only those, otherwise 0x01000000 and the code point.
pub(super) fn of_character(character: char) -> Option<u32> {
    match character {
        '\n' | '\r' => Some(key::Return),
        '\t' => Some(key::Tab),
        '\u{8}' => Some(key::BackSpace),
        '\u{1b}' => Some(key::Escape),
        '\u{7f}' => Some(key::Delete),
        _ if character.is_control() => None,
        _ => Some(Keysym::from_char(character).raw()).filter(|keysym| *keysym != key::NoSymbol),
    }
}

/// The keysym of the dead key with this accent, with which the remote side composes by itself.
pub(super) fn of_dead_key(accent: char) -> Option<u32> {
    Some(match accent {
        '`' | '\u{300}' => key::dead_grave,
        '\'' | '´' | '\u{301}' => key::dead_acute,
        '^' | '\u{302}' => key::dead_circumflex,
        '~' | '\u{303}' => key::dead_tilde,
        '¯' | '\u{304}' => key::dead_macron,
        '˘' | '\u{306}' => key::dead_breve,
        '˙' | '\u{307}' => key::dead_abovedot,
        '"' | '¨' | '\u{308}' => key::dead_diaeresis,
        '°' | '˚' | '\u{30a}' => key::dead_abovering,
        '˝' | '\u{30b}' => key::dead_doubleacute,
        'ˇ' | '\u{30c}' => key::dead_caron,
        '¸' | '\u{327}' => key::dead_cedilla,
        '˛' | '\u{328}' => key::dead_ogonek,
        _ => return None,
    })
}

/// What to call a key by its keysym.
pub fn name(keysym: u32) -> String {
    let character = || Keysym::new(keysym).key_char().and_then(KeyName::of_character);
    match KeyName::of_keysym(keysym).or_else(character) {
        Some(name) => name.to_string(),
        None => Keysym::new(keysym)
            .name()
            .map_or_else(|| format!("{keysym:#x}"), |name| name.trim_start_matches("XK_").to_owned()),
    }
}

/// The one character of `text`, or `None` where there are more or none.
pub(super) fn only_character(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// Whether the keysym is a modifier, that is, changes the meaning of other keys and types nothing itself.
pub(super) fn is_modifier(keysym: u32) -> bool {
    Keysym::new(keysym).is_modifier_key()
}

/// Whether the keysym is a function key rather than a character.
pub(super) fn is_function(keysym: u32) -> bool {
    matches!(keysym, 0xfd00..=0xffff | 0x1000_0000..)
}

/// The keysym of a character typed on the keypad.
fn of_keypad_character(character: char) -> Option<u32> {
    Some(match character {
        '0'..='9' => key::KP_0 + (u32::from(character) - u32::from('0')),
        '*' => key::KP_Multiply,
        '+' => key::KP_Add,
        ',' => key::KP_Separator,
        '-' => key::KP_Subtract,
        '.' => key::KP_Decimal,
        '/' => key::KP_Divide,
        '=' => key::KP_Equal,
        ' ' => key::KP_Space,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_become_the_keysyms_that_x_servers_know() {
        let table = [
            ('a', 0x61),
            ('@', 0x40),
            ('ü', 0xfc),
            ('ÿ', 0xff),
            ('€', 0x20ac),
            ('Œ', 0x13bc),
            ('ł', 0x1b3),
            ('ş', 0x1ba),
            ('ж', 0x6d6),
            ('Ж', 0x6f6),
            ('α', 0x7e1),
            ('א', 0xce0),
            ('ก', 0xda1),
            ('ア', 0x4b1),
            ('ẞ', 0x0100_1e9e),
            ('漢', 0x0100_6f22),
            ('😀', 0x0101_f600),
            ('\n', 0xff0d),
            ('\t', 0xff09),
        ];
        for (character, keysym) in table {
            assert_eq!(of_character(character), Some(keysym), "{character:?}");
        }
        assert_eq!(of_character('\u{3}'), None, "a control character is no key");
        assert_eq!(of_character('\u{ffff}'), None, "not a character at all");
    }

    #[test]
    fn the_keypad_has_its_own_keysyms() {
        let of = |text: &str| of_key(&Key::Character(text.into()), KeyLocation::Numpad);
        assert_eq!(of("0"), Some(0xffb0));
        assert_eq!(of("9"), Some(0xffb9));
        assert_eq!(of("."), Some(0xffae));
        assert_eq!(of(","), Some(0xffac));
        assert_eq!(of("٣"), of_character('٣'), "digits the keypad keysyms do not have go as characters");
    }

    #[test]
    fn a_key_without_a_name_passes_its_keysym_through() {
        let of = |key| of_key(&Key::Unidentified(key), KeyLocation::Standard);
        assert_eq!(of(NativeKey::Xkb(0xffe7)), Some(0xffe7));
        assert_eq!(of(NativeKey::Xkb(0)), None);
        assert_eq!(of(NativeKey::Windows(7)), None);
    }
}
