//! The truth about a session in words, for every way that it can be protected and not protected.

use rfb::net::Reach;
use rfb::{Encryption, Protection};

use super::{Gate, Vouching};
use crate::session::{Level, Privacy};
use crate::text::text;

impl Gate {
    /// What `protection` means on this way.
    pub(super) fn privacy(&self, protection: &Protection) -> Privacy {
        let (level, title, text) = match (&self.reach, protection.encryption) {
            (Reach::UnixSocket, _) => (Level::Private, text!("trust-private-here"), text!("trust-private-here-text")),
            (Reach::Loopback, Encryption::None) => {
                (Level::Private, text!("trust-private-here"), text!("trust-private-loopback-text"))
            }
            (Reach::Ssh, Encryption::None) => (
                Level::Private,
                text!("trust-private-ssh"),
                text!("trust-private-ssh-text", address = self.address.to_string()),
            ),
            (Reach::Ssh, _) => (
                Level::Private,
                text!("trust-private-ssh-encrypted"),
                text!("trust-private-ssh-encrypted-text", who = self.who_vouches()),
            ),
            (Reach::EncryptedWeb(_), Encryption::None) => {
                (Level::Encrypted, text!("trust-encrypted-web"), text!("trust-encrypted-web-text"))
            }
            (_, Encryption::None) => self.in_the_clear(protection),
            (_, Encryption::Anonymous) => (Level::Unverified, text!("trust-anonymous"), text!("trust-anonymous-text")),
            (_, Encryption::Identified) => (Level::Encrypted, text!("trust-encrypted"), self.who_vouches()),
        };
        let level = if self.reach == Reach::Loopback { Level::Private } else { level };
        Privacy { level, title, text, facts: self.facts(protection) }
    }

    /// Nothing hides the session.
    fn in_the_clear(&self, protection: &Protection) -> (Level, String, String) {
        let who = match &self.reach {
            Reach::PrivateNetwork(address) => {
                text!("trust-clear-network", address = address.to_string())
            }
            Reach::Public(address) => text!("trust-clear-internet", address = address.to_string()),
            _ => text!("trust-clear-unknown"),
        };
        match protection.identity {
            None => (Level::Clear, text!("trust-not-encrypted"), text!("trust-clear-text", who = who)),
            Some(_) => (
                Level::Clear,
                text!("trust-only-log-in-encrypted"),
                text!("trust-only-log-in-encrypted-text", who = who),
            ),
        }
    }

    /// Why the server is taken for the right one.
    fn who_vouches(&self) -> String {
        match &self.vouching {
            Vouching::Nobody => text!("trust-nobody-vouches"),
            Vouching::Expected => text!("trust-expected"),
            Vouching::Known { key, renewed: false } => {
                text!("trust-known", date = key.first_seen.date())
            }
            Vouching::Known { key, renewed: true } => {
                text!("trust-renewed", date = key.first_seen.date())
            }
            Vouching::Issuer { issuer, earlier: None } => text!("trust-issuer", issuer = issuer.as_str()),
            Vouching::Issuer { issuer, earlier: Some(key) } => {
                text!("trust-issuer-earlier", issuer = issuer.as_str(), date = key.first_seen.date())
            }
            Vouching::Accepted => text!("trust-accepted"),
        }
    }

    fn facts(&self, protection: &Protection) -> Vec<(String, String)> {
        let mut facts = Vec::new();
        if !protection.cipher.is_empty() {
            facts.push((text!("trust-encryption"), protection.cipher.clone()));
        }
        if let Some(identity) = &protection.identity {
            facts.push((text!("trust-servers-key"), identity.fingerprint().to_string()));
        }
        let way = match &self.reach {
            Reach::Loopback => text!("trust-way-here"),
            Reach::UnixSocket => text!("trust-way-socket"),
            Reach::Ssh => "SSH".to_owned(),
            Reach::EncryptedWeb(protection) => text!("trust-way-web", cipher = protection.cipher.as_str()),
            Reach::PrivateNetwork(address) => text!("trust-way-network", address = address.to_string()),
            Reach::Public(address) => text!("trust-way-internet", address = address.to_string()),
            Reach::Unknown => text!("trust-way-unknown"),
        };
        facts.push((text!("trust-way"), way));
        facts
    }
}
