//! The options that say how a session must be protected and who may vouch for the server.

use std::path::PathBuf;

use clap::Args;
use rfb::{Fingerprint, SecurityType};

use super::exit::{Error, ExitCode};
use crate::session::{Demand, Identification, Options};
use crate::trust::{Issuers, TrustStore, parse_fingerprint};

/// How the session is protected. Without these options the strongest way is used that the server knows.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Security")]
pub(super) struct ProtectionArguments {
    /// Security types that may be used, best first
    #[arg(long, value_name = "TYPES", value_delimiter = ',', value_parser = security_type, long_help = types_help())]
    security: Option<Vec<SecurityType>>,
    /// Do not connect without encryption
    ///
    /// What does not leave this computer or goes through SSH counts as encrypted.
    #[arg(long)]
    require_encryption: bool,
    #[command(flatten)]
    identity: IdentityArguments,
}

/// Who the server must be.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Security")]
pub(super) struct IdentityArguments {
    /// Certificates of issuers to trust in the stead of this computer's, in PEM
    ///
    /// A server's own certificate may stand there as well; its name and its dates must still be right.
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
    /// The fingerprint that the server's key must have; nothing else counts then
    ///
    /// SHA-256 of the certificate, or of the key of RSA-AES, in hexadecimal or as OpenSSH writes it.
    #[arg(long, value_name = "SHA256:…", value_parser = fingerprint)]
    fingerprint: Option<Fingerprint>,
}

impl ProtectionArguments {
    /// Tells the session.
    pub(super) fn apply(&self, options: &mut Options) -> Result<(), Error> {
        if let Some(types) = &self.security {
            options.security_types.clone_from(types);
        }
        options.identification = self.identity.identification()?;
        if self.require_encryption {
            options.identification.encryption = Demand::Required;
        }
        Ok(())
    }
}

impl IdentityArguments {
    /// Who vouches for servers.
    pub(super) fn identification(&self) -> Result<Identification, Error> {
        let issuers = match &self.ca_file {
            None => Issuers::default(),
            Some(path) => Issuers::from_file(path).map_err(|error| {
                Error::new(ExitCode::Usage, "no issuers", error).hint("give a file with certificates in PEM")
            })?,
        };
        let store = TrustStore::find().inspect_err(|error| tracing::warn!(%error, "servers are not remembered")).ok();
        Ok(Identification { store, issuers, expected: self.fingerprint, ..Identification::default() })
    }
}

/// Reads a fingerprint.
pub(super) fn fingerprint(text: &str) -> Result<Fingerprint, String> {
    parse_fingerprint(text).map_err(|error| error.to_string())
}

/// Reads a security type by its name, however it is spelt, by TigerVNC's name or by its number.
fn security_type(text: &str) -> Result<SecurityType, String> {
    let same = |name: &str| squeezed(name) == squeezed(text);
    let mut types = SecurityType::ALL.into_iter();
    let found = match text.parse() {
        Ok(number) => SecurityType::from_number(number),
        Err(_) if same("VncAuth") => Some(SecurityType::VncAuthentication),
        Err(_) => types.find(|candidate| same(candidate.name()) || same(&option_name(*candidate))),
    };
    found.filter(|found| !found.is_container()).ok_or_else(|| format!("known are {}", type_names()))
}

/// A name without what people write differently.
fn squeezed(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// The name of a security type as an option has it: lower case, hyphens for spaces.
fn option_name(security_type: SecurityType) -> String {
    let name = security_type.name().to_ascii_lowercase();
    name.strip_prefix("vencrypt ").unwrap_or(&name).replace(' ', "-")
}

fn type_names() -> String {
    let types = SecurityType::ALL.into_iter().filter(|security_type| !security_type.is_container());
    types.map(option_name).collect::<Vec<_>>().join(", ")
}

fn types_help() -> String {
    format!(
        "Security types that may be used, best first, separated by commas: {}.\n\nWithout this option all of them may be, in this order: what is encrypted for a server that shows a key comes first, then what is encrypted at all.",
        type_names()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn security_types_are_found_by_all_their_names() {
        for text in ["x509vnc", "X509Vnc", "261"] {
            assert_eq!(security_type(text), Ok(SecurityType::X509Vnc), "{text}");
        }
        for text in ["vncauth", "VncAuth", "vnc-authentication", "VNC Authentication", "2"] {
            assert_eq!(security_type(text), Ok(SecurityType::VncAuthentication), "{text}");
        }
        assert_eq!(security_type("plain"), Ok(SecurityType::Plain));
        for text in ["", "0", "999", "tls13", "vencrypt", "19"] {
            let error = security_type(text).expect_err(text);
            assert!(error.starts_with("known are x509") && error.contains("x509plain, x509vnc"), "{error}");
        }
        for security_type_ in SecurityType::ALL.into_iter().filter(|candidate| !candidate.is_container()) {
            assert_eq!(security_type(&option_name(security_type_)), Ok(security_type_));
        }
    }
}
