//! Words for keys that protect nothing, numbers that give them away, and TLS that fails.

use rfb::error::CryptographyError;
use rfb::net::Address;

use super::failure;
use crate::session::{Failure, FailureKind};
use crate::text::text;

/// The alert of a server that has no cipher in common with us (RFC 5246 §7.2.2).
const HANDSHAKE_FAILURE: u8 = 40;

/// Words for an error of the encryption.
pub fn explain(address: &Address, error: &CryptographyError) -> Failure {
    let (kind, hint) = match error {
        CryptographyError::WeakKey { .. } => (FailureKind::Protocol, text!("failure-weak-key-hint")),
        CryptographyError::BadParameter { .. } => (FailureKind::Protocol, text!("failure-bad-parameter-hint")),
        CryptographyError::Forged { .. } => (FailureKind::Protocol, text!("failure-forged-hint")),
        CryptographyError::TlsAlert { description: HANDSHAKE_FAILURE } => {
            (FailureKind::Protocol, text!("failure-tls-anonymous-hint"))
        }
        CryptographyError::TlsAlert { .. } | CryptographyError::TlsGivenUp { .. } => {
            (FailureKind::Protocol, text!("failure-tls-alert-hint"))
        }
        CryptographyError::TlsVersion { .. } => (FailureKind::Protocol, text!("failure-tls-version-hint")),
        CryptographyError::Tls { .. } => (FailureKind::Protocol, text!("failure-tls-hint")),
        CryptographyError::NoRandom => (FailureKind::Local, text!("failure-no-random-hint")),
    };
    failure(kind, text!("failure-stopped-connection", address = address.to_string()), error.to_string(), hint)
}
