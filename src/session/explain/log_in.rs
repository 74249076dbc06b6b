//! Words for why a server does not let us in, and for what of a log-in does not work here.

use rfb::Credentials;
use rfb::error::UnsupportedSasl;
use rfb::identity::Encryption;
use rfb::net::Address;
use rfb::security::{SecurityType, registered_name};

use super::{cannot_connect, failure};
use crate::session::{CredentialsRequest, Failure, FailureKind};

/// The server turns us away, with these words or none.
pub(super) fn refused(address: &Address, reason: &str) -> Failure {
    let why = if reason.is_empty() { "it gives no reason".to_owned() } else { format!("it says: {reason}") };
    let hint = Refusal::of(reason).hint();
    failure(FailureKind::Refused, format!("{address} refuses the connection"), why, hint)
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

    const fn hint(self) -> &'static str {
        match self {
            Refusal::LockedOut => {
                "after several wrong passwords the server turns this address away for a while: wait before you try again (TigerVNC: 10 seconds, and twice as long after every further failure), or restart the server; then check the password"
            }
            Refusal::Full => "close another viewer of this desktop, or let the server take more",
            Refusal::Denied => {
                "somebody at the server said no, or it allows certain addresses only: ask whoever runs it"
            }
            Refusal::NoPassword => "the server takes nobody before it is set up: set a password there",
            Refusal::Unknown => {
                "ask whoever runs the server; it may allow certain addresses only, or have as many viewers as it wants"
            }
        }
    }
}

/// The password, or the name, was wrong.
pub(super) fn wrong_credentials(address: &Address, reason: &str) -> Failure {
    let why = if reason.is_empty() {
        "the server does not accept the password".to_owned()
    } else {
        format!("the server says: {reason}")
    };
    let hint = "check the password; of a VNC password only the first 8 characters count, and capital letters matter";
    failure(FailureKind::Authentication, format!("cannot log in to {address}"), why, hint)
}

/// What is said where a password is asked for again. A longer password than the server could look at is worth a word.
pub(in crate::session) fn refused_again(
    said: String,
    request: &CredentialsRequest,
    credentials: Option<&Credentials>,
) -> String {
    let length = credentials.map_or(0, |credentials| credentials.password.reveal().chars().count());
    match request.password_length() {
        Some(most) if length > most => format!("{said}; only the first {most} characters of the password counted"),
        _ => said,
    }
}

/// A name or a password that does not fit.
pub(super) fn too_long(address: &Address, field: &str, bytes: usize, most: usize) -> Failure {
    let what = format!("cannot log in to {address}");
    let why = format!("the {field} has {bytes} bytes, and this server's way to log in takes {most} at most");
    let hint = format!("use a shorter {field}, or choose another security type of the server's with --security");
    failure(FailureKind::Authentication, what, why, hint)
}

/// We could do what the server wants, and are not allowed to.
pub(super) fn forbidden(address: &Address, offered: &[u32]) -> Failure {
    let encrypts = |&number: &u32| {
        let known = SecurityType::from_number(number);
        known.is_some_and(|known| known.encryption() != Encryption::None || known.is_container())
    };
    let none_encrypts = !offered.iter().any(encrypts);
    let but = if none_encrypts { ", none of which encrypts the session" } else { "" };
    let why = format!("the server offers only what is not allowed here: {}{but}", security_names(offered));
    let hint = "allow one of them with --security, or let the server offer a stronger one";
    failure(FailureKind::Refused, cannot_connect(address), why, hint)
}

/// The server offers nothing that we have.
pub(super) fn no_type(offered: &[u32]) -> (String, String) {
    let why = format!("the server wants a security type that Farview does not have: {}", security_names(offered));
    let hint = match offered {
        [35] => "allow other ways to log in on the Mac than Kerberos",
        [17 | 114 | 115 | 118, ..] => {
            "switch the encryption plug-in or MS-Logon III of UltraVNC off, or let the server offer MS-Logon II or a VNC password as well; use a tunnel such as SSH if others can listen"
        }
        _ => {
            "let the server offer VeNCrypt, RSA-AES or a VNC password as well; use a tunnel such as SSH if others can listen and nothing else encrypts"
        }
    };
    (why, hint.to_owned())
}

/// The server wants a kind of SASL that we do not have.
pub(super) fn sasl(problem: &UnsupportedSasl) -> (String, String) {
    let (why, hint) = match problem {
        UnsupportedSasl::Mechanisms { offered } if offered.is_empty() => (
            "the server wants SASL but offers no way to do it".to_owned(),
            "name a mechanism in the server's SASL configuration, such as `mech_list: scram-sha-256`; without encryption QEMU offers only those that encrypt themselves",
        ),
        UnsupportedSasl::Mechanisms { offered } => (
            format!("the server wants SASL with one of {offered}, which Farview does not have"),
            "let the server's SASL configuration offer SCRAM-SHA-256 as well",
        ),
        UnsupportedSasl::InClear => (
            "the server wants the password in the clear (SASL PLAIN), which Farview sends inside encryption only"
                .to_owned(),
            "let the server encrypt (VeNCrypt with X509SASL) or offer SCRAM-SHA-256",
        ),
        UnsupportedSasl::Layer => (
            "the server insists on encryption by SASL of a kind that Farview does not have".to_owned(),
            "let the server encrypt with TLS (VeNCrypt with X509SASL)",
        ),
    };
    (why, hint.to_owned())
}

fn security_names(numbers: &[u32]) -> String {
    let name = |&number: &u32| {
        registered_name(number).map_or_else(|| format!("type {number}"), |name| format!("{name} ({number})"))
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
