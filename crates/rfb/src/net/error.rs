//! What can go wrong on the way to a server, besides the protocol.

use std::io;
use std::time::Duration;

use crate::net::proxy::ProxyFailure;
use crate::net::transport::repeater::RepeaterFailure;
use crate::net::transport::ssh::SshFailure;
use crate::net::transport::tcp::Attempt;
use crate::net::transport::web_socket::WebFailure;

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
    /// None of the addresses of a host could be reached.
    #[error("none of {} addresses can be reached", attempts.len())]
    Unreachable {
        /// All that were tried, in the order in which they failed.
        attempts: Vec<Attempt>,
    },
    /// The caller does not trust a server on the way.
    #[error("the server on the way is not trusted")]
    NotTrusted,
    /// SSH did not get through.
    #[error(transparent)]
    Ssh(#[from] SshFailure),
    /// A proxy would not pass the connection on.
    #[error(transparent)]
    Proxy(#[from] ProxyFailure),
    /// A web socket did not open, or broke.
    #[error(transparent)]
    Web(#[from] WebFailure),
    /// A repeater would not pass the connection on.
    #[error(transparent)]
    Repeater(#[from] RepeaterFailure),
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
    /// Waiting for a server to call.
    #[error("listening")]
    Listen,
    /// Reading or writing.
    #[error("talking to the server")]
    Transfer,
}

impl Error {
    pub(super) fn io(doing: Doing) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Io { doing, source }
    }

    /// An error while reading or writing. What a way to the server had to say itself is taken out again.
    pub(super) fn transfer(source: io::Error) -> Error {
        let source = match source.downcast::<SshFailure>() {
            Ok(failure) => return failure.into(),
            Err(source) => source,
        };
        let source = match source.downcast::<WebFailure>() {
            Ok(failure) => return failure.into(),
            Err(source) => source,
        };
        match source.downcast::<crate::Error>() {
            Ok(error) => error.into(),
            Err(source) => Error::Io { doing: Doing::Transfer, source },
        }
    }
}
