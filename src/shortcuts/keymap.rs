//! Which combination does what.

use std::fmt;
use std::str::FromStr;

use super::{Action, Chord, ChordError};

/// The combinations that the viewer keeps for itself.
///
/// INVARIANT: every combination in it can be kept (`Chord::check_as_shortcut`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    entries: Vec<(Chord, Action)>,
}

/// Several actions want the same combination: the first gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// The combination.
    pub chord: Chord,
    /// Who gets it.
    pub winner: Action,
    /// Who does not.
    pub loser: Action,
}

impl Keymap {
    /// A keymap in which no key does anything.
    pub fn empty() -> Self {
        Self { entries: Vec::new() }
    }

    /// Gives `action` these combinations and no others.
    pub fn set(&mut self, action: Action, chords: &Chords) {
        self.entries.retain(|(_, other)| *other != action);
        self.entries.extend(chords.iter().map(|chord| (chord, action)));
        // The order of the actions decides who gets what two of them want.
        self.entries.sort_by_key(|(_, action)| *action);
    }

    /// What this combination does.
    pub fn action(&self, is_pressed: impl Fn(&Chord) -> bool) -> Option<Action> {
        self.entries.iter().find(|(chord, _)| is_pressed(chord)).map(|(_, action)| *action)
    }

    /// The combinations for `action` that really lead to it.
    pub fn chords(&self, action: Action) -> impl Iterator<Item = Chord> {
        let is_first = move |chord: &Chord| self.action(|other| other == chord) == Some(action);
        let own = self.entries.iter().filter(move |(_, other)| *other == action).map(|(chord, _)| *chord);
        own.filter(is_first)
    }

    /// The combination to show beside `action`.
    pub fn shown(&self, action: Action) -> Option<Chord> {
        self.chords(action).next()
    }

    /// What several actions want.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let lost = |(chord, loser): &(Chord, Action)| {
            let winner = self.action(|other| other == chord)?;
            (winner != *loser).then_some(Conflict { chord: *chord, winner, loser: *loser })
        };
        self.entries.iter().filter_map(lost).collect()
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Action::ALL.iter().map(|action| (*action, Chords::usual(*action))).collect()
    }
}

impl FromIterator<(Action, Chords)> for Keymap {
    fn from_iter<I: IntoIterator<Item = (Action, Chords)>>(actions: I) -> Self {
        let mut keymap = Self::empty();
        for (action, chords) in actions {
            keymap.set(action, &chords);
        }
        keymap
    }
}

/// The combinations for one action, written with commas between them: `F8, Ctrl+Alt+M`.
///
/// INVARIANT: each can be kept (`Chord::check_as_shortcut`), and none is there twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chords(Vec<Chord>);

impl Chords {
    /// Those of `action` as long as the user has not chosen others.
    pub fn usual(action: Action) -> Self {
        // A test makes sure that none is refused.
        action.default_keys().parse().unwrap_or_default()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Chord> {
        self.0.iter().copied()
    }

    /// All but this one.
    pub fn without(&self, gone: Chord) -> Self {
        Self(self.iter().filter(|chord| *chord != gone).collect())
    }

    /// This one alone, where it can be kept.
    pub fn only(chord: Chord) -> Result<Self, ChordError> {
        chord.check_as_shortcut().map(|()| Self(vec![chord]))
    }
}

impl FromStr for Chords {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut chords: Vec<Chord> = Vec::new();
        for part in text.split(',').filter(|_| !text.trim().is_empty()) {
            let chord: Chord = part.parse()?;
            chord.check_as_shortcut()?;
            if !chords.contains(&chord) {
                chords.push(chord);
            }
        }
        Ok(Self(chords))
    }
}

impl fmt::Display for Chords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, chord) in self.0.iter().enumerate() {
            write!(f, "{}{chord}", if place == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shortcuts::Modifiers;

    fn chord(text: &str) -> Chord {
        text.parse().expect("a combination")
    }

    #[test]
    fn every_action_has_a_name_of_its_own_and_keys_that_nobody_else_has() {
        let keymap = Keymap::default();
        assert_eq!(keymap.conflicts(), []);
        for action in Action::ALL {
            assert_eq!(Action::of_id(action.id()), Some(*action), "{action:?}");
            assert_eq!(keymap.shown(*action).map(|chord| chord.to_string()).as_deref(), Some(action.default_keys()));
        }
    }

    #[test]
    fn by_default_only_two_keys_are_taken_without_three_modifiers() {
        let three = Modifiers::CONTROL.with(Modifiers::ALT).with(Modifiers::SHIFT);
        let bare: Vec<_> =
            Keymap::default().entries.into_iter().filter(|(chord, _)| chord.modifiers != three).collect();
        assert_eq!(bare, [(chord("F8"), Action::Menu), (chord("F11"), Action::FullScreen)]);
    }

    fn chords(text: &str) -> Chords {
        text.parse().expect("combinations")
    }

    #[test]
    fn keys_are_exchanged_and_taken_away() {
        let mut keymap = Keymap::default();
        keymap.set(Action::Menu, &chords("Pause, Ctrl+Alt+M"));
        assert_eq!(keymap.action(|other| *other == chord("F8")), None);
        assert_eq!(keymap.action(|other| *other == chord("Ctrl+Alt+M")), Some(Action::Menu));
        assert_eq!(keymap.shown(Action::Menu), Some(chord("Pause")));
        keymap.set(Action::Menu, &chords(" "));
        assert_eq!(keymap.shown(Action::Menu), None);
    }

    #[test]
    fn combinations_are_written_with_commas_and_read_back() {
        assert_eq!(chords("pause ,ctrl+comma,Pause").to_string(), "Pause, Ctrl+Comma");
        assert_eq!(chords("").to_string(), "");
        for text in ["A", "F8, Fnord", "Ctrl", ",", "F8,"] {
            assert!(text.parse::<Chords>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_two_want_the_first_gets_and_it_is_told() {
        let mut keymap = Keymap::default();
        keymap.set(Action::Record, &chords("Pause, F11"));
        let conflict = Conflict { chord: chord("F11"), winner: Action::FullScreen, loser: Action::Record };
        assert_eq!(keymap.conflicts(), [conflict]);
        assert_eq!(keymap.chords(Action::Record).collect::<Vec<_>>(), [chord("Pause")]);
        keymap.set(Action::FullScreen, &Chords::default());
        assert_eq!(keymap.conflicts(), []);
        assert_eq!(keymap.action(|other| *other == chord("F11")), Some(Action::Record));
    }
}
