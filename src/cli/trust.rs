//! `farview trust list|forget|pin`: the servers that are known, and the keys they are trusted with.

mod list;
mod pin;

use clap::{Args, Subcommand};

use super::connection::parse_target;
use super::exit::{Error, ExitCode};
use super::output;
use crate::session::Address;
use crate::trust::{Place, StoreError, TrustStore};

/// List, forget and pin the keys that servers are trusted with
#[derive(Debug, Args)]
#[command(
    disable_help_subcommand = true,
    after_help = "\
Examples:
  farview trust list
  farview trust forget office
  farview trust pin office --fingerprint SHA256:1d:b2:…
  farview trust pin office

Each key is for one address alone: host and port. The file is trust.toml in the folder for settings."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show what is known
    List(list::Arguments),
    /// Forget all that is known of a server
    Forget(ForgetArguments),
    /// Trust a server with one key and no other
    Pin(pin::Arguments),
}

#[derive(Debug, Args)]
struct ForgetArguments {
    /// The servers, as they are listed or as they are connected to
    #[arg(required = true)]
    targets: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    match &arguments.action {
        Action::List(arguments) => list::run(arguments),
        Action::Forget(arguments) => forget(arguments),
        Action::Pin(arguments) => pin::run(arguments),
    }
}

fn forget(arguments: &ForgetArguments) -> Result<(), Error> {
    let places = arguments.targets.iter().map(|target| places(target)).collect::<Result<Vec<_>, _>>()?;
    let unknown = store()?.change(|known| {
        let mut unknown = None;
        for (target, places) in arguments.targets.iter().zip(&places) {
            // Not `any`: all of them are to be forgotten.
            let forgotten = places.iter().filter(|place| known.forget(place).is_some()).count();
            if forgotten == 0 {
                unknown.get_or_insert(target);
            }
        }
        unknown
    });
    match unknown.map_err(unusable)? {
        None => Ok(()),
        Some(target) => {
            // An address may hold a password.
            let shown = if target.contains("://") { "that address" } else { target };
            let what = format!("nothing was known of {shown}");
            Err(Error::new(ExitCode::Other, what, "no such address is in the file of trusted servers")
                .hint("see `farview trust list`; another port is another server"))
        }
    }
}

/// What a target may stand for in the file: the address that it is, or what is written there in so many words.
fn places(target: &str) -> Result<Vec<Place>, Error> {
    let written = Place::written(target);
    match address(target) {
        Ok(address) => {
            let meant = [Place::of(&address), Place::of_web_server(&address)];
            Ok(written.into_iter().chain(meant).collect())
        }
        Err(error) => written.filter(|_| target.contains(' ')).map(|place| vec![place]).ok_or(error),
    }
}

fn address(target: &str) -> Result<Address, Error> {
    Ok(parse_target(target)?.address)
}

/// The user's own trust store.
fn store() -> Result<TrustStore, Error> {
    TrustStore::find().map_err(|error| Error::new(ExitCode::Other, "there is no file of trusted servers", error))
}

fn unusable(error: StoreError) -> Error {
    let StoreError { path, problem } = error;
    let hint = problem.hint(&path);
    let what = format!("cannot use the file of trusted servers, {}", path.display());
    Error::new(ExitCode::Other, what, problem).hint(hint)
}

/// Prints what was done, for people.
fn done(text: &str) {
    output::note(text);
}
