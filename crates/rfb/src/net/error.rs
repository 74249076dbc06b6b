//! What can go wrong on the way to a server, besides the protocol.

use std::io;
use std::time::Duration;

/// Why a connection failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The client gave up.
    #[error(transparent)]
    Client(#[from] crate::Error),
    /// The operating system reported an error.
    #[error("{doing}: {source}")]
    Io {
        /// What was being done.
        doing: Doing,
        /// What it said.
        source: io::Error,
    },
    /// Nothing came for too long.
    #[error("no answer for {} seconds while {awaiting} was awaited", after.as_secs())]
    Timeout {
        /// What was awaited.
        awaiting: &'static str,
        /// For how long.
        after: Duration,
    },
}

/// What was being done when the operating system reported an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Doing {
    /// Looking up the host's name.
    #[error("looking up the name")]
    Resolve,
    /// Opening the connection.
    #[error("connecting")]
    Connect,
    /// Reading or writing.
    #[error("talking to the server")]
    Transfer,
}

impl Error {
    pub(super) fn io(doing: Doing) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Io { doing, source }
    }
}
