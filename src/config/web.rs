//! Web sockets: `ws://host:port/path?query` and `wss://…`, as noVNC's servers and virtualisation hosts name them.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rfb::net::transport::web_socket::{Field, NotAField, WebAddress, WebEncryption};

use super::TargetError;
use super::target::{Target, check_host, host_and_port_of, ipv6_host, parse_port};
use crate::session::{Address, Secret};

/// What cannot be in a request line as it is. Percent signs that are there already stay.
const ENCODED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>');

/// Reads what follows `ws://` or `wss://`.
pub(super) fn parse(encryption: WebEncryption, rest: &str) -> Result<Target, TargetError> {
    const HINT: &str = "write wss://host:port/path";
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (location, query) = rest.split_once('?').map_or((rest, None), |(before, query)| (before, Some(query)));
    let (authority, path) = location.split_once('/').unwrap_or((location, ""));
    if authority.contains('@') {
        return Err(TargetError::new(
            "a user name does not belong here",
            "give a log-in to the web server with --header 'Authorization: …'",
        ));
    }
    let (host, port) = host_and_port_of(authority, HINT)?;
    let host = if authority.starts_with('[') { ipv6_host(&host)?.to_owned() } else { check_host(&host)?.to_owned() };
    if host.is_empty() {
        return Err(TargetError::new("it names no computer", HINT));
    }
    let port = port.map_or(Ok(encryption.default_port()), |port| parse_port(&port))?;
    let encode = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let (path, query) = (format!("/{}", encode(path)), query.map(|query| Secret::new(encode(query))));
    Ok(Target::new(Address::Web(Box::new(WebAddress { encryption, host, port, path, query, fields: Vec::new() }))))
}

/// Reads a header field, `Name: value`. An error never repeats the value.
pub fn header_field(text: &str) -> Result<Field, TargetError> {
    let Some((name, value)) = text.split_once(':') else {
        return Err(TargetError::new("it has no colon", "write a header field as 'Name: value'"));
    };
    Field::new(name.trim(), value.trim()).map_err(|problem| {
        let hint = match problem {
            NotAField::Name | NotAField::Value => "write a header field as 'Name: value', in one line",
            NotAField::Ours => "leave it out: Farview says itself what makes a web socket",
        };
        TargetError::new(problem.to_string(), hint)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn web(text: &str) -> WebAddress {
        let target: Target = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        let Address::Web(address) = target.address else { panic!("{text} became {}", target.address) };
        *address
    }

    #[test]
    fn addresses_of_web_sockets_keep_their_path_and_their_query() {
        for (text, host, port, path) in [
            ("ws://office", "office", 80, "/"),
            ("WSS://office", "office", 443, "/"),
            ("wss://office:8006/api2/json/vncwebsocket", "office", 8006, "/api2/json/vncwebsocket"),
            ("ws://[fd00::1]:5700/", "fd00::1", 5700, "/"),
            ("ws://office/a b#part", "office", 80, "/a%20b"),
            ("ws://office/a%2Fb/ä", "office", 80, "/a%2Fb/%C3%A4"),
        ] {
            let address = web(text);
            assert_eq!((address.host.as_str(), address.port, address.path.as_str()), (host, port, path), "{text}");
        }
        let address = web("wss://office/vnc?vncticket=PVEVNC%3A65&port=5900");
        assert_eq!(address.query.as_ref().map(Secret::reveal), Some("vncticket=PVEVNC%3A65&port=5900"));
        assert!(!format!("{address:?} {address}").contains("PVEVNC"));
    }

    #[test]
    fn what_is_no_header_field_is_told_without_its_value() {
        for (text, why) in
            [("Cookie", "no colon"), ("A B: secret", "name"), ("Upgrade: secret", "itself"), ("A: secret\n", "")]
        {
            match header_field(text) {
                Ok(field) => assert_eq!((field.name(), why), ("A", ""), "the end of a line is cut off"),
                Err(error) => {
                    assert!(error.why.contains(why) && !format!("{error:?}").contains("secret"), "{text}: {error}");
                }
            }
        }
    }
}
