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
            format!("cannot connect to {} on the way to {}", through.gate(), through.address())
        }
        direct => cannot_connect(direct),
    };
    let (why, hint) = match (address, source.kind()) {
        (Address::Tcp { .. }, io::ErrorKind::ConnectionRefused) => (
            format!("nothing listens on port {port} of {host} (connection refused)"),
            "start the VNC server there, or name another display or port: HOST:1 is display 1 on port 5901, HOST::5901 is the port itself",
        ),
        (_, io::ErrorKind::ConnectionRefused) => (
            format!("nothing listens on port {port} of {host} (connection refused)"),
            "check the port, and that the service runs there",
        ),
        (_, io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable) => (
            format!("there is no way to {host} from here ({source})"),
            "check that this computer is online, and that the VPN is up if the server needs one",
        ),
        (_, io::ErrorKind::TimedOut) => (
            "no answer at all".to_owned(),
            "the computer may be off or asleep, the address wrong, or a firewall drops the packets silently",
        ),
        _ => (source.to_string(), "check the address, the network and the firewalls on the way"),
    };
    failure(FailureKind::Connect, what, why, hint)
}

/// None of the addresses of a host could be reached.
pub(super) fn no_address(address: &Address, attempts: &[Attempt]) -> Failure {
    let is_silent = |attempt: &&Attempt| attempt.source.kind() == io::ErrorKind::TimedOut;
    // What one of them answered tells more than the silence of the others.
    let telling = attempts.iter().find(|attempt| !is_silent(attempt)).or(attempts.first());
    let (Some(telling), Some((host, port))) = (telling, first(address)) else {
        return lost(address, "there was no address to try");
    };
    let mut failure = unreachable(address, host, port, &telling.source);
    if attempts.len() > 1 {
        let tried = attempts.iter().map(|attempt| {
            let source = attempt.source.to_string();
            // The number of the system's error tells people nothing that its words do not.
            let words = source.split_once(" (os error ").map_or(source.as_str(), |(words, _)| words);
            format!("{}: {}", attempt.address.ip(), if is_silent(&attempt) { "no answer" } else { words })
        });
        failure.why = format!("{}; tried {}", failure.why, tried.collect::<Vec<_>>().join(", "));
    }
    failure
}

/// SSH did not get through.
pub(super) fn ssh(address: &Address, problem: &SshFailure) -> Failure {
    let SshFailure { gate, problem } = problem;
    let what = format!("cannot connect to {} through {gate} by SSH", beyond(address));
    let (kind, why, hint) = match problem {
        SshProblem::Missing => (
            FailureKind::Local,
            "there is no program called ssh on this computer".to_owned(),
            "install OpenSSH (the package openssh-client; on Windows the optional feature OpenSSH Client)".to_owned(),
        ),
        SshProblem::NotStarted(why) => (
            FailureKind::Local,
            format!("the program ssh cannot be started: {why}"),
            "try `ssh` in a terminal and see what it says".to_owned(),
        ),
        SshProblem::HostKeyChanged => (
            FailureKind::Refused,
            format!("the key of {gate} is not the one that ssh remembers: somebody may be in between"),
            format!(
                "ask whoever runs {gate} whether its key was changed; only then forget the old one with ssh-keygen -R and log in with ssh once"
            ),
        ),
        SshProblem::HostKeyUnknown => (
            FailureKind::Refused,
            format!("ssh does not know the key of {gate}, and could not ask whether to trust it"),
            format!("log in once with `ssh {gate}` in a terminal and compare the fingerprint that it shows"),
        ),
        SshProblem::PermissionDenied(said) => (
            FailureKind::Authentication,
            format!("{gate} does not let you log in: {said}"),
            "check the user name; ssh must be able to log in with a key or an agent, or ask for a password on a terminal or with SSH_ASKPASS".to_owned(),
        ),
        SshProblem::Unresolved(said) => (
            FailureKind::Connect,
            said.clone(),
            "check the spelling; the name must be known to this computer or stand in ~/.ssh/config".to_owned(),
        ),
        SshProblem::Unreachable(said) => (
            FailureKind::Connect,
            said.clone(),
            format!("check that {gate} is on and runs an SSH server, and the firewalls on the way"),
        ),
        SshProblem::NothingListens(said) => (
            FailureKind::Connect,
            format!("{gate} was logged in to, but nothing listens at {} as seen from there ({said})", beyond(address)),
            "start the VNC server there, or name another port: vnc+ssh://user@gate/localhost:5901, or localhost:1 with --via".to_owned(),
        ),
        SshProblem::ForwardingForbidden(said) => (
            FailureKind::Refused,
            format!("{gate} does not allow connections to be passed on ({said})"),
            "set AllowTcpForwarding yes in its sshd_config, or use a key that has no restriction".to_owned(),
        ),
        SshProblem::Broken(said) => return lost(address, &format!("SSH says: {said}")),
        SshProblem::Other(said) => (
            FailureKind::Connect,
            format!("ssh says: {said}"),
            "try the same with `ssh` in a terminal and see what it says".to_owned(),
        ),
    };
    failure(kind, what, why, hint)
}

/// A proxy would not pass the connection on.
pub(super) fn proxy(address: &Address, problem: &ProxyFailure) -> Failure {
    let ProxyFailure { proxy, refusal } = problem;
    let what = format!("cannot connect to {} through the proxy {proxy}", beyond(address));
    let login = "write the user name and the password into the address of the proxy: socks5://user:password@host, best in the variable ALL_PROXY";
    let without = "check --proxy and the variable ALL_PROXY; --proxy none goes without";
    let (kind, why, hint) = match refusal {
        Refusal::CredentialsNeeded => {
            (FailureKind::Authentication, "the proxy wants to know who you are".to_owned(), login)
        }
        Refusal::CredentialsRefused => {
            (FailureKind::Authentication, "the proxy does not accept the user name or the password".to_owned(), login)
        }
        Refusal::Forbidden => (
            FailureKind::Refused,
            "the proxy's rules forbid it".to_owned(),
            "ask whoever runs the proxy to allow the port; many allow 443 only",
        ),
        Refusal::Unreachable => (
            FailureKind::Connect,
            "the proxy cannot reach the server".to_owned(),
            "check the name and the port: they must mean something where the proxy is",
        ),
        Refusal::ConnectionRefused => (
            FailureKind::Connect,
            "nothing listens there, as the proxy says".to_owned(),
            "start the VNC server there, or name another display or port",
        ),
        Refusal::Code(code) => (FailureKind::Connect, format!("the proxy answers with code {code}"), without),
        Refusal::NameTooLong => {
            (FailureKind::Connect, "the name of the server is too long for a proxy".to_owned(), without)
        }
        Refusal::NotAProxy(peer) => (
            FailureKind::Connect,
            format!("what answers there is no such proxy: it speaks {peer}"),
            "check the scheme and the port of the proxy: socks5:// and http:// are different things",
        ),
        Refusal::Malformed(what) => (FailureKind::Connect, format!("the proxy breaks the rules: {what}"), without),
    };
    failure(kind, what, why, hint)
}

/// A web socket did not open, or broke.
pub(super) fn web(address: &Address, problem: &WebProblem) -> Failure {
    let what = cannot_connect(address);
    match problem {
        WebProblem::Status { status, location } => status_code(address, *status, location.as_deref()),
        WebProblem::NotWeb(Peer::Unknown(start)) if start.starts_with("RFB") => failure(
            FailureKind::Protocol,
            what,
            "a VNC server answers there, not a web server",
            "leave ws:// out and write host::port",
        ),
        WebProblem::NotWeb(Peer::Tls) => {
            failure(FailureKind::Protocol, what, "the web server there wants TLS", "write wss:// instead of ws://")
        }
        WebProblem::NotWeb(peer) => failure(
            FailureKind::Protocol,
            what,
            format!("what answers there is no web server: it speaks {peer}"),
            "check the port of the web server",
        ),
        WebProblem::Malformed(why) => failure(
            FailureKind::Protocol,
            what,
            format!("the web server gives no web socket: {why}"),
            "check the port and the path: noVNC's is often /websockify; a server that wants TLS needs wss://",
        ),
        WebProblem::Subprotocol(name) => failure(
            FailureKind::Protocol,
            what,
            format!("the web server wants to speak {name:?} on the web socket, and Farview speaks binary only"),
            "update the server: websockify has spoken binary since 2012",
        ),
        WebProblem::Frame(problem) => failure(
            FailureKind::Protocol,
            format!("stopped the session with {address}"),
            format!("the web server breaks the rules of web sockets: {problem}"),
            "check that the path belongs to a VNC server and not to another service",
        ),
        WebProblem::Closed { code, reason } => {
            let why = match reason.as_str() {
                "" => format!("the web server closed the connection: {}", close_code(*code)),
                reason => format!("the web server closed the connection: {} ({reason})", close_code(*code)),
            };
            lost(address, &why)
        }
    }
}

fn status_code(address: &Address, status: u16, location: Option<&str>) -> Failure {
    let (kind, why, hint) = match status {
        401 => (
            FailureKind::Authentication,
            "the web server wants a log-in (401)".to_owned(),
            "give it with --header 'Authorization: …' or --cookie 'name=value', as the browser does after its log-in",
        ),
        403 => (
            FailureKind::Refused,
            "the web server forbids it (403)".to_owned(),
            "the ticket or the cookie may have run out: fetch a new one; some servers want --header 'Origin: …' of their own page",
        ),
        404 | 405 | 400 | 426 => (
            FailureKind::Connect,
            format!("the web server has no web socket at this path ({status})"),
            "check the path: noVNC's is often /websockify, QEMU's is /",
        ),
        300..400 => {
            let why = match location {
                Some(location) => format!("the web server sends elsewhere: {location} ({status})"),
                None => format!("the web server sends elsewhere ({status})"),
            };
            (
                FailureKind::Connect,
                why,
                "use the address it names, with wss:// in place of https://, if you trust it; it may also be a log-in page",
            )
        }
        200..300 => (
            FailureKind::Connect,
            format!("the web server answers with a page, not with a web socket ({status})"),
            "check the path: noVNC's is often /websockify",
        ),
        500.. => (
            FailureKind::Connect,
            format!("the web server has a problem of its own ({status})"),
            "the VNC server behind it may not run: look into the web server's log",
        ),
        _ => (
            FailureKind::Connect,
            format!("the web server answers with status {status}"),
            "check the path, and what the web server's log says",
        ),
    };
    failure(kind, cannot_connect(address), why, hint)
}

/// RFC 6455 §7.4.1 and the registry.
fn close_code(code: u16) -> String {
    let words = match code {
        1002 => "it says that Farview broke the rules",
        1003 => "it does not take such data",
        1007 => "it says that the data made no sense",
        1008 => "its rules forbid it",
        1009 => "a message was too large for it",
        1011 => "it had a problem of its own, perhaps with the VNC server behind it",
        1012 => "it restarts",
        1013 => "it is too busy",
        1014 => "the VNC server behind it gave no good answer",
        _ => return format!("code {code}"),
    };
    format!("{words} (code {code})")
}

/// A repeater would not pass the connection on.
pub(super) fn repeater(address: &Address, problem: &RepeaterFailure) -> Failure {
    let (kind, why, hint) = match problem {
        RepeaterFailure::NotARepeater(start) if start.starts_with("RFB ") => (
            FailureKind::Protocol,
            "a VNC server answers there, not a repeater".to_owned(),
            "connect to it without repeater://, or use the repeater's port for viewers, usually 5901",
        ),
        RepeaterFailure::NotARepeater(start) => (
            FailureKind::Protocol,
            format!("what answers there is no repeater: it starts with {start:?}"),
            "check the port: a repeater's port for viewers is usually 5901",
        ),
        RepeaterFailure::Closed => (
            FailureKind::Refused,
            "the repeater closes the connection before it greets".to_owned(),
            "it may allow certain addresses only: look into its settings",
        ),
        RepeaterFailure::NotPassedOn => (
            FailureKind::Refused,
            "the repeater closes the connection instead of passing it on".to_owned(),
            "check the ID or the server: the repeater must be able to reach it and allow it, or the server must have called with this ID",
        ),
    };
    failure(kind, cannot_connect(address), why, hint)
}

/// The door that servers call at cannot be opened.
pub(super) fn listening(address: &Address, source: &io::Error) -> Failure {
    let what = match address {
        Address::Incoming(doorstep) => format!("cannot wait for servers on port {}", doorstep.port),
        other => cannot_connect(other),
    };
    let (why, hint) = match source.kind() {
        io::ErrorKind::AddrInUse => (
            "another program uses the port already".to_owned(),
            "end it, or name another port and tell the server: farview listen 5501",
        ),
        io::ErrorKind::PermissionDenied => ("this user may not use the port".to_owned(), "use a port from 1024 on"),
        io::ErrorKind::AddrNotAvailable => {
            ("this computer does not have the address".to_owned(), "check --bind: 0.0.0.0 means all of its addresses")
        }
        _ => (source.to_string(), "check the port and --bind"),
    };
    failure(FailureKind::Connect, what, why, hint)
}

/// A server on the way is not trusted.
pub(super) fn not_trusted(address: &Address) -> Failure {
    failure(
        FailureKind::Refused,
        cannot_connect(address),
        "the web server is not trusted, so nothing was sent to it",
        "compare the fingerprint with the one that the server itself shows, then trust it when you are asked",
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
