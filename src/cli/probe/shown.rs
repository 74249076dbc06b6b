//! What a server has proven to be, and what speaks against it.

use std::sync::LazyLock;

use rfb::Identity;
use rfb::net::Address;
use serde::Serialize;

use crate::trust::{
    CertificateFacts, Circumstances, Issuers, Place, Timestamp, TrustStore, Verdict, judge, pin_command,
};

/// This computer's own, read once for all servers.
static ISSUERS: LazyLock<Issuers> = LazyLock::new(Issuers::default);

/// A key that the server holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Shown {
    kind: &'static str,
    fingerprint: String,
    /// Bits of a key of RSA-AES.
    pub(super) rsa_bits: Option<usize>,
    certificate: Option<Certificate>,
    /// What speaks against it, as sentences.
    pub(super) problems: Vec<String>,
}

/// What a certificate says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Certificate {
    subject: String,
    issuer: String,
    names: Vec<String>,
    not_before: String,
    not_after: String,
}

impl Shown {
    /// Weighs `identity` as a session with `address` would.
    pub(super) fn new(identity: &Identity, address: &Address) -> Self {
        let (rsa_bits, certificate) = match identity {
            Identity::RsaKey { modulus, .. } => (Some(8 * modulus.len()), None),
            Identity::Certificate { chain } => {
                (None, chain.first().and_then(|first| CertificateFacts::of(first)).map(Certificate::from))
            }
        };
        let (kind, fingerprint) = (identity.kind(), identity.fingerprint());
        let problems = problems(identity, address);
        Self { kind, fingerprint: fingerprint.to_string(), rsa_bits, certificate, problems }
    }

    /// A line for people.
    pub(super) fn text(&self) -> String {
        let bits = self.rsa_bits.map(|bits| format!(" of {bits} bits")).unwrap_or_default();
        let certificate = self.certificate.as_ref().map(Certificate::text).unwrap_or_default();
        format!("{}{bits}{certificate}, {}", self.kind, self.fingerprint)
    }
}

impl Certificate {
    fn text(&self) -> String {
        let names = if self.names.is_empty() { "no server".to_owned() } else { self.names.join(", ") };
        format!(" of {} by {} for {names} until {}", self.subject, self.issuer, self.not_after)
    }
}

impl From<CertificateFacts> for Certificate {
    fn from(facts: CertificateFacts) -> Self {
        let (not_before, not_after) = (facts.not_before.date(), facts.not_after.date());
        Self { subject: facts.subject, issuer: facts.issuer, names: facts.names, not_before, not_after }
    }
}

/// What speaks against `identity`.
fn problems(identity: &Identity, address: &Address) -> Vec<String> {
    // What cannot be read vouches for nobody.
    let known = TrustStore::find().ok().and_then(|store| store.read().ok());
    let circumstances = Circumstances {
        called: address.host(),
        expected: None,
        known: known.as_ref().and_then(|known| known.server(&Place::of(address))),
        issuers: &ISSUERS,
        now: Timestamp::now(),
    };
    match judge(identity, &circumstances) {
        Verdict::Expected | Verdict::NotExpected | Verdict::Known { .. } | Verdict::Vouched { .. } => Vec::new(),
        Verdict::New { problems } | Verdict::Bad { problems } if problems.is_empty() => {
            let compare = format!(
                "Its key is not known here yet: compare it with what the server\u{2019}s own side says, then `{}`.",
                pin_command(address, identity)
            );
            vec![compare]
        }
        Verdict::New { problems } | Verdict::Bad { problems } => {
            problems.iter().map(|problem| sentence(&problem.to_string())).collect()
        }
        Verdict::Changed { known, .. } => vec![format!(
            "It shows another key than before ({}, known since {}): somebody may be in between.",
            known.fingerprint,
            known.first_seen.date()
        )],
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
