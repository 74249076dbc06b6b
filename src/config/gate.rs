//! The computer that a connection is led through by SSH: `[user@]host[:port]`, as in `--via` and `vnc+ssh://`.

use std::str::FromStr;

use rfb::net::transport::ssh::{NotAnSshName, SshGate};

use super::TargetError;
use super::target::{host_and_port_of, ipv6_host, parse_port};

/// A gate as the user writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Via(pub SshGate);

impl FromStr for Via {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.strip_prefix("ssh://").unwrap_or(text);
        let (user, rest) = text.rsplit_once('@').map_or((None, text), |(user, rest)| (Some(user), rest));
        if user.is_some_and(|user| user.contains(':')) {
            return Err(TargetError::new(
                "a password does not belong here",
                "leave it out: ssh uses keys and agents, and asks for a password itself",
            ));
        }
        let (host, port) = host_and_port_of(rest, "write --via user@gate:22")?;
        let host = if rest.starts_with('[') { ipv6_host(&host)?.to_owned() } else { host };
        let port = port.map(|port| parse_port(&port)).transpose()?;
        gate(user, &host, port).map(Via)
    }
}

/// A gate, or what is wrong with its names.
pub(super) fn gate(user: Option<&str>, host: &str, port: Option<u16>) -> Result<SshGate, TargetError> {
    if host.contains(':') {
        ipv6_host(host)?;
    }
    SshGate::new(user, host, port).map_err(|problem| {
        let hint = match problem {
            NotAnSshName::Empty => "write user@gate:22; user and port may be left out",
            NotAnSshName::Option => {
                "options of ssh cannot be given here: write them into ~/.ssh/config and name the host that they are for"
            }
            NotAnSshName::Character(_) => "write user@gate:22, or a name from ~/.ssh/config",
        };
        let why = match problem {
            NotAnSshName::Empty => "the name of the computer to log in to is missing".to_owned(),
            NotAnSshName::Option => "no user or computer has a name that begins with a hyphen".to_owned(),
            NotAnSshName::Character(character) => {
                format!("the name to log in to with ssh cannot contain {character:?}")
            }
        };
        TargetError::new(why, hint)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_is_read_as_ssh_writes_it() {
        for (text, shown) in [
            ("gate", "gate"),
            ("alice@gate", "alice@gate"),
            ("alice@gate:2222", "alice@gate:2222"),
            ("ssh://alice@gate:2222", "alice@gate:2222"),
            ("[fd00::1]:2222", "[fd00::1]:2222"),
            ("alice@example.org@gate", "alice@example.org@gate"),
        ] {
            assert_eq!(text.parse::<Via>().map(|via| via.0.to_string()).as_deref(), Ok(shown), "{text}");
        }
    }

    #[test]
    fn options_and_commands_are_no_gates() {
        for (text, why) in [
            ("", "missing"),
            ("-oProxyCommand=touch${IFS}x", "hyphen"),
            ("-oProxyCommand=touch x", "hyphen"),
            ("gate -oProxyCommand=x", "cannot contain ' '"),
            ("-W", "hyphen"),
            ("user@-oProxyCommand=x", "hyphen"),
            ("-x@gate", "hyphen"),
            ("alice:word@gate", "password"),
            ("gate;reboot", "cannot contain ';'"),
            ("gate\nHost x", "cannot contain"),
            ("gate:0", "not a port"),
            ("gate:ssh", "not a port"),
            ("[gate]:22", "not an IPv6"),
        ] {
            let error = text.parse::<Via>().expect_err(text);
            assert!(error.why.contains(why), "{text}: {}", error.why);
        }
    }
}
