//! The command line: one file per subcommand, listed in the table below. A bare target means `view`.

mod connection;
mod decision;
mod duration;
mod exit;
mod headless;
mod help;
mod interrupt;
mod log;
mod output;
mod picture;
mod pixels;
mod protection;
mod way;

use std::ffi::OsString;

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

pub use exit::{Error, ExitCode};

/// Declares the subcommands: a file with `Arguments` and `run` each, in the order of the help.
macro_rules! subcommands {
    ($($module:ident => $variant:ident,)*) => {
        $(mod $module;)*

        #[derive(Debug, Subcommand)]
        enum Command {
            $($variant($module::Arguments),)*
        }

        impl Command {
            fn run(self) -> Result<(), Error> {
                match self {
                    $(Command::$variant(arguments) => $module::run(&arguments),)*
                }
            }
        }

        #[cfg(test)]
        const FILES: &[&str] = &[$(stringify!($module),)*];
    };
}

subcommands! {
    view => View,
    demo => Demo,
    snapshot => Snapshot,
    probe => Probe,
    listen => Listen,
    record => Record,
    replay => Replay,
    play => Play,
    computers => Computers,
    trust => Trust,
    passwords => Passwords,
    completions => Completions,
    man => Man,
}

/// See and control the desktop of another computer over VNC.
#[derive(Debug, Parser)]
#[command(
    name = "farview",
    version,
    max_term_width = 100,
    override_usage = "farview [OPTIONS] [TARGET]\n       farview <COMMAND>",
    after_help = help::SHORT_FOOTER,
    after_long_help = help::long_footer(),
    disable_help_subcommand = true
)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    view: view::Arguments,
    #[command(flatten)]
    log: log::LogArguments,
}

/// A command line that was understood.
#[derive(Debug)]
pub struct Invocation {
    command: Command,
    log: log::LogArguments,
}

impl Invocation {
    /// Starts the log on standard error, as talkative as the options say.
    pub fn start_log(&self) {
        self.log.start();
    }

    /// Runs the command.
    pub fn run(self) -> Result<(), Error> {
        crate::hardening::leave_no_core_files();
        self.command.run()
    }
}

/// A command line that was not understood, or that asked for help or the version.
#[derive(Debug)]
pub struct Rejected(clap::Error);

impl Rejected {
    /// Prints what there is to say to where it belongs.
    pub fn print(&self) -> ExitCode {
        // Nobody is left to tell when the stream is gone.
        let _ = self.0.print();
        if self.0.use_stderr() { ExitCode::Usage } else { ExitCode::Success }
    }
}

/// Reads the command line.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Invocation, Rejected> {
    let matches = CommandLine::command().try_get_matches_from(arguments).map_err(Rejected)?;
    let line = CommandLine::from_arg_matches(&matches).map_err(Rejected)?;
    let command = match line.command {
        Some(command) => {
            refuse_options_before_command(&matches)?;
            command
        }
        None => Command::View(line.view),
    };
    Ok(Invocation { command, log: line.log })
}

/// `farview --view-only demo` would silently forget an option: options other than those of the log belong after the command.
fn refuse_options_before_command(matches: &ArgMatches) -> Result<(), Rejected> {
    let given = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let definition = CommandLine::command();
    let mut options = definition.get_arguments().map(|option| option.get_id().as_str());
    let misplaced = options.find(|id| !log::LogArguments::IDS.contains(id) && given(id));
    let name = matches.subcommand_name().unwrap_or_default();
    match misplaced {
        None => Ok(()),
        Some("target") => Err(conflict(format!("a target and the command `{name}` cannot stand together"))),
        Some(id) => Err(conflict(format!("--{} must come after `{name}`", id.replace('_', "-")))),
    }
}

fn conflict(message: String) -> Rejected {
    Rejected(CommandLine::command().error(clap::error::ErrorKind::ArgumentConflict, message))
}

/// Shows why a command failed, if it did, and says how the program ends.
pub fn report(result: Result<(), Error>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::Success,
        Err(error) => {
            output::note(&format!("farview: {error}"));
            error.code
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Invocation, Rejected> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn the_definition_of_the_command_line_is_sound() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn every_file_of_a_subcommand_is_in_the_table() {
        const SHARED: [&str; 14] = [
            "connection",
            "decision",
            "duration",
            "exit",
            "headless",
            "help",
            "interrupt",
            "log",
            "mod",
            "output",
            "picture",
            "pixels",
            "protection",
            "way",
        ];
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
        for entry in std::fs::read_dir(folder).expect("the folder of the command line") {
            let path = entry.expect("an entry").path();
            let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
            assert!(SHARED.contains(&name.as_str()) != FILES.contains(&name.as_str()), "{name}");
        }
    }

    #[test]
    fn a_bare_target_means_view_even_when_it_is_called_like_a_command() {
        for line in
            ["farview", "farview office:1", "farview --view-only office", "farview view man", "farview -v office"]
        {
            let invocation = parsed(line).expect(line);
            assert!(matches!(invocation.command, Command::View(_)), "{line}: {invocation:?}");
        }
        for line in ["farview man", "farview -v man", "farview man -vv"] {
            let invocation = parsed(line).expect(line);
            assert!(matches!(invocation.command, Command::Man(_)), "{line}: {invocation:?}");
        }
    }

    #[test]
    fn options_that_would_be_forgotten_are_refused() {
        for line in ["farview --view-only man", "farview office man", "farview --password-stdin man"] {
            let rejected = parsed(line).expect_err(line);
            assert!(rejected.0.to_string().contains("`man`"), "{}", rejected.0);
        }
    }

    #[test]
    fn a_password_cannot_be_given_as_an_argument() {
        for option in ["--password", "-p", "--passwd"] {
            assert!(parsed(&format!("farview {option} word office")).is_err(), "{option}");
        }
    }
}
