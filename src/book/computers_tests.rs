//! Tests of what can be done with computers.

use std::time::Duration;

use super::*;
use crate::config::Target;

fn address(text: &str) -> Address {
    text.parse::<Target>().unwrap_or_else(|error| panic!("{text}: {error}")).address
}

fn at(seconds: u64) -> Timestamp {
    Timestamp::from_unix(Duration::from_secs(seconds))
}

fn titles(computers: &[&Computer]) -> Vec<String> {
    computers.iter().map(|computer| computer.title().to_owned()).collect()
}

#[test]
fn visited_computers_are_remembered_once_the_last_one_first() {
    let mut computers = Computers::default();
    computers.visited(&address("office:1"), "office:1", at(1));
    computers.visited(&address("lab"), "lab", at(2));
    computers.visited(&address("OFFICE::5901"), "OFFICE::5901", at(3));
    assert_eq!(titles(&computers.recent()), ["OFFICE::5901", "lab"]);
    assert!(computers.saved().is_empty());
    computers.visited(&address("listen://0.0.0.0:5500"), "listen://0.0.0.0:5500", at(4));
    computers.visited(&address("wss://host/vnc?ticket=secret"), "wss://host/vnc?ticket=secret", at(5));
    computers.visited(&address("vnc://a:secret@safe"), "vnc://a:secret@safe", at(6));
    assert_eq!(titles(&computers.recent()), ["vnc://a@safe", "OFFICE::5901", "lab"]);
}

#[test]
fn only_the_last_visited_are_kept_and_none_that_was_saved_is_lost() {
    let mut computers = Computers::default();
    computers.save(Computer::new("Saved", "saved"));
    computers.set_override(&address("set"), "picture.scale", Some("1:1".into()));
    for number in 1..=100 {
        let text = format!("host{number}");
        computers.visited(&address(&text), &text, at(number));
    }
    assert_eq!(computers.recent().len(), MOST_VISITED);
    assert_eq!(computers.recent()[0].target, "host100");
    assert!(computers.find(&address("saved")).is_some() && computers.find(&address("set")).is_some());
}

#[test]
fn saving_what_was_visited_takes_its_place_and_keeps_what_is_known_of_it() {
    let mut computers = Computers::default();
    computers.visited(&address("office:1"), "office:1", at(7));
    computers.set_override(&address("office:1"), "picture.scale", Some("1:1".into()));
    let id = computers.save(Computer::new("Office", "office::5901"));
    assert_eq!(computers.all().len(), 1);
    let saved = computers.with_id(&id).expect("it is there");
    assert_eq!((saved.title(), saved.last_seen, saved.saved), ("Office", Some(at(7)), true));
    assert!(!saved.settings.is_empty());
    let mut changed = saved.clone();
    changed.name = "Headquarters".into();
    assert_eq!(computers.save(changed), id);
    assert_eq!(titles(&computers.saved()), ["Headquarters"]);
}

#[test]
fn one_address_may_be_saved_twice_and_the_copy_was_never_seen() {
    let mut computers = Computers::default();
    let id = computers.save(Computer { notes: "notes".into(), ..Computer::new("Office", "office") });
    computers.visited_again(&id, at(9));
    let copy = computers.duplicate(&id, "Office 2").expect("it is there");
    assert_ne!(copy, id);
    let copy = computers.with_id(&copy).expect("it is there");
    assert_eq!((copy.title(), copy.notes.as_str(), copy.last_seen), ("Office 2", "notes", None));
    assert_eq!(computers.find(&address("office")).map(Computer::title), Some("Office"));
    assert_eq!(computers.duplicate("nobody", ""), None);
}

#[test]
fn what_was_deleted_can_be_brought_back_as_it_was() {
    let mut computers = Computers::default();
    let ids = ["b", "a", "c"].map(|name| computers.save(Computer::new(name, name)));
    let gone = computers.delete(&[ids[0].clone(), ids[2].clone(), "nobody".into()]);
    assert_eq!(titles(&computers.saved()), ["a"]);
    assert_eq!(gone.len(), 2);
    computers.bring_back(gone.clone());
    computers.bring_back(gone);
    assert_eq!(titles(&computers.saved()), ["a", "b", "c"]);
}

#[test]
fn settings_of_one_computer_are_set_and_taken_back() {
    let mut computers = Computers::default();
    let office = address("office:1");
    computers.set_override(&office, "picture.scale", None);
    assert!(computers.all().is_empty(), "nothing to take back");
    computers.set_override(&office, "picture.scale", Some("1:1".into()));
    computers.set_override(&office, "picture.filter", Some("sharp".into()));
    computers.set_override(&address("lab"), "keyboard.capture", Some(true.into()));
    let picture = computers.overrides(&office);
    assert_eq!(picture.to_string(), "[picture]\nfilter = \"sharp\"\nscale = \"1:1\"\n");
    computers.set_override(&office, "picture.scale", None);
    computers.set_override(&office, "picture.filter", None);
    assert!(computers.overrides(&office).is_empty());
    assert!(!computers.overrides(&address("lab")).is_empty());
    assert!(computers.recent().is_empty(), "nobody has been there");
}

#[test]
fn groups_are_those_of_saved_computers() {
    let mut computers = Computers::default();
    for group in ["work", "Lab", "work", ""] {
        computers.save(Computer { group: group.into(), ..Computer::new("x", &format!("x{group}")) });
    }
    assert_eq!(computers.groups(), ["Lab", "work"]);
}

#[test]
fn what_is_imported_again_is_there_only_once() {
    let mut computers = Computers::default();
    let ours = computers.save(Computer { id: "1".into(), ..Computer::new("Lab", "lab") });
    let imported = || {
        let same_id = Computer { id: ours.clone(), ..Computer::new("Office", "office:1") };
        vec![same_id, Computer::new("", "office::5901"), Computer::new("Office, only to look", "office:1")]
    };
    assert_eq!(computers.add_imported(imported()), (2, 1));
    assert_eq!(computers.add_imported(imported()), (0, 3));
    assert_eq!(titles(&computers.saved()), ["Lab", "Office", "Office, only to look"]);
    assert_eq!(computers.with_id(&ours).map(Computer::title), Some("Lab"));
}
