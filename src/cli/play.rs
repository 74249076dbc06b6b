//! `farview play FILE`: a window that plays a recording.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Error, ExitCode};
use super::view::{self, WindowArguments};

/// Play a recording in a window
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  farview play session.fbs
  farview play --fullscreen session.fvr

It plays what Farview has recorded, in a window or with `farview record`, FBS files of other viewers, and captures that \
start with ServerInit. Keys: Space plays and pauses, the arrow keys go five seconds back and on, with Shift a minute, \
comma and full stop go from picture to picture, + and - change the speed, S saves a picture.")]
pub(super) struct Arguments {
    /// The recording
    file: PathBuf,
    #[command(flatten)]
    window: WindowArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    // What is not there needs no window to say so.
    if let Err(why) = std::fs::metadata(&arguments.file) {
        let what = format!("cannot play {}", arguments.file.display());
        return Err(Error::new(ExitCode::Other, what, why).hint("farview record TARGET FILE makes a recording"));
    }
    view::play(arguments.file.clone(), &arguments.window)
}
