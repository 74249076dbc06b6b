//! The truth about a session in words, for every way that it can be protected and not protected.

use rfb::net::Reach;
use rfb::{Encryption, Protection};

use super::{Gate, Vouching};
use crate::session::{Level, Privacy};

impl Gate {
    /// What `protection` means on this way.
    pub(super) fn privacy(&self, protection: &Protection) -> Privacy {
        let (level, title, text) = match (&self.reach, protection.encryption) {
            (Reach::UnixSocket, _) => {
                (Level::Private, "Private: on this computer", "The connection does not leave this computer.".to_owned())
            }
            (Reach::Loopback, Encryption::None) => (
                Level::Private,
                "Private: on this computer",
                "Not encrypted; fine, because the connection does not leave this computer. If a tunnel begins here, it protects the rest of the way.".to_owned(),
            ),
            (Reach::Ssh, Encryption::None) => (
                Level::Private,
                "Private: inside your SSH tunnel",
                format!("In the clear to {}; fine inside your SSH tunnel.", self.address),
            ),
            (Reach::Ssh, _) => (
                Level::Private,
                "Private: encrypted inside your SSH tunnel",
                format!("Encrypted twice: by SSH and by the server. {}", self.who_vouches()),
            ),
            (Reach::EncryptedWeb(_), Encryption::None) => (
                Level::Encrypted,
                "Encrypted as far as the web server",
                "The web server was checked. What lies between it and the desktop is not known here.".to_owned(),
            ),
            (_, Encryption::None) => self.in_the_clear(protection),
            (_, Encryption::Anonymous) => (
                Level::Unverified,
                "Encrypted, but anyone could have answered",
                "Nobody can just listen, but the server has no certificate: somebody in between could have answered in its stead and would see everything.".to_owned(),
            ),
            (_, Encryption::Identified) => (Level::Encrypted, "Encrypted", self.who_vouches()),
        };
        let level = if self.reach == Reach::Loopback { Level::Private } else { level };
        Privacy { level, title: title.to_owned(), text, facts: self.facts(protection) }
    }

    /// Nothing hides the session.
    fn in_the_clear(&self, protection: &Protection) -> (Level, &'static str, String) {
        let who = match &self.reach {
            Reach::PrivateNetwork(address) => {
                format!("In the clear to {address}: everybody in that network can see the screen and what you type")
            }
            Reach::Public(address) => format!(
                "In the clear to {address}, over the Internet: everybody on the way can see the screen and what you type"
            ),
            _ => "In the clear: everybody on the way can see the screen and what you type".to_owned(),
        };
        match protection.identity {
            None => (Level::Clear, "Not encrypted", format!("{who}. SSH (--via) would hide it.")),
            Some(_) => {
                (Level::Clear, "Only the log-in was encrypted", format!("{who}. The password was sent encrypted."))
            }
        }
    }

    /// Why the server is taken for the right one.
    fn who_vouches(&self) -> String {
        match &self.vouching {
            Vouching::Nobody => "Nobody vouches for the server.".to_owned(),
            Vouching::Expected => "The server has the key that you named with --fingerprint.".to_owned(),
            Vouching::Known { key, renewed: false } => {
                format!("The server has the same key as on {}.", key.first_seen.date())
            }
            Vouching::Known { key, renewed: true } => {
                format!("The server has a new certificate with the same key as on {}.", key.first_seen.date())
            }
            Vouching::Issuer { issuer, earlier: None } => format!("{issuer} vouches for the server."),
            Vouching::Issuer { issuer, earlier: Some(key) } => {
                format!("{issuer} vouches for the server. Since {} it was known by another key.", key.first_seen.date())
            }
            Vouching::Accepted => "You have accepted the server's key.".to_owned(),
        }
    }

    fn facts(&self, protection: &Protection) -> Vec<(String, String)> {
        let mut facts = Vec::new();
        if !protection.cipher.is_empty() {
            facts.push(("Encryption".to_owned(), protection.cipher.clone()));
        }
        if let Some(identity) = &protection.identity {
            facts.push(("Server's key".to_owned(), identity.fingerprint().to_string()));
        }
        let way = match &self.reach {
            Reach::Loopback => "this computer".to_owned(),
            Reach::UnixSocket => "a socket on this computer".to_owned(),
            Reach::Ssh => "SSH".to_owned(),
            Reach::EncryptedWeb(protection) => format!("a web server, {}", protection.cipher),
            Reach::PrivateNetwork(address) => format!("a private network, {address}"),
            Reach::Public(address) => format!("the Internet, {address}"),
            Reach::Unknown => "not known".to_owned(),
        };
        facts.push(("Way".to_owned(), way));
        facts
    }
}
