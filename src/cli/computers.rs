//! `farview computers list|import|export|forget`: the computers of the start page, without a window.

mod list;
mod transfer;

use clap::{Args, Subcommand};

use super::exit::{Error, ExitCode};
use crate::book::{Book, BookError};

/// List, import, export and forget the computers of the start page
#[derive(Debug, Args)]
#[command(
    disable_help_subcommand = true,
    after_help = "\
Examples:
  farview computers list
  farview computers import ~/.local/share/remmina
  farview computers import office.tigervnc servers.vnc addresses.txt
  farview computers export computers.toml
  farview computers forget Office

Files of TigerVNC, RealVNC, TightVNC, UltraVNC and Remmina, Farview's own and lists of vnc:// addresses are imported.
Passwords in them are never taken over. The file is computers.toml in the folder for settings."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show the computers that are known
    List(list::Arguments),
    /// Take over the computers in files and folders of other viewers
    Import(transfer::ImportArguments),
    /// Write the saved computers into a file, for Farview elsewhere or for others
    Export(transfer::ExportArguments),
    /// Forget computers
    Forget(list::ForgetArguments),
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    match &arguments.action {
        Action::List(arguments) => list::run(arguments),
        Action::Import(arguments) => transfer::import(arguments),
        Action::Export(arguments) => transfer::export(arguments),
        Action::Forget(arguments) => list::forget(arguments),
    }
}

/// The user's own.
fn book() -> Result<Book, Error> {
    Book::find().map_err(|error| Error::new(ExitCode::Other, "there is no list of computers", error))
}

fn unusable(error: BookError) -> Error {
    let BookError { path, problem } = error;
    let hint = problem.hint(&path);
    let what = format!("cannot use the list of computers, {}", path.display());
    Error::new(ExitCode::Other, what, problem).hint(hint)
}
