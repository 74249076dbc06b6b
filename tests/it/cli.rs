//! The command line as a user meets it: help, exit codes, errors, output.

mod computers;
mod demo;
mod errors;
mod golden;
mod help;
mod replay;

use crate::rig::Program;

/// A run of `farview` with these words, in an environment that is the same everywhere.
fn farview<'a>(words: impl IntoIterator<Item = &'a str>) -> Program {
    let program = Program::new(words).environment("COLUMNS", "100").environment("RUST_LOG", "");
    ["FARVIEW_USERNAME", "VNC_USERNAME", "FARVIEW_PASSWORD"]
        .into_iter()
        .fold(program, |program, name| program.environment(name, ""))
}
