//! Words for why a server does not let us in, and for what of a log-in does not work here.

use rfb::Credentials;
use rfb::error::UnsupportedSasl;
use rfb::identity::Encryption;
use rfb::net::Address;
use rfb::security::{SecurityType, registered_name};

use super::{cannot_connect, failure};
use crate::session::{CredentialsRequest, Failure, FailureKind};
use crate::text::text;

/// The server turns us away, with these words or none.
pub(super) fn refused(address: &Address, reason: &str) -> Failure {
    let why = if reason.is_empty() { text!("failure-no-reason") } else { text!("failure-says", reason = reason) };
    let hint = Refusal::of(reason).hint();
    failure(FailureKind::Refused, text!("failure-refuses", address = address.to_string()), why, hint)
}

/// What a server means that refuses a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    LockedOut,
    Full,
    Denied,
    NoPassword,
    Unknown,
}

impl Refusal {
    /// What servers' own words mean, as TigerVNC, TightVNC, RealVNC, UltraVNC and those made with libvncserver choose them.
    fn of(reason: &str) -> Self {
        let reason = reason.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
        if has(&["failure", "attempt", "blacklist", "locked out", "too many tries"]) {
            Refusal::LockedOut
        } else if has(&["too many", "full", "maximum", "in use", "already connected"]) {
            Refusal::Full
        } else if has(&["valid password", "no password", "password is set", "not configured", "no configured"]) {
            Refusal::NoPassword
        } else if has(&["reject", "denied", "declined", "not allowed", "refused"]) {
            Refusal::Denied
        } else {
            Refusal::Unknown
        }
    }

    fn hint(self) -> String {
        match self {
            Refusal::LockedOut => {
                text!("failure-locked-out-hint")
            }
            Refusal::Full => text!("failure-full-hint"),
            Refusal::Denied => {
                text!("failure-denied-hint")
            }
            Refusal::NoPassword => text!("failure-no-password-hint"),
            Refusal::Unknown => {
                text!("failure-refused-hint")
            }
        }
    }
}

/// The password, or the name, was wrong.
pub(super) fn wrong_credentials(address: &Address, reason: &str) -> Failure {
    let why =
        if reason.is_empty() { text!("failure-wrong-password") } else { text!("failure-server-says", reason = reason) };
    let hint = text!("failure-wrong-password-hint");
    failure(FailureKind::Authentication, text!("failure-cannot-log-in", address = address.to_string()), why, hint)
}

/// What is said where a password is asked for again. A longer password than the server could look at is worth a word.
pub(in crate::session) fn refused_again(
    said: String,
    request: &CredentialsRequest,
    credentials: Option<&Credentials>,
) -> String {
    let length = credentials.map_or(0, |credentials| credentials.password.reveal().chars().count());
    match request.password_length() {
        Some(most) if length > most => text!("failure-password-cut", said = said.as_str(), most = most),
        _ => said,
    }
}

/// A name or a password that does not fit.
pub(super) fn too_long(address: &Address, field: &str, bytes: usize, most: usize) -> Failure {
    let what = text!("failure-cannot-log-in", address = address.to_string());
    let field = if field == "password" { field } else { "name" };
    let why = text!("failure-too-long", field = field, bytes = bytes, most = most);
    let hint = text!("failure-too-long-hint", field = field);
    failure(FailureKind::Authentication, what, why, hint)
}

/// We could do what the server wants, and are not allowed to.
pub(super) fn forbidden(address: &Address, offered: &[u32]) -> Failure {
    let encrypts = |&number: &u32| {
        let known = SecurityType::from_number(number);
        known.is_some_and(|known| known.encryption() != Encryption::None || known.is_container())
    };
    let types = security_names(offered);
    let why = if offered.iter().any(encrypts) {
        text!("failure-forbidden", types = types)
    } else {
        text!("failure-forbidden-unencrypted", types = types)
    };
    let hint = text!("failure-forbidden-hint");
    failure(FailureKind::Refused, cannot_connect(address), why, hint)
}

/// The server offers nothing that we have.
pub(super) fn no_type(offered: &[u32]) -> (String, String) {
    let why = text!("failure-no-type", types = security_names(offered));
    let hint = match offered {
        [35] => text!("failure-no-type-mac-hint"),
        [17 | 114 | 115 | 118, ..] => {
            text!("failure-no-type-ultravnc-hint")
        }
        _ => {
            text!("failure-no-type-hint")
        }
    };
    (why, hint)
}

/// The server wants a kind of SASL that we do not have.
pub(super) fn sasl(problem: &UnsupportedSasl) -> (String, String) {
    let (why, hint) = match problem {
        UnsupportedSasl::Mechanisms { offered } if offered.is_empty() => {
            (text!("failure-sasl-nothing"), text!("failure-sasl-nothing-hint"))
        }
        UnsupportedSasl::Mechanisms { offered } => {
            (text!("failure-sasl-mechanisms", offered = offered.as_str()), text!("failure-sasl-mechanisms-hint"))
        }
        UnsupportedSasl::InClear => (text!("failure-sasl-clear"), text!("failure-sasl-clear-hint")),
        UnsupportedSasl::Layer => (text!("failure-sasl-layer"), text!("failure-sasl-layer-hint")),
    };
    (why, hint)
}

fn security_names(numbers: &[u32]) -> String {
    let name = |&number: &u32| {
        registered_name(number)
            .map_or_else(|| text!("failure-security-type", number = number), |name| format!("{name} ({number})"))
    };
    numbers.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use rfb::Secret;

    use super::*;

    #[test]
    fn security_types_are_named() {
        assert_eq!(security_names(&[19, 250]), "VeNCrypt (19), type 250");
    }

    /// As Xtigervnc, Xtightvnc, x11vnc, the demo server, TightVNC and UltraVNC say it.
    #[test]
    fn servers_words_are_understood() {
        for (reason, refusal) in [
            ("Too many security failures", Refusal::LockedOut),
            ("Too many authentication failures", Refusal::LockedOut),
            ("too many viewers are connected", Refusal::Full),
            ("The maximum number of connections has been reached", Refusal::Full),
            ("Server is already in use", Refusal::Full),
            ("Server is not configured properly", Refusal::NoPassword),
            ("This server does not have a valid password enabled", Refusal::NoPassword),
            ("Connection rejected by user", Refusal::Denied),
            ("Access is denied", Refusal::Denied),
            ("", Refusal::Unknown),
        ] {
            assert_eq!(Refusal::of(reason), refusal, "{reason}");
        }
    }

    #[test]
    fn a_password_that_was_cut_is_said_to_be() {
        let request = |method: &str| CredentialsRequest { method: method.into(), ..CredentialsRequest::default() };
        let credentials = |password| Credentials { username: None, password: Secret::new(password) };
        let said = |method, password| refused_again("no".into(), &request(method), Some(&credentials(password)));
        assert!(said("VNC Authentication", "123456789").contains("first 8 characters"));
        assert!(said("X509Vnc", "123456789").contains("first 8 characters"));
        assert_eq!(said("VNC Authentication", "12345678"), "no");
        assert_eq!(said("X509Plain", "123456789"), "no");
        assert_eq!(refused_again("no".into(), &request("XVP"), None), "no");
    }
}
