//! `farview [view] TARGET`: a window on a remote desktop.

use clap::{Args, CommandFactory};

use super::connection::{Connection, ConnectionArguments, TARGET_HELP};
use super::exit::{Error, ExitCode};
use super::output;
#[cfg(feature = "gui")]
use crate::app::{self, KnownAs, Launch, NotOpened, Opener, Origin, Outcome, Subject};
use crate::config::{Filter, Motion, Placement, RendererChoice, Scale, Theme, WindowOptions};
use crate::session::{Failure, Interaction, Options, Reconnect};
#[cfg(feature = "gui")]
use crate::text;
use crate::text::Language;

/// Open a window on a desktop; `view` may be left out
#[derive(Debug, Clone, Args)]
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
#[derive(Debug, Clone, Default, Args)]
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
        WindowOptions { title, placement, scale, filter, renderer, theme, motion: Motion::Auto, language }
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let shown = match &arguments.target {
        Some(target) => {
            let (options, window) = arguments.opened(target)?;
            show_target(options, window, Some(target), arguments)
        }
        None => match show_start(arguments) {
            Some(shown) => shown,
            // Where there can be no window, there are still the commands that need none.
            None => return output::text(&super::CommandLine::command().render_help().to_string()),
        },
    };
    match shown {
        Shown::Closed => Ok(()),
        Shown::Failed(failure) => Err(failure.into()),
        Shown::NoWindow(error) => Err(error),
    }
}

impl Arguments {
    /// What is opened for `target` with these options.
    fn opened(&self, target: &str) -> Result<(Options, WindowOptions), Error> {
        let Connection { mut options, name, .. } = self.connection.connection(target)?;
        options.reconnect = self.reconnect;
        let window = self.window.apply(&mut options, name);
        Ok((options, window))
    }

    /// How targets are opened with these options from the start page.
    #[cfg(feature = "gui")]
    fn opener(&self) -> Opener {
        let arguments = self.clone();
        Opener::new(move |target| match arguments.opened(target) {
            Ok((options, window)) => {
                Ok(Launch { subject: Subject::Session(Box::new(options)), window, known_as: None })
            }
            Err(Error { what, why, hint, .. }) => Err(NotOpened { what, why, hint: hint.unwrap_or_default() }),
        })
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

/// Opens the window on a session that is not remembered, and returns when it is closed.
pub(super) fn show(options: Options, window: WindowOptions) -> Shown {
    let (connection, reconnect) = (ConnectionArguments::default(), Reconnect::Always);
    let arguments = Arguments { target: None, connection, window: WindowArguments::default(), reconnect };
    show_target(options, window, None, &arguments)
}

/// Opens the window on a session with `target`, and returns when it is closed.
#[cfg(feature = "gui")]
fn show_target(options: Options, window: WindowOptions, target: Option<&str>, arguments: &Arguments) -> Shown {
    let known = |typed: &str| KnownAs { typed: typed.to_owned(), id: None, origin: Origin::CommandLine };
    let (subject, known_as) = (Subject::Session(Box::new(options)), target.map(known));
    run_window(Launch { subject, window, known_as }, arguments.opener())
}

/// Opens the window on the start page where there can be a window, and returns when it is closed.
#[cfg(not(feature = "gui"))]
fn show_start(_: &Arguments) -> Option<Shown> {
    None
}

/// Opens the window on the start page where there can be a window, and returns when it is closed.
#[cfg(feature = "gui")]
fn show_start(arguments: &Arguments) -> Option<Shown> {
    if missing_display().is_some() {
        return None;
    }
    let mut nowhere = Options::new(crate::session::Address::Unix(std::path::PathBuf::new()));
    let window = arguments.window.apply(&mut nowhere, None);
    Some(run_window(Launch { subject: Subject::Start, window, known_as: None }, arguments.opener()))
}

#[cfg(feature = "gui")]
fn run_window(launch: Launch, opener: Opener) -> Shown {
    if let Some(why) = missing_display() {
        let hint = "start it in a graphical session, or use the commands that need no window: snapshot, probe, record";
        return Shown::NoWindow(no_window(why).hint(hint));
    }
    text::speak(launch.window.language.unwrap_or_else(Language::of_system));
    match app::run(launch, opener) {
        Ok(Outcome::Closed) => Shown::Closed,
        Ok(Outcome::Failed(failure)) => Shown::Failed(failure),
        Err(error) => Shown::NoWindow(no_window(without_source_line(&error.to_string())).hint(error.hint())),
    }
}

/// Opens the window on a session with `target`, and returns when it is closed.
#[cfg(not(feature = "gui"))]
fn show_target(_: Options, _: WindowOptions, _: Option<&str>, _: &Arguments) -> Shown {
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
