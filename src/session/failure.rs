//! Why a session ended, in words for people: what failed, why, and what to do.

use std::fmt;

/// The end of a session that nobody wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which kind it is; decides the exit code.
    pub kind: FailureKind,
    /// What failed, as a title: `cannot connect to 10.0.0.5::5900`.
    pub what: String,
    /// Why, as a sentence.
    pub why: String,
    /// What to do about it, as a sentence.
    pub hint: String,
}

/// The kinds of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// No connection came about.
    Connect,
    /// The server, or our own policy, does not want this session.
    Refused,
    /// The server is not known to be the right one, or the way to it is not safe enough.
    Distrusted,
    /// Wrong or missing credentials.
    Authentication,
    /// The server broke the protocol, exceeded a limit or wants what we cannot do.
    Protocol,
    /// The connection broke.
    Lost,
    /// Something on this computer: a file that cannot be written, a thread that cannot be started.
    Local,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\nhint: {}", self.what, self.why, self.hint)
    }
}

impl std::error::Error for Failure {}
