//! A web socket (RFC 6455), as noVNC's servers, QEMU and virtualisation hosts have it: `ws://` and `wss://`.

pub mod frame;
mod opening;
mod stream;

use std::fmt;

pub use opening::{Field, NotAField};
pub use stream::WebSocketStream;

use crate::credentials::Secret;
use crate::error::Peer;
use crate::net::Error;
use crate::net::deadline::Deadline;
use crate::net::proxy::HostAndPort;
use crate::net::transport::Stream;
use frame::BadFrame;

/// Where a web socket is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress {
    /// Whether TLS is around it.
    pub encryption: WebEncryption,
    /// The name or address of the web server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The path with a slash in front, without the query.
    pub path: String,
    /// The query without its question mark; it may hold a ticket.
    pub query: Option<Secret>,
    /// Header fields to send besides our own, such as cookies.
    pub fields: Vec<Field>,
}

/// Whether a web socket is inside TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WebEncryption {
    /// `ws://`
    None,
    /// `wss://`
    Tls,
}

impl WebEncryption {
    /// The port where the address names none.
    pub const fn default_port(self) -> u16 {
        match self {
            WebEncryption::None => 80,
            WebEncryption::Tls => 443,
        }
    }

    const fn scheme(self) -> &'static str {
        match self {
            WebEncryption::None => "ws",
            WebEncryption::Tls => "wss",
        }
    }
}

impl WebAddress {
    /// The path and the query as they are asked for.
    fn resource(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{}", self.path, query.reveal()),
            None => self.path.clone(),
        }
    }

    /// The host, and the port where it is not the usual one.
    fn authority(&self) -> String {
        let whole = HostAndPort(&self.host, self.port).to_string();
        if self.port != self.encryption.default_port() {
            return whole;
        }
        whole.rsplit_once(':').map_or_else(|| whole.clone(), |(host, _)| host.to_owned())
    }
}

/// Without the query, which may hold a ticket.
impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path == "/" { "" } else { &self.path };
        write!(f, "{}://{}{path}", self.encryption.scheme(), self.authority())
    }
}

/// Why there is no web socket, or none any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{server}: {problem}")]
pub struct WebFailure {
    /// The address without its query.
    pub server: String,
    /// What is wrong.
    pub problem: WebProblem,
}

/// What is wrong with a web socket.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebProblem {
    /// The web server answers with another status than that of a web socket.
    #[error("the web server answers with status {status}")]
    Status {
        /// The status code.
        status: u16,
        /// Where it sends us instead, safe to show.
        location: Option<String>,
    },
    /// Something else answers there.
    #[error("it speaks {0}, not HTTP")]
    NotWeb(Peer),
    /// The answer is not that of a web socket.
    #[error("{0}")]
    Malformed(&'static str),
    /// The server wants another sub-protocol than `binary`.
    #[error("the server wants the sub-protocol {0:?}")]
    Subprotocol(String),
    /// A frame that breaks the rules.
    #[error(transparent)]
    Frame(#[from] BadFrame),
    /// The server closed the web socket with a code other than that for a normal end.
    #[error("the web server closed the connection with code {code}: {reason}")]
    Closed {
        /// The code (RFC 6455 §7.4).
        code: u16,
        /// Its words, safe to show.
        reason: String,
    },
}

/// Opens a web socket over `stream`, which leads to the web server of `address` and is inside TLS where that is asked for.
pub(crate) async fn connect(stream: Stream, address: &WebAddress, deadline: Deadline) -> Result<Stream, Error> {
    Ok(Box::new(deadline.within("the web server's answer", open(stream, address)).await??))
}

/// Opens a web socket over `stream`, for as long as that takes.
pub async fn open(stream: Stream, address: &WebAddress) -> Result<WebSocketStream, Error> {
    opening::open(stream, address).await.map_err(|error| match error {
        opening::Problem::Web(problem) => WebFailure { server: address.to_string(), problem }.into(),
        opening::Problem::Io(source) => Error::transfer(source),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(port: u16, path: &str) -> WebAddress {
        let query = Some(Secret::new("ticket=PVE:root"));
        let fields = vec![Field::new("Cookie", "PVEAuthCookie=PVE:root").expect("a field")];
        WebAddress { encryption: WebEncryption::Tls, host: "fd00::1".into(), port, path: path.into(), query, fields }
    }

    #[test]
    fn neither_tickets_nor_cookies_are_shown() {
        let address = address(443, "/console");
        assert_eq!(address.to_string(), "wss://[fd00::1]/console");
        assert!(!format!("{address:?}").contains("PVE:"), "{address:?}");
        assert_eq!(address.resource(), "/console?ticket=PVE:root");
    }

    #[test]
    fn the_usual_port_is_left_out() {
        assert_eq!(address(443, "/").to_string(), "wss://[fd00::1]");
        assert_eq!(address(8006, "/").to_string(), "wss://[fd00::1]:8006");
    }
}
