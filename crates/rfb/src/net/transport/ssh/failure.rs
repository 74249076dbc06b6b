//! Why `ssh` did not get through, by what it says of it.

use std::io;

use crate::net::transport::ssh::SshGate;
use crate::wire::text;

/// The most of its words that is shown, in characters.
const SHOWN: usize = 300;

/// `ssh` did not get through.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("ssh to {gate}: {problem}")]
pub struct SshFailure {
    /// Where it was to log in.
    pub gate: String,
    /// What is wrong.
    pub problem: SshProblem,
}

/// What is wrong, as far as the words of `ssh` tell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SshProblem {
    /// There is no program called `ssh`.
    #[error("the program ssh is not installed")]
    Missing,
    /// The program cannot be started.
    #[error("the program ssh cannot be started: {0}")]
    NotStarted(String),
    /// The computer's key is not the one that is remembered.
    #[error("the key of the computer has changed")]
    HostKeyChanged,
    /// The computer's key is not known, and nobody could be asked.
    #[error("the key of the computer is not known")]
    HostKeyUnknown,
    /// None of the ways to log in worked.
    #[error("the log-in was refused: {0}")]
    PermissionDenied(String),
    /// The name of the computer, or of the server beyond it, is not known.
    #[error("{0}")]
    Unresolved(String),
    /// There is no way to the computer, or nothing listens there.
    #[error("{0}")]
    Unreachable(String),
    /// Nothing listens where the server should be, seen from the computer.
    #[error("nothing listens there: {0}")]
    NothingListens(String),
    /// The computer allows no forwarding.
    #[error("the computer allows no forwarding: {0}")]
    ForwardingForbidden(String),
    /// It was logged in and the connection broke.
    #[error("the connection broke: {0}")]
    Broken(String),
    /// Something else, in its own words.
    #[error("{0}")]
    Other(String),
}

impl SshFailure {
    pub(super) fn not_started(gate: &SshGate, error: &io::Error) -> Self {
        let problem = match error.kind() {
            io::ErrorKind::NotFound => SshProblem::Missing,
            _ => SshProblem::NotStarted(error.to_string()),
        };
        Self { gate: gate.to_string(), problem }
    }

    /// What `said`, all that `ssh` wrote to standard error, means; `None` where it tells of no failure.
    pub(super) fn read(gate: &SshGate, said: &[u8]) -> Option<Self> {
        let lines: Vec<String> = said.split(|&byte| byte == b'\n').map(|line| text::for_display(line, SHOWN)).collect();
        Some(Self { gate: gate.to_string(), problem: read(&lines)? })
    }
}

/// What the lines mean. The most telling ones are looked for first.
fn read(lines: &[String]) -> Option<SshProblem> {
    let line_with = |parts: &[&str]| {
        lines.iter().find(|line| parts.iter().any(|part| line.contains(part))).map(|line| without_name(line).to_owned())
    };
    if line_with(&["REMOTE HOST IDENTIFICATION HAS CHANGED", "host key for", "Host key for"])
        .is_some_and(|line| line.contains("CHANGED") || line.contains("has changed"))
    {
        return Some(SshProblem::HostKeyChanged);
    }
    if line_with(&["Host key verification failed", "host key is known for"]).is_some() {
        return Some(SshProblem::HostKeyUnknown);
    }
    if let Some(line) = line_with(&["administratively prohibited", "forwarding disabled"]) {
        return Some(SshProblem::ForwardingForbidden(line));
    }
    if let Some(line) = line_with(&["open failed: "]) {
        let why = line.rsplit_once("open failed: ").map_or(line.as_str(), |(_, why)| why).to_owned();
        return Some(SshProblem::NothingListens(why));
    }
    if let Some(line) =
        line_with(&["Permission denied (", "Too many authentication failures", "No supported authentication"])
    {
        return Some(SshProblem::PermissionDenied(line));
    }
    if let Some(line) = line_with(&["Could not resolve hostname"]) {
        return Some(SshProblem::Unresolved(line));
    }
    if let Some(line) = line_with(&["connect to host ", "Connection timed out", "banner exchange"]) {
        return Some(SshProblem::Unreachable(line));
    }
    if let Some(line) =
        line_with(&["closed by remote host", "not responding", "Broken pipe", "Connection reset", "Disconnected"])
    {
        return Some(SshProblem::Broken(line));
    }
    let telling = lines.iter().rev().find(|line| !line.is_empty() && !is_report(line));
    telling.map(|line| SshProblem::Other(without_name(line).to_owned()))
}

/// Lines that `ssh` writes when all goes well.
fn is_report(line: &str) -> bool {
    [
        "Authenticated to ",
        "Authenticated using ",
        "Transferred: ",
        "Bytes per second: ",
        "Warning: ",
        "debug1:",
        "Killed by signal",
        "** ",
    ]
    .iter()
    .any(|start| line.starts_with(start))
}

fn without_name(line: &str) -> &str {
    line.strip_prefix("ssh: ").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(said: &str) -> Option<SshProblem> {
        let gate = SshGate::new(None, "gate", None).expect("a gate");
        SshFailure::read(&gate, said.as_bytes()).map(|failure| failure.problem)
    }

    #[test]
    fn the_words_of_ssh_are_understood() {
        use SshProblem::*;
        let changed = "@@@@@@@@@@@@@@\r\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\r\n@@@\r\nHost key verification failed.\r\n";
        assert_eq!(problem(changed), Some(HostKeyChanged));
        assert_eq!(problem("Host key verification failed.\r\n"), Some(HostKeyUnknown));
        assert_eq!(
            problem("alice@gate: Permission denied (publickey,password).\r\n"),
            Some(PermissionDenied("alice@gate: Permission denied (publickey,password).".into()))
        );
        assert_eq!(
            problem("ssh: Could not resolve hostname gate: Name or service not known\r\n"),
            Some(Unresolved("Could not resolve hostname gate: Name or service not known".into()))
        );
        assert_eq!(
            problem("ssh: connect to host gate port 22: Connection refused\r\n"),
            Some(Unreachable("connect to host gate port 22: Connection refused".into()))
        );
        assert_eq!(
            problem(
                "Authenticated to gate ([10.0.0.1]:22) using \"publickey\".\r\nchannel 0: open failed: connect failed: Connection refused\r\nstdio forwarding failed\r\n"
            ),
            Some(NothingListens("connect failed: Connection refused".into()))
        );
        let forbidden =
            "channel 0: open failed: administratively prohibited: open failed\r\nstdio forwarding failed\r\n";
        assert_eq!(problem(forbidden), Some(ForwardingForbidden(forbidden.split_once('\r').expect("a line").0.into())));
        assert_eq!(problem("something new\r\n"), Some(Other("something new".into())));
    }

    #[test]
    fn an_end_in_good_order_is_no_failure() {
        let said = "Authenticated to gate ([10.0.0.1]:22) using \"publickey\".\r\nTransferred: sent 2372, received 2300 bytes, in 0.0 seconds\r\nBytes per second: sent 70000.0, received 68000.0\r\n";
        assert_eq!(problem(said), None);
        assert_eq!(problem(""), None);
    }

    #[test]
    fn words_that_move_the_cursor_are_made_safe() {
        let Some(SshProblem::Other(said)) = problem("\u{1b}[2Jboo\u{202e}") else { panic!("other words") };
        assert_eq!(said, "[2Jboo");
    }
}
