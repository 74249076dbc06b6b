//! Exit codes, one per kind of failure, and the one way an error is shown.

use std::fmt;

use crate::session::{Failure, FailureKind};

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ExitCode {
    /// All went well.
    Success = 0,
    /// Something failed that has no code of its own, such as writing a file.
    Other = 1,
    /// The command line cannot be understood.
    Usage = 2,
    /// No connection came about.
    Connect = 3,
    /// The server refused the session.
    Refused = 4,
    /// The password or user name is wrong or missing.
    Authentication = 5,
    /// The server broke the protocol, or wants what Farview cannot do.
    Protocol = 6,
    /// The connection broke.
    Lost = 7,
    /// A server is less safe than it must be.
    Weak = 8,
    /// The server is not known to be the right one, or the way to it is not safe enough.
    Distrusted = 9,
}

impl ExitCode {
    /// All of them, in order, each with its line in the help.
    pub const ALL: [(ExitCode, &'static str); 10] = [
        (ExitCode::Success, "success"),
        (ExitCode::Other, "anything else, such as a file that cannot be written"),
        (ExitCode::Usage, "the command line cannot be understood"),
        (ExitCode::Connect, "cannot connect"),
        (ExitCode::Refused, "the server refused"),
        (ExitCode::Authentication, "wrong or missing password"),
        (ExitCode::Protocol, "the server broke the protocol, or wants what Farview cannot do"),
        (ExitCode::Lost, "the connection was lost"),
        (ExitCode::Weak, "a server is less safe than `probe --fail-below` demands"),
        (ExitCode::Distrusted, "the server is not trusted, or the way to it is not safe enough"),
    ];

    /// The number the shell sees.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The table for the help.
    pub(super) fn table() -> String {
        let rows: Vec<_> = Self::ALL.iter().map(|(code, text)| format!("  {}  {text}", code.number())).collect();
        format!("Exit codes:\n{}", rows.join("\n"))
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        code.number().into()
    }
}

impl From<FailureKind> for ExitCode {
    fn from(kind: FailureKind) -> Self {
        match kind {
            FailureKind::Connect => ExitCode::Connect,
            FailureKind::Refused => ExitCode::Refused,
            FailureKind::Authentication => ExitCode::Authentication,
            FailureKind::Protocol => ExitCode::Protocol,
            FailureKind::Lost => ExitCode::Lost,
            FailureKind::Distrusted => ExitCode::Distrusted,
            FailureKind::Local => ExitCode::Other,
        }
    }
}

/// Why a command failed: what, why, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The exit code.
    pub code: ExitCode,
    /// What failed.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do about it, as a sentence.
    pub hint: Option<String>,
}

impl Error {
    /// An error without a hint.
    pub fn new(code: ExitCode, what: impl Into<String>, why: impl fmt::Display) -> Self {
        Self { code, what: what.into(), why: without_error_number(&why.to_string()), hint: None }
    }

    /// The same with a hint.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.why.trim_end_matches('.'))?;
        self.hint.iter().try_for_each(|hint| write!(f, "\nhint: {}", hint.trim_end_matches('.')))
    }
}

impl std::error::Error for Error {}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let Failure { kind, what, why, hint } = failure;
        let why = without_error_number(&why);
        Self { code: kind.into(), what, why, hint: Some(hint).filter(|hint| !hint.is_empty()) }
    }
}

/// The number of an operating system's error tells people nothing that its words do not.
fn without_error_number(why: &str) -> String {
    let Some((words, rest)) = why.split_once(" (os error ") else { return why.to_owned() };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{words}{}", after.strip_prefix(')').unwrap_or(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_system_errors_are_left_out() {
        assert_eq!(without_error_number("it broke"), "it broke");
        assert_eq!(without_error_number("it broke (os error 104)"), "it broke");
        assert_eq!(without_error_number("no way (it broke (os error 104))"), "no way (it broke)");
    }

    #[test]
    fn the_table_of_exit_codes_is_complete_and_in_order() {
        let numbers: Vec<_> = ExitCode::ALL.iter().map(|(code, _)| code.number()).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    #[test]
    fn an_error_reads_what_why_and_hint() {
        let failure = Failure {
            kind: FailureKind::Connect,
            what: "cannot connect to office".into(),
            why: "Nobody listens there.".into(),
            hint: "Start the server.".into(),
        };
        let error = Error::from(failure);
        assert_eq!(error.code, ExitCode::Connect);
        assert_eq!(error.to_string(), "cannot connect to office: Nobody listens there\nhint: Start the server");
    }
}
