//! All computers that the user knows, and what can be done with them. Pure: the file is elsewhere.

use super::{Computer, to_keep};
use crate::session::Address;
use crate::trust::{Place, Timestamp};

/// How many computers that were only visited are remembered.
const MOST_VISITED: usize = 30;
/// The same of those for which something is set.
const MOST_VISITED_WITH_SETTINGS: usize = 300;

/// The computers, in the order they stand in the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Computers {
    pub(super) all: Vec<Computer>,
    /// What else stands in the file.
    pub(super) unknown: toml::Table,
}

impl Computers {
    /// The computers, in the order they stand in the file.
    pub fn all(&self) -> &[Computer] {
        &self.all
    }

    /// Those that the user saved, by name.
    pub fn saved(&self) -> Vec<&Computer> {
        let mut saved: Vec<_> = self.all.iter().filter(|computer| computer.saved).collect();
        saved.sort_by_cached_key(|computer| (computer.title().to_lowercase(), computer.id.clone()));
        saved
    }

    /// Those that were only visited, the last one first.
    pub fn recent(&self) -> Vec<&Computer> {
        let is_recent = |computer: &&Computer| !computer.saved && computer.last_seen.is_some();
        let mut recent: Vec<_> = self.all.iter().filter(is_recent).collect();
        recent.sort_by_key(|computer| std::cmp::Reverse(computer.last_seen));
        recent
    }

    /// The names of the groups that there are, in order.
    pub fn groups(&self) -> Vec<String> {
        let groups = self.all.iter().filter(|computer| computer.saved && !computer.group.is_empty());
        let mut groups: Vec<String> = groups.map(|computer| computer.group.clone()).collect();
        groups.sort_by_cached_key(|group| group.to_lowercase());
        groups.dedup();
        groups
    }

    /// The one with this id.
    pub fn with_id(&self, id: &str) -> Option<&Computer> {
        self.all.iter().find(|computer| computer.id == id)
    }

    /// The one at `address`; where there are several, the first that was saved.
    pub fn find(&self, address: &Address) -> Option<&Computer> {
        self.index_at(&Place::of(address)).map(|index| &self.all[index])
    }

    /// What is set for the computer at `address` alone.
    pub fn overrides(&self, address: &Address) -> toml::Table {
        self.find(address).map(|computer| computer.settings.clone()).unwrap_or_default()
    }

    /// Sets one thing for the computer at `address` alone, or no longer. A key with dots names a table in a table.
    pub fn set_override(&mut self, address: &Address, key: &str, value: Option<toml::Value>) {
        let index = match self.index_at(&Place::of(address)) {
            Some(index) => index,
            None if value.is_none() => return,
            None => self.add(Computer { target: address.to_string(), ..Computer::default() }),
        };
        set(&mut self.all[index].settings, key, value);
    }

    /// A session with the computer at `address` is open, which the user wrote as `typed`.
    pub fn visited(&mut self, address: &Address, typed: &str, now: Timestamp) {
        if !can_be_visited(address) {
            return;
        }
        let index = match self.index_at(&Place::of(address)) {
            Some(index) => index,
            None if leads_elsewhere(typed) => return,
            None => self.add(Computer { target: to_keep(typed), ..Computer::default() }),
        };
        let computer = &mut self.all[index];
        computer.last_seen = Some(now);
        if !computer.saved && !leads_elsewhere(typed) {
            computer.target = to_keep(typed);
        }
        self.forget_the_oldest();
    }

    /// A session with this computer is open.
    pub fn visited_again(&mut self, id: &str, now: Timestamp) {
        if let Some(computer) = self.all.iter_mut().find(|computer| computer.id == id) {
            computer.last_seen = Some(now);
        }
    }

    /// Saves `computer`: in place of the one with the same id, otherwise as a new one, or in place of the one that was only
    /// visited at the same address. Returns its id.
    pub fn save(&mut self, mut computer: Computer) -> String {
        computer.tidy();
        computer.saved = true;
        if let Some(old) = self.all.iter_mut().find(|old| old.id == computer.id && !computer.id.is_empty()) {
            computer.last_seen = computer.last_seen.max(old.last_seen);
            computer.unknown.clone_from(&old.unknown);
            *old = computer;
            return old.id.clone();
        }
        let place = computer.place();
        let visited = self.all.iter().position(|old| !old.saved && place.is_some() && old.place() == place);
        if let Some(old) = visited.map(|index| self.all.remove(index)) {
            computer.id = if computer.id.is_empty() { old.id } else { computer.id };
            computer.last_seen = computer.last_seen.max(old.last_seen);
            if computer.settings.is_empty() {
                computer.settings = old.settings;
            }
        }
        let index = self.add(computer);
        self.all[index].id.clone()
    }

    /// Makes another one of the computer with this id. Returns the id of the new one.
    pub fn duplicate(&mut self, id: &str, name: &str) -> Option<String> {
        let old = self.all.iter().position(|computer| computer.id == id)?;
        let mut new = Computer { id: String::new(), name: name.to_owned(), ..self.all[old].clone() };
        new.saved = true;
        new.last_seen = None;
        new.tidy();
        let index = self.add(new);
        Some(self.all[index].id.clone())
    }

    /// Forgets the computers with these ids, and returns them.
    pub fn delete(&mut self, ids: &[String]) -> Vec<Computer> {
        let (gone, kept) = std::mem::take(&mut self.all).into_iter().partition(|computer| ids.contains(&computer.id));
        self.all = kept;
        gone
    }

    /// Brings back what was deleted.
    pub fn bring_back(&mut self, computers: Vec<Computer>) {
        for computer in computers {
            if self.with_id(&computer.id).is_none() {
                self.all.push(computer);
            }
        }
    }

    /// Saves computers from elsewhere, but for those that are here already by name and address. Returns how many are new, and
    /// how many are not.
    pub fn add_imported(&mut self, computers: Vec<Computer>) -> (usize, usize) {
        let (mut added, mut known) = (0, 0);
        for mut computer in computers {
            computer.tidy();
            let place = computer.place();
            let is_here = |old: &Computer| {
                old.saved && old.place() == place && (old.title() == computer.title() || computer.name.is_empty())
            };
            if self.all.iter().any(is_here) {
                known += 1;
            } else {
                computer.id = if self.with_id(&computer.id).is_some() { String::new() } else { computer.id };
                self.save(computer);
                added += 1;
            }
        }
        (added, known)
    }

    fn index_at(&self, place: &Place) -> Option<usize> {
        let here: Vec<usize> =
            (0..self.all.len()).filter(|&index| self.all[index].place().as_ref() == Some(place)).collect();
        here.iter().copied().find(|&index| self.all[index].saved).or(here.first().copied())
    }

    fn add(&mut self, mut computer: Computer) -> usize {
        if computer.id.is_empty() || self.with_id(&computer.id).is_some() {
            computer.id = self.new_id();
        }
        self.all.push(computer);
        self.all.len() - 1
    }

    /// An id that nobody has or had.
    pub(super) fn new_id(&self) -> String {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let mut number = now.as_nanos() as u64;
        loop {
            let id = format!("{number:x}");
            if self.with_id(&id).is_none() {
                return id;
            }
            number += 1;
        }
    }

    /// Those that were only visited do not pile up.
    fn forget_the_oldest(&mut self) {
        for (has_settings, most) in [(false, MOST_VISITED), (true, MOST_VISITED_WITH_SETTINGS)] {
            let counts = |computer: &Computer| !computer.saved && computer.settings.is_empty() != has_settings;
            let mut seen: Vec<_> = self.all.iter().filter(|computer| counts(computer)).map(|c| c.last_seen).collect();
            if seen.len() > most {
                seen.sort_unstable_by(|a, b| b.cmp(a));
                let last = seen[most - 1];
                self.all.retain(|computer| !counts(computer) || computer.last_seen >= last);
            }
        }
    }
}

/// Whether it makes sense to go there again.
fn can_be_visited(address: &Address) -> bool {
    match address {
        Address::Incoming(_) => false,
        Address::Tcp { .. } | Address::Unix(_) | Address::Web(_) | Address::Repeater(_) | Address::Through(_) => true,
    }
}

/// Whether it is a web address with a query: that may hold a ticket, and is not remembered unless the user saves it.
fn leads_elsewhere(typed: &str) -> bool {
    let lower = typed.trim().to_ascii_lowercase();
    (lower.starts_with("ws://") || lower.starts_with("wss://")) && lower.contains('?')
}

/// Puts `value` at `key`, whose dots part tables, or takes it away together with tables that become empty.
fn set(table: &mut toml::Table, key: &str, value: Option<toml::Value>) {
    let Some((first, rest)) = key.split_once('.') else {
        match value {
            Some(value) => table.insert(key.to_owned(), value),
            None => table.remove(key),
        };
        return;
    };
    let inner = table.entry(first).or_insert_with(|| toml::Value::Table(toml::Table::new()));
    if !inner.is_table() {
        *inner = toml::Value::Table(toml::Table::new());
    }
    if let Some(inner) = inner.as_table_mut() {
        set(inner, rest, value);
        if inner.is_empty() {
            table.remove(first);
        }
    }
}

#[cfg(test)]
#[path = "computers_tests.rs"]
mod tests;
