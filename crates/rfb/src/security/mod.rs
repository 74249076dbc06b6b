//! Security types (RFC 6143 §7.2): one table, one file each. A type is an exchange of bytes that ends in success of its own;
//! the server's verdict (SecurityResult) follows for all of them alike.

pub mod none;
pub mod vnc_authentication;

use std::fmt;

use bytes::BytesMut;

use crate::credentials::Credentials;
use crate::event::CredentialsRequest;
use crate::wire::{Reader, Stop};

/// One run of a security type.
pub trait Exchange: fmt::Debug + Send {
    /// Goes on as far as the bytes and the credentials allow.
    ///
    /// May be called again with the same bytes after it ran short: nothing is kept or written before all is read.
    fn advance(
        &mut self,
        reader: &mut Reader<'_>,
        credentials: Option<&Credentials>,
        output: &mut BytesMut,
    ) -> Result<Advance, Stop>;
}

/// How far an exchange came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advance {
    /// It read something and goes on.
    Continue,
    /// It cannot go on without credentials.
    NeedCredentials(CredentialsRequest),
    /// It is over; the server's verdict comes next.
    Done,
}

/// Declares the security types. The order is the preference.
macro_rules! security_types {
    ($($module:ident = $number:literal, $variant:ident, $name:literal;)*) => {
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

            /// Starts an exchange.
            pub fn exchange(self) -> Box<dyn Exchange> {
                match self { $(SecurityType::$variant => Box::new($module::Exchange::default()),)* }
            }
        }
    };
}

security_types! {
    none = 1, None, "None";
    vnc_authentication = 2, VncAuthentication, "VNC Authentication";
}

impl SecurityType {
    /// The security type with this number.
    pub fn from_number(number: u32) -> Option<SecurityType> {
        SecurityType::ALL.into_iter().find(|security_type| security_type.number() == number)
    }
}

/// The name of a registered security type, whether this crate can run it or not.
pub fn registered_name(number: u32) -> Option<&'static str> {
    Some(match number {
        1 => "None",
        2 => "VNC Authentication",
        5 => "RA2",
        6 => "RA2ne",
        16 => "Tight",
        17 => "Ultra",
        18 => "TLS",
        19 => "VeNCrypt",
        20 => "SASL",
        21 => "MD5 hash",
        22 => "xvp",
        30 => "Apple Diffie-Hellman",
        33 => "Apple RSA-AES",
        35 => "Apple Kerberos",
        36 => "Apple SRP",
        113 | 0xffff_fffa => "MS-Logon II",
        114 | 115 => "UltraVNC DSM plugin",
        118 => "MS-Logon III",
        129 => "RA2_256",
        130 => "RA2ne_256",
        _ => return None,
    })
}

impl fmt::Display for SecurityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
