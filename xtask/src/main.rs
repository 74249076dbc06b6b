//! Project tasks: `cargo xtask test` and its parts. What CI runs is what you run.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "telling people what happens is what these tasks are for"
)]

mod bench;
mod format;
mod fuzz;
mod house;
mod leftover;
mod manual;
mod package;
mod packages;
mod source;
mod steps;
mod tree;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use steps::Steps;

const HELP: &str = "\
Usage: cargo xtask <TASK>

Tasks:
  test [--fuzz-seconds N]           everything that is checked before a change lands; CI runs this. Each fuzz target
                                    runs for 10 seconds unless told otherwise
  ci                                the same
  check                             the part of it that needs no servers: format, house rules, lints, documentation
  fuzz [TARGET] [--seconds N]       run the fuzz targets, 20 seconds each unless told otherwise
  bench [FOLDER]                    how fast each encoding is decoded; with a folder of captures (*.rfb) also how fast
                                    others decode them in the same run: writes the table of docs/performance.md
  bench link [PROGRAM]              how fast pictures and keys come through a slow link, beside vncviewer; builds farview
                                    unless one is named. Needs Xtigervnc, Xtightvnc, Xvfb and vncviewer, and root to
                                    make the link with netem; without, it goes through a relay
  manual                            write completions and manual pages to target/manual
  package [PROGRAM [FOLDER]]        make a package for Debian and its relatives in target/package, or in FOLDER; builds
                                    farview (profile dist) unless one is named

Tests talk to real VNC servers on this computer only. On Debian what they need is installed by apt-get, after
saying what and why.";

/// How long each fuzz target runs.
const FUZZ_SECONDS: u32 = 20;
/// How long it runs in `test`, unless told otherwise: there are many, and every change waits for them.
const FUZZ_SECONDS_IN_TEST: u32 = 10;

fn main() -> ExitCode {
    // Whoever calls this from a folder below the root means the same.
    if let Err(error) = env::set_current_dir(root()) {
        eprintln!("xtask: cannot enter {}: {error}", root().display());
        return ExitCode::FAILURE;
    }
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test" | "ci"] => test(FUZZ_SECONDS_IN_TEST),
        ["test" | "ci", "--fuzz-seconds", seconds] => with_number(seconds, test),
        ["check"] => {
            let mut steps = Steps::default();
            check(&mut steps);
            steps.finish()
        }
        ["fuzz"] => fuzz(None, FUZZ_SECONDS),
        ["fuzz", "--seconds", seconds] => with_number(seconds, |seconds| fuzz(None, seconds)),
        ["fuzz", target] => fuzz(Some(target), FUZZ_SECONDS),
        ["fuzz", target, "--seconds", seconds] => with_number(seconds, |seconds| fuzz(Some(target), seconds)),
        ["bench"] => bench(None),
        ["bench", "link"] => bench_link(None),
        ["bench", "link", program] => bench_link(Some(program)),
        ["bench", captures] => bench(Some(captures)),
        ["manual"] => {
            let mut steps = Steps::default();
            steps.run("manual", || manual::write("target/manual"));
            steps.finish()
        }
        ["package"] => make_package(None, "target/package"),
        ["package", program] => make_package(Some(program), "target/package"),
        ["package", program, folder] => make_package(Some(program), folder),
        [] | ["help" | "-h" | "--help"] => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("xtask: no task `{}`\n\n{HELP}", words.join(" "));
            ExitCode::from(2)
        }
    }
}

fn test(fuzz_seconds: u32) -> ExitCode {
    let mut steps = Steps::default();
    steps.run("packages", packages::install_missing);
    check(&mut steps);
    steps.tests("tests", &["test", "--workspace", "--no-fail-fast"]);
    fuzz::steps(&mut steps, None, fuzz_seconds);
    steps.run("nothing left running", leftover::end_all);
    steps.finish()
}

/// The steps that look at the source alone.
fn check(steps: &mut Steps) {
    steps.run("format", format::check);
    steps.run("house rules", house::check);
    steps.run("dependencies", tree::check);
    steps.cargo("lints", &["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]);
    steps.cargo("documentation", &["doc", "--workspace", "--no-deps", "--document-private-items"]);
    let headless = ["clippy", "--package", "farview", "--no-default-features", "--", "--deny", "warnings"];
    steps.cargo("without the window", &headless);
}

fn fuzz(target: Option<&str>, seconds: u32) -> ExitCode {
    let mut steps = Steps::default();
    fuzz::steps(&mut steps, target, seconds);
    steps.finish()
}

fn bench(captures: Option<&str>) -> ExitCode {
    let mut steps = Steps::default();
    bench::decode(&mut steps, captures);
    steps.finish()
}

fn bench_link(program: Option<&str>) -> ExitCode {
    let mut steps = Steps::default();
    bench::link::measure(&mut steps, program);
    steps.finish()
}

fn make_package(program: Option<&str>, folder: &str) -> ExitCode {
    let mut steps = Steps::default();
    steps.run("package", || package::make(program, Path::new(folder)));
    steps.finish()
}

fn with_number(text: &str, run: impl FnOnce(u32) -> ExitCode) -> ExitCode {
    let Ok(number) = text.parse() else {
        eprintln!("xtask: `{text}` is not a number of seconds");
        return ExitCode::from(2);
    };
    run(number)
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let mut folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.pop();
    folder
}
