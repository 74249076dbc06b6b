//! `farview computers list` and `forget`.

use clap::Args;
use serde::Serialize;

use super::{book, unusable};
use crate::book::{Colour, Computer, Computers};
use crate::cli::exit::{Error, ExitCode};
use crate::cli::output;
use crate::trust::Timestamp;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ForgetArguments {
    /// The computers, by their names or addresses
    #[arg(required = true, value_name = "COMPUTER")]
    computers: Vec<String>,
}

/// A computer as programs read it.
#[derive(Serialize)]
struct Shown<'a> {
    id: &'a str,
    name: &'a str,
    target: &'a str,
    group: &'a str,
    tags: &'a [String],
    colour: Option<Colour>,
    notes: &'a str,
    private: bool,
    saved: bool,
    last_seen: Option<Timestamp>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let computers = book()?.read().map_err(unusable)?;
    let all: Vec<&Computer> = computers.saved().into_iter().chain(computers.recent()).collect();
    if arguments.json {
        let shown: Vec<_> = all.into_iter().map(shown).collect();
        let json = serde_json::to_string_pretty(&shown)
            .map_err(|error| Error::new(ExitCode::Other, "cannot print the computers", error))?;
        return output::text(&format!("{json}\n"));
    }
    output::text(&all.into_iter().map(described).collect::<String>())
}

fn shown(computer: &Computer) -> Shown<'_> {
    let Computer { id, name, target, group, tags, colour, notes, private, saved, last_seen, .. } = computer;
    let (colour, private, saved, last_seen) = (*colour, *private, *saved, *last_seen);
    Shown { id, name, target, group, tags, colour, notes, private, saved, last_seen }
}

/// A computer on a line: what it is called, where it is, and what else is known, parted by tabs.
fn described(computer: &Computer) -> String {
    let seen = computer.last_seen.map_or_else(|| "never seen".to_owned(), |seen| format!("seen {}", seen.date()));
    let kept = if computer.saved { "saved" } else { "visited" };
    let mut parts = vec![computer.title(), &computer.target, kept, &seen];
    parts.extend([&computer.group].into_iter().filter(|group| !group.is_empty()).map(String::as_str));
    parts.join("\t") + "\n"
}

pub(super) fn forget(arguments: &ForgetArguments) -> Result<(), Error> {
    let changed = book()?.change(|computers| {
        for named in &arguments.computers {
            let ids = named_so(computers, named);
            if ids.is_empty() {
                return Err(named);
            }
            computers.delete(&ids);
        }
        Ok(())
    });
    changed.map_err(unusable)?.0.map_err(|named| {
        // An address may hold a password.
        let shown = if named.contains("://") { "that address" } else { named };
        Error::new(ExitCode::Usage, format!("no computer is called {shown}"), "nor is any at such an address")
            .hint("see `farview computers list`; what was named before it is forgotten")
    })
}

/// The ids of the computers with this name, or else at this address.
fn named_so(computers: &Computers, named: &str) -> Vec<String> {
    let ids = |fits: &dyn Fn(&Computer) -> bool| -> Vec<String> {
        computers.all().iter().filter(|computer| fits(computer)).map(|computer| computer.id.clone()).collect()
    };
    let by_name = ids(&|computer| computer.name == named || computer.target == named);
    let place = Computer::new("", named).place();
    if by_name.is_empty() { ids(&|computer| place.is_some() && computer.place() == place) } else { by_name }
}
