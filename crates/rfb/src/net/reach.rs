//! Who could listen on the way to a server.

use std::net::IpAddr;

use crate::identity::Protection;

/// What lies between us and the server, before RFB's own encryption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Nothing: the server, or a tunnel to it, is on this computer.
    Loopback,
    /// Nothing: the server is on this computer.
    UnixSocket,
    /// SSH, which has checked the server itself.
    Ssh,
    /// A web server's TLS; what is behind it is not known.
    EncryptedWeb(Protection),
    /// A network that is not reached from the Internet.
    PrivateNetwork(IpAddr),
    /// The Internet.
    Public(IpAddr),
    /// A proxy, and what is behind it is not known.
    Unknown,
}

impl Reach {
    /// The way to this address.
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            ip if ip.is_loopback() => Reach::Loopback,
            IpAddr::V4(ip) if ip.is_private() || ip.is_link_local() || is_carrier_grade(ip.octets()) => {
                Reach::PrivateNetwork(ip.into())
            }
            IpAddr::V6(ip) if ip.is_unique_local() || ip.is_unicast_link_local() => Reach::PrivateNetwork(ip.into()),
            ip => Reach::Public(ip),
        }
    }

    /// Whether nobody but this computer, or SSH, sees what is sent.
    pub fn is_private(&self) -> bool {
        matches!(self, Reach::Loopback | Reach::UnixSocket | Reach::Ssh)
    }
}

/// The addresses of RFC 6598, which providers and overlay networks use.
fn is_carrier_grade([first, second, ..]: [u8; 4]) -> bool {
    first == 100 && second & 0xc0 == 64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_where_they_lead() {
        let reach = |text: &str| Reach::of(text.parse().expect("an address"));
        for loopback in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(reach(loopback), Reach::Loopback, "{loopback}");
        }
        for private in ["10.0.0.5", "192.168.1.1", "172.16.0.1", "169.254.1.1", "100.64.0.1", "fd00::1", "fe80::1"] {
            assert!(matches!(reach(private), Reach::PrivateNetwork(_)), "{private}");
        }
        for public in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2001:db8::1", "::ffff:8.8.8.8"] {
            assert!(matches!(reach(public), Reach::Public(_)), "{public}");
        }
    }
}
