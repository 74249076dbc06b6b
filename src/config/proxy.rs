//! The proxy that connections are led through: an option, or the environment as other programs use it.

use std::net::IpAddr;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use rfb::Credentials;
use rfb::net::Gate;
use rfb::net::proxy::{Proxy, ProxyProtocol};
use rfb::net::transport::web_socket::WebEncryption;

use super::TargetError;
use super::target::{check_host, host_and_port_of, ipv6_host, parse_port};
use crate::session::{Address, Secret};

const HINT: &str = "write socks5://host:1080 or http://host:8080, or none";

/// Variables that name the proxy of everything, the first one that is set being used.
const FOR_ALL: [&str; 2] = ["all_proxy", "ALL_PROXY"];

/// Variables that name the proxy of what begins as a web page inside TLS.
const FOR_HTTPS: [&str; 2] = ["https_proxy", "HTTPS_PROXY"];

/// Variables that list the hosts that are reached without a proxy.
const EXCEPTIONS: [&str; 2] = ["no_proxy", "NO_PROXY"];

/// What the user says about the proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProxyChoice {
    /// There is none, whatever the environment says.
    None,
    /// This one.
    Proxy(Proxy),
}

impl FromStr for ProxyChoice {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.eq_ignore_ascii_case("none") { Ok(ProxyChoice::None) } else { parse(text).map(ProxyChoice::Proxy) }
    }
}

/// Reads the address of a proxy. Without a scheme it is an HTTP proxy, as other programs have it. An error never repeats the
/// password.
fn parse(text: &str) -> Result<Proxy, TargetError> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
    let (protocol, default_port) = match scheme.to_ascii_lowercase().as_str() {
        "socks5" | "socks5h" | "socks" => (ProxyProtocol::Socks5, 1080),
        "http" => (ProxyProtocol::Http, 8080),
        "https" => return Err(TargetError::new("Farview does not speak TLS with proxies", HINT)),
        "socks4" | "socks4a" => return Err(TargetError::new("Farview speaks version 5 of SOCKS only", HINT)),
        _ => return Err(TargetError::new(format!("{scheme:?} is no kind of proxy"), HINT)),
    };
    let authority = rest.split_once('/').map_or(rest, |(authority, _)| authority);
    let (userinfo, place) = authority.rsplit_once('@').map_or((None, authority), |(user, place)| (Some(user), place));
    let (host, port) = host_and_port_of(place, HINT)?;
    let host = if place.starts_with('[') { ipv6_host(&host)?.to_owned() } else { check_host(&host)?.to_owned() };
    if host.is_empty() {
        return Err(TargetError::new("it names no proxy", HINT));
    }
    let port = port.map_or(Ok(default_port), |port| parse_port(&port))?;
    let credentials = userinfo.map(credentials).transpose()?;
    Ok(Proxy { protocol, host, port, credentials })
}

fn credentials(userinfo: &str) -> Result<Credentials, TargetError> {
    let decode = |text| {
        let decoded = percent_decode_str(text).decode_utf8();
        decoded.map_err(|_| TargetError::new("the user name or password is not UTF-8", "write % itself as %25"))
    };
    let (username, password) = userinfo.split_once(':').unwrap_or((userinfo, ""));
    Ok(Credentials { username: Some(decode(username)?.into_owned()), password: Secret::new(decode(password)?) })
}

/// Leads `address` through the proxy that `choice` or the environment names, if there is one for it.
pub fn through_proxy(address: Address, choice: Option<&ProxyChoice>) -> Result<Address, TargetError> {
    through_proxy_in(address, choice, |name| std::env::var(name).ok())
}

fn through_proxy_in(
    address: Address,
    choice: Option<&ProxyChoice>,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<Address, TargetError> {
    match choice {
        Some(ProxyChoice::None) => Ok(address),
        Some(ProxyChoice::Proxy(proxy)) => address.through(Gate::Proxy(proxy.clone())).map_err(|address| {
            TargetError::new(
                format!("nothing leads through a proxy to {address}"),
                "leave --proxy out; ssh has a configuration of its own for proxies",
            )
        }),
        None => match from_environment(&address, environment)? {
            Some(proxy) => Ok(address.through(Gate::Proxy(proxy)).unwrap_or_else(|address| address)),
            None => Ok(address),
        },
    }
}

/// The proxy that the environment names for `address`. This computer is never reached through one.
fn from_environment(
    address: &Address,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<Option<Proxy>, TargetError> {
    let variable = |names: &[&'static str]| {
        names.iter().find_map(|&name| environment(name).filter(|value| !value.is_empty()).map(|value| (name, value)))
    };
    let host = match address {
        Address::Tcp { host, .. } => host,
        Address::Web(web) => &web.host,
        Address::Repeater(repeater) => &repeater.host,
        Address::Unix(_) | Address::Incoming(_) | Address::Through(_) => return Ok(None),
    };
    let exceptions = variable(&EXCEPTIONS).map_or_else(String::new, |(_, list)| list);
    if is_local(host) || exceptions.split(',').any(|exception| is_excepted(host, exception.trim())) {
        return Ok(None);
    }
    let is_https = matches!(address, Address::Web(web) if web.encryption == WebEncryption::Tls);
    let named = if is_https { variable(&FOR_HTTPS) } else { None }.or_else(|| variable(&FOR_ALL));
    let Some((name, value)) = named else { return Ok(None) };
    let proxy = parse(&value).map_err(|error| {
        let hint = format!("correct the variable {name}, or go without a proxy with --proxy none");
        TargetError::new(format!("the proxy in {name}: {}", error.why), hint)
    })?;
    tracing::info!(%proxy, variable = name, "the environment names a proxy");
    Ok(Some(proxy))
}

fn is_local(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|ip: IpAddr| ip.to_canonical().is_loopback())
}

/// Whether an entry of `NO_PROXY` means `host`: everything (`*`), an address, a network (`10.0.0.0/8`), a name, or a domain
/// with or without a dot in front.
fn is_excepted(host: &str, exception: &str) -> bool {
    let exception = exception.trim_start_matches("*.").trim_start_matches('.').trim_end_matches('.');
    if exception.is_empty() {
        return false;
    }
    if exception == "*" {
        return true;
    }
    if let Ok(address) = host.parse::<IpAddr>() {
        return is_in_network(address.to_canonical(), exception);
    }
    let (host, exception) = (host.trim_end_matches('.').to_lowercase(), exception.to_lowercase());
    host.strip_suffix(&exception).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

fn is_in_network(address: IpAddr, network: &str) -> bool {
    let (network, length) =
        network.split_once('/').map_or((network, None), |(network, length)| (network, Some(length)));
    let network = network.trim_matches(['[', ']']);
    let (Ok(network), Some(length)) =
        (network.parse::<IpAddr>(), length.map_or(Some(128), |length| length.parse().ok()))
    else {
        return false;
    };
    let (a, b, bits) = match (address, network.to_canonical()) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (u128::from(a.to_bits()), u128::from(b.to_bits()), 32),
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits(), b.to_bits(), 128),
        (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => return false,
    };
    (a ^ b).checked_shr(bits - bits.min(length)).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(target: &str, variables: &[(&str, &str)]) -> String {
        let target: super::super::Target = target.parse().expect(target);
        let address = through_proxy_in(target.address, None, |name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        });
        address.map_or_else(|error| error.why, |address| address.to_string())
    }

    #[test]
    fn proxies_are_read() {
        for (text, shown) in [
            ("socks5://p", "socks5://p:1080"),
            ("socks5h://p:9050", "socks5://p:9050"),
            ("http://p:3128/", "http://p:3128"),
            ("p:3128", "http://p:3128"),
            ("http://[fd00::1]", "http://[fd00::1]:8080"),
        ] {
            assert_eq!(parse(text).map(|proxy| proxy.to_string()).as_deref(), Ok(shown), "{text}");
        }
        let proxy = parse("socks5://alice:won%40der@p").expect("a proxy with a password");
        assert!(!format!("{proxy:?} {proxy}").contains("won@der"));
        let password = proxy.credentials.map(|credentials| credentials.password);
        assert_eq!(password, Some(Secret::new("won@der")));
    }

    #[test]
    fn what_is_no_proxy_is_told_without_its_password() {
        for (text, why) in [
            ("https://a:secret@p", "TLS with proxies"),
            ("socks4://p", "version 5"),
            ("ftp://p", "no kind of proxy"),
            ("socks5://a:secret@", "no proxy"),
            ("socks5://a:secret@p:port", "not a port"),
            ("http://a:secret%ff@p", "UTF-8"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.why.contains(why) && !format!("{error:?}").contains("secret"), "{text}: {error:?}");
        }
    }

    #[test]
    fn the_environment_counts_for_what_leaves_this_computer() {
        let socks = [("ALL_PROXY", "socks5://p")];
        assert_eq!(through("office", &socks), "office::5900 through socks5://p:1080");
        for target in ["localhost", "127.0.0.1:1", "::1", "unix:/run/vnc", "vnc+ssh://gate"] {
            assert!(!through(target, &socks).contains("through"), "{target}");
        }
        let both = [("https_proxy", "http://web"), ("all_proxy", "socks5://all")];
        assert_eq!(through("wss://office", &both), "wss://office through http://web:8080");
        assert_eq!(through("ws://office", &both), "ws://office through socks5://all:1080");
        assert_eq!(through("office", &both[..1]), "office::5900");
        assert!(through("office", &[("ALL_PROXY", "socks4://p")]).contains("the proxy in ALL_PROXY"));
    }

    #[test]
    fn exceptions_are_kept() {
        for (host, list, excepted) in [
            ("office", "*", true),
            ("office", "office", true),
            ("a.office", "office", true),
            ("a.office", ".office", true),
            ("a.office", "*.office", true),
            ("backoffice", "office", false),
            ("office", "", false),
            ("10.1.2.3", "10.0.0.0/8", true),
            ("10.1.2.3", "10.1.2.3", true),
            ("11.1.2.3", "10.0.0.0/8", false),
            ("11.1.2.3", "0.0.0.0/0", true),
            ("10.1.2.3", "10.0.0.0/x", false),
            ("fd00::1", "fd00::/8", true),
            ("fe80::1", "fd00::/8", false),
            ("fd00::1", "[fd00::1]", true),
        ] {
            assert_eq!(is_excepted(host, list), excepted, "{host} in {list:?}");
        }
        let list = [("ALL_PROXY", "socks5://p"), ("NO_PROXY", "example.org, office")];
        assert_eq!(through("office", &list), "office::5900");
    }
}
