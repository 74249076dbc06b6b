//! Who the server is and what protects the session: facts that the caller judges and shows.

use std::fmt;

use sha1::{Digest, Sha1};
use sha2::Sha256;

/// A key that the server has proven to hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Identity {
    /// An X.509 certificate. Neither its names and dates nor who issued it were looked at.
    Certificate {
        /// In DER, the server's own first, then its issuers as far as the server sent them.
        chain: Vec<Vec<u8>>,
    },
    /// The key of RSA-AES.
    RsaKey {
        /// Big endian, without zeros in front.
        modulus: Vec<u8>,
        /// Big endian, without zeros in front.
        exponent: Vec<u8>,
    },
}

impl Identity {
    /// What it is, in words.
    pub const fn kind(&self) -> &'static str {
        match self {
            Identity::Certificate { .. } => "X.509 certificate",
            Identity::RsaKey { .. } => "RSA key",
        }
    }

    /// SHA-256 of the server's certificate, or of the key: the length of the modulus in bits as a big-endian `u32`, the
    /// modulus, the exponent in as many bytes as the modulus has.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::digest(self.hashed()).into())
    }

    /// The fingerprint that RealVNC, TigerVNC and noVNC show of an RSA key: the first eight bytes of SHA-1 of the same.
    /// Long enough to compare by eye, too short to rely on.
    pub fn short_fingerprint(&self) -> Option<ShortFingerprint> {
        match self {
            Identity::Certificate { .. } => None,
            Identity::RsaKey { .. } => Sha1::digest(self.hashed()).first_chunk().copied().map(ShortFingerprint),
        }
    }

    /// What fingerprints are made of.
    fn hashed(&self) -> Vec<u8> {
        match self {
            Identity::Certificate { chain } => chain.first().cloned().unwrap_or_default(),
            Identity::RsaKey { modulus, exponent } => {
                let bits = (8 * modulus.len() as u32).to_be_bytes();
                let padding = vec![0; modulus.len().saturating_sub(exponent.len())];
                [&bits[..], modulus, &padding, exponent].concat()
            }
        }
    }
}

/// Eight bytes that stand for an RSA key, written `01-23-45-67-89-ab-cd-ef`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ShortFingerprint(pub [u8; 8]);

impl fmt::Display for ShortFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, rest @ ..] = self.0;
        write!(f, "{first:02x}")?;
        rest.iter().try_for_each(|byte| write!(f, "-{byte:02x}"))
    }
}

/// SHA-256 of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SHA256")?;
        self.0.iter().try_for_each(|byte| write!(f, ":{byte:02x}"))
    }
}

/// What protects a session from those who listen and from those who pretend.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Protection {
    /// Whether and how it is encrypted, from the security handshake to the end.
    pub encryption: Encryption,
    /// The protocol and the cipher in words, such as "TLS 1.3, AES-256-GCM"; empty where there is none.
    pub cipher: String,
    /// What the server has proven to be. Also there where only the log-in was encrypted.
    pub identity: Option<Identity>,
}

/// Whether a session is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Encryption {
    /// It is not.
    #[default]
    None,
    /// It is, but nobody vouches for the server: whoever answered may be anyone.
    Anonymous,
    /// It is, and the server has proven to hold a key.
    Identified,
}

/// How a password travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exposure {
    /// Inside the encryption of the session or of the log-in.
    Sealed,
    /// Not at all: a strong proof of knowing it does.
    Proof,
    /// As a proof that who listens can break.
    WeakProof,
    /// As it is, for everybody who listens.
    Clear,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_written_as_other_programs_write_it() {
        let identity = Identity::Certificate { chain: vec![b"abc".to_vec()] };
        let text = identity.fingerprint().to_string();
        assert!(text.starts_with("SHA256:ba:78:16:bf:") && text.ends_with(":15:ad"), "{text}");
    }

    #[test]
    fn the_short_fingerprint_is_what_other_viewers_show() {
        // The first eight bytes of `(printf '\0\0\0\20\310\1\0\3') | sha1sum`.
        let key = Identity::RsaKey { modulus: vec![200, 1], exponent: vec![3] };
        assert_eq!(key.short_fingerprint().map(|short| short.to_string()).as_deref(), Some("de-1c-6f-39-12-07-87-3d"));
        assert_eq!(Identity::Certificate { chain: vec![vec![1]] }.short_fingerprint(), None);
    }

    #[test]
    fn keys_that_differ_have_other_fingerprints() {
        let key = |modulus: &[u8], exponent: &[u8]| {
            Identity::RsaKey { modulus: modulus.to_vec(), exponent: exponent.to_vec() }.fingerprint()
        };
        assert_ne!(key(&[200, 1], &[3]), key(&[200, 3], &[1]));
        assert_ne!(key(&[200, 1], &[3]), key(&[200, 1], &[5]));
    }
}
