//! Words for what goes wrong on the way to a server: TCP, SSH, proxies, web sockets and repeaters.

use std::io;

use rfb::error::Peer;
use rfb::net::proxy::{ProxyFailure, Refusal};
use rfb::net::transport::repeater::RepeaterFailure;
use rfb::net::transport::ssh::{SshFailure, SshProblem};
use rfb::net::transport::tcp::Attempt;
use rfb::net::transport::web_socket::WebProblem;
use rfb::net::{Address, Gate};

use super::{cannot_connect, failure, lost};
use crate::session::{Failure, FailureKind};
use crate::text::text;

/// The host and port that are connected to first on the way to `address`.
pub(super) fn first(address: &Address) -> Option<(&str, u16)> {
    match address {
        Address::Tcp { host, port } => Some((host, *port)),
        Address::Web(web) => Some((&web.host, web.port)),
        Address::Repeater(repeater) => Some((&repeater.host, repeater.port)),
        Address::Through(through) => match through.gate() {
            Gate::Ssh(gate) => Some((gate.host(), 22)),
            Gate::Proxy(proxy) => Some((&proxy.host, proxy.port)),
        },
        Address::Unix(_) | Address::Incoming(_) => None,
    }
}

/// The address on the far side of a gate.
fn beyond(address: &Address) -> &Address {
    match address {
        Address::Through(through) => through.address(),
        direct => direct,
    }
}

/// Nobody at `host` takes the connection.
pub(super) fn unreachable(address: &Address, host: &str, port: u16, source: &io::Error) -> Failure {
    let what = match address {
        Address::Through(through) => {
            text!(
                "failure-cannot-connect-gate",
                gate = through.gate().to_string(),
                address = through.address().to_string()
            )
        }
        direct => cannot_connect(direct),
    };
    let (why, hint) = match (address, source.kind()) {
        (Address::Tcp { .. }, io::ErrorKind::ConnectionRefused) => {
            (text!("failure-nothing-listens", port = port, host = host), text!("failure-nothing-listens-hint"))
        }
        (_, io::ErrorKind::ConnectionRefused) => {
            (text!("failure-nothing-listens", port = port, host = host), text!("failure-nothing-listens-service-hint"))
        }
        (_, io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable) => {
            (text!("failure-no-way", host = host, source = source.to_string()), text!("failure-no-way-hint"))
        }
        (_, io::ErrorKind::TimedOut) => (text!("failure-no-answer-at-all"), text!("failure-silent-hint")),
        _ => (source.to_string(), text!("failure-check-way")),
    };
    failure(FailureKind::Connect, what, why, hint)
}

/// None of the addresses of a host could be reached.
pub(super) fn no_address(address: &Address, attempts: &[Attempt]) -> Failure {
    let is_silent = |attempt: &&Attempt| attempt.source.kind() == io::ErrorKind::TimedOut;
    // What one of them answered tells more than the silence of the others.
    let telling = attempts.iter().find(|attempt| !is_silent(attempt)).or(attempts.first());
    let (Some(telling), Some((host, port))) = (telling, first(address)) else {
        return lost(address, text!("failure-no-address"));
    };
    let mut failure = unreachable(address, host, port, &telling.source);
    if attempts.len() > 1 {
        let tried = attempts.iter().map(|attempt| {
            let source = attempt.source.to_string();
            // The number of the system's error tells people nothing that its words do not.
            let words = source.split_once(" (os error ").map_or(source.as_str(), |(words, _)| words);
            format!(
                "{}: {}",
                attempt.address.ip(),
                if is_silent(&attempt) { text!("failure-no-answer") } else { words.to_owned() }
            )
        });
        failure.why = text!("failure-tried", why = failure.why, addresses = tried.collect::<Vec<_>>().join(", "));
    }
    failure
}

/// SSH did not get through.
pub(super) fn ssh(address: &Address, problem: &SshFailure) -> Failure {
    let SshFailure { gate, problem } = problem;
    let what = text!("failure-cannot-connect-ssh", address = beyond(address).to_string(), gate = gate.as_str());
    let (kind, why, hint) = match problem {
        SshProblem::Missing => (FailureKind::Local, text!("failure-ssh-missing"), text!("failure-ssh-missing-hint")),
        SshProblem::NotStarted(why) => {
            (FailureKind::Local, text!("failure-ssh-not-started", why = why.as_str()), text!("failure-ssh-try-hint"))
        }
        SshProblem::HostKeyChanged => (
            FailureKind::Refused,
            text!("failure-ssh-key-changed", gate = gate.as_str()),
            text!("failure-ssh-key-changed-hint", gate = gate.as_str()),
        ),
        SshProblem::HostKeyUnknown => (
            FailureKind::Refused,
            text!("failure-ssh-key-unknown", gate = gate.as_str()),
            text!("failure-ssh-key-unknown-hint", gate = gate.as_str()),
        ),
        SshProblem::PermissionDenied(said) => (
            FailureKind::Authentication,
            text!("failure-ssh-denied", gate = gate.as_str(), said = said.as_str()),
            text!("failure-ssh-denied-hint"),
        ),
        SshProblem::Unresolved(said) => (FailureKind::Connect, said.clone(), text!("failure-ssh-name-hint")),
        SshProblem::Unreachable(said) => {
            (FailureKind::Connect, said.clone(), text!("failure-ssh-unreachable-hint", gate = gate.as_str()))
        }
        SshProblem::NothingListens(said) => (
            FailureKind::Connect,
            text!(
                "failure-ssh-nothing-listens",
                gate = gate.as_str(),
                address = beyond(address).to_string(),
                said = said.as_str()
            ),
            text!("failure-ssh-nothing-listens-hint"),
        ),
        SshProblem::ForwardingForbidden(said) => (
            FailureKind::Refused,
            text!("failure-ssh-no-forwarding", gate = gate.as_str(), said = said.as_str()),
            text!("failure-ssh-no-forwarding-hint"),
        ),
        SshProblem::Broken(said) => return lost(address, text!("failure-ssh-says", said = said.as_str())),
        SshProblem::Other(said) => {
            (FailureKind::Connect, text!("failure-ssh-says", said = said.as_str()), text!("failure-ssh-try-same-hint"))
        }
    };
    failure(kind, what, why, hint)
}

/// A proxy would not pass the connection on.
pub(super) fn proxy(address: &Address, problem: &ProxyFailure) -> Failure {
    let ProxyFailure { proxy, refusal } = problem;
    let what = text!("failure-cannot-connect-proxy", address = beyond(address).to_string(), proxy = proxy.as_str());
    let login = text!("failure-proxy-login-hint");
    let without = text!("failure-proxy-without-hint");
    let (kind, why, hint) = match refusal {
        Refusal::CredentialsNeeded => (FailureKind::Authentication, text!("failure-proxy-credentials"), login),
        Refusal::CredentialsRefused => (FailureKind::Authentication, text!("failure-proxy-wrong-credentials"), login),
        Refusal::Forbidden => {
            (FailureKind::Refused, text!("failure-proxy-forbidden"), text!("failure-proxy-forbidden-hint"))
        }
        Refusal::Unreachable => {
            (FailureKind::Connect, text!("failure-proxy-unreachable"), text!("failure-proxy-unreachable-hint"))
        }
        Refusal::ConnectionRefused => {
            (FailureKind::Connect, text!("failure-proxy-refused"), text!("failure-proxy-refused-hint"))
        }
        Refusal::Code(code) => (FailureKind::Connect, text!("failure-proxy-code", code = code), without),
        Refusal::NameTooLong => (FailureKind::Connect, text!("failure-proxy-name-too-long"), without),
        Refusal::NotAProxy(peer) => (
            FailureKind::Connect,
            text!("failure-proxy-is-none", peer = peer.to_string()),
            text!("failure-proxy-is-none-hint"),
        ),
        Refusal::Malformed(what) => (FailureKind::Connect, text!("failure-proxy-malformed", what = *what), without),
    };
    failure(kind, what, why, hint)
}

/// A web socket did not open, or broke.
pub(super) fn web(address: &Address, problem: &WebProblem) -> Failure {
    let what = cannot_connect(address);
    match problem {
        WebProblem::Status { status, location } => status_code(address, *status, location.as_deref()),
        WebProblem::NotWeb(Peer::Unknown(start)) if start.starts_with("RFB") => {
            failure(FailureKind::Protocol, what, text!("failure-web-is-vnc"), text!("failure-web-is-vnc-hint"))
        }
        WebProblem::NotWeb(Peer::Tls) => {
            failure(FailureKind::Protocol, what, text!("failure-web-wants-tls"), text!("failure-web-wants-tls-hint"))
        }
        WebProblem::NotWeb(peer) => failure(
            FailureKind::Protocol,
            what,
            text!("failure-web-is-none", peer = peer.to_string()),
            text!("failure-web-is-none-hint"),
        ),
        WebProblem::Malformed(why) => failure(
            FailureKind::Protocol,
            what,
            text!("failure-web-no-socket", why = *why),
            text!("failure-web-no-socket-hint"),
        ),
        WebProblem::Subprotocol(name) => failure(
            FailureKind::Protocol,
            what,
            text!("failure-web-subprotocol", name = format!("{name:?}")),
            text!("failure-web-subprotocol-hint"),
        ),
        WebProblem::Frame(problem) => failure(
            FailureKind::Protocol,
            text!("failure-stopped", address = address.to_string()),
            text!("failure-web-frame", problem = problem.to_string()),
            text!("failure-web-frame-hint"),
        ),
        WebProblem::Closed { code, reason } => {
            let why = match reason.as_str() {
                "" => text!("failure-web-closed", why = close_code(*code)),
                reason => text!("failure-web-closed-reason", why = close_code(*code), reason = reason),
            };
            lost(address, why)
        }
    }
}

fn status_code(address: &Address, status: u16, location: Option<&str>) -> Failure {
    let (kind, why, hint) = match status {
        401 => (FailureKind::Authentication, text!("failure-web-401"), text!("failure-web-401-hint")),
        403 => (FailureKind::Refused, text!("failure-web-403"), text!("failure-web-403-hint")),
        404 | 405 | 400 | 426 => {
            (FailureKind::Connect, text!("failure-web-404", status = status), text!("failure-web-404-hint"))
        }
        300..400 => {
            let why = match location {
                Some(location) => text!("failure-web-elsewhere-at", location = location, status = status),
                None => text!("failure-web-elsewhere", status = status),
            };
            (FailureKind::Connect, why, text!("failure-web-elsewhere-hint"))
        }
        200..300 => (FailureKind::Connect, text!("failure-web-page", status = status), text!("failure-web-page-hint")),
        500.. => (FailureKind::Connect, text!("failure-web-500", status = status), text!("failure-web-500-hint")),
        _ => (FailureKind::Connect, text!("failure-web-status", status = status), text!("failure-web-status-hint")),
    };
    failure(kind, cannot_connect(address), why, hint)
}

/// RFC 6455 §7.4.1 and the registry.
fn close_code(code: u16) -> String {
    let words = match code {
        1002 => text!("failure-web-close-1002"),
        1003 => text!("failure-web-close-1003"),
        1007 => text!("failure-web-close-1007"),
        1008 => text!("failure-web-close-1008"),
        1009 => text!("failure-web-close-1009"),
        1011 => text!("failure-web-close-1011"),
        1012 => text!("failure-web-close-1012"),
        1013 => text!("failure-web-close-1013"),
        1014 => text!("failure-web-close-1014"),
        _ => return text!("failure-web-code", code = code),
    };
    text!("failure-web-words-code", words = words, code = code)
}

/// A repeater would not pass the connection on.
pub(super) fn repeater(address: &Address, problem: &RepeaterFailure) -> Failure {
    let (kind, why, hint) = match problem {
        RepeaterFailure::NotARepeater(start) if start.starts_with("RFB ") => {
            (FailureKind::Protocol, text!("failure-repeater-is-vnc"), text!("failure-repeater-is-vnc-hint"))
        }
        RepeaterFailure::NotARepeater(start) => (
            FailureKind::Protocol,
            text!("failure-repeater-is-none", start = format!("{start:?}")),
            text!("failure-repeater-is-none-hint"),
        ),
        RepeaterFailure::Closed => {
            (FailureKind::Refused, text!("failure-repeater-closed"), text!("failure-repeater-closed-hint"))
        }
        RepeaterFailure::NotPassedOn => {
            (FailureKind::Refused, text!("failure-repeater-not-passed"), text!("failure-repeater-not-passed-hint"))
        }
    };
    failure(kind, cannot_connect(address), why, hint)
}

/// The door that servers call at cannot be opened.
pub(super) fn listening(address: &Address, source: &io::Error) -> Failure {
    let what = match address {
        Address::Incoming(doorstep) => text!("failure-cannot-listen", port = doorstep.port),
        other => cannot_connect(other),
    };
    let (why, hint) = match source.kind() {
        io::ErrorKind::AddrInUse => (text!("failure-port-in-use"), text!("failure-port-in-use-hint")),
        io::ErrorKind::PermissionDenied => (text!("failure-port-permission"), text!("failure-port-permission-hint")),
        io::ErrorKind::AddrNotAvailable => (text!("failure-no-such-address"), text!("failure-no-such-address-hint")),
        _ => (source.to_string(), text!("failure-listen-hint")),
    };
    failure(FailureKind::Connect, what, why, hint)
}

/// A server on the way is not trusted.
pub(super) fn not_trusted(address: &Address) -> Failure {
    failure(
        FailureKind::Refused,
        cannot_connect(address),
        text!("failure-web-not-trusted"),
        text!("failure-web-not-trusted-hint"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_addresses_that_were_tried_are_told() {
        let address = Address::Tcp { host: "office".into(), port: 5900 };
        let attempt =
            |ip: &str, kind: io::ErrorKind| Attempt { address: ip.parse().expect("an address"), source: kind.into() };
        let attempts = [
            attempt("[fd00::7]:5900", io::ErrorKind::TimedOut),
            attempt("10.0.0.7:5900", io::ErrorKind::ConnectionRefused),
        ];
        let failure = no_address(&address, &attempts);
        assert!(failure.why.starts_with("nothing listens on port 5900 of office"), "{}", failure.why);
        assert!(failure.why.contains("fd00::7: no answer") && failure.why.contains("10.0.0.7: "), "{}", failure.why);
        let failure = no_address(&address, &attempts[..1]);
        assert_eq!(failure.why, "no answer at all");
    }

    #[test]
    fn each_status_of_a_web_server_has_its_words() {
        let address = Address::Tcp { host: "office".into(), port: 80 };
        for (status, words) in [
            (200, "with a page"),
            (302, "sends elsewhere: https://office/login"),
            (401, "wants a log-in"),
            (403, "forbids"),
            (404, "no web socket at this path"),
            (502, "a problem of its own"),
            (600, "a problem of its own"),
            (418, "status 418"),
        ] {
            let problem = WebProblem::Status { status, location: Some("https://office/login".into()) };
            let Failure { why, hint, .. } = web(&address, &problem);
            assert!(why.contains(words) && !hint.is_empty(), "{status}: {why}");
        }
    }
}
