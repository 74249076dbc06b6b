//! TigerVNC: `.tigervnc` files, one computer each. Its history is a list of addresses.

use super::Imported;
use super::draft::Draft;
use super::ini::is_on;

/// How such a file begins.
const HEADER: &str = "TigerVNC Configuration file";

pub(super) fn is_one(text: &str) -> bool {
    text.trim_start().get(..HEADER.len()).is_some_and(|start| start.eq_ignore_ascii_case(HEADER))
}

pub(super) fn read(name: &str, text: &str) -> Imported {
    let mut draft = Draft { name: name.to_owned(), ..Draft::default() };
    for (key, value) in text.lines().filter_map(|line| line.trim().split_once('=')) {
        let value = unescaped(value.trim());
        match key.trim().to_ascii_lowercase().as_str() {
            "servername" => draft.server = value,
            "via" if !value.is_empty() => draft.via = Some(value),
            "viewonly" => draft.view_only = is_on(&value),
            _ => {}
        }
    }
    Imported::one(draft.computer())
}

/// Values have `\n` for the end of a line and `\\` for a backslash.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => text.push('\n'),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            other => text.push(other),
        }
    }
    text
}
