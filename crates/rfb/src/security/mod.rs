//! Security types (RFC 6143 §7.2): one table, one file each. A type is an exchange of bytes that ends in success of its own;
//! the server's verdict (SecurityResult) follows for all of them alike.
//!
//! VeNCrypt's sub-types share the number space and stand in the same table; [`SecurityType::within`] says which is which.

pub mod apple_dh;
pub mod apple_rsa_srp;
pub mod apple_srp;
pub mod ms_logon;
pub mod none;
pub mod plain;
pub mod rsa_aes;
pub mod sasl;
pub mod tight;
pub mod tls;
pub mod tls_none;
pub mod tls_plain;
pub mod tls_sasl;
pub mod tls_vnc;
pub mod unix_login;
pub mod vencrypt;
pub mod vnc_authentication;
pub mod x509;
pub mod xvp;

use std::collections::VecDeque;
use std::fmt;

use bytes::BytesMut;
use zeroize::Zeroizing;

use crate::config::Config;
use crate::credentials::Credentials;
use crate::error::{Error, Unsupported};
use crate::event::{CredentialsRequest, Event};
use crate::handshake::Version;
use crate::identity::{Encryption, Exposure, Identity, Protection};
use crate::layer::Layer;
use crate::random::Random;
use crate::wire::{Reader, Stop};

/// One run of a security type.
pub trait Exchange: fmt::Debug + Send {
    /// Goes on as far as the bytes and the caller's answers allow.
    ///
    /// May be called again with the same bytes after it ran short: nothing is kept or written before all is read.
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop>;
}

/// What an exchange may use.
#[derive(Debug)]
pub struct Means<'a> {
    /// What is allowed, and how the server is called.
    pub config: &'a Config,
    /// The version of the protocol.
    pub version: Version,
    /// The caller's answer to [`Advance::NeedCredentials`].
    pub credentials: Option<&'a Credentials>,
    /// Whether the caller has answered [`Advance::NeedTrust`] with yes.
    pub trusted: bool,
    /// Random bytes.
    pub random: &'a mut Random,
    /// What is to be sent.
    pub output: &'a mut BytesMut,
    /// What the caller is told.
    pub events: &'a mut VecDeque<Event>,
    /// What is true of the session from now on.
    pub agreed: &'a mut Agreed,
}

impl Means<'_> {
    /// How a password travels if it is sent as it is.
    pub fn exposure_in_clear(&self) -> Exposure {
        match self.agreed.protection.encryption {
            Encryption::None => Exposure::Clear,
            Encryption::Anonymous | Encryption::Identified => Exposure::Sealed,
        }
    }

    /// How a password travels if a proof of it is sent that is `exposed` to who can listen.
    pub fn exposure(&self, exposed: Exposure) -> Exposure {
        if self.exposure_in_clear() == Exposure::Sealed { Exposure::Sealed } else { exposed }
    }
}

/// What an exchange found out about the session.
#[derive(Debug, Default)]
pub struct Agreed {
    /// What protects it.
    pub protection: Protection,
    /// Whether ServerInit ends with the capabilities of the Tight security type.
    pub tight_capabilities: bool,
    /// What everything goes through from the moment the server has let us in, besides what it goes through already.
    pub after_result: Option<Box<dyn Layer>>,
    /// Whether the sub-type is one that asks nobody for anything: before version 3.8 no verdict comes.
    pub nobody_asked: bool,
}

/// How far an exchange came.
#[derive(Debug)]
pub enum Advance {
    /// It read or wrote something and goes on.
    Continue,
    /// It cannot go on without credentials.
    NeedCredentials(CredentialsRequest),
    /// The server has proven to hold this key. Nothing of the user's is sent before the caller trusts it.
    NeedTrust(Identity),
    /// From here on everything goes through this layer, both ways. The exchange goes on inside.
    Secure(Box<dyn Layer>),
    /// It is over; the server's verdict comes next.
    Done,
}

/// Declares the security types. The order is the preference: what is encrypted for a server that is known comes first, then
/// what is encrypted at all, then what keeps the password from who listens.
macro_rules! security_types {
    ($($module:ident = $number:literal, $variant:ident, $name:literal, $encryption:ident;)*) => {
        /// A security type that this crate can run.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum SecurityType {
            $(#[doc = concat!($name, ", number ", stringify!($number), ".")] $variant,)*
        }

        impl SecurityType {
            /// All of them, preferred ones first.
            pub const ALL: [SecurityType; [$($number),*].len()] = [$(SecurityType::$variant),*];

            /// The files that implement them, by name.
            pub const MODULES: [&'static str; Self::ALL.len()] = [$(stringify!($module)),*];

            /// Its number on the wire.
            pub const fn number(self) -> u32 {
                match self { $(SecurityType::$variant => $number,)* }
            }

            /// Its name in the specification.
            pub const fn name(self) -> &'static str {
                match self { $(SecurityType::$variant => $name,)* }
            }

            /// Whether the session is encrypted from here to its end.
            pub const fn encryption(self) -> Encryption {
                match self { $(SecurityType::$variant => Encryption::$encryption,)* }
            }

            /// Starts an exchange.
            pub fn exchange(self) -> Box<dyn Exchange> {
                match self { $(SecurityType::$variant => $module::exchange(self),)* }
            }
        }
    };
}

security_types! {
    x509 = 263, X509Sasl, "X509SASL", Identified;
    x509 = 262, X509Plain, "X509Plain", Identified;
    x509 = 261, X509Vnc, "X509Vnc", Identified;
    x509 = 260, X509None, "X509None", Identified;
    rsa_aes = 129, Ra2With256, "RA2_256", Identified;
    rsa_aes = 5, Ra2, "RA2", Identified;
    vencrypt = 19, VeNCrypt, "VeNCrypt", None;
    tls_sasl = 264, TlsSasl, "TLSSASL", Anonymous;
    tls_none = 257, TlsNone, "TLSNone", Anonymous;
    tls_plain = 259, TlsPlain, "TLSPlain", Anonymous;
    tls_vnc = 258, TlsVnc, "TLSVnc", Anonymous;
    tls = 18, Tls, "TLS", Anonymous;
    sasl = 20, Sasl, "SASL", None;
    apple_rsa_srp = 33, AppleRsaSrp, "Apple RSA-SRP", None;
    apple_srp = 36, AppleSrp, "Apple SRP", None;
    none = 1, None, "None", None;
    rsa_aes = 130, Ra2neWith256, "RA2ne_256", None;
    rsa_aes = 6, Ra2ne, "RA2ne", None;
    apple_dh = 30, AppleDh, "Apple Diffie-Hellman", None;
    vnc_authentication = 2, VncAuthentication, "VNC Authentication", None;
    xvp = 22, Xvp, "XVP", None;
    ms_logon = 113, MsLogon, "MS-Logon II", None;
    tight = 16, Tight, "Tight", None;
    plain = 256, Plain, "VeNCrypt Plain", None;
    unix_login = 0x1_0081, UnixLogin, "Tight UnixLogin", None;
}

impl SecurityType {
    /// The security type with this number.
    pub fn from_number(number: u32) -> Option<SecurityType> {
        SecurityType::ALL.into_iter().find(|security_type| security_type.number() == number)
    }

    /// The container in which the server offers it.
    pub const fn within(self) -> Option<SecurityType> {
        match self.number() {
            256..=0xffff => Some(SecurityType::VeNCrypt),
            // The sub-types of Tight have numbers of their own, which are not wanted to mean anything else: 129 in 17 bits.
            0x1_0000..=0x1_ffff => Some(SecurityType::Tight),
            _ => None,
        }
    }

    /// Whether it is nothing without one of its sub-types.
    pub const fn is_container(self) -> bool {
        matches!(self, SecurityType::VeNCrypt)
    }
}

/// The first of `config`'s that is `offered` within `container`, and tells the caller. Where a sub-type is preferred of a
/// container that is offered, that is the container.
pub(crate) fn choose(
    offered: &[u32],
    container: Option<SecurityType>,
    config: &Config,
    events: &mut VecDeque<Event>,
) -> Result<SecurityType, Error> {
    let chosen = config.security_types.iter().copied().filter(|allowed| !allowed.is_container()).find_map(|allowed| {
        let entry = if container.is_some() { allowed } else { allowed.within().unwrap_or(allowed) };
        (offered.contains(&entry.number()) && (container.is_none() || allowed.within() == container)).then_some(entry)
    });
    let chosen = chosen.ok_or_else(|| refusal(offered))?;
    events.push_back(Event::Security { offered: offered.to_vec(), chosen, within: container });
    Ok(chosen)
}

/// Why none of `offered` was chosen: because none is known, or because those that are known are not allowed.
pub(crate) fn refusal(offered: &[u32]) -> Error {
    let offered = offered.to_vec();
    if offered.iter().any(|&number| SecurityType::from_number(number).is_some()) {
        Error::Forbidden { offered }
    } else {
        Unsupported::SecurityTypes { offered }.into()
    }
}

/// Text in a field of a security type: a zero ends it, and what is behind that is random. Text that does not fit is an error.
fn field<const N: usize>(what: &'static str, text: &str, random: &mut Random) -> Result<Zeroizing<[u8; N]>, Error> {
    let mut field = Zeroizing::new(random.array::<N>()?);
    let room = field.get_mut(..=text.len()).and_then(|room| room.split_last_mut());
    let Some((end, room)) = room else {
        return Err(Unsupported::TooLong { what, bytes: text.len(), most: N.saturating_sub(1) }.into());
    };
    room.copy_from_slice(text.as_bytes());
    *end = 0;
    Ok(field)
}

/// The name of a registered security type or VeNCrypt sub-type, whether this crate can run it or not.
pub fn registered_name(number: u32) -> Option<&'static str> {
    Some(match number {
        1 => "None",
        2 => "VNC Authentication",
        5 => "RA2",
        6 => "RA2ne",
        13 => "RA2r",
        16 => "Tight",
        17 => "Ultra",
        18 => "TLS",
        19 => "VeNCrypt",
        20 => "SASL",
        21 => "MD5 hash",
        22 => "XVP",
        30 => "Apple Diffie-Hellman",
        33 => "Apple RSA-SRP",
        35 => "Apple Kerberos",
        36 => "Apple SRP",
        113 | 0xffff_fffa => "MS-Logon II",
        114 | 115 => "UltraVNC DSM plugin",
        118 => "MS-Logon III",
        129 => "RA2_256",
        130 => "RA2ne_256",
        133 => "RA2r_256",
        256 => "VeNCrypt Plain",
        257 => "TLSNone",
        258 => "TLSVnc",
        259 => "TLSPlain",
        260 => "X509None",
        261 => "X509Vnc",
        262 => "X509Plain",
        263 => "X509SASL",
        264 => "TLSSASL",
        0x1_0081 => "Tight UnixLogin",
        _ => return None,
    })
}

impl fmt::Display for SecurityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_holds_the_text_a_zero_and_nothing_that_means_anything() {
        let field = |text: &str, seed| field::<8>("password", text, &mut Random::seeded(seed)).map(|field| *field);
        let (one, other) = (field("abc", 1).unwrap(), field("abc", 2).unwrap());
        assert!(one.starts_with(b"abc\0") && other.starts_with(b"abc\0"));
        assert_ne!(one[4..], other[4..]);
        assert_eq!(field("1234567", 1).unwrap(), *b"1234567\0");
        // Eight bytes in UTF-8.
        let too_long = Unsupported::TooLong { what: "password", bytes: 8, most: 7 };
        assert_eq!(field("123456ü", 1), Err(too_long.into()));
    }
}
