//! What a connection may be led through: a computer that is logged in to with SSH, or a proxy.

use std::fmt;
use std::net::IpAddr;

use crate::net::Reach;
use crate::net::proxy::{HostAndPort, Proxy};
use crate::net::transport::Address;
use crate::net::transport::ssh::SshGate;

/// A computer between us and the server that passes the connection on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// One to log in to.
    Ssh(SshGate),
    /// A proxy.
    Proxy(Proxy),
}

impl Gate {
    /// Who could listen on the way to `host`, which is looked up on the far side.
    pub(super) fn reach(&self, host: &str) -> Reach {
        match self {
            // To any other computer it goes on as it came out of SSH.
            Gate::Ssh(gate) if is_loopback(host) || host == gate.host() => Reach::Ssh,
            Gate::Ssh(_) | Gate::Proxy(_) => Reach::Unknown,
        }
    }
}

/// Whether `host` means the computer itself, wherever it is asked for.
fn is_loopback(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|ip: IpAddr| ip.to_canonical().is_loopback())
}

impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Gate::Ssh(gate) => write!(f, "ssh://{gate}"),
            Gate::Proxy(proxy) => proxy.fmt(f),
        }
    }
}

/// An address on the far side of a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Through {
    pub(super) gate: Gate,
    pub(super) address: Address,
}

impl Through {
    /// What the connection is led through.
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    /// The address on the far side.
    pub fn address(&self) -> &Address {
        &self.address
    }
}

/// `vnc+ssh://user@gate/host:port` where that says all, else the server and the gate in words.
impl fmt::Display for Through {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.gate, &self.address) {
            (Gate::Ssh(gate), Address::Tcp { host, port }) => {
                let shown = format!("{gate}/{}", HostAndPort(host, *port));
                write!(f, "vnc+ssh://{}", shown.replace('%', "%25"))
            }
            (gate, address) => write!(f, "{address} through {gate}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ssh_is_private_as_far_as_it_goes() {
        let gate = Gate::Ssh(SshGate::new(Some("alice"), "gate.example", None).expect("a gate"));
        for host in ["localhost", "LOCALHOST.", "127.0.0.1", "::1", "gate.example"] {
            assert_eq!(gate.reach(host), Reach::Ssh, "{host}");
        }
        for host in ["office", "10.0.0.7", "localhost.example"] {
            assert_eq!(gate.reach(host), Reach::Unknown, "{host}");
        }
    }
}
