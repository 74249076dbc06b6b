//! What speaks against a certificate, by webpki (RFC 5280, RFC 6125). All of it is found, not only the first.

use std::fmt;
use std::net::IpAddr;

use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use webpki::{ALL_VERIFICATION_ALGS, EndEntityCert, Error, KeyUsage};

use super::{CertificateFacts, Issuers, Timestamp};
use crate::text::text;

/// One thing that is wrong with a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It cannot be read.
    Unreadable,
    /// It ended.
    Expired {
        /// When.
        since: Timestamp,
    },
    /// It has not begun.
    NotYetValid {
        /// When it will.
        from: Timestamp,
    },
    /// It is for other servers.
    WrongName {
        /// What the user calls the server.
        called: String,
        /// The names in it, none where it is for nobody in particular.
        names: Vec<String>,
    },
    /// It vouches for itself.
    SelfSigned,
    /// Nobody who is trusted here vouches for it.
    UnknownIssuer {
        /// Who does.
        issuer: String,
    },
    /// A certificate between it and who is trusted is not valid now.
    IssuerExpired,
    /// It has the form of 1988, which cannot be judged by what is asked of servers.
    FirstVersion,
    /// It was not made for servers.
    NotForServers,
    /// Something else is wrong between it and its issuer.
    BadChain {
        /// What.
        problem: String,
    },
}

impl Problem {
    /// Whether it leaves nobody who vouches for the certificate.
    pub fn concerns_issuer(&self) -> bool {
        match self {
            Problem::Expired { .. }
            | Problem::NotYetValid { .. }
            | Problem::WrongName { .. }
            | Problem::NotForServers => false,
            Problem::Unreadable
            | Problem::SelfSigned
            | Problem::UnknownIssuer { .. }
            | Problem::IssuerExpired
            | Problem::FirstVersion
            | Problem::BadChain { .. } => true,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Problem::Unreadable => text!("trust-unreadable"),
            Problem::Expired { since } => text!("trust-expired", date = since.date()),
            Problem::NotYetValid { from } => {
                text!("trust-not-yet-valid", date = from.date())
            }
            Problem::WrongName { called, names } if names.is_empty() => {
                text!("trust-no-name", called = called.as_str())
            }
            Problem::WrongName { called, names } => {
                text!("trust-wrong-name", called = called.as_str(), names = names.join(", "))
            }
            Problem::SelfSigned => text!("trust-self-signed"),
            Problem::UnknownIssuer { issuer } => {
                text!("trust-unknown-issuer", issuer = issuer.as_str())
            }
            Problem::IssuerExpired => text!("trust-issuer-expired"),
            Problem::FirstVersion => text!("trust-first-version"),
            Problem::NotForServers => text!("trust-not-for-servers"),
            Problem::BadChain { problem } => text!("trust-bad-chain", problem = problem.as_str()),
        };
        f.write_str(&words)
    }
}

/// Everything that speaks against `chain`, the server's certificate first, for a server that the user calls `called`.
/// Where nothing does, one of `issuers` vouches for it.
pub(super) fn problems(
    chain: &[Vec<u8>],
    facts: Option<&CertificateFacts>,
    called: Option<&str>,
    issuers: &Issuers,
    now: Timestamp,
) -> Vec<Problem> {
    let (Some(facts), Some((leaf, others))) = (facts, chain.split_first()) else { return vec![Problem::Unreadable] };
    let mut problems = Vec::new();
    if now > facts.not_after {
        problems.push(Problem::Expired { since: facts.not_after });
    }
    if now < facts.not_before {
        problems.push(Problem::NotYetValid { from: facts.not_before });
    }
    let der = CertificateDer::from(leaf.as_slice());
    match EndEntityCert::try_from(&der) {
        Ok(certificate) => {
            if let Some(called) = called.filter(|called| !is_for(&certificate, called)) {
                problems.push(Problem::WrongName { called: called.to_owned(), names: facts.names.clone() });
            }
            if !issuers.holds(leaf) {
                // An end of its own must not hide who issued it.
                let moment = now.clamp(facts.not_before, facts.not_after.max(facts.not_before));
                problems.extend(issuer_problem(&certificate, others, facts, issuers, moment));
            }
        }
        Err(Error::UnsupportedCertVersion) => problems.push(Problem::FirstVersion),
        Err(error) => problems.push(Problem::BadChain { problem: words(&error) }),
    }
    problems
}

/// Whether `certificate` is for the server that the user calls `called`.
fn is_for(certificate: &EndEntityCert<'_>, called: &str) -> bool {
    // A zone is of this computer alone; no certificate has one.
    let bare = called.split_once('%').map_or(called, |(address, _)| address);
    let name = match bare.parse::<IpAddr>() {
        Ok(address) => Some(ServerName::IpAddress(address.into())),
        Err(_) => ServerName::try_from(called.strip_suffix('.').unwrap_or(called)).ok(),
    };
    name.is_some_and(|name| certificate.verify_is_valid_for_subject_name(&name).is_ok())
}

fn issuer_problem(
    certificate: &EndEntityCert<'_>,
    others: &[Vec<u8>],
    facts: &CertificateFacts,
    issuers: &Issuers,
    moment: Timestamp,
) -> Option<Problem> {
    let others: Vec<_> = others.iter().map(|other| CertificateDer::from(other.as_slice())).collect();
    let verified = certificate.verify_for_usage(
        ALL_VERIFICATION_ALGS,
        issuers.anchors(),
        &others,
        UnixTime::since_unix_epoch(moment.since_epoch()),
        KeyUsage::server_auth(),
        None,
        None,
    );
    match verified.err()? {
        Error::UnknownIssuer | Error::CaUsedAsEndEntity if facts.self_issued => Some(Problem::SelfSigned),
        Error::UnknownIssuer | Error::CaUsedAsEndEntity => {
            Some(Problem::UnknownIssuer { issuer: facts.issuer.clone() })
        }
        Error::CertExpired { .. } | Error::CertNotValidYet { .. } => Some(Problem::IssuerExpired),
        Error::RequiredEkuNotFoundContext(_) => Some(Problem::NotForServers),
        error => Some(Problem::BadChain { problem: words(&error) }),
    }
}

/// The name of an error of webpki, in words.
fn words(error: &Error) -> String {
    match error {
        Error::InvalidSignatureForPublicKey => text!("trust-chain-signature"),
        Error::UnsupportedCriticalExtension => text!("trust-chain-demand"),
        Error::NameConstraintViolation => text!("trust-chain-name"),
        Error::MaximumSignatureChecksExceeded | Error::MaximumPathBuildCallsExceeded => {
            text!("trust-chain-too-many")
        }
        Error::UnsupportedSignatureAlgorithmContext(_) => {
            text!("trust-chain-outdated")
        }
        other => other.to_string(),
    }
}
