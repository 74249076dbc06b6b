//! Keys that are waited for, to become the shortcut of an action, and what comes of them.

use crate::shortcuts::{Action, Chord, Keymap, Modifiers};
use crate::text::text;

/// Keys that are waited for.
#[derive(Debug, Clone, PartialEq)]
pub struct Hearing {
    /// Whose they are to be.
    pub action: Action,
    /// The modifiers that are down.
    pub held: Modifiers,
    /// What was pressed so far.
    pub heard: Heard,
}

/// What was pressed.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// Nothing that counts.
    Nothing,
    /// What cannot be a shortcut, for this reason.
    Refused(String),
    /// What another action has: the user decides.
    Taken {
        /// The keys.
        chord: Chord,
        /// Whose they are.
        by: Action,
    },
}

/// What is to be done about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said {
    /// Wait on: it is shown what was pressed.
    Nothing,
    /// Leave everything as it is.
    Cancelled,
    /// These are the keys from now on, or none.
    Chosen(Option<Chord>),
}

impl Hearing {
    /// Keys for `action`, of which none was pressed.
    pub fn new(action: Action) -> Self {
        Self { action, held: Modifiers::NONE, heard: Heard::Nothing }
    }

    /// Whether it is still waited for keys.
    pub fn is_listening(&self) -> bool {
        match self.heard {
            Heard::Nothing | Heard::Refused(_) => true,
            Heard::Taken { .. } => false,
        }
    }

    /// A key that is no modifier was pressed: this chord, where it has a name.
    pub fn press(&mut self, chord: Option<Chord>, keymap: &Keymap) -> Said {
        let Some(chord) = chord else {
            self.heard = Heard::Refused(text!("settings-press-nameless"));
            return Said::Nothing;
        };
        match chord.to_string().as_str() {
            "Escape" => return Said::Cancelled,
            "Backspace" => return Said::Chosen(None),
            _ => {}
        }
        if let Err(why) = chord.check_as_shortcut() {
            self.heard = Heard::Refused(why.to_string());
            return Said::Nothing;
        }
        match keymap.action(|other| *other == chord) {
            Some(by) if by != self.action => {
                self.heard = Heard::Taken { chord, by };
                Said::Nothing
            }
            Some(_) | None => Said::Chosen(Some(chord)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(keys: &str) -> (Said, Heard) {
        let mut hearing = Hearing::new(Action::Log);
        let said = hearing.press(keys.parse().ok(), &Keymap::default());
        (said, hearing.heard)
    }

    #[test]
    fn keys_that_nobody_has_are_chosen_and_own_ones_stay() {
        for keys in ["F9", "Ctrl+Alt+9", "Super+Enter", "Ctrl+Alt+Shift+L", "Ctrl+Escape"] {
            let chord = keys.parse().expect("a combination");
            assert_eq!(press(keys), (Said::Chosen(Some(chord)), Heard::Nothing), "{keys}");
        }
    }

    #[test]
    fn escape_cancels_and_backspace_leaves_none() {
        assert_eq!(press("Escape").0, Said::Cancelled);
        assert_eq!(press("Backspace").0, Said::Chosen(None));
    }

    #[test]
    fn what_is_needed_for_typing_is_refused_and_it_is_waited_on() {
        for keys in ["A", "Shift+A", "Tab", "Enter", "Space"] {
            let (said, heard) = press(keys);
            assert!(matches!(heard, Heard::Refused(_)), "{keys}");
            assert_eq!(said, Said::Nothing);
        }
        let mut hearing = Hearing::new(Action::Log);
        assert_eq!(hearing.press(None, &Keymap::default()), Said::Nothing);
        assert!(hearing.is_listening());
    }

    #[test]
    fn what_another_action_has_is_asked_about() {
        let (said, heard) = press("F8");
        assert_eq!(said, Said::Nothing);
        assert_eq!(heard, Heard::Taken { chord: "F8".parse().expect("a key"), by: Action::Menu });
        assert!(!Hearing { heard, ..Hearing::new(Action::Log) }.is_listening());
    }
}
