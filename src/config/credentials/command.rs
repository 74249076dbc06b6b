//! A command that says the password, such as that of a password manager. It is run when a server asks for the password.

use std::io::{self, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::line::first_line;
use crate::session::{CredentialSource, Credentials, Secret};
use crate::text::text;

/// How long the command may take: it may have to ask its user for something.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long the command may go on after it has said the password.
const LEAVING: Duration = Duration::from_secs(5);

/// A command for the system's shell, whose first line of output is the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordCommand {
    line: String,
    patience: Duration,
}

impl PasswordCommand {
    /// Runs `line` by the system's shell.
    pub fn new(line: impl Into<String>) -> Self {
        Self { line: line.into(), patience: PATIENCE }
    }

    /// Runs it. What it writes to standard error is seen where that of this program is.
    pub fn run(&self) -> Result<Secret, String> {
        let mut command = shell(&self.line);
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut child = spawned.map_err(|error| text!("failure-command-not-started", error = error.to_string()))?;
        let said = self.first_line_of(&mut child);
        match (finish(&mut child, if said.is_some() { LEAVING } else { Duration::ZERO }), said) {
            (Some(false), _) => Err(text!("failure-command-failed")),
            (_, Some(said)) => said,
            (_, None) => Err(text!("failure-command-too-long", seconds = self.patience.as_secs())),
        }
    }

    /// `None` when nothing came in time.
    fn first_line_of(&self, child: &mut Child) -> Option<Result<Secret, String>> {
        let output = child.stdout.take()?;
        let (sender, receiver) = mpsc::sync_channel(1);
        std::thread::Builder::new()
            .name("password command".into())
            .spawn(move || {
                let mut output = BufReader::with_capacity(512, output);
                let line = first_line("what it says", &mut output);
                // Who waited may have given up. What else is said is taken, for else the command would fail.
                let _ = sender.send(line.map_err(|error| error.to_string()));
                let _ = io::copy(&mut output, &mut io::sink());
            })
            .ok()?;
        receiver.recv_timeout(self.patience).ok()
    }
}

/// Waits for the end for at most `patience` and brings it about then. Whether it was a good one, if it came by itself.
fn finish(child: &mut Child, patience: Duration) -> Option<bool> {
    const TICK: Duration = Duration::from_millis(10);
    for _ in 0..=patience.as_millis() / TICK.as_millis() {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) => std::thread::sleep(TICK),
            Err(_) => break,
        }
    }
    // It is gone already, or it goes now.
    let _ = child.kill();
    let _ = child.wait();
    None
}

#[cfg(not(windows))]
fn shell(line: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(line);
    command
}

#[cfg(windows)]
fn shell(line: &str) -> Command {
    use std::os::windows::process::CommandExt;
    let mut command = Command::new("cmd");
    command.arg("/C").raw_arg(line);
    command
}

impl CredentialSource for PasswordCommand {
    fn name(&self) -> String {
        text!("failure-command")
    }

    fn patience(&self) -> Duration {
        self.patience + 2 * LEAVING
    }

    fn find(&self) -> Result<Option<Credentials>, String> {
        self.run().map(|password| Some(Credentials { username: None, password }))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::time::Instant;

    use super::*;

    fn run(line: &str) -> Result<String, String> {
        PasswordCommand::new(line).run().map(|secret| secret.reveal().to_owned())
    }

    #[test]
    fn the_first_line_is_the_password() {
        assert_eq!(run("printf 'wonderland\\nuser: alice\\n'").as_deref(), Ok("wonderland"));
        assert_eq!(run("echo first; seq 100000").as_deref(), Ok("first"), "what follows is no reason to fail");
        assert_eq!(run("echo ' a b ' | cat").as_deref(), Ok(" a b "));
    }

    #[test]
    fn a_command_that_fails_or_says_nothing_is_told() {
        assert!(run("echo almost; exit 3").is_err_and(|why| why.contains("failed")));
        assert!(run("exit 3").is_err_and(|why| why.contains("failed")));
        assert!(run("true").is_err_and(|why| why.contains("empty")));
        assert!(run("/nonexistent/command 2>&1 >/dev/null").is_err());
        assert!(run("head -c 100000 /dev/zero | tr '\\0' a").is_err_and(|why| why.contains("longer")));
    }

    #[test]
    fn a_command_that_hangs_is_ended() {
        let command = PasswordCommand { line: "exec sleep 60".into(), patience: Duration::from_millis(200) };
        let start = Instant::now();
        assert!(command.run().is_err_and(|why| why.contains("longer than")));
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    }
}
