//! Words for keys that protect nothing, numbers that give them away, and TLS that fails.

use rfb::error::CryptographyError;
use rfb::net::Address;

use super::failure;
use crate::session::{Failure, FailureKind};

/// The alert of a server that has no cipher in common with us (RFC 5246 §7.2.2).
const HANDSHAKE_FAILURE: u8 = 40;

/// A way out that is always there.
const TUNNEL: &str = "or go through an SSH tunnel with --via HOST";

/// Words for an error of the encryption.
pub fn explain(address: &Address, error: &CryptographyError) -> Failure {
    let (kind, hint) = match error {
        CryptographyError::WeakKey { .. } => (
            FailureKind::Protocol,
            format!("whoever listens could break it: give the server a longer key, {TUNNEL}"),
        ),
        CryptographyError::BadParameter { .. } => (
            FailureKind::Protocol,
            format!("with it the session would be open to everybody: the server is broken, or somebody is in between; update it, {TUNNEL}"),
        ),
        CryptographyError::Forged { .. } => (
            FailureKind::Protocol,
            "somebody may be in between, or the network is broken: connect again, and if it stays do not send a password before you know why".to_owned(),
        ),
        CryptographyError::TlsAlert { description: HANDSHAKE_FAILURE } => (
            FailureKind::Protocol,
            format!("anonymous TLS is switched off in many systems' OpenSSL (security level above 0): let the server offer X509 security types, {TUNNEL}"),
        ),
        CryptographyError::TlsAlert { .. } => {
            (FailureKind::Protocol, format!("the server's log may say more; let it offer another security type, {TUNNEL}"))
        }
        CryptographyError::TlsVersion { .. } => (FailureKind::Protocol, format!("update the server, {TUNNEL}")),
        CryptographyError::Tls { .. } => (
            FailureKind::Protocol,
            format!("somebody may be in between, or the server needs an update: do not send a password before you know, {TUNNEL}"),
        ),
        CryptographyError::NoRandom => (
            FailureKind::Local,
            "no key can be made without them: look at what keeps this program from the system's random numbers, such as a sandbox".to_owned(),
        ),
    };
    failure(kind, format!("stopped the connection with {address}"), error.to_string(), hint)
}
