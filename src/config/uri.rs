//! The `vnc://` address of RFC 7869: `vnc://user@host:port?VncPassword=…&ViewOnly=true`; and `vnc+ssh://user@gate/host:port`
//! with the same parameters.

use percent_encoding::percent_decode_str;

use rfb::net::Gate;

use super::gate::{Via, gate};
use super::target::{Target, TargetError, check_host, host_and_port_of, ipv6_host, parse_port};
use crate::session::{Address, Interaction, Secret};

/// The port where the address names none (RFC 7869 §2.1.1).
const DEFAULT_PORT: u16 = 5900;

/// Reads what follows `vnc://`.
pub(super) fn parse(rest: &str) -> Result<Target, TargetError> {
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (location, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = location.split_once('/').unwrap_or((location, ""));
    if !path.is_empty() {
        return Err(TargetError::new(
            "a vnc:// address has no path",
            "write vnc://host:port, and parameters after a question mark",
        ));
    }
    let (userinfo, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    let mut target = host_and_port(host, "write vnc://host:port")?;
    if let Some(userinfo) = userinfo {
        let (username, password) = userinfo.split_once(':').map_or((userinfo, None), |(user, word)| (user, Some(word)));
        target.username = Some(decode(username)?).filter(|name| !name.is_empty());
        target.password = password.map(decode).transpose()?.map(Secret::new);
    }
    let tunnel = parameters(&mut target, query)?;
    tunnel.apply(target)
}

/// Reads what follows `vnc+ssh://`: the computer to log in to, and the server as it is seen from there.
pub(super) fn parse_ssh(rest: &str) -> Result<Target, TargetError> {
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (location, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, server) = location.split_once('/').unwrap_or((location, ""));
    let via: Via = decode(authority)?.parse()?;
    let server =
        if server.is_empty() || server.starts_with(':') { format!("localhost{server}") } else { server.into() };
    let mut target = host_and_port(&server, "write vnc+ssh://user@gate/host:port")?;
    let tunnel = parameters(&mut target, query)?;
    if tunnel.host.is_some() {
        return Err(TargetError::new("it names two computers to log in to", "leave SshHost out of vnc+ssh://"));
    }
    through(target, Gate::Ssh(via.0))
}

/// What the parameters of an address say about a tunnel.
#[derive(Default)]
struct Tunnel {
    host: Option<String>,
    port: Option<u16>,
    user: Option<String>,
    /// Whether the address must not be used without one.
    required: bool,
}

impl Tunnel {
    fn apply(self, target: Target) -> Result<Target, TargetError> {
        match (self.host, &target.address) {
            (Some(host), _) => through(target, Gate::Ssh(gate(self.user.as_deref(), &host, self.port)?)),
            // The tunnel ends at the server itself (RFC 7869 §2.2.1).
            (None, Address::Tcp { host, port }) if self.required => {
                let gate = Gate::Ssh(gate(self.user.as_deref(), host, self.port)?);
                let port = *port;
                through(Target { address: Address::Tcp { host: "localhost".into(), port }, ..target }, gate)
            }
            (None, _) if self.port.is_some() || self.user.is_some() => Err(TargetError::new(
                "it names a user or a port for SSH, but no computer",
                "add SshHost, or leave them out",
            )),
            (None, _) => Ok(target),
        }
    }
}

fn through(target: Target, gate: Gate) -> Result<Target, TargetError> {
    let no_way =
        |address| TargetError::new(format!("nothing leads through SSH to {address}"), "name a host and a port");
    let address = target.address.through(gate).map_err(no_way)?;
    Ok(Target { address, ..target })
}

fn parameters(target: &mut Target, query: &str) -> Result<Tunnel, TargetError> {
    let mut tunnel = Tunnel::default();
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        apply(target, &mut tunnel, &decode(name)?, &decode(value)?)?;
    }
    Ok(tunnel)
}

fn host_and_port(text: &str, hint: &str) -> Result<Target, TargetError> {
    let (host, port) = host_and_port_of(text, hint)?;
    let host = decode(&host)?;
    let host = if text.starts_with('[') { ipv6_host(&host)? } else { check_host(&host)? };
    if host.is_empty() {
        return Err(TargetError::new("it names no computer", hint));
    }
    Ok(Target::tcp(host, port.map_or(Ok(DEFAULT_PORT), |port| parse_port(&port))?))
}

/// Applies one parameter of RFC 7869 §2.1.2. What would weaken the connection if it were ignored is refused.
fn apply(target: &mut Target, tunnel: &mut Tunnel, name: &str, value: &str) -> Result<(), TargetError> {
    let given = || Some(value.to_owned()).filter(|value| !value.is_empty());
    match name.to_ascii_lowercase().as_str() {
        "connectionname" => target.name = given(),
        "vncusername" => target.username = given(),
        "vncpassword" => target.password = Some(Secret::new(value)),
        "viewonly" => target.interaction = view_only(value)?,
        "securitytype" => tunnel.required |= security_type(value)?,
        "sshhost" => tunnel.host = given(),
        "sshport" => tunnel.port = Some(parse_port(value)?),
        "sshusername" => tunnel.user = given(),
        "sshpassword" => {
            return Err(TargetError::new(
                "it holds a password for SSH",
                "leave it out: ssh uses keys and agents, and asks for a password itself",
            ));
        }
        "idhashalgorithm" | "idhash" => {
            return Err(TargetError::new(
                format!("it says with {name} which key the server has, in a way that Farview cannot check"),
                "leave it out, and compare the fingerprint when Farview asks",
            ));
        }
        _ => tracing::warn!(parameter = name, "parameter of the vnc:// address ignored"),
    }
    Ok(())
}

fn view_only(value: &str) -> Result<Interaction, TargetError> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "" => Ok(Interaction::ViewOnly),
        "false" | "0" | "no" => Ok(Interaction::Full),
        _ => Err(TargetError::new(format!("ViewOnly cannot be {value:?}"), "write ViewOnly=true or ViewOnly=false")),
    }
}

/// Whether the security type that is asked for is a tunnel with SSH (RFC 7869 §2.2.3). Of the others, those that ask for no
/// more than any server has are left to what the server offers; any other cannot be promised.
fn security_type(value: &str) -> Result<bool, TargetError> {
    match value {
        "" | "0" | "1" | "2" => {
            tracing::info!(value, "the security type is chosen from what the server offers");
            Ok(false)
        }
        "23" | "24" => Ok(true),
        _ => Err(TargetError::new(
            format!("it asks for security type {value:?}, which an address cannot promise"),
            "leave SecurityType out: the strongest that the server offers is used anyway; --security fixes it",
        )),
    }
}

fn decode(text: &str) -> Result<String, TargetError> {
    percent_decode_str(text).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| {
        TargetError::new("a part of it is not UTF-8 once its percent signs are decoded", "write % itself as %25")
    })
}
