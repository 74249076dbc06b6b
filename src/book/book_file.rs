//! The form of `computers.toml`. What this Farview does not know is kept; what it cannot read at all is an error with its line.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{Colour, Computer, Computers};
use crate::config::{FileProblem, read_versioned, write_versioned};
use crate::trust::Timestamp;

/// What stands above the entries.
const HEADER: &str = "\
# The computers that Farview knows: those you saved, and those you visited. You may edit this. Comments are not kept.

";

/// The version of this form.
const VERSION: u32 = 1;

fn first() -> u32 {
    VERSION
}

#[derive(Serialize, Deserialize)]
struct Document {
    #[serde(default = "first")]
    version: u32,
    #[serde(default, rename = "computer", skip_serializing_if = "Vec::is_empty")]
    computers: Vec<Entry>,
    #[serde(flatten)]
    unknown: toml::Table,
}

/// A computer in the order in which its parts are written.
#[derive(Serialize, Deserialize)]
struct Entry {
    #[serde(default)]
    id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    target: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    group: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<Colour>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    notes: String,
    #[serde(default, skip_serializing_if = "is_false")]
    private: bool,
    // Who writes an entry by hand wants to keep it.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    saved: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_seen: Option<Timestamp>,
    #[serde(flatten)]
    unknown: toml::Table,
    #[serde(default, skip_serializing_if = "toml::Table::is_empty")]
    settings: toml::Table,
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_true(value: &bool) -> bool {
    *value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// Reads the text of a file; an empty one knows nobody.
pub fn parse(text: &str) -> Result<Computers, FileProblem> {
    let document: Document = read_versioned(text, VERSION, Some(VERSION))?;
    let mut all: Vec<Computer> = document.computers.into_iter().map(computer).collect();
    name_the_nameless(&mut all);
    Ok(Computers { all, unknown: document.unknown })
}

/// The text of a file that knows the same.
pub fn render(computers: &Computers) -> Result<String, FileProblem> {
    let entries = computers.all.iter().map(entry).collect();
    let document = Document { version: VERSION, computers: entries, unknown: computers.unknown.clone() };
    write_versioned(HEADER, &document)
}

/// Gives an id to entries that were written without one or copied. It depends on nothing but the file.
fn name_the_nameless(all: &mut [Computer]) {
    let mut taken: HashSet<String> = HashSet::new();
    for computer in all.iter_mut() {
        if !taken.insert(computer.id.clone()) {
            computer.id.clear();
        }
    }
    for (index, computer) in all.iter_mut().enumerate().filter(|(_, computer)| computer.id.is_empty()) {
        let free = (index..=index + taken.len()).map(|number| format!("entry-{number}")).find(|id| !taken.contains(id));
        computer.id = free.unwrap_or_default();
        taken.insert(computer.id.clone());
    }
}

fn computer(entry: Entry) -> Computer {
    let Entry { id, name, target, group, tags, colour, notes, private, saved, last_seen, unknown, settings } = entry;
    let mut computer =
        Computer { id, name, target, group, tags, colour, notes, private, saved, last_seen, settings, unknown };
    computer.tidy();
    computer
}

fn entry(computer: &Computer) -> Entry {
    let Computer { id, name, target, group, tags, colour, notes, private, saved, last_seen, settings, unknown } =
        computer.clone();
    Entry { id, name, target, group, tags, colour, notes, private, saved, last_seen, unknown, settings }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
version = 1
sort = "by name"

[[computer]]
id = "17a"
name = "Office"
target = "office:1"
group = "Work/Berlin"
tags = ["linux", "web"]
colour = "teal"
notes = """
Second floor.
Ask Alice."""
private = true
last_seen = "2026-11-22T10:00:59Z"
favourite = true

[computer.settings.picture]
scale = "1:1"

[computer.plugin]
key = 1

[[computer]]
id = "17b"
target = "lab"
saved = false
"#;

    #[test]
    fn what_is_written_is_read_again_even_what_is_not_known() {
        let computers = parse(FILE).expect("it makes sense");
        let [office, lab] = computers.all() else { panic!("{computers:?}") };
        assert_eq!(
            (office.title(), office.colour, office.private, office.saved),
            ("Office", Some(Colour::Teal), true, true)
        );
        assert_eq!(office.notes, "Second floor.\nAsk Alice.");
        assert_eq!((lab.title(), lab.saved), ("lab", false));
        let text = render(&computers).expect("it can be written");
        for kept in ["sort = \"by name\"", "favourite = true", "key = 1", "scale = \"1:1\""] {
            assert!(text.contains(kept), "{kept} is missing from\n{text}");
        }
        assert!(text.find("name = \"Office\"") < text.find("target = \"office:1\""), "{text}");
        assert_eq!(parse(&text), Ok(computers));
    }

    #[test]
    fn entries_written_by_hand_get_ids_that_differ() {
        let text = "[[computer]]\ntarget = 'a'\n[[computer]]\ntarget = 'b'\n[[computer]]\nid = 'entry-1'\ntarget = 'c'\n[[computer]]\nid = 'entry-1'\ntarget = 'd'\n";
        let computers = parse(text).expect("it makes sense");
        let ids: HashSet<_> = computers.all().iter().map(|computer| computer.id.clone()).collect();
        assert_eq!(ids.len(), 4, "{ids:?}");
        assert!(computers.all().iter().all(|computer| computer.saved));
        assert_eq!(parse(text), Ok(computers), "the same each time");
    }

    #[test]
    fn what_is_broken_is_told_with_its_line_and_what_is_newer_is_not_broken() {
        assert_eq!(parse("").map(|computers| computers.all().len()), Ok(0));
        let Err(FileProblem::Broken(why)) = parse("version = 1\n[[computer]]\nname = 7\ntarget = 'x'\n") else {
            panic!("a number is no name")
        };
        assert!(why.contains("line 3"), "{why}");
        assert_eq!(parse("version = 2\ncomputer = 'anything'"), Err(FileProblem::Newer { version: 2, known: 1 }));
        for text in
            ["version = 0", "version = 1\n[[computer]]\nname = 'x'\n", "[[computer]]\ntarget='x'\ncolour='pink'"]
        {
            assert!(matches!(parse(text), Err(FileProblem::Broken(_))), "{text}");
        }
    }
}
