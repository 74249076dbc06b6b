//! How a session recognises servers, and how well it must be protected.

use rfb::Fingerprint;

use crate::trust::{Issuers, TrustStore};

/// What the user says about servers and their keys.
#[derive(Debug, Clone, Default)]
pub struct Identification {
    /// Where known servers are kept. Nothing is known or remembered without it.
    pub store: Option<TrustStore>,
    /// Who may vouch for certificates.
    pub issuers: Issuers,
    /// The fingerprint of the one key that will do.
    pub expected: Option<Fingerprint>,
    /// Whether a session may go without encryption.
    pub encryption: Demand,
}

/// How much the user insists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Demand {
    /// As strong as the server can.
    #[default]
    Preferred,
    /// Not at all without, but for what does not leave this computer or goes through SSH.
    Required,
}
