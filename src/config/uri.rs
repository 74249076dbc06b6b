//! The `vnc://` address of RFC 7869: `vnc://user@host:port?VncPassword=…&ViewOnly=true`.

use percent_encoding::percent_decode_str;

use super::target::{Target, TargetError, check_host, ipv6_host, parse_port};
use crate::session::{Interaction, Secret};

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
    let mut target = host_and_port(host)?;
    if let Some(userinfo) = userinfo {
        let (username, password) = userinfo.split_once(':').map_or((userinfo, None), |(user, word)| (user, Some(word)));
        target.username = Some(decode(username)?).filter(|name| !name.is_empty());
        target.password = password.map(decode).transpose()?.map(Secret::new);
    }
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        apply(&mut target, &decode(name)?, &decode(value)?)?;
    }
    Ok(target)
}

fn host_and_port(text: &str) -> Result<Target, TargetError> {
    let (host, port) = if let Some(rest) = text.strip_prefix('[') {
        let Some((host, port)) = rest.split_once(']') else {
            return Err(TargetError::new("the bracket is not closed", "write vnc://[fe80::1]:5900"));
        };
        (ipv6_host(&decode(host)?)?.to_owned(), port)
    } else {
        let (host, port) = text.split_at(text.find(':').unwrap_or(text.len()));
        (check_host(&decode(host)?)?.to_owned(), port)
    };
    if host.is_empty() {
        return Err(TargetError::new("it names no computer", "write vnc://host:port"));
    }
    let port = match port.strip_prefix(':') {
        None if port.is_empty() => DEFAULT_PORT,
        Some("") => DEFAULT_PORT,
        Some(port) => parse_port(port)?,
        None => return Err(TargetError::new("there is something after the bracket", "write vnc://[fe80::1]:5900")),
    };
    Ok(Target::tcp(host, port))
}

/// Applies one parameter of RFC 7869 §2.1.2. What would weaken the connection if it were ignored is refused.
fn apply(target: &mut Target, name: &str, value: &str) -> Result<(), TargetError> {
    match name.to_ascii_lowercase().as_str() {
        "connectionname" => target.name = Some(value.to_owned()).filter(|name| !name.is_empty()),
        "vncusername" => target.username = Some(value.to_owned()).filter(|name| !name.is_empty()),
        "vncpassword" => target.password = Some(Secret::new(value)),
        "viewonly" => target.interaction = view_only(value)?,
        "securitytype" => security_type(value)?,
        "sshhost" | "sshport" | "sshusername" | "sshpassword" | "idhashalgorithm" | "idhash" => {
            return Err(TargetError::new(
                format!("it asks for a secured connection with {name}, which Farview cannot make"),
                "open the tunnel with ssh -L 5901:localhost:5900 host, then connect to localhost::5901",
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

/// The security types Farview speaks are chosen by what the server offers; any other cannot be promised.
fn security_type(value: &str) -> Result<(), TargetError> {
    match value {
        "" | "0" | "1" | "2" => {
            tracing::info!(value, "the security type is chosen from what the server offers");
            Ok(())
        }
        _ => Err(TargetError::new(
            format!("it asks for security type {value:?}, which Farview does not speak"),
            "leave SecurityType out, or use 1 (None) or 2 (VNC authentication)",
        )),
    }
}

fn decode(text: &str) -> Result<String, TargetError> {
    percent_decode_str(text).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| {
        TargetError::new("a part of it is not UTF-8 once its percent signs are decoded", "write % itself as %25")
    })
}
