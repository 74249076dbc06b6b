//! What is known of servers: the contents of the trust store, without the file.

use std::fmt;

use rfb::{Encryption, Fingerprint, Identity};
use serde::{Deserialize, Serialize};

use super::{Place, Timestamp};

/// All servers that something is known of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    servers: Vec<Server>,
}

/// What is known of the server at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Where it was met.
    pub place: Place,
    /// The strongest protection that a session with it had, and when it had it last.
    pub protection: Option<(Grade, Timestamp)>,
    /// Since when the user lets passwords go to it without encryption.
    pub unencrypted: Option<Timestamp>,
    /// Keys that it is trusted with, one of a kind.
    pub keys: Vec<Key>,
}

/// A key that a server is trusted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// What it is.
    pub kind: KeyKind,
    /// Its fingerprint; of a certificate, that of the certificate as a whole.
    pub fingerprint: Fingerprint,
    /// Of a certificate: the fingerprint of the key in it, where that was seen. A renewed certificate may keep its key.
    pub public_key: Option<Fingerprint>,
    /// Why it is trusted.
    pub origin: Origin,
    /// When it was written down.
    pub first_seen: Timestamp,
    /// When the server showed it last.
    pub last_seen: Option<Timestamp>,
}

/// The kinds of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyKind {
    /// An X.509 certificate.
    Certificate,
    /// The RSA key of RSA-AES.
    RsaKey,
}

/// Why a key is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// An issuer that is trusted vouched for it. It is kept so that another key without such an issuer is not taken for new.
    Vouched,
    /// The user was asked when it was seen.
    Asked,
    /// The user pinned it: no other key will do, whoever vouches for it.
    Pinned,
}

/// How well a session was protected, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// It was not encrypted.
    Clear,
    /// It was encrypted, and whoever answered may have been anyone.
    Anonymous,
    /// It was encrypted, and the server had shown a key.
    Identified,
}

impl From<Encryption> for Grade {
    fn from(encryption: Encryption) -> Self {
        match encryption {
            Encryption::None => Grade::Clear,
            Encryption::Anonymous => Grade::Anonymous,
            Encryption::Identified => Grade::Identified,
        }
    }
}

impl From<&Identity> for KeyKind {
    fn from(identity: &Identity) -> Self {
        match identity {
            Identity::Certificate { .. } => KeyKind::Certificate,
            Identity::RsaKey { .. } => KeyKind::RsaKey,
        }
    }
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            KeyKind::Certificate => "X.509 certificate",
            KeyKind::RsaKey => "RSA key",
        })
    }
}

impl Known {
    /// These servers; `None` where two of them are at one place.
    pub fn new(servers: Vec<Server>) -> Option<Self> {
        let mut places: Vec<_> = servers.iter().map(|server| &server.place).collect();
        places.sort_unstable();
        let unique = places.windows(2).all(|pair| pair[0] != pair[1]);
        unique.then_some(Self { servers })
    }

    /// Trusts `key` at `place`, in the stead of another of its kind.
    pub fn trust(&mut self, place: &Place, key: Key) {
        let server = self.at(place);
        match server.keys.iter_mut().find(|old| old.kind == key.kind) {
            Some(old) => *old = key,
            None => server.keys.push(key),
        }
    }

    /// Notes that a session with `place` was protected so well at `now`. A weaker one leaves no trace, and neither does a second
    /// one on the same day.
    pub fn protected(&mut self, place: &Place, grade: Grade, now: Timestamp) {
        let server = self.at(place);
        let unchanged = |(strongest, seen): (Grade, Timestamp)| {
            strongest > grade || (strongest == grade && seen.date() == now.date())
        };
        if !server.protection.is_some_and(unchanged) {
            server.protection = Some((grade, now));
        }
    }

    /// From now on a session with `place` may be protected as badly as this.
    pub fn weakened(&mut self, place: &Place, grade: Grade, now: Timestamp) {
        self.at(place).protection = Some((grade, now));
    }

    /// From now on passwords may go to `place` without encryption.
    pub fn allow_unencrypted(&mut self, place: &Place, now: Timestamp) {
        self.at(place).unencrypted.get_or_insert(now);
    }

    /// Forgets all that is known of `place`; what it was, if there was anything.
    pub fn forget(&mut self, place: &Place) -> Option<Server> {
        let index = self.servers.iter().position(|server| server.place == *place)?;
        Some(self.servers.remove(index))
    }

    /// The server at `place`, made up where nothing is known of it.
    fn at(&mut self, place: &Place) -> &mut Server {
        let index = self.servers.iter().position(|server| server.place == *place).unwrap_or_else(|| {
            self.servers.push(Server { place: place.clone(), protection: None, unencrypted: None, keys: Vec::new() });
            self.servers.len() - 1
        });
        &mut self.servers[index]
    }

    /// What is known of the server at `place`.
    pub fn server(&self, place: &Place) -> Option<&Server> {
        self.servers.iter().find(|server| server.place == *place)
    }

    /// The same, to note something.
    pub fn server_mut(&mut self, place: &Place) -> Option<&mut Server> {
        self.servers.iter_mut().find(|server| server.place == *place)
    }

    /// All servers, in the order in which they were met.
    pub fn servers(&self) -> &[Server] {
        &self.servers
    }
}

impl Server {
    /// Its key of this kind.
    pub fn key(&self, kind: KeyKind) -> Option<&Key> {
        self.keys.iter().find(|key| key.kind == kind)
    }

    /// The same, to note something.
    pub fn key_mut(&mut self, kind: KeyKind) -> Option<&mut Key> {
        self.keys.iter_mut().find(|key| key.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(kind: KeyKind, byte: u8) -> Key {
        let (first_seen, fingerprint) = (Timestamp::now(), Fingerprint([byte; 32]));
        Key { kind, fingerprint, public_key: None, origin: Origin::Asked, first_seen, last_seen: None }
    }

    #[test]
    fn a_key_takes_the_place_of_another_of_its_kind_at_the_same_place_alone() {
        let mut known = Known::default();
        let [here, there] = ["here::5900", "here::5901"].map(|text| Place::written(text).expect("a place"));
        known.trust(&here, key(KeyKind::Certificate, 1));
        known.trust(&here, key(KeyKind::RsaKey, 2));
        known.trust(&there, key(KeyKind::Certificate, 3));
        known.trust(&here, key(KeyKind::Certificate, 4));
        let fingerprints = |place| -> Vec<u8> {
            known.server(place).expect("a server").keys.iter().map(|key| key.fingerprint.0[0]).collect()
        };
        assert_eq!(fingerprints(&here), [4, 2]);
        assert_eq!(fingerprints(&there), [3]);
    }

    #[test]
    fn only_the_strongest_protection_is_kept() {
        let mut known = Known::default();
        let place = Place::written("here::5900").expect("a place");
        for grade in [Grade::Anonymous, Grade::Identified, Grade::Clear] {
            known.protected(&place, grade, Timestamp::now());
        }
        let strongest =
            |known: &Known| known.server(&place).and_then(|server| server.protection).map(|(grade, _)| grade);
        assert_eq!(strongest(&known), Some(Grade::Identified));
        known.weakened(&place, Grade::Clear, Timestamp::now());
        assert_eq!(strongest(&known), Some(Grade::Clear));
    }
}
