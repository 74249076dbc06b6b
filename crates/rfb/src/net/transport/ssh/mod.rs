//! Through SSH, by the system's own `ssh -W`: so its configuration, agents, jump hosts and hardware keys work.

mod failure;
mod stream;

use std::fmt;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

pub use failure::{SshFailure, SshProblem};

use crate::net::Error;
use crate::net::deadline::Deadline;
use crate::net::proxy::HostAndPort;
use crate::net::transport::Stream;
use stream::{Heard, SshStream};

/// The program.
const PROGRAM: &str = "ssh";

/// How long a person may take to answer what `ssh` asks: as long as servers wait for a log-in by default.
const PATIENCE: Duration = Duration::from_secs(120);

/// A computer to log in to, from which the server is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SshGate {
    user: Option<String>,
    host: String,
    port: Option<u16>,
}

/// Why something cannot be the name of a user or a computer for SSH.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnSshName {
    /// There is nothing.
    #[error("it is empty")]
    Empty,
    /// `ssh` could take it for an option.
    #[error("it begins with a hyphen")]
    Option,
    /// A character that has no place in a name, and means something to the shells that `ssh` may start.
    #[error("it contains {0:?}")]
    Character(char),
}

impl SshGate {
    /// `user` and `port` are those of the SSH configuration where they are `None`; `host` may be a name from there.
    ///
    /// Nothing is accepted that `ssh` could take for an option, or a shell for a command.
    pub fn new(user: Option<&str>, host: &str, port: Option<u16>) -> Result<Self, NotAnSshName> {
        if let Some(user) = user {
            check_name(user, "._-+@\\%=")?;
        }
        check_name(host, "._-:%+")?;
        Ok(Self { user: user.map(str::to_owned), host: host.to_owned(), port })
    }

    /// The computer to log in to.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// `ssh` with its arguments for a connection with `host` from there.
    fn command(&self, host: &str, port: u16, limit: Duration) -> Command {
        let mut command = Command::new(PROGRAM);
        command.arg("-W").arg(HostAndPort(host, port).to_string());
        // Its messages about the log-in tell when it is over; they are read here and nowhere shown unless it fails.
        command.args(["-o", "LogLevel=VERBOSE", "-o"]).arg(format!("ConnectTimeout={}", limit.as_secs().max(1)));
        if !can_ask() {
            command.args(["-o", "BatchMode=yes"]);
        }
        if let Some(user) = &self.user {
            command.arg("-l").arg(user);
        }
        if let Some(port) = self.port {
            command.arg("-p").arg(port.to_string());
        }
        command.arg("--").arg(&self.host);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

impl fmt::Display for SshGate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(user) = &self.user {
            write!(f, "{user}@")?;
        }
        match self.port {
            Some(port) => HostAndPort(&self.host, port).fmt(f),
            None if self.host.contains(':') => write!(f, "[{}]", self.host),
            None => f.write_str(&self.host),
        }
    }
}

fn check_name(name: &str, others: &str) -> Result<(), NotAnSshName> {
    match name.chars().find(|&character| !character.is_alphanumeric() && !others.contains(character)) {
        _ if name.is_empty() => Err(NotAnSshName::Empty),
        _ if name.starts_with('-') => Err(NotAnSshName::Option),
        Some(character) => Err(NotAnSshName::Character(character)),
        None => Ok(()),
    }
}

/// Who speaks first on the connection that is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FirstWord {
    /// The server, as in RFB: its first byte shows that all went well.
    Server,
    /// We do, as in HTTP.
    Client,
}

/// Logs in to `gate` and connects from there to `host`.
pub(crate) async fn connect(
    gate: &SshGate,
    host: &str,
    port: u16,
    first_word: FirstWord,
    deadline: Deadline,
) -> Result<Stream, Error> {
    check_name(host, "._-:%").map_err(|_| Error::Io {
        doing: crate::net::Doing::Resolve,
        source: std::io::ErrorKind::InvalidInput.into(),
    })?;
    let spawned = gate.command(host, port, deadline.limit()).spawn();
    let child = spawned.map_err(|error| SshFailure::not_started(gate, &error))?;
    let mut stream = SshStream::new(child, gate.clone()).map_err(|error| SshFailure::not_started(gate, &error))?;
    if first_word == FirstWord::Server {
        greeted(&mut stream, deadline).await?;
    }
    Ok(Box::new(stream))
}

/// How long what is sent through `ssh` may remain without an answer.
pub(crate) fn deadline(deadline: Deadline) -> Deadline {
    if can_ask() { deadline.no_sooner_than(PATIENCE) } else { deadline }
}

/// Waits for the first byte of the server.
async fn greeted(stream: &mut SshStream, limits: Deadline) -> Result<(), Error> {
    let mut until = deadline(limits);
    let mut awaiting = "the SSH log-in";
    loop {
        match until.within(awaiting, stream.listen()).await?.map_err(Error::transfer)? {
            Heard::FirstBytes => return Ok(()),
            Heard::LoggedIn => {
                until = Deadline::after(limits.limit());
                awaiting = "the protocol version";
            }
        }
    }
}

/// Whether `ssh` can ask the user: on a terminal, or with a program of the user's choice.
fn can_ask() -> bool {
    std::env::var_os("SSH_ASKPASS").is_some_and(|program| !program.is_empty()) || has_terminal()
}

#[cfg(unix)]
fn has_terminal() -> bool {
    // Prompts go to the terminal that controls the process, whatever became of its standard streams.
    std::fs::File::open("/dev/tty").is_ok()
}

#[cfg(not(unix))]
fn has_terminal() -> bool {
    use std::io::IsTerminal;
    std::io::stdin().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(gate: &SshGate, host: &str) -> Vec<String> {
        let command = gate.command(host, 5900, Duration::from_secs(10));
        command.as_std().get_args().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn the_computer_comes_after_the_end_of_the_options() {
        let gate = SshGate::new(Some("alice"), "gate.example", Some(2222)).expect("a gate");
        let arguments = arguments(&gate, "fd00::1");
        assert_eq!(&arguments[..2], ["-W", "[fd00::1]:5900"]);
        assert_eq!(&arguments[arguments.len() - 6..], ["-l", "alice", "-p", "2222", "--", "gate.example"]);
    }

    #[test]
    fn nothing_that_could_be_an_option_or_a_command_is_a_name() {
        use NotAnSshName::{Character, Empty, Option};
        for (user, host, why) in [
            (None, "-oProxyCommand=touch /tmp/x", Option),
            (None, "-W", Option),
            (Some("-x"), "gate", Option),
            (Some(""), "gate", Empty),
            (None, "", Empty),
            (None, "gate\nProxyCommand", Character('\n')),
            (None, "gate\0", Character('\0')),
            (None, "gate oProxyCommand=x", Character(' ')),
            (None, "$(touch x)", Character('$')),
            (None, "`x`", Character('`')),
            (None, "a/b", Character('/')),
            (Some("a;b"), "gate", Character(';')),
            (Some("a$(b)"), "gate", Character('$')),
            (Some("a\u{1b}b"), "gate", Character('\u{1b}')),
        ] {
            assert_eq!(SshGate::new(user, host, None), Err(why), "{user:?} {host:?}");
        }
        for (user, host) in
            [("alice", "gate"), ("EXAMPLE\\alice", "10.0.0.1"), ("a@b.example", "fe80::1%eth0"), ("ä", "bü.cher")]
        {
            assert!(SshGate::new(Some(user), host, None).is_ok(), "{user} {host}");
        }
    }

    #[test]
    fn a_gate_is_shown_as_it_is_written() {
        let show = |user, host, port| SshGate::new(user, host, port).expect("a gate").to_string();
        assert_eq!(show(None, "gate", None), "gate");
        assert_eq!(show(Some("alice"), "gate", Some(22)), "alice@gate:22");
        assert_eq!(show(Some("alice"), "::1", Some(22)), "alice@[::1]:22");
        assert_eq!(show(None, "::1", None), "[::1]");
    }
}
