//! From errors to words: what failed, why, and what to do about it. `way` has the words for what lies before the
//! server, `peer` for what answers there and is none, `log_in` for the server's own refusals, `cryptography` those for keys and TLS.

mod cryptography;
mod log_in;
mod peer;
mod way;

use std::io;
use std::path::Path;

use rfb::error::{Protocol, Unsupported};
use rfb::net::{Address, Doing, Error};

pub(super) use log_in::refused_again;

use super::{Failure, FailureKind};
use crate::text::text;

/// Words for an error of the connection with `address`.
pub fn explain(address: &Address, error: &Error) -> Failure {
    match error {
        Error::Io { doing: Doing::Resolve, source } => unresolved(address, source),
        Error::Io { doing: Doing::Connect, source } => unreachable(address, source),
        Error::Io { doing: Doing::Listen, source } => way::listening(address, source),
        Error::Io { doing: Doing::Transfer, source } if source.kind() == io::ErrorKind::TimedOut => {
            lost(address, text!("failure-no-sign-of-life"))
        }
        Error::Io { doing: Doing::Transfer, source } => lost(address, source.to_string()),
        Error::Unreachable { attempts } => way::no_address(address, attempts),
        Error::NotTrusted => way::not_trusted(address),
        Error::Ssh(problem) => way::ssh(address, problem),
        Error::Proxy(problem) => way::proxy(address, problem),
        Error::Web(problem) => way::web(address, &problem.problem),
        Error::Repeater(problem) => way::repeater(address, problem),
        Error::Timeout { awaiting, after } => silent(address, awaiting, after.as_secs()),
        Error::Client(error) => client(address, error),
    }
}

/// Words for a session that could not even start.
pub(super) fn no_thread(error: &io::Error) -> Failure {
    let what = text!("failure-no-thread");
    failure(FailureKind::Local, what, error.to_string(), text!("failure-no-thread-hint"))
}

/// Words for a recording that cannot be written.
pub(super) fn recording(path: &Path, error: &io::Error) -> Failure {
    let what = text!("failure-recording", path = path.display().to_string());
    failure(FailureKind::Local, what, error.to_string(), text!("failure-recording-hint"))
}

/// Words for a file that is no recording, or a broken one.
pub(super) fn no_recording(path: &Path, why: &str) -> Failure {
    let what = text!("failure-no-recording", path = path.display().to_string());
    failure(FailureKind::Protocol, what, why, text!("failure-no-recording-hint"))
}

fn failure(kind: FailureKind, what: String, why: impl Into<String>, hint: impl Into<String>) -> Failure {
    Failure { kind, what, why: why.into(), hint: hint.into() }
}

fn cannot_connect(address: &Address) -> String {
    text!("failure-cannot-connect", address = address.to_string())
}

fn unresolved(address: &Address, source: &io::Error) -> Failure {
    let host = way::first(address).map_or("", |(host, _)| host);
    let why = text!("failure-unknown-name", host = host, source = source.to_string());
    let hint = text!("failure-unknown-name-hint");
    failure(FailureKind::Connect, cannot_connect(address), why, hint)
}

fn unreachable(address: &Address, source: &io::Error) -> Failure {
    if let Some((host, port)) = way::first(address) {
        return way::unreachable(address, host, port, source);
    }
    let (why, hint) = match (address, source.kind()) {
        (Address::Unix(path), io::ErrorKind::NotFound) => {
            (text!("failure-no-socket", path = path.display().to_string()), text!("failure-no-socket-hint"))
        }
        (Address::Unix(path), _) if path.is_dir() || path.is_file() => {
            (text!("failure-not-a-socket", path = path.display().to_string()), text!("failure-not-a-socket-hint"))
        }
        (Address::Unix(path), io::ErrorKind::ConnectionRefused) => {
            (text!("failure-socket-refused", path = path.display().to_string()), text!("failure-socket-refused-hint"))
        }
        (Address::Unix(_), io::ErrorKind::PermissionDenied) => {
            (text!("failure-socket-permission", source = source.to_string()), text!("failure-socket-permission-hint"))
        }
        _ => (source.to_string(), text!("failure-check-way")),
    };
    failure(FailureKind::Connect, cannot_connect(address), why, hint)
}

fn silent(address: &Address, awaiting: &str, seconds: u64) -> Failure {
    let what = cannot_connect(address);
    match awaiting {
        "the address of the name" => {
            let why = text!("failure-name-timeout", seconds = seconds);
            let hint = text!("failure-name-timeout-hint");
            failure(FailureKind::Connect, what, why, hint)
        }
        "the SSH log-in" => {
            let why = text!("failure-ssh-timeout", seconds = seconds);
            let hint = text!("failure-ssh-timeout-hint");
            failure(FailureKind::Connect, what, why, hint)
        }
        "the server behind the repeater" => {
            let why = text!("failure-repeater-timeout", seconds = seconds);
            let hint = text!("failure-repeater-timeout-hint");
            failure(FailureKind::Connect, what, why, hint)
        }
        "the proxy's answer" | "the web server's answer" | "the repeater's greeting" | "the TLS handshake" => {
            let why = text!("failure-answer-timeout", awaiting = awaiting, seconds = seconds);
            failure(FailureKind::Connect, what, why, text!("failure-answer-timeout-hint"))
        }
        "the connection" => {
            let why = text!("failure-connection-timeout", seconds = seconds);
            failure(FailureKind::Connect, what, why, text!("failure-silent-hint"))
        }
        "a sign of life" => lost(address, text!("failure-nothing-came", seconds = seconds)),
        "the protocol version" => {
            let why = text!("failure-no-greeting", seconds = seconds);
            failure(FailureKind::Protocol, what, why, text!("failure-no-greeting-hint"))
        }
        _ => {
            let why = text!("failure-stuck", seconds = seconds, awaiting = awaiting);
            failure(FailureKind::Protocol, what, why, text!("failure-stuck-hint"))
        }
    }
}

fn lost(address: &Address, why: impl Into<String>) -> Failure {
    let hint = text!("failure-lost-hint");
    failure(FailureKind::Lost, text!("failure-lost", address = address.to_string()), why, hint)
}

fn client(address: &Address, error: &rfb::Error) -> Failure {
    match error {
        rfb::Error::Protocol(protocol) => broken(address, protocol),
        rfb::Error::Unsupported(unsupported) => cannot(address, unsupported),
        rfb::Error::Refused { reason } => log_in::refused(address, reason),
        rfb::Error::Authentication { reason } => log_in::wrong_credentials(address, reason),
        rfb::Error::Forbidden { offered } => log_in::forbidden(address, offered),
        rfb::Error::Cryptography(problem) => cryptography::explain(address, problem),
        rfb::Error::Limit(limit) => {
            let hint = text!("failure-limit-hint");
            failure(
                FailureKind::Protocol,
                text!("failure-stopped", address = address.to_string()),
                limit.to_string(),
                hint,
            )
        }
        rfb::Error::Misuse(_) => failure(
            FailureKind::Local,
            text!("failure-stopped", address = address.to_string()),
            error.to_string(),
            text!("failure-bug-hint"),
        ),
    }
}

fn cannot(address: &Address, unsupported: &Unsupported) -> Failure {
    let what = cannot_connect(address);
    let (why, hint) = match unsupported {
        Unsupported::Version(banner) => {
            (text!("failure-version", banner = banner.as_str()), text!("failure-update-server"))
        }
        Unsupported::SecurityTypes { offered } => log_in::no_type(offered),
        Unsupported::Repeater => (text!("failure-is-repeater"), text!("failure-is-repeater-hint")),
        Unsupported::Sasl(problem) => log_in::sasl(problem),
        Unsupported::TooLong { what: field, bytes, most } => return log_in::too_long(address, field, *bytes, *most),
        Unsupported::Tunnel => (text!("failure-tunnel"), text!("failure-tunnel-hint")),
        Unsupported::CursorEncoding(_) => {
            let what = text!("failure-stopped", address = address.to_string());
            return failure(FailureKind::Protocol, what, unsupported.to_string(), text!("failure-update-or-report"));
        }
        Unsupported::Video(_) => {
            let what = text!("failure-stopped", address = address.to_string());
            let why = text!("failure-video", unsupported = unsupported.to_string());
            return failure(FailureKind::Protocol, what, why, text!("failure-video-hint"));
        }
    };
    failure(FailureKind::Protocol, what, why, hint)
}

fn broken(address: &Address, protocol: &Protocol) -> Failure {
    match protocol {
        Protocol::NotRfb { peer } => peer::not_vnc(address, peer),
        Protocol::Closed { awaiting: "the protocol version" } => {
            let why = text!("failure-closed-at-once");
            let hint = text!("failure-closed-at-once-hint");
            failure(FailureKind::Refused, cannot_connect(address), why, hint)
        }
        Protocol::Closed { awaiting: "the next message" } => lost(address, text!("failure-closed-in-session")),
        Protocol::Closed { awaiting } => lost(address, text!("failure-closed", awaiting = *awaiting)),
        _ => {
            let why = text!("failure-broken-rules", protocol = protocol.to_string());
            let hint = text!("failure-broken-rules-hint");
            failure(FailureKind::Protocol, text!("failure-stopped", address = address.to_string()), why, hint)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rfb::error::{CryptographyError, Peer, UnsupportedSasl};

    use super::*;

    fn everything() -> Vec<Error> {
        let io = |doing, kind: io::ErrorKind| Error::Io { doing, source: kind.into() };
        let protocol = |protocol: Protocol| Error::Client(protocol.into());
        vec![
            io(Doing::Resolve, io::ErrorKind::NotFound),
            io(Doing::Connect, io::ErrorKind::ConnectionRefused),
            io(Doing::Connect, io::ErrorKind::HostUnreachable),
            io(Doing::Connect, io::ErrorKind::Other),
            io(Doing::Transfer, io::ErrorKind::ConnectionReset),
            io(Doing::Transfer, io::ErrorKind::TimedOut),
            Error::Timeout { awaiting: "a sign of life", after: Duration::from_secs(31) },
            Error::Timeout { awaiting: "the connection", after: Duration::from_secs(10) },
            Error::Timeout { awaiting: "the protocol version", after: Duration::from_secs(10) },
            Error::Timeout { awaiting: "the security types", after: Duration::from_secs(10) },
            Error::Client(rfb::Error::Refused { reason: "Too many security failures".into() }),
            Error::Client(rfb::Error::Refused { reason: String::new() }),
            Error::Client(rfb::Error::Authentication { reason: String::new() }),
            Error::Client(Unsupported::SecurityTypes { offered: vec![19, 250] }.into()),
            Error::Client(CryptographyError::TlsAlert { description: 40 }.into()),
            Error::Client(CryptographyError::TlsAlert { description: 80 }.into()),
            Error::Client(CryptographyError::TlsVersion { spoken: "TLS 1.0" }.into()),
            Error::Client(CryptographyError::TlsGivenUp { reason: "no certificate".into() }.into()),
            Error::Client(CryptographyError::Tls { problem: "it does".into() }.into()),
            Error::Client(CryptographyError::WeakKey { what: "a prime", bits: 512, least: 1024 }.into()),
            Error::Client(CryptographyError::BadParameter { what: "a prime", problem: "is even" }.into()),
            Error::Client(CryptographyError::Forged { reading: "a record" }.into()),
            Error::Client(CryptographyError::NoRandom.into()),
            Error::Client(Unsupported::Repeater.into()),
            Error::Client(Unsupported::TooLong { what: "password", bytes: 70, most: 63 }.into()),
            Error::Client(Unsupported::Tunnel.into()),
            Error::Client(rfb::Error::Forbidden { offered: vec![2, 16] }),
            Error::Client(Unsupported::from(UnsupportedSasl::Mechanisms { offered: String::new() }).into()),
            Error::Client(Unsupported::from(UnsupportedSasl::InClear).into()),
            protocol(Protocol::UnknownMessage { number: 77 }),
            protocol(Protocol::NotRfb { peer: Peer::Http }),
            protocol(Protocol::NotRfb { peer: Peer::Rdp }),
            protocol(Protocol::NotRfb { peer: Peer::Unknown("hello".into()) }),
            protocol(Protocol::Closed { awaiting: "the protocol version" }),
            protocol(Protocol::Closed { awaiting: "the next message" }),
        ]
    }

    #[test]
    fn every_error_says_what_failed_why_and_what_to_do() {
        let address = Address::Tcp { host: "example.test".into(), port: 5901 };
        for error in everything() {
            let Failure { what, why, hint, .. } = explain(&address, &error);
            assert!(what.contains("example.test::5901"), "{what}");
            assert!(!why.is_empty() && !hint.is_empty(), "{error}");
            assert!(!why.ends_with('.') && !hint.ends_with('.'), "{why} / {hint}");
        }
    }
}
