//! Diffie-Hellman on the curves that are offered (RFC 8422): X25519, P-256, P-384.

use p256::elliptic_curve::sec1::{FromSec1Point, ModulusSize, ToSec1Point};
use p256::elliptic_curve::{AffinePoint, CurveArithmetic, FieldBytes, FieldBytesSize, PublicKey as Point, SecretKey};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::key_exchange::Ephemeral;
use crate::error::{CryptographyError, Error};

/// A curve, by its name in the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// Curve25519 (RFC 7748).
    X25519,
    /// NIST's P-256.
    P256,
    /// NIST's P-384.
    P384,
}

/// Our public value, and the secret.
type Values = (Vec<u8>, Zeroizing<Vec<u8>>);

impl Curve {
    /// The curves that are offered, best first.
    pub const ALL: [Curve; 3] = [Curve::X25519, Curve::P256, Curve::P384];

    /// Its number in `supported_groups`.
    pub const fn number(self) -> u16 {
        match self {
            Curve::X25519 => 29,
            Curve::P256 => 23,
            Curve::P384 => 24,
        }
    }

    /// The curve with this number.
    pub fn from_number(number: u16) -> Option<Curve> {
        Curve::ALL.into_iter().find(|curve| curve.number() == number)
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Curve::X25519 => "X25519",
            Curve::P256 => "P-256",
            Curve::P384 => "P-384",
        }
    }

    /// Checks that the server's point is on the curve, and agrees on a secret.
    pub fn agree(self, public: &[u8], ephemeral: &Ephemeral) -> Result<Values, Error> {
        match self {
            Curve::X25519 => x25519(public, ephemeral),
            Curve::P256 => nist::<p256::NistP256>(public, ephemeral),
            Curve::P384 => nist::<p384::NistP384>(public, ephemeral),
        }
    }
}

fn x25519(public: &[u8], ephemeral: &Ephemeral) -> Result<Values, Error> {
    let theirs = <[u8; 32]>::try_from(public).map_err(|_| bad_point("does not have 32 bytes"))?;
    let secret = Zeroizing::new(*ephemeral.first_chunk::<32>().ok_or(CryptographyError::NoRandom)?);
    let secret = StaticSecret::from(*secret);
    let shared = secret.diffie_hellman(&PublicKey::from(theirs));
    if !shared.was_contributory() {
        return Err(bad_point("has a small order, so that everybody knows the secret"));
    }
    Ok((PublicKey::from(&secret).to_bytes().to_vec(), Zeroizing::new(shared.to_bytes().to_vec())))
}

fn nist<C>(public: &[u8], ephemeral: &Ephemeral) -> Result<Values, Error>
where
    C: CurveArithmetic,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
    FieldBytesSize<C>: ModulusSize,
{
    /// What a point begins with that is sent whole: the only form that was offered.
    const UNCOMPRESSED: u8 = 4;

    if public.first() != Some(&UNCOMPRESSED) {
        return Err(bad_point("is not sent whole"));
    }
    let theirs = Point::<C>::from_sec1_bytes(public).map_err(|_| bad_point("does not lie on it"))?;
    let secret = secret::<C>(ephemeral).ok_or(CryptographyError::NoRandom)?;
    let shared = secret.diffie_hellman(&theirs);
    let ours = secret.public_key().as_affine().to_sec1_point(false);
    Ok((ours.as_bytes().to_vec(), Zeroizing::new(shared.raw_secret_bytes().to_vec())))
}

/// A private key out of random bytes. One number in 2^32 is too large for P-256, one in 2^190 for P-384: then others of the
/// bytes are taken.
fn secret<C: CurveArithmetic>(ephemeral: &Ephemeral) -> Option<SecretKey<C>> {
    let length = FieldBytes::<C>::default().len();
    ephemeral.windows(length).step_by(8).find_map(|bytes| SecretKey::from_slice(bytes).ok())
}

fn bad_point(problem: &'static str) -> Error {
    CryptographyError::BadParameter { what: "the server's point on the curve", problem }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tls::anonymous::tests::hex;

    fn ephemeral(secret: &[u8]) -> Ephemeral {
        let mut bytes = Zeroizing::new([0; 64]);
        bytes[..secret.len()].copy_from_slice(secret);
        bytes
    }

    #[test]
    fn both_sides_come_to_the_same_secret() {
        for curve in Curve::ALL {
            let generator = curve.agree(&base_point(curve), &ephemeral(&[1; 48])).unwrap();
            let other = curve.agree(&base_point(curve), &ephemeral(&[2; 48])).unwrap();
            let here = curve.agree(&other.0, &ephemeral(&[1; 48])).unwrap();
            let there = curve.agree(&generator.0, &ephemeral(&[2; 48])).unwrap();
            assert_eq!(here.1, there.1, "{}", curve.name());
            assert_ne!(here.0, there.0, "{}", curve.name());
        }
    }

    fn base_point(curve: Curve) -> Vec<u8> {
        match curve {
            Curve::X25519 => [&[9][..], &[0; 31]].concat(),
            Curve::P256 => hex(concat!(
                "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
                "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
            )),
            Curve::P384 => hex(concat!(
                "04aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
                "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f"
            )),
        }
    }

    /// RFC 7748 §6.1: Alice's key and Bob's public value.
    #[test]
    fn x25519_gives_the_published_values() {
        let alice = ephemeral(&hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        let bob = hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        let (public, secret) = Curve::X25519.agree(&bob, &alice).unwrap();
        assert_eq!(public, hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"));
        assert_eq!(secret[..], hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"));
    }

    #[test]
    fn points_that_are_none_are_refused() {
        let ephemeral = ephemeral(&[1; 48]);
        for curve in Curve::ALL {
            for length in [0, 1, 31, 33, 64, 66, 96, 98, 255] {
                assert!(curve.agree(&vec![4; length], &ephemeral).is_err(), "{} {length}", curve.name());
            }
        }
        let mut beside = base_point(Curve::P256);
        beside[64] ^= 1;
        assert!(Curve::P256.agree(&beside, &ephemeral).is_err());
        // Points whose multiples are few: everybody knows them all.
        for point in [[0; 32], {
            let mut one = [0; 32];
            one[0] = 1;
            one
        }] {
            assert!(Curve::X25519.agree(&point, &ephemeral).is_err());
        }
    }
}
