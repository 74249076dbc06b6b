//! Proxies that pass a connection on, and why they would not.

use std::fmt;

use crate::credentials::Credentials;
use crate::error::Peer;
use crate::net::http;

/// A proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxy {
    /// What it speaks.
    pub protocol: ProxyProtocol,
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Who we are, where it asks.
    pub credentials: Option<Credentials>,
}

/// What a proxy speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyProtocol {
    /// SOCKS version 5 (RFC 1928); the proxy looks names up.
    Socks5,
    /// HTTP with CONNECT (RFC 9110 §9.3.6).
    Http,
}

/// Why a proxy would not pass a connection on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the proxy {proxy}: {refusal}")]
pub struct ProxyFailure {
    /// The proxy, without who we are there.
    pub proxy: String,
    /// What it answered.
    pub refusal: Refusal,
}

/// What a proxy answered instead of passing the connection on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It wants to know who we are.
    #[error("it wants a user name and a password")]
    CredentialsNeeded,
    /// It does not accept who we are.
    #[error("it does not accept the user name or the password")]
    CredentialsRefused,
    /// Its rules forbid it.
    #[error("its rules forbid the connection")]
    Forbidden,
    /// It cannot reach the server, or not in time.
    #[error("it cannot reach the server")]
    Unreachable,
    /// Nothing listens there, as it says.
    #[error("the server refuses the connection")]
    ConnectionRefused,
    /// It failed, or answered with a code that has no meaning of its own here.
    #[error("it answers with code {0}")]
    Code(u16),
    /// The name of the server is longer than can be asked for.
    #[error("the server's name is too long")]
    NameTooLong,
    /// Something else answers there.
    #[error("it speaks {0}")]
    NotAProxy(Peer),
    /// It broke the rules.
    #[error("{0}")]
    Malformed(&'static str),
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.protocol {
            ProxyProtocol::Socks5 => "socks5",
            ProxyProtocol::Http => "http",
        };
        write!(f, "{scheme}://{}", HostAndPort(&self.host, self.port))
    }
}

/// A host and a port as URIs have them, an IPv6 address in brackets.
pub(crate) struct HostAndPort<'a>(pub(crate) &'a str, pub(crate) u16);

impl fmt::Display for HostAndPort<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let HostAndPort(host, port) = self;
        if host.contains(':') { write!(f, "[{host}]:{port}") } else { write!(f, "{host}:{port}") }
    }
}

/// Why a negotiation with a proxy came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// It would not.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The connection broke.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl From<http::Problem> for Problem {
    fn from(problem: http::Problem) -> Self {
        match problem {
            http::Problem::NotHttp(peer) => Refusal::NotAProxy(peer).into(),
            http::Problem::Malformed(what) => Refusal::Malformed(what).into(),
            http::Problem::Io(source) => source.into(),
        }
    }
}
