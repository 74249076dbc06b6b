//! Diffie-Hellman key agreement in a group that the server names.

use std::fmt;

use crypto_bigint::BoxedUint;
use zeroize::Zeroizing;

use crate::cryptography::modulus::Modulus;
use crate::error::{CryptographyError, Error};
use crate::random::Random;

/// Bits of our private number, in groups that have as many: twice what any group in use is worth.
const PRIVATE_BITS: usize = 512;

/// How often a private number is chosen before the server's numbers are held to blame.
const ATTEMPTS: usize = 4;

/// What the server sent. All numbers are big endian.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Offer<'a> {
    /// The generator.
    pub generator: &'a [u8],
    /// The modulus. Both sides write their numbers with as many bytes as it has.
    pub modulus: &'a [u8],
    /// The server's public number.
    pub public: &'a [u8],
    /// Bits that the modulus has to have.
    pub least_bits: usize,
}

/// What was agreed on.
pub(crate) struct Agreement {
    /// Our public number, in as many bytes as the modulus has.
    pub public: Vec<u8>,
    /// What only both sides know, in as many bytes as the modulus has.
    pub secret: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Agreement")
    }
}

impl Offer<'_> {
    /// Chooses a private number and agrees. Numbers that would give the secret away are an error.
    pub(crate) fn agree(&self, random: &mut Random) -> Result<Agreement, Error> {
        let modulus = Modulus::new("the Diffie-Hellman modulus", self.modulus, self.least_bits)?;
        let read = |what, bytes: &[u8]| {
            let number = modulus.read(bytes).filter(|number| !number.is_trivial());
            number.ok_or(CryptographyError::BadParameter { what, problem: "is 0, 1 or not below the modulus less one" })
        };
        let generator = read("the Diffie-Hellman generator", self.generator)?;
        let server = read("the server's Diffie-Hellman value", self.public)?;
        let mut private = Zeroizing::new(vec![0; self.modulus.len().min(PRIVATE_BITS / 8)]);
        for _ in 0..ATTEMPTS {
            random.fill(&mut private)?;
            let exponent = Zeroizing::new(BoxedUint::from_be_slice_truncated(&private, 8 * private.len() as u32));
            let public = generator.power(&exponent);
            let secret = server.power(&exponent);
            // In an honest group, trivial powers are as likely as guessing the secret.
            if !public.is_trivial() && !secret.is_trivial() {
                return Ok(Agreement { public: modulus.write(&public).to_vec(), secret: modulus.write(&secret) });
            }
        }
        Err(CryptographyError::BadParameter { what: "the Diffie-Hellman generator", problem: "has no powers" }.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A prime of 31 bits and a number that generates most of what is below it.
    const PRIME: [u8; 8] = 0x7fff_ffff_u64.to_be_bytes();
    const GENERATOR: [u8; 8] = 7_u64.to_be_bytes();

    fn agree(generator: &[u8], modulus: &[u8], public: &[u8]) -> Result<Agreement, Error> {
        Offer { generator, modulus, public, least_bits: 16 }.agree(&mut Random::seeded(1))
    }

    fn power(base: u64, exponent: u64, modulus: u64) -> u64 {
        let times = |a: u64, b: u64| (u128::from(a) * u128::from(b) % u128::from(modulus)) as u64;
        (0..64).rev().fold(1, |power, bit| {
            let square = times(power, power);
            if exponent >> bit & 1 == 1 { times(square, base) } else { square }
        })
    }

    #[test]
    fn both_sides_come_to_the_same_secret() {
        let private = 0x1234_5678_9abc;
        let server = power(7, private, 0x7fff_ffff);
        let agreement = agree(&GENERATOR, &PRIME, &server.to_be_bytes()).unwrap();
        let ours = u64::from_be_bytes(agreement.public.try_into().unwrap());
        assert_eq!(agreement.secret[..], power(ours, private, 0x7fff_ffff).to_be_bytes());
    }

    #[test]
    fn numbers_that_give_the_secret_away_are_refused() {
        let number = |number: u64| number.to_be_bytes();
        let good = number(1000);
        for modulus in [0, 1, 0x7fff_fffe, 0x7fff] {
            assert!(matches!(agree(&GENERATOR, &number(modulus), &good), Err(Error::Cryptography(_))), "{modulus}");
        }
        for bad in [0, 1, 0x7fff_fffe, 0x7fff_ffff, 0x8000_0000, u64::MAX] {
            assert!(matches!(agree(&number(bad), &PRIME, &good), Err(Error::Cryptography(_))), "generator {bad}");
            assert!(matches!(agree(&GENERATOR, &PRIME, &number(bad)), Err(Error::Cryptography(_))), "public {bad}");
        }
    }

    /// Powers of 3 modulo a power of 3 are soon 0.
    #[test]
    fn a_generator_that_vanishes_is_refused() {
        let modulus = 3_u64.pow(30).to_be_bytes();
        assert!(matches!(agree(&3_u64.to_be_bytes(), &modulus, &GENERATOR), Err(Error::Cryptography(_))));
    }
}
