//! `farview probe TARGET`: what a server offers, and what is behind it where that needs no password.

mod look;
mod report;

use std::time::Duration;

use clap::Args;

use super::connection::{PasswordArguments, TARGET_HELP, parse_target};
use super::exit::{Error, ExitCode};
use super::way::WayArguments;
use super::{duration, output};
use crate::session::{Failure, explain};
use report::Report;

/// Say what a server offers: version, security types, desktop, encodings
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  farview probe office
  farview probe --json office:1 | jq .security_types
  farview probe --password-file ~/.farview-office office

A password is sent only when --password-file or --password-stdin gives one; neither the environment nor a vnc:// \
address is used. Other viewers stay connected.")]
pub(super) struct Arguments {
    #[arg(help = TARGET_HELP)]
    target: String,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
    /// Give up when the server says nothing for this long
    #[arg(long, value_name = "SECONDS", value_parser = duration::seconds, default_value = "10")]
    timeout: Duration,
    #[command(flatten)]
    way: WayArguments,
    #[command(flatten)]
    password: PasswordArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let mut target = parse_target(&arguments.target)?;
    let credentials = arguments.password.explicit_login(&target)?.credentials();
    target.address = arguments.way.lead(target.address)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|why| Error::new(ExitCode::Other, "cannot start", why))?;
    let mut report = Report::new(&target.address);
    let looked = runtime.block_on(look::look(&target.address, credentials, arguments.timeout, &mut report));
    // A name that is still being looked up in a thread of its own must not hold the program.
    runtime.shutdown_background();
    let failure = looked.err().map(|error| explain(&target.address, &error));
    report.error = failure.as_ref().map(|Failure { what, why, .. }| format!("{what}: {why}"));
    if arguments.json {
        output::text(&report.json())?;
    } else if report.version.is_some() {
        output::text(&report.text())?;
    }
    failure.map_or(Ok(()), |failure| Err(failure.into()))
}
