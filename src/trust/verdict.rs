//! What to think of a key that a server has proven to hold.

use rfb::{Fingerprint, Identity};

use super::{CertificateFacts, Issuers, Key, KeyKind, Origin, Problem, Server, Timestamp, chain};

/// What a key is judged by, besides itself.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// What the user calls the server: a DNS name or an IP address, where it has one.
    pub called: Option<&'a str>,
    /// The one fingerprint that will do.
    pub expected: Option<Fingerprint>,
    /// What is known of the server at this place.
    pub known: Option<&'a Server>,
    /// Who may vouch for certificates.
    pub issuers: &'a Issuers,
    /// What time it is.
    pub now: Timestamp,
}

/// What there is to think of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is the one that the user said it would be.
    Expected,
    /// It is not the one that the user said it would be.
    NotExpected,
    /// It is the one that this server is trusted with.
    Known {
        /// Whether the certificate is another one with the same key in it.
        renewed: bool,
        /// The one that was known.
        key: Key,
    },
    /// Somebody who is trusted vouches for it, under the name that the user calls the server.
    Vouched {
        /// Who issued the certificate.
        issuer: String,
        /// What the server was trusted with before, if that was another key.
        earlier: Option<Key>,
    },
    /// Nothing is known of the server.
    New {
        /// Why nobody vouches for it; nothing for a key that nobody can vouch for.
        problems: Vec<Problem>,
    },
    /// Somebody who is trusted issued it, but not for this server or not for today.
    Bad {
        /// What is wrong.
        problems: Vec<Problem>,
    },
    /// The server was trusted with another key.
    Changed {
        /// That key.
        known: Key,
        /// Why nobody vouches for the new one.
        problems: Vec<Problem>,
    },
}

/// Judges `identity`. A known key counts at the place where it was met and nowhere else, and vouches for no other key.
pub fn judge(identity: &Identity, circumstances: &Circumstances<'_>) -> Verdict {
    let Circumstances { called, expected, known, issuers, now } = *circumstances;
    if let Some(expected) = expected {
        return if identity.fingerprint() == expected { Verdict::Expected } else { Verdict::NotExpected };
    }
    let facts = facts(identity);
    let of_this_kind = known.and_then(|server| server.key(KeyKind::from(identity)));
    let same = of_this_kind.filter(|key| key.is(identity));
    if let Some(key) = same.filter(|key| key.origin != Origin::Vouched) {
        return Verdict::Known { renewed: key.fingerprint != identity.fingerprint(), key: key.clone() };
    }
    let problems = match identity {
        Identity::Certificate { chain } => chain::problems(chain, facts.as_ref(), called, issuers, now),
        Identity::RsaKey { .. } => Vec::new(),
    };
    // A key of another kind is no reason to forget the one that is known.
    let mut keys = known.iter().flat_map(|server| &server.keys);
    let earlier = of_this_kind.or_else(|| keys.next()).filter(|_| same.is_none());
    let pinned = known.iter().flat_map(|server| &server.keys).find(|key| key.origin == Origin::Pinned);
    let vouched_for = facts.filter(|_| problems.is_empty());
    match (vouched_for, pinned, earlier) {
        (_, Some(known), _) | (None, None, Some(known)) => Verdict::Changed { known: known.clone(), problems },
        (Some(facts), None, earlier) => {
            let earlier = earlier.filter(|key| key.origin != Origin::Vouched).cloned();
            Verdict::Vouched { issuer: facts.issuer, earlier }
        }
        (None, None, None) if same.is_some() || has_issuer(&problems) => Verdict::Bad { problems },
        (None, None, None) => Verdict::New { problems },
    }
}

/// What the server's certificate says, where the key is in one.
fn facts(identity: &Identity) -> Option<CertificateFacts> {
    match identity {
        Identity::Certificate { chain } => CertificateFacts::of(chain.first()?),
        Identity::RsaKey { .. } => None,
    }
}

/// Whether the problems are others than that nobody who is trusted issued the certificate.
fn has_issuer(problems: &[Problem]) -> bool {
    !problems.is_empty() && !problems.iter().any(Problem::concerns_issuer)
}

impl Verdict {
    /// Its name, for the log.
    pub fn name(&self) -> &'static str {
        match self {
            Verdict::Expected => "expected",
            Verdict::NotExpected => "not expected",
            Verdict::Known { .. } => "known",
            Verdict::Vouched { .. } => "vouched for",
            Verdict::New { .. } => "new",
            Verdict::Bad { .. } => "bad",
            Verdict::Changed { .. } => "changed",
        }
    }
}

impl Key {
    /// The key of `identity`, to be trusted from `now` on.
    pub fn of(identity: &Identity, origin: Origin, now: Timestamp) -> Self {
        let public_key = facts(identity).map(|facts| facts.public_key);
        let (kind, fingerprint) = (KeyKind::from(identity), identity.fingerprint());
        Self { kind, fingerprint, public_key, origin, first_seen: now, last_seen: Some(now) }
    }

    /// Whether this is `identity`: the same key, or a certificate with the same key in it.
    pub fn is(&self, identity: &Identity) -> bool {
        let renewed = || facts(identity).is_some_and(|facts| self.public_key == Some(facts.public_key));
        self.kind == KeyKind::from(identity) && (self.fingerprint == identity.fingerprint() || renewed())
    }

    /// The server showed this key as `identity` at `now`. A second time on the same day leaves no trace.
    pub fn show(&mut self, identity: &Identity, now: Timestamp) {
        let shown = Self::of(identity, self.origin, now);
        let same_day = self.last_seen.is_some_and(|seen| seen.date() == now.date());
        if !same_day || self.fingerprint != shown.fingerprint || self.public_key != shown.public_key {
            *self = Self { first_seen: self.first_seen, ..shown };
        }
    }
}

#[cfg(test)]
mod tests;
