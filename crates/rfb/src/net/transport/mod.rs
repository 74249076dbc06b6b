//! Ways to reach a server.

use std::fmt;
use std::path::PathBuf;

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

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Tcp { host, port } if host.contains(':') => write!(f, "[{host}]::{port}"),
            Address::Tcp { host, port } => write!(f, "{host}::{port}"),
            Address::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}
