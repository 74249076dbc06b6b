//! How a password would travel to the server, in a sentence that is said where it is asked for.

use rfb::net::Reach;
use rfb::{Encryption, Exposure, SecurityType};

use super::Level;
use crate::text::text;

/// How a password would travel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Travel {
    /// The short of it.
    pub level: Level,
    /// The same as a sentence.
    pub text: String,
}

impl Travel {
    /// The way of a password that `security_type` exposes like this, on the way `reach`.
    pub(super) fn of(exposure: Exposure, security_type: SecurityType, reach: &Reach) -> Self {
        let (level, text) = private_way(reach).unwrap_or_else(|| match exposure {
            Exposure::Sealed if security_type.encryption() == Encryption::Anonymous => {
                (Level::Unverified, text!("trust-travel-anonymous"))
            }
            Exposure::Sealed => (Level::Encrypted, text!("trust-travel-sealed")),
            Exposure::Proof => (Level::Encrypted, text!("trust-travel-proof")),
            Exposure::WeakProof => (Level::Unverified, text!("trust-travel-weak-proof")),
            Exposure::Clear => (Level::Clear, text!("trust-travel-clear")),
        });
        Self { level, text }
    }
}

/// What makes every password safe on this way.
fn private_way(reach: &Reach) -> Option<(Level, String)> {
    match reach {
        Reach::Loopback => Some((Level::Private, text!("trust-travel-loopback"))),
        Reach::UnixSocket => Some((Level::Private, text!("trust-travel-socket"))),
        Reach::Ssh => Some((Level::Private, text!("trust-travel-ssh"))),
        Reach::EncryptedWeb(protection) if protection.encryption == Encryption::Identified => {
            Some((Level::Encrypted, text!("trust-travel-web")))
        }
        Reach::EncryptedWeb(_) | Reach::PrivateNetwork(_) | Reach::Public(_) | Reach::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn a_password_in_the_clear_is_called_so_unless_nobody_is_on_the_way() {
        let public = Reach::Public(Ipv4Addr::new(203, 0, 113, 7).into());
        let level = |exposure, reach: &Reach| Travel::of(exposure, SecurityType::Plain, reach).level;
        assert_eq!(level(Exposure::Clear, &public), Level::Clear);
        assert_eq!(level(Exposure::Clear, &Reach::Unknown), Level::Clear);
        assert_eq!(level(Exposure::Clear, &Reach::PrivateNetwork(Ipv4Addr::new(10, 0, 0, 5).into())), Level::Clear);
        for reach in [Reach::Loopback, Reach::UnixSocket, Reach::Ssh] {
            assert_eq!(level(Exposure::Clear, &reach), Level::Private);
        }
        assert_eq!(level(Exposure::WeakProof, &public), Level::Unverified);
        assert_eq!(level(Exposure::Sealed, &public), Level::Encrypted);
    }
}
