//! What is on the page, and in which order: a pure function of what is known and what was typed.

use super::{Choice, Nearby, State, words};
use crate::book::{Computer, search};
use crate::config::{Target, TargetError};
use crate::text::text;

/// From so many saved computers on, those that were visited last are shown once more above them.
const MANY: usize = 12;

/// An entry of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item<'a> {
    /// What was typed, as an address.
    Typed(Typed<'a>),
    Computer(&'a Computer),
    Nearby(&'a Nearby),
}

/// What was typed, as an address.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Typed<'a> {
    pub(super) text: &'a str,
    pub(super) target: Result<Target, TargetError>,
}

/// Entries under a heading.
#[derive(Debug)]
pub(super) struct Section<'a> {
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) items: Vec<Item<'a>>,
}

/// What entries have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// They were visited last: of them only as many are shown as fit side by side.
    Recent,
    Saved,
    Nearby,
    /// They fit what was typed.
    Matches,
}

/// All entries.
#[derive(Debug)]
pub(super) struct Content<'a> {
    pub(super) sections: Vec<Section<'a>>,
}

/// What is on the page when `query` is typed.
pub(super) fn content<'a>(state: &'a State, query: &'a str) -> Content<'a> {
    let query = query.trim();
    let sections = if query.is_empty() { everything(state) } else { vec![matches(state, query)] };
    Content { sections: sections.into_iter().filter(|section| !section.items.is_empty()).collect() }
}

fn everything(state: &State) -> Vec<Section<'_>> {
    let saved = state.computers.saved();
    let mut recent = state.computers.recent();
    if saved.len() > MANY {
        recent.extend(saved.iter().copied().filter(|computer| computer.last_seen.is_some()));
        recent.sort_by_key(|computer| std::cmp::Reverse(computer.last_seen));
    }
    let mut sections = vec![section(Kind::Recent, text!("start-recent"), recent)];
    let of_group = |group: &str| saved.iter().copied().filter(|computer| computer.group == group).collect::<Vec<_>>();
    sections.push(section(Kind::Saved, text!("start-saved"), of_group("")));
    for group in state.computers.groups() {
        let computers = of_group(&group);
        sections.push(section(Kind::Saved, words::grouped(&group), computers));
    }
    if state.nearby.is_empty() {
        return sections;
    }
    let known: Vec<_> = saved.iter().filter_map(|computer| computer.place()).collect();
    let is_new = |nearby: &&Nearby| {
        let place = nearby.target.parse::<Target>().ok().map(|target| crate::trust::Place::of(&target.address));
        place.is_none_or(|place| !known.contains(&place))
    };
    let nearby = state.nearby.iter().filter(is_new).map(Item::Nearby).collect();
    sections.push(Section { kind: Kind::Nearby, title: text!("start-nearby"), items: nearby });
    sections
}

fn section(kind: Kind, title: String, computers: Vec<&Computer>) -> Section<'_> {
    Section { kind, title, items: computers.into_iter().map(Item::Computer).collect() }
}

/// What fits, best first: the first is what the Enter key opens.
fn matches<'a>(state: &'a State, query: &'a str) -> Section<'a> {
    let mut computers: Vec<&Computer> =
        state.computers.all().iter().filter(|computer| computer.saved || computer.last_seen.is_some()).collect();
    computers.sort_by_key(|computer| std::cmp::Reverse(computer.last_seen));
    let found = search(query, computers.iter().copied());
    let mut items: Vec<Item<'_>> = found.iter().map(|found| Item::Computer(computers[found.index])).collect();
    let lower = query.to_lowercase();
    let fits =
        |nearby: &&Nearby| [&nearby.name, &nearby.target].iter().any(|text| text.to_lowercase().contains(&lower));
    items.extend(state.nearby.iter().filter(fits).map(Item::Nearby));
    let typed = Typed { text: query, target: query.parse() };
    let is_there = |item: &Item<'_>| match item {
        Item::Computer(computer) => computer.target.eq_ignore_ascii_case(query),
        Item::Typed(_) | Item::Nearby(_) => false,
    };
    let is_named =
        |item: &Item<'_>| matches!(item, Item::Computer(computer) if computer.name.eq_ignore_ascii_case(query));
    if items.iter().any(is_there) {
        // It is among them; what has been written out in full comes first.
        items.sort_by_key(|item| !is_there(item));
    } else if typed.target.is_ok() && is_address(query) && !items.iter().any(is_named) {
        items.insert(0, Item::Typed(typed));
    } else if typed.target.is_ok() || items.is_empty() {
        items.push(Item::Typed(typed));
    }
    Section { kind: Kind::Matches, title: text!("start-matches"), items }
}

/// Whether somebody who types this means an address and searches for nothing.
fn is_address(query: &str) -> bool {
    query.contains([':', '/', '[', '.']) || query.eq_ignore_ascii_case("localhost")
}

impl<'a> Content<'a> {
    /// All entries in the order of the page.
    pub(super) fn items(&self) -> impl Iterator<Item = &Item<'a>> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    /// The entry with this number.
    pub(super) fn item(&self, index: usize) -> Option<&Item<'a>> {
        self.items().nth(index)
    }

    /// The same, with what the entries around it have in common.
    pub(super) fn entry(&self, index: usize) -> Option<(Kind, &Item<'a>)> {
        let entries = self.sections.iter().flat_map(|section| section.items.iter().map(|item| (section.kind, item)));
        entries.into_iter().nth(index)
    }

    /// The computer that is the entry with this number.
    pub(super) fn computer(&self, index: usize) -> Option<&'a Computer> {
        match self.item(index)? {
            Item::Computer(computer) => Some(computer),
            Item::Typed(_) | Item::Nearby(_) => None,
        }
    }

    /// What to connect to for the entry with this number.
    pub(super) fn choice(&self, index: usize) -> Option<Choice> {
        match self.item(index)? {
            Item::Computer(computer) => Some(Choice::of(computer)),
            Item::Nearby(nearby) => Some(Choice { target: nearby.target.clone(), name: nearby.name.clone(), id: None }),
            Item::Typed(Typed { text, target: Ok(_) }) => {
                Some(Choice { target: (*text).to_owned(), name: String::new(), id: None })
            }
            Item::Typed(Typed { target: Err(_), .. }) => None,
        }
    }

    /// What would complete `query` to the address of the first entry.
    pub(super) fn completion(&self, query: &str) -> Option<&'a str> {
        let Some(Item::Computer(computer)) = self.items().find(|item| matches!(item, Item::Computer(_))) else {
            return None;
        };
        let start = computer.target.get(..query.len())?;
        let rest = &computer.target[query.len()..];
        (!query.is_empty() && start.eq_ignore_ascii_case(query) && !rest.is_empty()).then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::book::Computers;
    use crate::trust::Timestamp;

    fn state() -> State {
        let mut computers = Computers::default();
        for (name, target) in [("Office", "office:1"), ("Office backup", "10.0.0.8"), ("Lab", "lab")] {
            computers.save(Computer::new(name, target));
        }
        let address = |text: &str| text.parse::<Target>().expect("an address").address;
        computers.visited(&address("attic:2"), "attic:2", Timestamp::now());
        let nearby = vec![
            Nearby { name: "Printer room".into(), target: "printer.local".into() },
            Nearby { name: "Lab".into(), target: "lab".into() },
        ];
        State { computers: Arc::new(computers), nearby: Arc::new(nearby), ..State::default() }
    }

    fn first(state: &State, query: &str) -> String {
        match content(state, query).item(0) {
            Some(Item::Typed(typed)) => format!("typed {} {}", typed.text, typed.target.is_ok()),
            Some(Item::Computer(computer)) => computer.title().to_owned(),
            Some(Item::Nearby(nearby)) => format!("nearby {}", nearby.name),
            None => "nothing".into(),
        }
    }

    #[test]
    fn the_page_has_recent_saved_and_near_computers_each_once() {
        let state = state();
        let content = content(&state, "");
        let shown: Vec<_> = content.sections.iter().map(|section| (section.kind, section.items.len())).collect();
        assert_eq!(shown, [(Kind::Recent, 1), (Kind::Saved, 3), (Kind::Nearby, 1)]);
    }

    #[test]
    fn enter_opens_what_one_means() {
        let state = state();
        for (query, opened) in [
            ("off", "Office"),
            ("office", "Office"),
            ("office:1", "Office"),
            ("OFFICE:1", "Office"),
            ("office:2", "typed office:2 true"),
            ("10.0.0.8", "Office backup"),
            ("10.0.0.9", "typed 10.0.0.9 true"),
            ("backup", "Office backup"),
            ("att", "attic:2"),
            ("print", "nearby Printer room"),
            ("somewhere", "typed somewhere true"),
            ("two words", "typed two words false"),
            ("localhost", "typed localhost true"),
            ("vnc://lab:5905", "typed vnc://lab:5905 true"),
        ] {
            assert_eq!(first(&state, query), opened, "{query}");
        }
        assert_eq!(content(&state, "off").items().count(), 3, "what was typed can be meant as an address");
    }

    #[test]
    fn an_address_is_completed_from_what_is_known() {
        let state = state();
        assert_eq!(content(&state, "Off").completion("Off"), Some("ice:1"));
        assert_eq!(content(&state, "att").completion("att"), Some("ic:2"));
        assert_eq!(content(&state, "backup").completion("backup"), None);
        assert_eq!(content(&state, "lab").completion("lab"), None);
        assert_eq!(content(&state, "ä").completion("ä"), None);
    }
}
