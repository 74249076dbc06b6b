//! What a certificate says of itself, for people to read. None of it is true because it says so.

use rfb::Fingerprint;
use rfb::wire::text::for_display;
use sha2::{Digest, Sha256};
use x509_cert::certificate::{Certificate, Version};
use x509_cert::der::{Decode, Encode};
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::name::Name;

use super::Timestamp;

/// How much of a name is shown, in characters.
const SHOWN: usize = 120;

/// How many names are shown.
const NAMES: usize = 20;

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Whom it was issued to.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// The DNS names and IP addresses that it is for; not more than are shown.
    pub names: Vec<String>,
    /// When it begins to be valid.
    pub not_before: Timestamp,
    /// When it ends.
    pub not_after: Timestamp,
    /// Whether it names itself as its issuer.
    pub self_issued: bool,
    /// Whether it has the first form, of 1988, which has no names of servers.
    pub first_version: bool,
    /// The fingerprint of the key in it.
    pub public_key: Fingerprint,
}

impl CertificateFacts {
    /// What `certificate`, in DER, says; nothing where it cannot be read.
    pub fn of(certificate: &[u8]) -> Option<Self> {
        let certificate = Certificate::from_der(certificate).ok()?;
        let content = certificate.tbs_certificate();
        let validity = content.validity();
        let key = content.subject_public_key_info().to_der().ok()?;
        let names = content.get_extension::<SubjectAltName>().ok().flatten().map(|(_, names)| names.0);
        Some(Self {
            subject: shown(content.subject()),
            issuer: shown(content.issuer()),
            names: names.unwrap_or_default().iter().filter_map(name).take(NAMES).collect(),
            not_before: Timestamp::from_unix(validity.not_before.to_unix_duration()),
            not_after: Timestamp::from_unix(validity.not_after.to_unix_duration()),
            self_issued: content.subject() == content.issuer(),
            first_version: content.version() == Version::V1,
            public_key: Fingerprint(Sha256::digest(key).into()),
        })
    }
}

/// A name as directories write it: CN=office,O=Example.
fn shown(name: &Name) -> String {
    match for_display(name.to_string().as_bytes(), SHOWN) {
        text if text.is_empty() => "nobody".to_owned(),
        text => text,
    }
}

/// A name of a server.
fn name(name: &GeneralName) -> Option<String> {
    match name {
        GeneralName::DnsName(name) => Some(for_display(name.as_str().as_bytes(), SHOWN)),
        GeneralName::IpAddress(address) => match address.as_bytes() {
            bytes @ [_, _, _, _] => {
                <[u8; 4]>::try_from(bytes).ok().map(|octets| std::net::Ipv4Addr::from(octets).to_string())
            }
            bytes => <[u8; 16]>::try_from(bytes).ok().map(|octets| std::net::Ipv6Addr::from(octets).to_string()),
        },
        _ => None,
    }
}
