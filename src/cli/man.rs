//! `farview man [DIR]`: the manual pages.

use std::path::PathBuf;

use clap::{Args, CommandFactory};

use super::exit::{Error, ExitCode};
use super::output;

/// Print the manual page, or write the pages of all commands into DIR
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  farview man | man -l -
  farview man ~/.local/share/man/man1")]
pub(super) struct Arguments {
    /// The folder to write into
    directory: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let mut command = super::CommandLine::command();
    let failed = |error: std::io::Error| Error::new(ExitCode::Other, "cannot write the manual", error);
    match &arguments.directory {
        None => {
            command.build();
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page).map_err(failed)?;
            output::data(&page)
        }
        Some(directory) => {
            std::fs::create_dir_all(directory).map_err(failed)?;
            clap_mangen::generate_to(command, directory).map_err(failed)
        }
    }
}
