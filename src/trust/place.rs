//! Where a server was met: what its keys are bound to.

use std::fmt;

use rfb::net::transport::web_socket::WebEncryption;
use rfb::net::{Address, Gate};

/// An address as the trust store writes it. Two spellings of one host are one place; another port is another place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(String);

impl Place {
    /// The place of an address.
    pub fn of(address: &Address) -> Self {
        match address {
            Address::Tcp { host, port } => {
                let host = host.strip_suffix('.').unwrap_or(host).to_lowercase();
                Self(Address::Tcp { host: canonical(&host), port: *port }.to_string())
            }
            // A proxy passes the connection on to where it would go without; a computer that is logged in to has names of its own.
            Address::Through(through) if matches!(through.gate(), Gate::Proxy(_)) => Self::of(through.address()),
            Address::Unix(_) | Address::Web(_) | Address::Repeater(_) | Address::Incoming(_) | Address::Through(_) => {
                Self(address.to_string())
            }
        }
    }

    /// The place of the web server in a `wss://` address, which has a key of its own.
    pub fn of_web_server(address: &Address) -> Self {
        Self(format!("{} (web server)", Self::of(address)))
    }

    /// Whether somebody shows a key before the VNC server does: the web server of a `wss://` address.
    pub fn is_behind_key(address: &Address) -> bool {
        match address {
            Address::Web(web) => web.encryption == WebEncryption::Tls,
            Address::Through(through) => Self::is_behind_key(through.address()),
            Address::Tcp { .. } | Address::Unix(_) | Address::Repeater(_) | Address::Incoming(_) => false,
        }
    }

    /// The place of the key that is shown first on the way to `address`.
    pub fn of_first_key(address: &Address) -> Self {
        if Self::is_behind_key(address) { Self::of_web_server(address) } else { Self::of(address) }
    }

    /// A place as it was written before, or nothing where it cannot be one.
    pub fn written(text: &str) -> Option<Self> {
        let fits = !text.is_empty() && text.len() <= 1024 && !text.chars().any(char::is_control);
        fits.then(|| Self(text.to_owned()))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// IP addresses have many spellings, names have one.
fn canonical(host: &str) -> String {
    host.parse::<std::net::IpAddr>().map_or_else(|_| host.to_owned(), |address| address.to_string())
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(host: &str, port: u16) -> String {
        Place::of(&Address::Tcp { host: host.into(), port }).to_string()
    }

    #[test]
    fn spellings_of_a_host_are_one_place_and_ports_are_many() {
        assert_eq!(place("Office.Example.", 5900), "office.example::5900");
        assert_eq!(place("2001:DB8::0001", 5901), "[2001:db8::1]::5901");
        assert_eq!(place("fe80::1%eth0", 5901), "[fe80::1%eth0]::5901");
        assert_ne!(place("office", 5900), place("office", 5901));
        let socket = |path: &str| Place::of(&Address::Unix(path.into()));
        assert_ne!(socket("/run/VNC"), socket("/run/vnc"));
    }
}
