//! Addresses as they are kept: as they were typed, but without passwords.

use rfb::net::Gate;

use crate::config::Target;
use crate::session::Address;

/// `typed` as it may be written into a file. What cannot be understood is kept as it is, unless it looks as if it held a
/// password.
pub fn to_keep(typed: &str) -> String {
    let typed = typed.trim();
    let has_password =
        |text: &str| text.parse::<Target>().map_or(text.contains("://"), |target| target.password.is_some());
    if !has_password(typed) {
        return typed.to_owned();
    }
    let kept = without_password(typed);
    match typed.parse::<Target>() {
        // Written in a way that was not thought of: where it is, is what counts.
        Ok(target) if has_password(&kept) => target.address.to_string(),
        Ok(_) | Err(_) => kept,
    }
}

/// `address` as one types it, where that is possible: a server through SSH, which options led to.
pub fn spelled(address: &Address) -> Option<String> {
    let Address::Through(through) = address else { return Some(address.to_string()) };
    match (through.gate(), through.address()) {
        (Gate::Ssh(gate), Address::Tcp { host, port }) => {
            let host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
            Some(format!("vnc+ssh://{gate}/{host}:{port}"))
        }
        (Gate::Ssh(_) | Gate::Proxy(_), _) => None,
    }
}

/// A `scheme://user:password@host?VncPassword=…` without both.
fn without_password(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let (location, query) = rest.split_once('?').map_or((rest, None), |(location, query)| (location, Some(query)));
    let (authority, path) = location.find('/').map_or((location, ""), |at| location.split_at(at));
    let authority = match authority.rsplit_once('@') {
        Some((login, host)) => match login.split_once(':').map_or(login, |(user, _)| user) {
            "" => host.to_owned(),
            user => format!("{user}@{host}"),
        },
        None => authority.to_owned(),
    };
    let is_kept = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or_default();
        !name.is_empty() && !name.to_ascii_lowercase().contains("password")
    };
    let query: Vec<&str> = query.into_iter().flat_map(|query| query.split('&')).filter(is_kept).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    format!("{scheme}://{authority}{path}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_behind_ssh_is_spelled_so_that_it_leads_there_again() {
        for typed in ["vnc+ssh://alice@gate:2222/office:5901", "vnc+ssh://gate/[fd00::1]:5900", "office:1"] {
            let address = typed.parse::<Target>().expect("an address").address;
            let spelled = spelled(&address).expect("it can be typed");
            assert_eq!(spelled.parse::<Target>().map(|target| target.address), Ok(address), "{typed}");
        }
    }

    #[test]
    fn passwords_are_left_out_and_nothing_else_is() {
        for (typed, kept) in [
            (" office:1 ", "office:1"),
            ("vnc://office", "vnc://office"),
            ("vnc://alice@office:5901?ViewOnly=true", "vnc://alice@office:5901?ViewOnly=true"),
            ("vnc://alice:secret@office:5901", "vnc://alice@office:5901"),
            ("vnc://:secret@office", "vnc://office"),
            ("vnc://office?VNCPASSWORD=secret&ViewOnly=1", "vnc://office?ViewOnly=1"),
            ("vnc://office?VncPassword=secret", "vnc://office"),
            ("vnc://office?VncP%61ssword=secret", "office::5900"),
            ("vnc+ssh://alice@gate/office:5901?VncPassword=secret", "vnc+ssh://alice@gate/office:5901"),
            ("vnc://alice:secret@office:port", "vnc://alice@office:port"),
            ("wss://host/path?token=vm1", "wss://host/path?token=vm1"),
            ("not an address", "not an address"),
        ] {
            assert_eq!(to_keep(typed), kept, "{typed}");
        }
    }
}
