//! RSA encryption with PKCS #1 v1.5 padding (RFC 8017 §7.2.1), and the DER in which public keys are sent (RFC 5280 §4.1).

use crypto_bigint::BoxedUint;
use zeroize::Zeroizing;

use crate::cryptography::modulus::Modulus;
use crate::error::{CryptographyError, Error, Protocol};
use crate::random::Random;

/// What stands around a message at least: two bytes, eight that are random, one that ends them.
const PADDING: usize = 11;

/// The object identifier of RSA keys, 1.2.840.113549.1.1.1, with its tag, and the parameters that there are none of.
const RSA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 0x05, 0];

/// A public key.
#[derive(Debug, Clone)]
pub(crate) struct PublicKey {
    modulus: Modulus,
    /// Big endian, without zeros in front.
    modulus_bytes: Vec<u8>,
    exponent: Vec<u8>,
}

impl PublicKey {
    /// A key of at least `least` bits, from numbers in big endian.
    pub(crate) fn new(modulus: &[u8], exponent: &[u8], least: usize) -> Result<Self, CryptographyError> {
        let (modulus_bytes, exponent) = (without_zeros(modulus).to_vec(), without_zeros(exponent).to_vec());
        let modulus = Modulus::new("the server's RSA key", &modulus_bytes, least)?;
        let bad =
            |problem| Err(CryptographyError::BadParameter { what: "the exponent of the server's RSA key", problem });
        match exponent.as_slice() {
            [] | [1] => bad("is 0 or 1"),
            [.., last] if last % 2 == 0 => bad("is even"),
            _ if exponent.len() > modulus_bytes.len() => bad("is longer than the key"),
            _ => Ok(Self { modulus, modulus_bytes, exponent }),
        }
    }

    /// Reads a SubjectPublicKeyInfo in DER.
    pub(crate) fn from_der(der: &[u8], least: usize) -> Result<Self, Error> {
        let key = parse(der).ok_or_else(|| Protocol::malformed("the server's RSA key", "not an RSA key in DER"))?;
        Ok(Self::new(key.0, key.1, least)?)
    }

    /// The modulus, big endian, without zeros in front.
    pub(crate) fn modulus(&self) -> &[u8] {
        &self.modulus_bytes
    }

    /// The exponent, big endian, without zeros in front.
    pub(crate) fn exponent(&self) -> &[u8] {
        &self.exponent
    }

    /// Bytes that a message may have.
    pub(crate) fn room(&self) -> usize {
        self.modulus_bytes.len().saturating_sub(PADDING)
    }

    /// Seals a message of at most eleven bytes fewer than the key has; the result has as many as the key.
    pub(crate) fn encrypt(&self, message: &[u8], random: &mut Random) -> Result<Vec<u8>, Error> {
        crate::limits::check("the length of what is encrypted with RSA", message.len(), self.room())?;
        let mut block = Zeroizing::new(vec![0, 2]);
        for _ in 0..self.modulus_bytes.len() - 3 - message.len() {
            block.push(nonzero(random)?);
        }
        block.push(0);
        block.extend_from_slice(message);
        let exponent = BoxedUint::from_be_slice_vartime(&self.exponent);
        Ok(self.modulus.write(&self.modulus.reduce(&block).power(&exponent)).to_vec())
    }
}

fn nonzero(random: &mut Random) -> Result<u8, Error> {
    loop {
        match random.array()? {
            [0] => {}
            [byte] => return Ok(byte),
        }
    }
}

fn without_zeros(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
    bytes.get(zeros..).unwrap_or_default()
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
            (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    let element = rest.split_at_checked(length)?;
    (*first == tag).then_some(element)
}
