//! `farview [view] TARGET`: a window on a remote desktop.

use clap::{Args, CommandFactory};

use super::connection::{Connection, ConnectionArguments, TARGET_HELP};
use super::exit::Error;
use super::output;
#[cfg(feature = "gui")]
use crate::app::{self, Launch, Outcome};
use crate::config::{Placement, RendererChoice, Scale, Theme, WindowOptions};
use crate::session::{Interaction, Options};

/// Open a window on a desktop; `view` may be left out
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(help = TARGET_HELP)]
    target: Option<String>,
    #[command(flatten)]
    connection: ConnectionArguments,
    #[command(flatten)]
    window: WindowArguments,
}

/// How the window opens.
#[derive(Debug, Args)]
#[command(next_help_heading = "Window")]
pub(super) struct WindowArguments {
    /// Only look: send no keys, no mouse and no clipboard
    #[arg(long)]
    view_only: bool,
    /// Start on the full screen
    #[arg(long)]
    fullscreen: bool,
    /// How large to draw the desktop: fit, 1:1, or a percentage
    #[arg(long, value_name = "SCALE", default_value_t)]
    scale: Scale,
    /// What draws the window
    #[arg(long, value_enum, default_value_t)]
    renderer: RendererChoice,
    /// Whether the window is light or dark
    #[arg(long, value_enum, default_value_t)]
    theme: Theme,
}

impl WindowArguments {
    /// Applies what concerns the session to `options`; the rest is the window's.
    pub(super) fn apply(&self, options: &mut Options, title: Option<String>) -> WindowOptions {
        if self.view_only {
            options.interaction = Interaction::ViewOnly;
        }
        let placement = if self.fullscreen { Placement::Fullscreen } else { Placement::Windowed };
        WindowOptions { title, placement, scale: self.scale, renderer: self.renderer, theme: self.theme }
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let Some(target) = &arguments.target else {
        return output::text(&super::CommandLine::command().render_help().to_string());
    };
    let Connection { mut options, name, .. } = arguments.connection.connection(target)?;
    let window = arguments.window.apply(&mut options, name);
    open(options, window)
}

/// Opens the window and returns when it is closed.
#[cfg(feature = "gui")]
pub(super) fn open(options: Options, window: WindowOptions) -> Result<(), Error> {
    match app::run(Launch { options, window }) {
        Ok(Outcome::Closed) => Ok(()),
        Ok(Outcome::Failed(failure)) => Err(failure.into()),
        Err(error) => Err(Error::new(super::ExitCode::Other, "cannot open a window", &error).hint(error.hint())),
    }
}

/// Opens the window and returns when it is closed.
#[cfg(not(feature = "gui"))]
pub(super) fn open(_options: Options, _window: WindowOptions) -> Result<(), Error> {
    Err(Error::new(super::ExitCode::Other, "cannot open a window", "this Farview was built without one")
        .hint("build it with the feature `gui`, or take a picture with farview snapshot TARGET FILE.png"))
}
