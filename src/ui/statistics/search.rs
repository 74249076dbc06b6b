//! Which lines of the log are shown: those that have all of some words and matter enough.

use std::sync::Arc;

use crate::journal::{Level, Line};
use crate::text::text;

/// What is searched for, and what was found.
#[derive(Debug, Default)]
pub(super) struct Search {
    pub(super) words: String,
    pub(super) least: Least,
    /// What was found last, and in what.
    found: Vec<usize>,
    looked: Option<(Arc<[Line]>, String, Least)>,
}

/// How much a line must matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Least {
    #[default]
    Everything,
    Warnings,
    Errors,
}

impl Least {
    pub(super) const ALL: [Least; 3] = [Least::Everything, Least::Warnings, Least::Errors];

    pub(super) fn name(self) -> String {
        match self {
            Least::Everything => text!("statistics-log-all"),
            Least::Warnings => text!("statistics-log-warnings"),
            Least::Errors => text!("statistics-log-errors"),
        }
    }

    /// So many choices further `down`, and `up` again.
    pub(super) fn stepped(self, down: usize, up: usize) -> Self {
        let place = Self::ALL.iter().position(|other| *other == self).unwrap_or_default();
        let place = (place + down).min(Self::ALL.len() - 1).saturating_sub(up);
        Self::ALL.get(place).copied().unwrap_or_default()
    }

    fn has(self, level: Level) -> bool {
        match (self, level) {
            (Least::Everything, _) | (Least::Warnings, Level::Warning) | (_, Level::Error) => true,
            (Least::Warnings | Least::Errors, Level::Warning | Level::Info | Level::Detail) => false,
        }
    }
}

impl Search {
    /// Whether not everything is shown.
    pub(super) fn is_narrowed(&self) -> bool {
        self.least != Least::Everything || !self.words.trim().is_empty()
    }

    /// Everything is shown again.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// The places of the lines that fit.
    pub(super) fn found(&mut self, lines: &Arc<[Line]>) -> &[usize] {
        let is_known = self.looked.as_ref().is_some_and(|(known, words, least)| {
            Arc::ptr_eq(known, lines) && (words, least) == (&self.words, &self.least)
        });
        if !is_known {
            let words: Vec<String> = self.words.split_whitespace().map(str::to_lowercase).collect();
            let has_words = |line: &Line| {
                let text = if words.is_empty() { String::new() } else { line.to_string().to_lowercase() };
                words.iter().all(|word| text.contains(word.as_str()))
            };
            let fits = |line: &Line| self.least.has(line.level) && has_words(line);
            self.found = (0..lines.len()).filter(|place| lines.get(*place).is_some_and(fits)).collect();
            self.looked = Some((lines.clone(), self.words.clone(), self.least));
        }
        &self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(words: &str, least: Least) -> usize {
        let mut search = Search { words: words.into(), least, ..Search::default() };
        search.found(&crate::journal::examples()).len()
    }

    #[test]
    fn all_words_must_be_there_in_any_order_and_case() {
        assert_eq!(count("", Least::Everything), 60);
        assert_eq!(count("SIZE server", Least::Everything), 10);
        assert_eq!(count("error", Least::Everything), 10, "what it is called counts too");
        assert_eq!(count("size fnord", Least::Everything), 0);
    }

    #[test]
    fn levels_hold_what_matters_more() {
        assert_eq!(count("", Least::Warnings), 20);
        assert_eq!(count("", Least::Errors), 10);
        assert_eq!(count("size", Least::Errors), 0);
    }

    #[test]
    fn new_lines_are_looked_at_and_steps_end_at_the_ends() {
        let mut search = Search::default();
        assert_eq!(search.found(&crate::journal::examples()).len(), 60);
        assert_eq!(search.found(&Arc::from([])).len(), 0);
        assert_eq!(Least::Everything.stepped(1, 0), Least::Warnings);
        assert_eq!((Least::Errors.stepped(2, 0), Least::Everything.stepped(0, 2)), (Least::Errors, Least::Everything));
    }
}
