//! Which program a server probably is, by what it offers, and the one thing to change on it.

use serde::Serialize;

use super::offers::{Offer, has};

/// A server program that people use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub(super) enum Product {
    #[serde(rename = "TigerVNC")]
    TigerVnc,
    #[serde(rename = "TightVNC")]
    TightVnc,
    #[serde(rename = "TurboVNC")]
    TurboVnc,
    #[serde(rename = "x11vnc")]
    X11Vnc,
    #[serde(rename = "QEMU")]
    Qemu,
    #[serde(rename = "wayvnc")]
    WayVnc,
    #[serde(rename = "RealVNC")]
    RealVnc,
    #[serde(rename = "UltraVNC")]
    UltraVnc,
    #[serde(rename = "macOS")]
    MacOs,
}

impl Product {
    /// The program that fits best, if one does.
    pub(super) fn guess(banner: &str, offers: &[Offer], desktop: Option<&str>) -> Option<Self> {
        let top = |number: u32| offers.iter().any(|offer| offer.number == number);
        let any = |numbers: &[u32]| numbers.iter().any(|&number| has(offers, number));
        Some(match () {
            () if banner.contains("003.889") || any(&[33, 35, 36]) => Product::MacOs,
            () if banner.contains("004.") || banner.contains("005.") || (any(&[13]) && any(&[5, 6])) => {
                Product::RealVnc
            }
            () if any(&[17, 113, 114, 115, 116, 117, 118]) => Product::UltraVnc,
            () if desktop.is_some_and(|name| name.starts_with("QEMU")) || any(&[20, 263, 264]) => Product::Qemu,
            () if top(30) && any(&[5, 129, 19]) => Product::WayVnc,
            () if top(18) => Product::X11Vnc,
            () if top(16) && top(19) => Product::TurboVnc,
            () if top(16) => Product::TightVnc,
            // RA2 with TigerVNC's own numbers for 256 bits, without what the others with RA2 have.
            () if top(19) || any(&[129, 130]) => Product::TigerVnc,
            () => return None,
        })
    }

    /// Its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Product::TigerVnc => "TigerVNC",
            Product::TightVnc => "TightVNC",
            Product::TurboVnc => "TurboVNC",
            Product::X11Vnc => "x11vnc",
            Product::Qemu => "QEMU",
            Product::WayVnc => "wayvnc",
            Product::RealVnc => "RealVNC",
            Product::UltraVnc => "UltraVNC",
            Product::MacOs => "macOS Screen Sharing",
        }
    }

    /// What to do so that everything is encrypted and a password is asked for.
    pub(super) const fn change(self) -> &'static str {
        match self {
            Product::TigerVnc => {
                "start it with -SecurityTypes X509Vnc (or X509Plain) -X509Cert FILE -X509Key FILE, or with RA2_256,RA2 (not \
                 RA2ne, which does not encrypt), and without the others, or with -localhost and connect with --via USER@HOST"
            }
            Product::TightVnc => {
                "it cannot encrypt: let it listen on this computer only (-localhost; on Windows \"Allow only loopback \
                 connections\") and connect with --via USER@HOST"
            }
            Product::TurboVnc => {
                "set `permitted-security-types = X509Vnc, X509Plain` in turbovncserver-security.conf, or use -localhost and \
                 --via USER@HOST"
            }
            Product::X11Vnc => {
                "start it with -ssl SAVE -vencrypt force and -rfbauth FILE, or with -localhost and connect with --via \
                 USER@HOST"
            }
            Product::Qemu => {
                "give it -object tls-creds-x509,id=tls0,dir=FOLDER,endpoint=server and -vnc :N,tls-creds=tls0,sasl=on (or \
                 password=on)"
            }
            Product::WayVnc => {
                "set enable_auth=true with username, password and rsa_private_key_file (or certificate_file and \
                 private_key_file) in its config, and leave relax_encryption out"
            }
            Product::RealVnc => "set Encryption to AlwaysMaximum and Authentication to SystemAuth in its options",
            Product::UltraVnc => {
                "it does not encrypt by itself: allow loopback connections only and connect through SSH or a VPN"
            }
            Product::MacOs => {
                "turn off \"VNC viewers may control screen with password\" in Screen Sharing's settings and connect with --via \
                 USER@HOST"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_known_by_what_they_offer() {
        let guess = |banner: &str, numbers: &[u32], desktop: Option<&str>| {
            let offers: Vec<Offer> = numbers.iter().copied().map(Offer::new).collect();
            Product::guess(banner, &offers, desktop)
        };
        for (banner, numbers, desktop, product) in [
            ("RFB 003.889", &[30, 33, 36][..], None, Some(Product::MacOs)),
            ("RFB 005.000", &[13, 5, 6, 130, 192], None, Some(Product::RealVnc)),
            ("RFB 003.008", &[17, 113], None, Some(Product::UltraVnc)),
            ("RFB 003.008", &[1], Some("QEMU (vm)"), Some(Product::Qemu)),
            ("RFB 003.008", &[19, 129, 5, 30], None, Some(Product::WayVnc)),
            ("RFB 003.008", &[19, 18, 2], None, Some(Product::X11Vnc)),
            ("RFB 003.008", &[2, 16], None, Some(Product::TightVnc)),
            ("RFB 003.008", &[19, 2, 16], None, Some(Product::TurboVnc)),
            ("RFB 003.008", &[19, 2], None, Some(Product::TigerVnc)),
            ("RFB 003.008", &[129, 5, 130, 6, 2], None, Some(Product::TigerVnc)),
            ("RFB 003.008", &[2], Some("somebody's"), None),
        ] {
            assert_eq!(guess(banner, numbers, desktop), product, "{banner} {numbers:?}");
        }
    }
}
