//! What keys are called in settings, in the menu and in what is typed: `F5`, `Delete`, `Plus`, `A`.

use std::fmt;
use std::str::FromStr;

use super::Modifiers;

/// A key by what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyName {
    /// The key that types this character; letters are small.
    Character(char),
    /// A key that is known by this X11 keysym; always one that has a name here.
    Keysym(u32),
}

/// A key that has a name: its names, the first of which is the one shown; its keysym; its XT scan code.
type Row = (&'static [&'static str], u32, u16);

const ROWS: &[Row] = &[
    (&["Escape", "Esc"], 0xff1b, 0x01),
    (&["Tab"], 0xff09, 0x0f),
    (&["Enter", "Return", "Eingabe", "Intro"], 0xff0d, 0x1c),
    (&["Backspace"], 0xff08, 0x0e),
    (&["Delete", "Del", "Entf", "Suppr", "Supr"], 0xffff, 0xd3),
    (&["Insert", "Ins", "Einfg", "Inser"], 0xff63, 0xd2),
    (&["Home", "Pos1"], 0xff50, 0xc7),
    (&["End", "Ende", "Fin"], 0xff57, 0xcf),
    (&["PageUp", "PgUp", "BildAuf"], 0xff55, 0xc9),
    (&["PageDown", "PgDn", "PgDown", "BildAb"], 0xff56, 0xd1),
    (&["Left"], 0xff51, 0xcb),
    (&["Up"], 0xff52, 0xc8),
    (&["Right"], 0xff53, 0xcd),
    (&["Down"], 0xff54, 0xd0),
    (&["Print", "PrintScreen", "PrtSc", "Druck", "Impr"], 0xff61, 0x54),
    (&["SysRq"], 0xff15, 0x54),
    (&["Pause"], 0xff13, 0xc6),
    (&["Break"], 0xff6b, 0xc6),
    (&["ScrollLock"], 0xff14, 0x46),
    (&["NumLock"], 0xff7f, 0x45),
    (&["CapsLock"], 0xffe5, 0x3a),
    (&["Menu", "ContextMenu"], 0xff67, 0xdd),
    (&["F1"], 0xffbe, 0x3b),
    (&["F2"], 0xffbf, 0x3c),
    (&["F3"], 0xffc0, 0x3d),
    (&["F4"], 0xffc1, 0x3e),
    (&["F5"], 0xffc2, 0x3f),
    (&["F6"], 0xffc3, 0x40),
    (&["F7"], 0xffc4, 0x41),
    (&["F8"], 0xffc5, 0x42),
    (&["F9"], 0xffc6, 0x43),
    (&["F10"], 0xffc7, 0x44),
    (&["F11"], 0xffc8, 0x57),
    (&["F12"], 0xffc9, 0x58),
    (&["F13"], 0xffca, 0x5d),
    (&["F14"], 0xffcb, 0x5e),
    (&["F15"], 0xffcc, 0x5f),
    (&["F16"], 0xffcd, 0x55),
    (&["F17"], 0xffce, 0x83),
    (&["F18"], 0xffcf, 0xf7),
    (&["F19"], 0xffd0, 0x84),
    (&["F20"], 0xffd1, 0x5a),
    (&["F21"], 0xffd2, 0x74),
    (&["F22"], 0xffd3, 0xf9),
    (&["F23"], 0xffd4, 0x6d),
    (&["F24"], 0xffd5, 0x6f),
    (&["Ctrl", "Control", "Strg"], 0xffe3, 0x1d),
    (&["RightCtrl"], 0xffe4, 0x9d),
    (&["Alt", "Option"], 0xffe9, 0x38),
    (&["RightAlt"], 0xffea, 0xb8),
    (&["Shift", "Umschalt", "Maj"], 0xffe1, 0x2a),
    (&["RightShift"], 0xffe2, 0x36),
    (&["Super", "Win", "Windows", "Command", "Cmd"], 0xffeb, 0xdb),
    (&["RightSuper"], 0xffec, 0xdc),
    (&["AltGr"], 0xfe03, 0xb8),
    (&["KeypadEnter"], 0xff8d, 0x9c),
    (&["VolumeUp"], 0x1008_ff13, 0xb0),
    (&["VolumeDown"], 0x1008_ff11, 0xae),
    (&["Mute"], 0x1008_ff12, 0xa0),
    (&["Play"], 0x1008_ff14, 0xa2),
];

/// Characters that a combination cannot show as they are.
const SPELLED: [(char, &str); 5] = [('+', "Plus"), (' ', "Space"), ('-', "Minus"), (',', "Comma"), ('.', "Period")];

impl KeyName {
    /// The key with this keysym, if it has a name here.
    pub fn of_keysym(keysym: u32) -> Option<KeyName> {
        ROWS.iter().any(|(_, named, _)| *named == keysym).then_some(KeyName::Keysym(keysym))
    }

    /// The key that types `character`.
    pub fn of_character(character: char) -> Option<KeyName> {
        let mut small = character.to_lowercase();
        let small = small.next().filter(|_| small.next().is_none()).unwrap_or(character);
        (!small.is_control() && (small == ' ' || !small.is_whitespace())).then_some(KeyName::Character(small))
    }

    /// The XT scan code of the key, or 0 for what depends on the layout.
    pub fn scancode(self) -> u16 {
        match self {
            KeyName::Character(' ') => 0x39,
            KeyName::Character(_) => 0,
            KeyName::Keysym(keysym) => ROWS.iter().find(|(_, named, _)| *named == keysym).map_or(0, |row| row.2),
        }
    }

    /// The modifier that the key is, if it is one.
    pub fn modifier(self) -> Option<Modifiers> {
        match self {
            KeyName::Keysym(0xffe1 | 0xffe2) => Some(Modifiers::SHIFT),
            KeyName::Keysym(0xffe3 | 0xffe4) => Some(Modifiers::CONTROL),
            KeyName::Keysym(0xffe9 | 0xffea) => Some(Modifiers::ALT),
            KeyName::Keysym(0xffeb | 0xffec) => Some(Modifiers::SUPER),
            KeyName::Keysym(0xfe03) => Some(Modifiers::ALT_GRAPH),
            KeyName::Keysym(_) | KeyName::Character(_) => None,
        }
    }

    /// The key for one modifier.
    pub fn of_modifier(modifier: Modifiers) -> KeyName {
        KeyName::Keysym(match modifier {
            Modifiers::SHIFT => 0xffe1,
            Modifiers::ALT => 0xffe9,
            Modifiers::SUPER => 0xffeb,
            Modifiers::ALT_GRAPH => 0xfe03,
            _ => 0xffe3,
        })
    }
}

impl FromStr for KeyName {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_text = |name: &str| name.eq_ignore_ascii_case(text);
        if let Some((_, keysym, _)) = ROWS.iter().find(|(names, ..)| names.iter().any(|name| is_text(name))) {
            return Ok(KeyName::Keysym(*keysym));
        }
        if let Some((character, _)) = SPELLED.iter().find(|(_, name)| is_text(name)) {
            return Ok(KeyName::Character(*character));
        }
        let mut characters = text.chars();
        let only = characters.next().filter(|_| characters.next().is_none());
        only.and_then(KeyName::of_character).ok_or(())
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyName::Character(character) => match SPELLED.iter().find(|(spelled, _)| spelled == character) {
                Some((_, name)) => f.write_str(name),
                None => write!(f, "{}", large(*character)),
            },
            KeyName::Keysym(keysym) => match ROWS.iter().find(|(_, named, _)| named == keysym) {
                Some((names, ..)) => f.write_str(names[0]),
                None => write!(f, "{keysym:#x}"),
            },
        }
    }
}

/// The letter as keys show it. `ß` has no single large form and stays.
fn large(character: char) -> char {
    let mut large = character.to_uppercase();
    large.next().filter(|_| large.next().is_none()).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_and_the_shown_one_read_back() {
        for (names, keysym, scancode) in ROWS {
            for name in *names {
                assert_eq!(name.to_uppercase().parse(), Ok(KeyName::Keysym(*keysym)), "{name}");
            }
            assert_eq!(KeyName::Keysym(*keysym).to_string(), names[0]);
            assert_ne!(*scancode, 0, "{names:?}");
        }
        for (character, name) in SPELLED {
            assert_eq!(name.parse(), Ok(KeyName::Character(character)));
            assert_eq!(KeyName::Character(character).to_string(), name);
        }
    }

    #[test]
    fn no_name_and_no_keysym_is_there_twice() {
        let mut names: Vec<String> = ROWS.iter().flat_map(|row| row.0).map(|name| name.to_lowercase()).collect();
        names.extend(SPELLED.iter().map(|(_, name)| name.to_lowercase()));
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        let mut keysyms: Vec<u32> = ROWS.iter().map(|row| row.1).collect();
        keysyms.sort_unstable();
        keysyms.dedup();
        assert_eq!(keysyms.len(), ROWS.len());
    }

    #[test]
    fn characters_are_keys_whatever_their_case() {
        assert_eq!("ä".parse(), Ok(KeyName::Character('ä')));
        assert_eq!("Ä".parse(), Ok(KeyName::Character('ä')));
        assert_eq!(KeyName::Character('ä').to_string(), "Ä");
        assert_eq!("ß".parse::<KeyName>().map(|key| key.to_string()), Ok("ß".into()));
        for text in ["", "ab", "\u{7}", "\u{a0}", "F25"] {
            assert_eq!(text.parse::<KeyName>(), Err(()), "{text:?}");
        }
    }
}
