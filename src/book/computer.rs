//! One computer that the user knows.

use rfb::wire::text::for_display;
use serde::{Deserialize, Serialize};

use super::to_keep;
use crate::config::{Target, TargetError};
use crate::session::Address;
use crate::trust::{Place, Timestamp};

/// The longest text of an entry, in characters; of notes it is ten times as much.
const LONGEST: usize = 400;
/// The most tags of an entry.
const MOST_TAGS: usize = 20;

/// A computer, as the user wants to see and reach it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Computer {
    /// What tells it from all others, now and later.
    pub id: String,
    /// What the user calls it; may be empty.
    pub name: String,
    /// Where it is, as it was typed. Never holds a password.
    pub target: String,
    /// What it stands together with; may be empty. A slash parts a group in a group.
    pub group: String,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The colour of its mark.
    pub colour: Option<Colour>,
    /// What the user has to say about it.
    pub notes: String,
    /// Whether nobody should see what is on its screen: no picture of it is kept.
    pub private: bool,
    /// Whether the user has saved it; otherwise it was only visited.
    pub saved: bool,
    /// When a session with it was last open.
    pub last_seen: Option<Timestamp>,
    /// What is set for it alone.
    pub settings: toml::Table,
    /// What else stands in its entry, and stays there.
    pub unknown: toml::Table,
}

/// The colours that a computer can be marked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Colour {
    /// Red.
    Red,
    /// Orange.
    Orange,
    /// Yellow.
    Yellow,
    /// Green.
    Green,
    /// Blue-green.
    Teal,
    /// Blue.
    Blue,
    /// Purple.
    Purple,
    /// Grey.
    Grey,
}

impl Colour {
    /// All of them.
    pub const ALL: [Colour; 8] = [
        Colour::Red,
        Colour::Orange,
        Colour::Yellow,
        Colour::Green,
        Colour::Teal,
        Colour::Blue,
        Colour::Purple,
        Colour::Grey,
    ];
}

impl Computer {
    /// A saved computer with a name, which may be empty.
    pub fn new(name: &str, target: &str) -> Self {
        let mut computer = Self { name: name.into(), target: target.into(), saved: true, ..Self::default() };
        computer.tidy();
        computer
    }

    /// What it is called: its name, or else its address.
    pub fn title(&self) -> &str {
        if self.name.is_empty() { &self.target } else { &self.name }
    }

    /// The target, understood.
    pub fn understood(&self) -> Result<Target, TargetError> {
        self.target.parse()
    }

    /// Where it is, if that can be understood.
    pub fn address(&self) -> Option<Address> {
        self.understood().ok().map(|target| target.address)
    }

    /// What its keys and settings are bound to.
    pub fn place(&self) -> Option<Place> {
        self.address().map(|address| Place::of(&address))
    }

    /// Puts what was typed or imported into order: on one line where it belongs on one, without what cannot be shown, without
    /// passwords, each tag once.
    pub fn tidy(&mut self) {
        for text in [&mut self.name, &mut self.group] {
            *text = on_one_line(text);
        }
        self.group = self.group.split('/').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        self.target = to_keep(&on_one_line(&self.target));
        let mut tags: Vec<String> = Vec::new();
        for tag in self.tags.iter().flat_map(|tags| tags.split(',')).map(on_one_line) {
            let is_new = !tags.iter().any(|known| known.eq_ignore_ascii_case(&tag));
            if !tag.is_empty() && is_new && tags.len() < MOST_TAGS {
                tags.push(tag);
            }
        }
        self.tags = tags;
        let lines: Vec<String> = self.notes.lines().map(|line| safe(line.trim_end(), LONGEST * 10)).collect();
        self.notes = lines.join("\n").trim().chars().take(LONGEST * 10).collect();
    }
}

fn on_one_line(text: &str) -> String {
    safe(text.trim(), LONGEST)
}

fn safe(text: &str, limit: usize) -> String {
    for_display(text.as_bytes(), limit).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_imported_is_put_into_order() {
        let mut computer = Computer {
            name: " Of\u{202e}fice\n ".into(),
            target: " vnc://alice:secret@office:5901?ViewOnly=true&VncPassword=word ".into(),
            group: "/Work//Berlin/".into(),
            tags: vec!["web, linux".into(), "Web".into(), String::new()],
            notes: "first\r\nsecond\u{7}  \n\n".into(),
            ..Computer::default()
        };
        computer.tidy();
        assert!(!computer.name.contains('\u{202e}') && computer.name.starts_with("Of"), "{:?}", computer.name);
        assert_eq!(computer.target, "vnc://alice@office:5901?ViewOnly=true");
        assert_eq!(computer.group, "Work/Berlin");
        assert_eq!(computer.tags, ["web", "linux"]);
        assert!(computer.notes.starts_with("first\nsecond") && !computer.notes.contains('\u{7}'));
    }

    #[test]
    fn a_computer_without_a_name_is_called_by_its_address() {
        assert_eq!(Computer::new("", "office:1").title(), "office:1");
        assert_eq!(Computer::new("Office", "office:1").title(), "Office");
        assert_eq!(Computer::new("", "OFFICE:1").place(), Computer::new("", "office::5901").place());
        assert_eq!(Computer::new("", "what ever").place(), None);
    }
}
