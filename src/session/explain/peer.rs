//! Words for what answers where no VNC server does.

use rfb::error::Peer;
use rfb::net::Address;

use super::{cannot_connect, failure};
use crate::session::{Failure, FailureKind};

/// Something else than a VNC server is there.
pub(super) fn not_vnc(address: &Address, peer: &Peer) -> Failure {
    let (why, hint) = match peer {
        Peer::Http => (
            "a web server answers there, not a VNC server",
            "if it is noVNC, write ws://host:port/websockify; the VNC server behind it also has a port of its own, usually 5900 or 5901",
        ),
        Peer::Ssh => (
            "an SSH server answers there, not a VNC server",
            "write vnc+ssh://user@host to reach the desktop of this computer through SSH",
        ),
        Peer::Tls => (
            "the server there wants TLS from the first byte",
            "use the server's plain VNC port, or a TLS tunnel such as stunnel in front of it",
        ),
        Peer::Rdp => (
            "a Windows remote desktop answers there (RDP), not a VNC server",
            "use a program for RDP; a VNC server on the same computer would be on another port, usually 5900",
        ),
        Peer::Greeting => {
            ("a mail or file server answers there, not a VNC server", "check the port: VNC is usually 5900 and up")
        }
        Peer::Unknown(start) => {
            let why = format!("what answers there is not a VNC server: it starts with {start:?}");
            return failure(
                FailureKind::Protocol,
                cannot_connect(address),
                why,
                "check the port: VNC is usually 5900 and up",
            );
        }
    };
    failure(FailureKind::Protocol, cannot_connect(address), why, hint)
}
