//! `farview completions SHELL`: a script that completes the command line.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::exit::Error;
use super::output;

/// Print a script that completes farview's options in your shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  farview completions bash > ~/.local/share/bash-completion/completions/farview
  farview completions zsh > ~/.zfunc/_farview
  farview completions fish > ~/.config/fish/completions/farview.fish")]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::CommandLine::command(), "farview", &mut script);
    output::data(&script)
}
