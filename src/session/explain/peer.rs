//! Words for what answers where no VNC server does.

use rfb::error::Peer;
use rfb::net::Address;

use super::{cannot_connect, failure};
use crate::session::{Failure, FailureKind};
use crate::text::text;

/// Something else than a VNC server is there.
pub(super) fn not_vnc(address: &Address, peer: &Peer) -> Failure {
    let (why, hint) = match peer {
        Peer::Http => (text!("failure-peer-web"), text!("failure-peer-web-hint")),
        Peer::Ssh => (text!("failure-peer-ssh"), text!("failure-peer-ssh-hint")),
        Peer::Tls => (text!("failure-peer-tls"), text!("failure-peer-tls-hint")),
        Peer::Rdp => (text!("failure-peer-rdp"), text!("failure-peer-rdp-hint")),
        Peer::Greeting => (text!("failure-peer-mail"), text!("failure-check-vnc-port")),
        Peer::Unknown(start) => {
            let why = text!("failure-peer-unknown", start = format!("{start:?}"));
            return failure(FailureKind::Protocol, cannot_connect(address), why, text!("failure-check-vnc-port"));
        }
    };
    failure(FailureKind::Protocol, cannot_connect(address), why, hint)
}
