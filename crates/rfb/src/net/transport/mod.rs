//! Ways to reach a server: one table, one file each.

#[cfg(unix)]
pub mod unix;

pub mod tcp;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};

use crate::net::{Error, Judge, Reach};

/// Bytes in both directions.
pub trait Transport: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Transport for T {}

/// Any transport.
pub type Stream = Box<dyn Transport>;

/// Where a server is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Address {
    /// A host name or IP address (without brackets) and a TCP port.
    Tcp {
        /// Name or address.
        host: String,
        /// Port, 5900 + display by custom.
        port: u16,
    },
    /// The path of a Unix-domain socket.
    Unix(PathBuf),
}

/// A way to a server that is open.
pub struct Connected {
    /// The bytes.
    pub stream: Stream,
    /// Who could listen on the way.
    pub reach: Reach,
}

impl Address {
    /// Opens a connection, within `timeout`. `judge` is asked about servers on the way that prove who they are.
    pub async fn connect(&self, timeout: Duration, judge: &dyn Judge) -> Result<Connected, Error> {
        let _ = judge;
        match self {
            Address::Tcp { host, port } => tcp::connect(host, *port, timeout).await,
            #[cfg(unix)]
            Address::Unix(path) => {
                let stream = Box::new(unix::connect(path, timeout).await?);
                Ok(Connected { stream, reach: Reach::UnixSocket })
            }
            #[cfg(not(unix))]
            Address::Unix(_) => {
                let source =
                    std::io::Error::new(std::io::ErrorKind::Unsupported, "this system has no Unix-domain sockets");
                Err(Error::Io { doing: crate::net::Doing::Connect, source })
            }
        }
    }
}

impl Address {
    /// The name or address of the host, where there is one.
    pub fn host(&self) -> Option<&str> {
        match self {
            Address::Tcp { host, .. } => Some(host),
            Address::Unix(_) => None,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Tcp { host, port } if host.contains(':') => write!(f, "[{host}]::{port}"),
            Address::Tcp { host, port } => write!(f, "{host}::{port}"),
            Address::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}
