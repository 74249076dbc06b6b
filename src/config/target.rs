//! What the user names to connect to: `host:display`, `host::port`, an address with a scheme or the path of a socket.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;
use std::str::FromStr;

use rfb::net::transport::incoming::Doorstep;
use rfb::net::transport::web_socket::WebEncryption;

use super::{repeater, uri, web};
use crate::session::{Address, Interaction, Secret};

/// The port of display 0.
const BASE_PORT: u16 = 5900;

/// The port that servers call by custom.
pub const REVERSE_PORT: u16 = 5500;

/// Numbers after a single colon from here on are ports, as TigerVNC has it: nobody has a hundred displays.
const FIRST_PORT: u32 = 100;

/// Where VNC servers listen by custom.
const VNC_PORTS: std::ops::RangeInclusive<u16> = BASE_PORT..=5999;

/// A server, and what else a `vnc://` address says about the connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Where the server is.
    pub address: Address,
    /// The user name in the address.
    pub username: Option<String>,
    /// The password in the address.
    pub password: Option<Secret>,
    /// Whether the address asks for a session that only looks.
    pub interaction: Interaction,
    /// What the address calls the connection.
    pub name: Option<String>,
}

impl Target {
    /// A target that says nothing but where the server is.
    pub fn new(address: Address) -> Self {
        Self { address, username: None, password: None, interaction: Interaction::Full, name: None }
    }

    pub(super) fn tcp(host: impl Into<String>, port: u16) -> Self {
        Self::new(Address::Tcp { host: host.into(), port })
    }
}

/// Why a target cannot be understood, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetError {
    /// What is wrong, as the end of a sentence. Never repeats a password.
    pub why: String,
    /// What to write instead, as a sentence.
    pub hint: String,
}

impl TargetError {
    pub(super) fn new(why: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { why: why.into(), hint: hint.into() }
    }
}

impl fmt::Display for TargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for TargetError {}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TargetError::new(
                "it is empty",
                "name a computer, such as office, office:1 or 192.168.0.7::5901",
            ));
        }
        if let Some(path) = socket_path(text) {
            return socket(path);
        }
        let Some((scheme, rest)) = text.split_once("://") else { return host_and_number(text) };
        match scheme.to_ascii_lowercase().as_str() {
            "vnc" => uri::parse(rest),
            "vnc+ssh" => uri::parse_ssh(rest),
            "ws" => web::parse(WebEncryption::None, rest),
            "wss" => web::parse(WebEncryption::Tls, rest),
            "repeater" => repeater::parse(rest),
            "listen" => doorstep(rest),
            _ => Err(foreign_scheme(scheme)),
        }
    }
}

/// The path in `unix:/path`, `/path`, `./path` or `../path`. `unix:1` and `unix::5901` are a computer called unix.
fn socket_path(text: &str) -> Option<&str> {
    match text.split_once(':') {
        Some((scheme, path)) if scheme.eq_ignore_ascii_case("unix") && !path.starts_with(':') && !is_number(path) => {
            Some(from_the_root(path))
        }
        _ => ["/", "./", "../"].iter().any(|start| text.starts_with(start)).then(|| from_the_root(text)),
    }
}

/// A path from the root, of whose slashes only one counts.
fn from_the_root(path: &str) -> &str {
    let slashes = path.len() - path.trim_start_matches('/').len();
    &path[slashes.saturating_sub(1)..]
}

fn socket(path: &str) -> Result<Target, TargetError> {
    if path.is_empty() || path.ends_with('/') {
        return Err(TargetError::new(
            "it names no socket",
            "write the path of a Unix-domain socket, such as unix:/run/user/1000/vnc.sock",
        ));
    }
    if path.contains('\0') {
        return Err(TargetError::new("a path cannot contain a zero byte", "check how the address was made"));
    }
    Ok(Target::new(Address::Unix(PathBuf::from(path))))
}

/// The address and port where a server is to call: this computer alone, and 5500, where nothing else is said.
fn doorstep(text: &str) -> Result<Target, TargetError> {
    const HINT: &str = "write listen://0.0.0.0:5500, or use farview listen 5500 --bind 0.0.0.0";
    let (address, port) = host_and_port_of(text.trim_end_matches('/'), HINT)?;
    let address = if address.is_empty() { Ok(Ipv4Addr::LOCALHOST.into()) } else { address.parse::<IpAddr>() };
    let address = address.map_err(|_| TargetError::new("it is not an IP address of this computer", HINT))?;
    let port = port.map_or(Ok(REVERSE_PORT), |port| parse_port(&port))?;
    Ok(Target::new(Address::Incoming(Doorstep { address, port })))
}

fn foreign_scheme(scheme: &str) -> TargetError {
    let why = format!("{scheme}:// is not an address of a VNC server");
    let hint = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {
            "that is a web page; write the computer's name alone, or wss://host/path for the web socket behind the page"
        }
        "ssh" => "write vnc+ssh://user@host for the desktop of a computer that you log in to with SSH",
        "rdp" => "that is another protocol; ask for the computer's VNC address",
        _ => "write host, host:display, host::port, vnc://host:port, vnc+ssh://user@host or wss://host/path",
    };
    TargetError::new(why, hint)
}

/// `host`, `host:display`, `host::port`, and the same with an IPv6 address in brackets.
fn host_and_number(text: &str) -> Result<Target, TargetError> {
    if let Some(rest) = text.strip_prefix('[') {
        let Some((host, number)) = rest.split_once(']') else {
            return Err(TargetError::new("the bracket is not closed", "write an IPv6 address as [fe80::1]:0"));
        };
        return Ok(Target::tcp(ipv6_host(host)?, port_of(number)?));
    }
    if let Some(host) = bare_ipv6(text)? {
        return Ok(Target::tcp(host, BASE_PORT));
    }
    let (host, number) = text.split_at(text.find(':').unwrap_or(text.len()));
    let host = if host.is_empty() { "localhost" } else { check_host(host)? };
    Ok(Target::tcp(host, port_of(number)?))
}

/// The whole of `text` where it can only be an IPv6 address. `fd00::1` can be read in two ways and is refused, unless the
/// number is a port that VNC servers use.
fn bare_ipv6(text: &str) -> Result<Option<&str>, TargetError> {
    if !is_ipv6(text) {
        return Ok(None);
    }
    match text.split_once("::") {
        Some(("", "1" | "")) => Ok(Some(text)),
        Some(("", number)) if is_number(number) => Ok(None),
        Some((host, number)) if !host.contains(':') && number.parse().is_ok_and(|port| VNC_PORTS.contains(&port)) => {
            Ok(None)
        }
        Some((host, number)) if is_number(number) && !host.contains(':') => Err(TargetError::new(
            format!("it could be the IPv6 address {text} or port {number} of a computer called {host}"),
            format!("write [{text}] for the address, or vnc://{host}:{number} for the port"),
        )),
        _ => Ok(Some(text)),
    }
}

/// `host`, `host:port`, `[address]` and `[address]:port`, as URIs have them, taken apart but not checked. A hint says what
/// to write instead of anything else.
pub(super) fn host_and_port_of(text: &str, hint: &str) -> Result<(String, Option<String>), TargetError> {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            rest.split_once(']').ok_or_else(|| TargetError::new("the bracket is not closed", "write [fe80::1]:5900"))?
        }
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    match port.strip_prefix(':') {
        None if port.is_empty() => Ok((host.to_owned(), None)),
        Some("") => Ok((host.to_owned(), None)),
        Some(port) => Ok((host.to_owned(), Some(port.to_owned()))),
        None => Err(TargetError::new("there is something after the bracket", hint)),
    }
}

/// Checks what was between brackets.
pub(super) fn ipv6_host(host: &str) -> Result<&str, TargetError> {
    if is_ipv6(host) {
        return Ok(host);
    }
    Err(TargetError::new(
        format!("[{host}] is not an IPv6 address"),
        "brackets are for IPv6 addresses alone, such as [fe80::1]:0",
    ))
}

fn is_ipv6(text: &str) -> bool {
    let (address, zone) = text.split_once('%').unwrap_or((text, "0"));
    !zone.is_empty()
        && zone.chars().all(|c| c.is_alphanumeric() || ".-_".contains(c))
        && address.parse::<Ipv6Addr>().is_ok()
}

/// Checks that `host` can be a name or an IPv4 address at all.
pub(super) fn check_host(host: &str) -> Result<&str, TargetError> {
    let is_colon = |c: char| c == ':' && !is_ipv6(host);
    match host
        .chars()
        .find(|&c| is_colon(c) || c.is_whitespace() || c.is_control() || "/\\?#@<>[]\"'`,;|&()".contains(c))
    {
        None => Ok(host),
        Some('@') => Err(TargetError::new(
            "a user name does not belong here",
            "write vnc://user@host:port, or give the user name when you are asked for it",
        )),
        Some(character) => Err(TargetError::new(
            format!("a computer's name cannot contain {character:?}"),
            "write host, host:display, host::port, vnc://host:port or unix:/path",
        )),
    }
}

/// The port in `:display` or `::port`, or that of display 0 where there is nothing.
fn port_of(number: &str) -> Result<u16, TargetError> {
    if number.is_empty() {
        return Ok(BASE_PORT);
    }
    if let Some(port) = number.strip_prefix("::") {
        return parse_port(port);
    }
    let Some(display) = number.strip_prefix(':') else {
        return Err(TargetError::new(
            format!("{number:?} after the bracket means nothing"),
            "write an IPv6 address as [fe80::1]:display or [fe80::1]::port",
        ));
    };
    match display.parse::<u32>() {
        Ok(display) if is_number(number.trim_start_matches(':')) && display < FIRST_PORT => {
            Ok(BASE_PORT + display as u16)
        }
        _ if is_number(display) => parse_port(display),
        Ok(_) | Err(_) => Err(TargetError::new(
            format!("{display:?} is not the number of a display"),
            "write host:0 for the first display (port 5900), or host::5901 for a port",
        )),
    }
}

/// A TCP port from 1 to 65535.
pub(super) fn parse_port(text: &str) -> Result<u16, TargetError> {
    match text.parse() {
        Ok(port) if port != 0 && is_number(text) => Ok(port),
        Ok(_) | Err(_) => Err(TargetError::new(
            format!("{text:?} is not a port"),
            "ports go from 1 to 65535; VNC servers use 5900 and up",
        )),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
#[path = "target_tests.rs"]
mod tests;
