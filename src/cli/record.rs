//! `farview record TARGET FILE`: what a server sends, for `farview replay`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::connection::{ConnectionArguments, TARGET_HELP};
use super::duration;
use super::exit::Error;
use super::headless::{End, Headless};
use crate::session::Interaction;

/// Record what a server sends, without the authentication
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  farview record office session.fvr
  farview record --duration 60 office session.fvr

Ctrl-C ends a recording. The file has its name only when it is complete.")]
pub(super) struct Arguments {
    #[arg(help = TARGET_HELP)]
    target: String,
    /// The file to write
    file: PathBuf,
    /// Stop after this long
    #[arg(long, value_name = "SECONDS", value_parser = duration::seconds)]
    duration: Option<Duration>,
    /// Give up when there is no picture after this long
    #[arg(long, value_name = "SECONDS", value_parser = duration::seconds, default_value = "30")]
    timeout: Duration,
    #[command(flatten)]
    connection: ConnectionArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let mut connection = arguments.connection.connection(&arguments.target)?;
    connection.options.interaction = Interaction::ViewOnly;
    connection.options.recording = Some(arguments.file.clone());
    let mut headless = Headless::open(connection, arguments.timeout)?;
    tracing::info!(file = %arguments.file.display(), "recording; Ctrl-C ends it");
    let ended = headless.run_until_interrupted(arguments.duration);
    headless.close();
    match ended? {
        End::TimeIsUp | End::Interrupted => Ok(()),
    }
}
