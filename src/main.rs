//! The `farview` program: read the command line, start the log, run the command, turn its result into an exit code.

use std::env;
use std::process::ExitCode;

use farview::cli;

fn main() -> ExitCode {
    let invocation = match cli::parse(env::args_os()) {
        Ok(invocation) => invocation,
        Err(rejected) => return rejected.print().into(),
    };
    invocation.start_log();
    cli::report(invocation.run()).into()
}
