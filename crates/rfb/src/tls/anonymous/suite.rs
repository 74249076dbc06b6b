//! The anonymous cipher suites of TLS 1.2 (RFC 5246 §A.5, RFC 5288 §3, RFC 8422 §6): one table, best first.

use super::prf::Hash;

/// A cipher suite without certificates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suite {
    /// Its number on the wire.
    pub number: u16,
    /// Its name in the registry.
    pub name: &'static str,
    /// How the key is agreed on.
    pub key_exchange: KeyExchange,
    /// Bytes of the AES key: 16 or 32.
    pub key_length: usize,
    /// How records are protected with it.
    pub mode: Mode,
    /// What the keys are derived with.
    pub prf: Hash,
}

/// How the key is agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyExchange {
    /// DH_anon: Diffie-Hellman modulo a prime that the server names.
    FiniteField,
    /// ECDH_anon: Diffie-Hellman on a curve out of a list that the client names.
    Curve,
}

/// How AES protects a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Galois counter mode, which protects against changes by itself.
    Gcm,
    /// Cipher block chaining, with an HMAC of this hash.
    Cbc(Hash),
}

/// The suites that are offered, best first.
pub const SUITES: [Suite; 8] = [
    suite(0x00a7, "TLS_DH_anon_WITH_AES_256_GCM_SHA384", KeyExchange::FiniteField, 32, Mode::Gcm, Hash::Sha384),
    suite(0x00a6, "TLS_DH_anon_WITH_AES_128_GCM_SHA256", KeyExchange::FiniteField, 16, Mode::Gcm, Hash::Sha256),
    suite(0xc019, "TLS_ECDH_anon_WITH_AES_256_CBC_SHA", KeyExchange::Curve, 32, Mode::Cbc(Hash::Sha1), Hash::Sha256),
    suite(0xc018, "TLS_ECDH_anon_WITH_AES_128_CBC_SHA", KeyExchange::Curve, 16, Mode::Cbc(Hash::Sha1), Hash::Sha256),
    finite_field_cbc(0x006d, "TLS_DH_anon_WITH_AES_256_CBC_SHA256", 32, Hash::Sha256),
    finite_field_cbc(0x006c, "TLS_DH_anon_WITH_AES_128_CBC_SHA256", 16, Hash::Sha256),
    finite_field_cbc(0x003a, "TLS_DH_anon_WITH_AES_256_CBC_SHA", 32, Hash::Sha1),
    finite_field_cbc(0x0034, "TLS_DH_anon_WITH_AES_128_CBC_SHA", 16, Hash::Sha1),
];

const fn suite(
    number: u16,
    name: &'static str,
    key_exchange: KeyExchange,
    key_length: usize,
    mode: Mode,
    prf: Hash,
) -> Suite {
    Suite { number, name, key_exchange, key_length, mode, prf }
}

/// Suites from before GCM derive their keys with SHA-256 in TLS 1.2, whatever hash is in their name (RFC 5246 §5).
const fn finite_field_cbc(number: u16, name: &'static str, key_length: usize, mac: Hash) -> Suite {
    suite(number, name, KeyExchange::FiniteField, key_length, Mode::Cbc(mac), Hash::Sha256)
}

impl Suite {
    /// The offered suite with this number.
    pub fn from_number(number: u16) -> Option<Suite> {
        SUITES.into_iter().find(|suite| suite.number == number)
    }

    /// How it protects what is sent, for people: `AES-256-GCM`.
    pub fn protection(&self) -> String {
        let bits = self.key_length * 8;
        match self.mode {
            Mode::Gcm => format!("AES-{bits}-GCM"),
            Mode::Cbc(mac) => format!("AES-{bits}-CBC with HMAC-{}", mac.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_the_table_says() {
        for suite in SUITES {
            let exchange = if suite.name.contains("_ECDH_") { KeyExchange::Curve } else { KeyExchange::FiniteField };
            assert_eq!(suite.key_exchange, exchange, "{}", suite.name);
            assert!(suite.name.contains(&format!("AES_{}_", suite.key_length * 8)), "{}", suite.name);
            assert_eq!(suite.name.contains("_GCM_"), suite.mode == Mode::Gcm, "{}", suite.name);
            let hash = match suite.mode {
                Mode::Gcm => suite.prf,
                Mode::Cbc(mac) => mac,
            };
            assert!(suite.name.ends_with(&hash.name().replace('-', "").replace("SHA1", "SHA")), "{}", suite.name);
            assert_eq!(Suite::from_number(suite.number), Some(suite));
        }
    }
}
