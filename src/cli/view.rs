//! `farview [view] TARGET`: a window on a remote desktop.

use std::path::PathBuf;

use clap::{Args, CommandFactory};

use super::connection::{Connection, ConnectionArguments, TARGET_HELP};
use super::exit::{Error, ExitCode};
use super::output;
#[cfg(feature = "gui")]
use crate::app::{self, KnownAs, Launch, NotOpened, Opener, Origin, Outcome, Subject};
use crate::config::{Filter, RendererChoice, Scale, Theme, WindowOptions};
use crate::session::{Failure, Interaction, Options, Reconnect};
use crate::settings::{self, Value};
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
    #[arg(long, value_name = "WHEN", help_heading = "Connection")]
    reconnect: Option<Reconnect>,
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
    #[arg(long, value_name = "SCALE")]
    scale: Option<Scale>,
    /// How to draw a desktop that is made larger or smaller
    #[arg(long, value_enum)]
    filter: Option<Filter>,
    /// What draws the window
    #[arg(long, value_enum)]
    renderer: Option<RendererChoice>,
    /// Whether the window is light or dark
    #[arg(long, value_enum)]
    theme: Option<Theme>,
    /// The language of the window, such as de or zh-CN; that of the system if left out
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<Language>,
}

impl WindowArguments {
    /// How the window opens, and what `options` and these say of settings. What nobody mentions is as the settings have it.
    pub(super) fn apply(&self, options: &Options, title: Option<String>, said: Said) -> WindowOptions {
        let view_only = self.view_only || options.interaction == Interaction::ViewOnly;
        let own = [
            ("connection", "view_only", view_only.then(|| true.write())),
            ("window", "full_screen", self.fullscreen.then(|| true.write())),
            ("window", "renderer", self.renderer.as_ref().map(Value::write)),
            ("window", "theme", self.theme.as_ref().map(Value::write)),
            ("window", "language", self.lang.map(|language| language.tag().into())),
            ("picture", "scale", self.scale.as_ref().map(Value::write)),
            ("picture", "filter", self.filter.as_ref().map(Value::write)),
        ];
        WindowOptions { title, said: settings::said(own.into_iter().chain(said)) }
    }
}

/// What options say of settings: section, key, value.
pub(super) type Said = Vec<(&'static str, &'static str, Option<toml::Value>)>;

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let shown = match &arguments.target {
        Some(target) => {
            let (options, window) = arguments.opened(target)?;
            show_target(options, window, Some(target), arguments)
        }
        None if arguments.connection.reads_standard_input() => {
            let why = "it is for one computer, and none is named";
            return Err(Error::new(ExitCode::Usage, "--password-stdin does not go with the start page", why)
                .hint("name the computer, or leave --password-stdin out"));
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
        let Connection { options, name, .. } = self.connection.connection(target)?;
        let window = self.window.apply(&options, name, self.said());
        Ok((options, window))
    }

    /// What these options say of connections.
    fn said(&self) -> Said {
        let mut said = self.connection.said();
        said.push(("connection", "reconnect", self.reconnect.as_ref().map(Value::write)));
        said
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

/// Plays the recording `file` in a window, until that is closed.
pub(super) fn play(file: PathBuf, window: &WindowArguments) -> Result<(), Error> {
    let nowhere = Options::new(crate::session::Address::Unix(PathBuf::new()));
    match show_recording(file, window.apply(&nowhere, None, Vec::new())) {
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

/// Opens the window on a session that is not remembered, and returns when it is closed.
pub(super) fn show(options: Options, window: WindowOptions) -> Shown {
    let (connection, window_arguments) = (ConnectionArguments::default(), WindowArguments::default());
    let arguments = Arguments { target: None, connection, window: window_arguments, reconnect: None };
    show_target(options, window, None, &arguments)
}

/// Opens the window on a session with `target`, and returns when it is closed.
#[cfg(feature = "gui")]
fn show_target(options: Options, window: WindowOptions, target: Option<&str>, arguments: &Arguments) -> Shown {
    let known = |typed: &str| KnownAs { typed: typed.to_owned(), id: None, origin: Origin::Elsewhere };
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
    let nowhere = Options::new(crate::session::Address::Unix(std::path::PathBuf::new()));
    let window = arguments.window.apply(&nowhere, None, arguments.said());
    Some(run_window(Launch { subject: Subject::Start, window, known_as: None }, arguments.opener()))
}

/// Opens the window on a recording, and returns when it is closed.
#[cfg(feature = "gui")]
fn show_recording(file: PathBuf, window: WindowOptions) -> Shown {
    let (connection, window_arguments) = (ConnectionArguments::default(), WindowArguments::default());
    let arguments = Arguments { target: None, connection, window: window_arguments, reconnect: None };
    run_window(Launch { subject: Subject::Recording(file), window, known_as: None }, arguments.opener())
}

#[cfg(feature = "gui")]
fn run_window(launch: Launch, opener: Opener) -> Shown {
    if let Some(why) = missing_display() {
        let hint = "start it in a graphical session, or use the commands that need no window: snapshot, probe, record";
        return Shown::NoWindow(no_window(why).hint(hint));
    }
    match app::run(launch, opener) {
        Ok(Outcome::Closed) => Shown::Closed,
        Ok(Outcome::Failed(failure)) => Shown::Failed(failure),
        Err(error) => Shown::NoWindow(no_window(without_source_line(&error.to_string())).hint(error.hint())),
    }
}

/// Opens the window on a session with `target`, and returns when it is closed.
#[cfg(not(feature = "gui"))]
fn show_target(_: Options, _: WindowOptions, _: Option<&str>, _: &Arguments) -> Shown {
    without_window()
}

/// Opens the window on a recording, and returns when it is closed.
#[cfg(not(feature = "gui"))]
fn show_recording(_: PathBuf, _: WindowOptions) -> Shown {
    without_window()
}

#[cfg(not(feature = "gui"))]
fn without_window() -> Shown {
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
