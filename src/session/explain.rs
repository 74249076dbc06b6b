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

/// Words for an error of the connection with `address`.
pub fn explain(address: &Address, error: &Error) -> Failure {
    match error {
        Error::Io { doing: Doing::Resolve, source } => unresolved(address, source),
        Error::Io { doing: Doing::Connect, source } => unreachable(address, source),
        Error::Io { doing: Doing::Listen, source } => way::listening(address, source),
        Error::Io { doing: Doing::Transfer, source } if source.kind() == io::ErrorKind::TimedOut => {
            lost(address, "no sign of life for about ten seconds: the server is off or asleep, or the way to it is cut")
        }
        Error::Io { doing: Doing::Transfer, source } => lost(address, &source.to_string()),
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
    let what = "cannot start the session".to_owned();
    failure(FailureKind::Local, what, error.to_string(), "close other programs and try again")
}

/// Words for a recording that cannot be written.
pub(super) fn recording(path: &Path, error: &io::Error) -> Failure {
    let what = format!("cannot write the recording {}", path.display());
    failure(FailureKind::Local, what, error.to_string(), "check that the folder exists, is writable and has room")
}

fn failure(kind: FailureKind, what: String, why: impl Into<String>, hint: impl Into<String>) -> Failure {
    Failure { kind, what, why: why.into(), hint: hint.into() }
}

fn cannot_connect(address: &Address) -> String {
    format!("cannot connect to {address}")
}

fn unresolved(address: &Address, source: &io::Error) -> Failure {
    let host = way::first(address).map_or("", |(host, _)| host);
    let why = format!("the name {host} is not known here ({source})");
    let hint =
        "check the spelling; a name that is only known inside another network needs its VPN, or use the IP address";
    failure(FailureKind::Connect, cannot_connect(address), why, hint)
}

fn unreachable(address: &Address, source: &io::Error) -> Failure {
    if let Some((host, port)) = way::first(address) {
        return way::unreachable(address, host, port, source);
    }
    let (why, hint) = match (address, source.kind()) {
        (Address::Unix(path), io::ErrorKind::NotFound) => (
            format!("there is no socket at {}", path.display()),
            "start the server, or check the path: the server's log says where its socket is".to_owned(),
        ),
        (Address::Unix(path), _) if path.is_dir() || path.is_file() => (
            format!("{} is a file or a folder, not a socket", path.display()),
            "check the path: the server's log says where its socket is".to_owned(),
        ),
        (Address::Unix(path), io::ErrorKind::ConnectionRefused) => (
            format!("the socket {} is there, but no server listens on it", path.display()),
            "the server that made the socket has gone: start it again".to_owned(),
        ),
        (Address::Unix(_), io::ErrorKind::PermissionDenied) => (
            format!("this user may not use the socket ({source})"),
            "use the account that runs the server, or give yours access to the socket".to_owned(),
        ),
        _ => (source.to_string(), "check the address, the network and the firewalls on the way".to_owned()),
    };
    failure(FailureKind::Connect, cannot_connect(address), why, hint)
}

fn silent(address: &Address, awaiting: &str, seconds: u64) -> Failure {
    let what = cannot_connect(address);
    match awaiting {
        "the address of the name" => {
            let why = format!("the name was not found within {seconds} seconds");
            let hint = "the name server may be down, or this computer offline: try the IP address";
            failure(FailureKind::Connect, what, why, hint)
        }
        "the SSH log-in" => {
            let why = format!("ssh did not get through within {seconds} seconds");
            let hint = "try to log in with ssh in a terminal; if it asks for a password, start Farview from a terminal or set SSH_ASKPASS";
            failure(FailureKind::Connect, what, why, hint)
        }
        "the server behind the repeater" => {
            let why = format!("no server came to the repeater within {seconds} seconds");
            let hint =
                "let the server call the repeater with this ID first, or wait for it with farview listen --repeater";
            failure(FailureKind::Connect, what, why, hint)
        }
        "the proxy's answer" | "the web server's answer" | "the repeater's greeting" | "the TLS handshake" => {
            let why = format!("something accepts the connection, but {awaiting} did not come within {seconds} seconds");
            failure(FailureKind::Connect, what, why, "check the port and the scheme: another service may listen there")
        }
        "the connection" => {
            let why = format!("no answer within {seconds} seconds");
            failure(
                FailureKind::Connect,
                what,
                why,
                "the computer may be off or asleep, the address wrong, or a firewall drops the packets silently",
            )
        }
        "a sign of life" => {
            lost(address, &format!("nothing came from the server for {seconds} seconds, though it was asked"))
        }
        "the protocol version" => {
            let why =
                format!("something accepts the connection but does not greet as a VNC server within {seconds} seconds");
            failure(
                FailureKind::Protocol,
                what,
                why,
                "a VNC server speaks first: check the port; it may belong to another service, or to a server that wants TLS at once",
            )
        }
        _ => {
            let why = format!("the server did not get on within {seconds} seconds; {awaiting} should come next");
            failure(FailureKind::Protocol, what, why, "the server may be busy or stuck: try again, then restart it")
        }
    }
}

fn lost(address: &Address, why: &str) -> Failure {
    let hint = "check the network and whether the server still runs, then connect again; programs on the remote desktop usually go on running";
    failure(FailureKind::Lost, format!("lost the connection to {address}"), why, hint)
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
            let hint = "no real desktop needs that: the server is broken or means harm; do not connect to it again unless you know why";
            failure(FailureKind::Protocol, format!("stopped the session with {address}"), limit.to_string(), hint)
        }
        rfb::Error::Misuse(_) => failure(
            FailureKind::Local,
            format!("stopped the session with {address}"),
            error.to_string(),
            "this is a bug in Farview: please report it",
        ),
    }
}

fn cannot(address: &Address, unsupported: &Unsupported) -> Failure {
    let what = cannot_connect(address);
    let (why, hint) = match unsupported {
        Unsupported::Version(banner) => (
            format!("the server speaks a version of the protocol that is not known ({banner})"),
            "update the server".to_owned(),
        ),
        Unsupported::SecurityTypes { offered } => log_in::no_type(offered),
        Unsupported::Repeater => (
            "this is an UltraVNC repeater, which wants to know which server is meant".to_owned(),
            "write repeater://host:port/ID:1234 for a server that calls the repeater with this ID, or repeater://host:port/server:5900".to_owned(),
        ),
        Unsupported::Sasl(problem) => log_in::sasl(problem),
        Unsupported::TooLong { what: field, bytes, most } => return log_in::too_long(address, field, *bytes, *most),
        Unsupported::Tunnel => (
            "the server wants a tunnel of the Tight security type that Farview does not have".to_owned(),
            "choose another security type with --security, or let the server offer one".to_owned(),
        ),
        Unsupported::CursorEncoding(_) => {
            let what = format!("stopped the session with {address}");
            return failure(FailureKind::Protocol, what, unsupported.to_string(), "update the server, or report this");
        }
        Unsupported::Video(_) => {
            let what = format!("stopped the session with {address}");
            let why = format!("the server sends {unsupported}, which Farview cannot show");
            return failure(FailureKind::Protocol, what, why, "connect without open-h264 among the --encodings");
        }
    };
    failure(FailureKind::Protocol, what, why, hint)
}

fn broken(address: &Address, protocol: &Protocol) -> Failure {
    match protocol {
        Protocol::NotRfb { peer } => peer::not_vnc(address, peer),
        Protocol::Closed { awaiting: "the protocol version" } => {
            let why = "the connection is closed before the server has said anything";
            let hint = "the server may not want this address or have too many viewers, or the port belongs to another service: look into the server's log";
            failure(FailureKind::Refused, cannot_connect(address), why, hint)
        }
        Protocol::Closed { awaiting } => {
            lost(address, &format!("the server closed the connection while {awaiting} was awaited"))
        }
        _ => {
            let why = format!("the server broke the rules of the protocol: {protocol}");
            let hint = "try again with --encodings raw; if it stays, record it with `farview record` and report it with the name and version of the server";
            failure(FailureKind::Protocol, format!("stopped the session with {address}"), why, hint)
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
