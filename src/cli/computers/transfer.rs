//! `farview computers import` and `export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{book, unusable};
use crate::book::export::{self, Form};
use crate::book::import::{self, Imported};
use crate::cli::exit::{Error, ExitCode};
use crate::cli::output;

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// Files of other viewers, or folders of them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// The file; - is standard output
    #[arg(default_value = "-")]
    file: PathBuf,
    /// The form of the file; by default that of its name: toml, else addresses
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// The form of an exported file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Farview's own, with everything but passwords
    Toml,
    /// vnc:// addresses, one a line
    Addresses,
}

pub(super) fn import(arguments: &ImportArguments) -> Result<(), Error> {
    let mut imported = Imported::default();
    for path in &arguments.paths {
        let more = import::read_path(path).map_err(|problem| {
            Error::new(ExitCode::Other, format!("cannot import {}", path.display()), problem)
                .hint("see `farview computers import --help` for the files that can be imported")
        })?;
        imported.add(more);
    }
    let Imported { computers, left_out, passwords } = imported;
    let ((added, known), _) = book()?.change(|all| all.add_imported(computers)).map_err(unusable)?;
    output::note(&format!("farview: {added} added, {known} known already, {} left out", left_out.len()));
    for left in &left_out {
        output::note(&format!("farview: left out {}: {}", left.name, left.why));
    }
    if passwords > 0 {
        output::note(&format!(
            "farview: {passwords} passwords are not taken over, since such files only scramble them"
        ));
        output::note("hint: Farview asks for the password when you connect, and can keep it in the keyring");
    }
    Ok(())
}

pub(super) fn export(arguments: &ExportArguments) -> Result<(), Error> {
    let computers = book()?.read().map_err(unusable)?;
    let form = match arguments.format {
        Some(Format::Toml) => Form::Own,
        Some(Format::Addresses) => Form::Addresses,
        None => Form::of(&arguments.file),
    };
    let text = export::write(form, computers.saved())
        .map_err(|error| Error::new(ExitCode::Other, "cannot export the computers", error))?;
    output::file(&arguments.file, text.as_bytes())
}
