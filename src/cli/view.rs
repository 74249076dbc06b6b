//! `farview [view] TARGET`: a window on a remote desktop.

use clap::{Args, CommandFactory};

use super::connection::{Connection, ConnectionArguments, TARGET_HELP};
use super::exit::{Error, ExitCode};
use super::output;
#[cfg(feature = "gui")]
use crate::app::{self, Launch, Outcome, Subject};
use crate::config::{Filter, Placement, RendererChoice, Scale, Theme, WindowOptions};
use crate::session::{Failure, Interaction, Options, Reconnect};
#[cfg(feature = "gui")]
use crate::text;
use crate::text::Language;

/// Open a window on a desktop; `view` may be left out
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(help = TARGET_HELP)]
    target: Option<String>,
    #[command(flatten)]
    connection: ConnectionArguments,
    #[command(flatten)]
    window: WindowArguments,
    /// Bring a session back that was lost: auto, off, or so many attempts
    #[arg(long, value_name = "WHEN", default_value_t = Reconnect::Always, help_heading = "Connection")]
    reconnect: Reconnect,
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
    /// How large to draw the desktop: fit, width, integer, 1:1, or a percentage
    #[arg(long, value_name = "SCALE", default_value_t)]
    scale: Scale,
    /// How to draw a desktop that is made larger or smaller
    #[arg(long, value_enum, default_value_t)]
    filter: Filter,
    /// What draws the window
    #[arg(long, value_enum, default_value_t)]
    renderer: RendererChoice,
    /// Whether the window is light or dark
    #[arg(long, value_enum, default_value_t)]
    theme: Theme,
    /// The language of the window, such as de or zh-CN; that of the system if left out
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<Language>,
}

impl WindowArguments {
    /// Applies what concerns the session to `options`; the rest is the window's.
    pub(super) fn apply(&self, options: &mut Options, title: Option<String>) -> WindowOptions {
        if self.view_only {
            options.interaction = Interaction::ViewOnly;
        }
        let placement = if self.fullscreen { Placement::Fullscreen } else { Placement::Windowed };
        let WindowArguments { scale, filter, renderer, theme, lang: language, .. } = *self;
        WindowOptions { title, placement, scale, filter, renderer, theme, language }
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let Some(target) = &arguments.target else {
        return output::text(&super::CommandLine::command().render_help().to_string());
    };
    let Connection { mut options, name, .. } = arguments.connection.connection(target)?;
    options.reconnect = arguments.reconnect;
    let window = arguments.window.apply(&mut options, name);
    match show(options, window) {
        Shown::Closed => Ok(()),
        Shown::Failed(failure) => Err(failure.into()),
        Shown::NoWindow(error) => Err(error),
    }
}

/// How showing a window went.
#[cfg_attr(not(feature = "gui"), expect(dead_code, reason = "a Farview without a window never shows one"))]
pub(super) enum Shown {
    /// The user closed it.
    Closed,
    /// The session failed, and the user closed the window that said so.
    Failed(Failure),
    /// There never was a window.
    NoWindow(Error),
}

/// Opens the window and returns when it is closed.
#[cfg(feature = "gui")]
pub(super) fn show(options: Options, window: WindowOptions) -> Shown {
    if let Some(why) = missing_display() {
        let hint = "start it in a graphical session, or use the commands that need no window: snapshot, probe, record";
        return Shown::NoWindow(no_window(why).hint(hint));
    }
    text::speak(window.language.unwrap_or_else(Language::of_system));
    match app::run(Launch { subject: Subject::Session(Box::new(options)), window }) {
        Ok(Outcome::Closed) => Shown::Closed,
        Ok(Outcome::Failed(failure)) => Shown::Failed(failure),
        Err(error) => Shown::NoWindow(no_window(without_source_line(&error.to_string())).hint(error.hint())),
    }
}

/// Opens the window and returns when it is closed.
#[cfg(not(feature = "gui"))]
pub(super) fn show(_options: Options, _window: WindowOptions) -> Shown {
    let hint = "build it with the feature `gui`, or take a picture with farview snapshot TARGET FILE.png";
    Shown::NoWindow(no_window("this Farview was built without one").hint(hint))
}

fn no_window(why: impl std::fmt::Display) -> Error {
    Error::new(ExitCode::Other, "cannot open a window", why)
}

/// The window system's own words, without the line of its source code that winit puts before them.
#[cfg(feature = "gui")]
fn without_source_line(why: &str) -> &str {
    let located = why.strip_prefix("os error at ").and_then(|rest| rest.split_once(": "));
    located.map_or(why, |(_, words)| words)
}

/// Why no window can be opened, where that is known without trying.
#[cfg(feature = "gui")]
fn missing_display() -> Option<&'static str> {
    if cfg!(any(windows, target_os = "macos")) {
        return None;
    }
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let found = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(is_set);
    (!found).then_some("there is no display here, neither DISPLAY nor WAYLAND_DISPLAY is set")
}
