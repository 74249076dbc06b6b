//! Servers behind an UltraVNC repeater: `repeater://host:port/ID:1234` and `repeater://host:port/server:port`.

use rfb::net::transport::repeater::{NotRepeated, Patience, Repeated, RepeaterAddress};

use super::TargetError;
use super::target::{Target, check_host, host_and_port_of, ipv6_host, parse_port};
use crate::session::Address;

/// Where repeaters listen for viewers by custom.
const REPEATER_PORT: u16 = 5901;

const HINT: &str = "write repeater://host:5901/ID:1234 for a server that calls the repeater, or repeater://host:5901/server:5900 for one that the repeater calls";

/// Reads what follows `repeater://`.
pub(super) fn parse(rest: &str) -> Result<Target, TargetError> {
    let (authority, server) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = host_and_port_of(authority, HINT)?;
    let host = if authority.starts_with('[') { ipv6_host(&host)?.to_owned() } else { check_host(&host)?.to_owned() };
    if host.is_empty() || server.is_empty() {
        let missing = if host.is_empty() { "it names no repeater" } else { "it names no server behind the repeater" };
        return Err(TargetError::new(missing, HINT));
    }
    let port = port.map_or(Ok(REPEATER_PORT), |port| parse_port(&port))?;
    let (server, patience) = (repeated(server)?, Patience::Limited);
    Ok(Target::new(Address::Repeater(Box::new(RepeaterAddress { host, port, server, patience }))))
}

fn repeated(text: &str) -> Result<Repeated, TargetError> {
    let named = match text.split_once(':') {
        Some((id, number)) if id.eq_ignore_ascii_case("id") => Repeated::id(number),
        _ => {
            let (host, port) = host_and_port_of(text, HINT)?;
            if host.eq_ignore_ascii_case("id") {
                return Err(TargetError::new("the number of the ID is missing", HINT));
            }
            let port = port.map_or(Ok(5900), |port| parse_port(&port))?;
            Repeated::host(check_host(&host)?, port)
        }
    };
    named.map_err(|problem: NotRepeated| TargetError::new(format!("the server behind the repeater: {problem}"), HINT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_modes_are_understood() {
        for (text, shown) in [
            ("repeater://r/ID:1234", "repeater://r:5901/ID:1234"),
            ("Repeater://r:5902/id:1234", "repeater://r:5902/ID:1234"),
            ("repeater://[fd00::1]/office", "repeater://[fd00::1]:5901/office:5900"),
            ("repeater://r/office:5901", "repeater://r:5901/office:5901"),
        ] {
            assert_eq!(text.parse::<Target>().map(|target| target.address.to_string()).as_deref(), Ok(shown), "{text}");
        }
    }

    #[test]
    fn what_a_repeater_cannot_be_told_is_refused() {
        for (text, why) in [
            ("repeater://", "no repeater"),
            ("repeater://r", "no server"),
            ("repeater://r/", "no server"),
            ("repeater://r/ID:", "an ID is made of"),
            ("repeater://r/ID:1 2", "an ID is made of"),
            ("repeater://r/office:1", "displays"),
            ("repeater://r/[fd00::1]:5900", "name of a computer"),
        ] {
            let error = text.parse::<Target>().expect_err(text);
            assert!(error.why.contains(why), "{text}: {}", error.why);
        }
    }
}
