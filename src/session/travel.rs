//! How a password would travel to the server, in a sentence that is said where it is asked for.

use rfb::net::Reach;
use rfb::{Encryption, Exposure, SecurityType};

use super::Level;

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
                (Level::Unverified, "The password is sent encrypted, but anyone could have answered.")
            }
            Exposure::Sealed => (Level::Encrypted, "The password is sent encrypted."),
            Exposure::Proof => (Level::Encrypted, "The password itself is not sent, only a proof of knowing it."),
            Exposure::WeakProof => (
                Level::Unverified,
                "The password itself is not sent, but whoever listens on the way can find it out from what is.",
            ),
            Exposure::Clear => (Level::Clear, "The password is sent so that everybody on the way can read it."),
        });
        Self { level, text: text.to_owned() }
    }
}

/// What makes every password safe on this way.
fn private_way(reach: &Reach) -> Option<(Level, &'static str)> {
    match reach {
        Reach::Loopback => {
            Some((Level::Private, "The password stays on this computer, or in a tunnel that begins here."))
        }
        Reach::UnixSocket => Some((Level::Private, "The password does not leave this computer.")),
        Reach::Ssh => Some((Level::Private, "The password is sent through SSH.")),
        Reach::EncryptedWeb(protection) if protection.encryption == Encryption::Identified => {
            Some((Level::Encrypted, "The password is sent encrypted as far as the web server."))
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
