//! Steps with a name, a time and a result, and the summary at the end.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::leftover;

/// How long the output of a program that ended may stay open: longer means that something it started still runs.
const PATIENCE: Duration = Duration::from_secs(10);

/// The steps so far.
#[derive(Debug, Default)]
pub struct Steps {
    results: Vec<StepResult>,
    passed: u32,
    failed: u32,
}

#[derive(Debug)]
struct StepResult {
    name: String,
    took: Duration,
    outcome: Result<String, String>,
}

impl Steps {
    /// Runs `step`, which says in its own words what it found.
    pub fn run(&mut self, name: &str, step: impl FnOnce() -> Result<String, String>) {
        println!("\n==> {name}");
        let start = Instant::now();
        let outcome = step();
        self.add(name, start.elapsed(), outcome);
    }

    /// Runs cargo with `arguments`. Warnings of the documentation are errors, those of rustc are left to clippy.
    pub fn cargo(&mut self, name: &str, arguments: &[&str]) {
        self.run(name, || {
            let mut command = cargo();
            command.args(arguments).env("RUSTDOCFLAGS", "--deny warnings");
            succeed(&mut command)
        });
    }

    /// Runs `cargo test` and counts every test on its own.
    pub fn tests(&mut self, name: &str, arguments: &[&str]) {
        println!("\n==> {name}");
        let start = Instant::now();
        let mut counted = Counted::default();
        let status = stream(cargo().args(arguments), |line| counted.read(line));
        self.passed += counted.passed;
        self.failed += counted.failed;
        let found = format!("{} passed, {} failed, {} ignored", counted.passed, counted.failed, counted.ignored);
        let outcome = match status {
            Ok(true) if counted.passed > 0 => Ok(found),
            Ok(true) => Err("no test ran".into()),
            Ok(false) => Err(found),
            Err(error) => Err(error),
        };
        self.add(name, start.elapsed(), outcome);
    }

    /// Adds a step that was run elsewhere.
    pub fn add(&mut self, name: &str, took: Duration, outcome: Result<String, String>) {
        match &outcome {
            Ok(_) => self.passed += 1,
            Err(error) => {
                self.failed += 1;
                println!("FAILED {name}: {error}");
            }
        }
        self.results.push(StepResult { name: name.into(), took, outcome });
    }

    /// Prints the summary, whose last line counts tests and steps.
    pub fn finish(self) -> ExitCode {
        println!("\n{:-<72}", "");
        for StepResult { name, took, outcome } in &self.results {
            let (mark, text) = match outcome {
                Ok(text) => ("ok    ", text),
                Err(text) => ("FAILED", text),
            };
            let first_line = text.lines().next().unwrap_or_default();
            println!("{mark} {:>7.1} s  {name:24} {first_line}", took.as_secs_f64());
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// The cargo that runs this program, for a child that [`leftover`] can recognise.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.env(leftover::MARK, leftover::mark());
    command
}

/// Runs `command` with its output shown. An error names the command.
pub fn succeed(command: &mut Command) -> Result<String, String> {
    match command.status() {
        Ok(status) if status.success() => Ok(String::new()),
        Ok(status) => Err(format!("{} ended with {status}", shown(command))),
        Err(error) => Err(format!("cannot run {}: {error}", shown(command))),
    }
}

/// What `command` prints to standard output.
pub fn output(command: &mut Command) -> Result<String, String> {
    let result = command.stderr(Stdio::inherit()).output();
    let result = result.map_err(|error| format!("cannot run {}: {error}", shown(command)))?;
    if !result.status.success() {
        return Err(format!("{} ended with {}", shown(command), result.status));
    }
    Ok(String::from_utf8_lossy(&result.stdout).into_owned())
}

/// Runs `command`, shows its standard output line by line and lets `each` see it. Returns whether it succeeded.
fn stream(command: &mut Command, mut each: impl FnMut(&str)) -> Result<bool, String> {
    let failed = |error: std::io::Error| format!("cannot run cargo: {error}");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let (sender, lines) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        thread::spawn(move || {
            let lines = BufReader::new(stdout).split(b'\n').map_while(Result::ok);
            lines.map(|line| String::from_utf8_lossy(&line).into_owned()).try_for_each(|line| sender.send(line))
        });
    }
    let mut status = None;
    let mut ended = Instant::now();
    loop {
        match lines.recv_timeout(Duration::from_millis(200)) {
            Ok(line) => {
                println!("{line}");
                each(&line);
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => match status {
                None => {
                    status = child.try_wait().map_err(failed)?;
                    ended = Instant::now();
                }
                Some(_) if ended.elapsed() > PATIENCE => return Err("a program started by a test still runs".into()),
                Some(_) => {}
            },
        }
    }
    match status {
        Some(status) => Ok(status.success()),
        None => child.wait().map(|status| status.success()).map_err(failed),
    }
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The counts in the output of test programs.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    passed: u32,
    failed: u32,
    ignored: u32,
}

impl Counted {
    fn read(&mut self, line: &str) {
        let Some(counts) = line.strip_prefix("test result: ") else { return };
        for part in counts.split(['.', ';']) {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                Some((number, "ignored")) => self.ignored += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_of_test_programs_are_added_up() {
        let mut counted = Counted::default();
        counted.read("running 3 tests");
        counted.read("test result: ok. 24 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.27s");
        counted
            .read("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.27s");
        assert_eq!(counted, Counted { passed: 27, failed: 2, ignored: 1 });
    }

    #[test]
    fn a_step_that_fails_makes_the_whole_fail() {
        let mut steps = Steps::default();
        steps.run("good", || Ok(String::new()));
        steps.run("bad", || Err("on purpose".into()));
        assert_eq!((steps.passed, steps.failed), (1, 1));
        assert_eq!(steps.finish(), ExitCode::FAILURE);
    }
}
