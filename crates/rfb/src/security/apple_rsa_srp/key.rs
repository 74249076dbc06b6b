//! The server's RSA key, which comes in DER (RFC 5280 §4.1, RFC 8017 appendix A.1.1).

use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, Pkcs1v15Encrypt, RsaPublicKey};

use super::READING;
use crate::error::{CryptographyError, Error, Protocol};
use crate::identity::Identity;
use crate::random::Random;
use crate::security::rsa_aes::Stretched;

const SERVER_KEY: &str = "the server's RSA key";

/// Bits of a key that are needed; the servers' own have as many.
const LEAST_BITS: usize = 2048;

/// Bits of a key that are taken.
const MOST_BITS: usize = 8192;

/// What the padding takes of a message's room (RFC 8017 §7.2.1).
const PADDING: usize = 11;

/// The object identifier of RSA keys, 1.2.840.113549.1.1.1, with its tag, and the parameters that there are none of.
const RSA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 0x05, 0];

/// A key that the user's name is encrypted for.
#[derive(Debug, Clone)]
pub(super) struct ServerKey(RsaPublicKey);

impl ServerKey {
    /// Reads a SubjectPublicKeyInfo and refuses what protects nothing.
    pub(super) fn read(der: &[u8]) -> Result<Self, Error> {
        let (modulus, exponent) =
            parse(der).ok_or_else(|| Protocol::malformed(READING, "a key that is none of RSA"))?;
        let [modulus, exponent] = [modulus, exponent].map(BoxedUint::from_be_slice_vartime);
        let bits = modulus.bits_vartime() as usize;
        if bits < LEAST_BITS {
            return Err(CryptographyError::WeakKey { what: SERVER_KEY, bits, least: LEAST_BITS }.into());
        }
        if exponent <= BoxedUint::one() {
            return Err(bad("has an exponent of 0 or 1"));
        }
        let key = RsaPublicKey::new_with_size_limits(modulus, exponent, LEAST_BITS..=MOST_BITS);
        key.map(Self).map_err(|_| bad("has an even or a far too large number"))
    }

    /// Bytes that a message may have.
    pub(super) fn room(&self) -> usize {
        self.0.size().saturating_sub(PADDING)
    }

    pub(super) fn identity(&self) -> Identity {
        Identity::RsaKey { modulus: self.0.n_bytes().into_vec(), exponent: self.0.e_bytes().into_vec() }
    }

    /// Encrypts `plain` by PKCS #1 v1.5, in as many bytes as the key has.
    pub(super) fn encrypt(&self, plain: &[u8], random: &mut Random) -> Result<Vec<u8>, Error> {
        let encrypted = self.0.encrypt(&mut Stretched::new(random)?, Pkcs1v15Encrypt, plain);
        encrypted.map_err(|_| bad("cannot encrypt anything"))
    }
}

fn bad(problem: &'static str) -> Error {
    CryptographyError::BadParameter { what: SERVER_KEY, problem }.into()
}

/// The modulus and the exponent.
fn parse(der: &[u8]) -> Option<(&[u8], &[u8])> {
    const INTEGER: u8 = 0x02;
    const BIT_STRING: u8 = 0x03;
    const SEQUENCE: u8 = 0x30;
    let (info, []) = element(der, SEQUENCE)? else { return None };
    let (algorithm, key) = element(info, SEQUENCE)?;
    let ([0, key @ ..], []) = element(key, BIT_STRING)? else { return None };
    let (key, []) = element(key, SEQUENCE)? else { return None };
    let (modulus, exponent) = element(key, INTEGER)?;
    let (exponent, []) = element(exponent, INTEGER)? else { return None };
    (algorithm == RSA).then_some((modulus, exponent))
}

/// What is in the element at the front, which has this tag, and what follows it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let [first, length, rest @ ..] = der else { return None };
    let (length, rest) = match length {
        ..=0x7f => (usize::from(*length), rest),
        0x81..=0x83 => {
            let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
            (digits.iter().fold(0, |length, digit| (length << 8) | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    let element = rest.split_at_checked(length)?;
    (*first == tag).then_some(element)
}
