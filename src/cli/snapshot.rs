//! `farview snapshot TARGET FILE.png`: one full picture, without a window.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use super::connection::{ConnectionArguments, TARGET_HELP};
use super::exit::{Error, ExitCode};
use super::headless::Headless;
use super::{duration, output, picture};
use crate::session::{Interaction, Size};

/// Save one picture of a desktop as a PNG file, without a window
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  farview snapshot office now.png
  farview snapshot --settle office:1 quiet.png
  farview snapshot --password-file ~/.farview-office office - | display")]
pub(super) struct Arguments {
    #[arg(help = TARGET_HELP)]
    target: String,
    /// The file to write; - for standard output
    file: PathBuf,
    /// Wait this long after the first full picture
    #[arg(long, value_name = "SECONDS", value_parser = duration::seconds)]
    delay: Option<Duration>,
    /// Wait until the desktop has not changed for this long
    #[arg(long, value_name = "SECONDS", value_parser = duration::seconds, num_args = 0..=1, require_equals = true, default_missing_value = "0.5")]
    settle: Option<Duration>,
    /// Wait no longer than this for the desktop to settle
    #[arg(long, value_name = "SECONDS", value_parser = duration::seconds, default_value = "10", requires = "settle")]
    settle_limit: Duration,
    /// Give up when there is no picture after this long
    #[arg(long, value_name = "SECONDS", value_parser = duration::seconds, default_value = "30")]
    timeout: Duration,
    #[command(flatten)]
    connection: ConnectionArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    if arguments.file.as_os_str() == "-" && output::is_terminal() {
        return Err(Error::new(ExitCode::Usage, "cannot write a picture here", "standard output is a terminal")
            .hint("name a file, or send the output somewhere with > or |"));
    }
    let mut connection = arguments.connection.connection(&arguments.target)?;
    connection.options.interaction = Interaction::ViewOnly;
    // One picture is worth waiting for its true pixels.
    connection.options.wishes.quality.get_or_insert_default();
    let mut headless = Headless::open(connection, arguments.timeout)?;
    if let Some(delay) = arguments.delay {
        headless.run_for(delay)?;
    }
    if let Some(still) = arguments.settle
        && !headless.run_until_still(still, arguments.settle_limit)?
    {
        let waited = arguments.settle_limit.as_secs_f64();
        tracing::warn!(waited, "the desktop did not come to rest; this is how it looked at the end");
    }
    save(&headless, &arguments.file)?;
    headless.close();
    Ok(())
}

/// Writes what the session shows now, and says how large it is.
pub(super) fn save(headless: &Headless, file: &Path) -> Result<Size, Error> {
    let framebuffer = headless.session().screen().look(Clone::clone);
    let bytes = picture::png(&framebuffer)?;
    output::file(file, &bytes)?;
    let size = framebuffer.size();
    tracing::info!(width = size.width, height = size.height, bytes = bytes.len(), "picture written");
    Ok(size)
}
