//! Diffie-Hellman modulo a prime (RFC 5246 §8.1.2, RFC 7919). In TLS 1.2 the server names the numbers, and a bad choice of
//! them makes the secret known to all: what it names is checked before it is used.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd, Resize};
use crypto_primes::Flavor;
use zeroize::{Zeroize, Zeroizing};

use super::key_exchange::Ephemeral;
use super::prf::Hash;
use crate::error::{CryptographyError, Error};
use crate::limits;

/// The groups that are offered (RFC 7919), best first: ffdhe3072, ffdhe4096, ffdhe2048. A server without groups of its own
/// takes one of them, others pay no heed.
pub const OFFERED_GROUPS: [u16; 3] = [257, 258, 256];

/// Bits of the shortest prime that is taken.
const LEAST_BITS: u32 = 1024;
/// Bits of the shortest prime that is not called weak.
const STRONG_BITS: u32 = 2048;
/// Bits of the longest prime that is taken: with more, a server could have us calculate for long.
const MOST_BITS: usize = 8192;
/// Bits of a private key: twice what the strongest of the groups withstands, with room to spare (RFC 7919 §5.2).
const EXPONENT_BITS: u32 = 512;

/// Safe primes that everybody uses, by the SHA-256 of their bytes: RFC 7919 and RFC 3526.
#[rustfmt::skip]
const KNOWN_PRIMES: [(&str, &str); 11] = [
    ("ffdhe2048", "9cd3b7f336872f46c09428d1bbc19877a4d440512cda8d1c1cf0cd6e33698966"),
    ("ffdhe3072", "0eaf67db3a839156d5013494a5318a772b5697d270d721f37f092efc69ea5a17"),
    ("ffdhe4096", "4648414224ac881b3d0dc59b466f96d06a558278776807797ecf1f66ff397b3e"),
    ("ffdhe6144", "227ac9066b3ddd9e193670cda2388fa884f65ba0cf98b742d1fe77a6687c79c7"),
    ("ffdhe8192", "770b14efaf6f049929c523113b3fa99a8d11dab1b18af3609590122075d19833"),
    ("MODP-1536", "64fcc83ec403930bf18393dbc883ccaa1fbb08ac876f77f7aa99748ca945019b"),
    ("MODP-2048", "d66436f79bbd6b2e38c0ffbd079be904d2641415e2e67140e09448be9a60890e"),
    ("MODP-3072", "48cf8b092fbce4359d9871abf74f98e25b6163379eaa15cd9087e800c6d1c55c"),
    ("MODP-4096", "4ee95187682bcb230ad26a95205f6920e84708f6251b3894329b09ec23919e33"),
    ("MODP-6144", "d1bfe6d0925ce7e4da262b62861514a7755e35831e429f343e7b864848657efd"),
    ("MODP-8192", "39ab4feab950a3128fb71accb9fc3965d857012e081998a85996e3ea8b3c3bcf"),
];

/// A prime and a generator that were checked.
#[derive(Debug)]
pub struct Group {
    prime: Odd<BoxedUint>,
    generator: BoxedUint,
    /// Its name, if it is one that everybody knows.
    name: Option<&'static str>,
}

impl Group {
    /// Checks what the server named.
    pub fn new(prime: &[u8], generator: &[u8]) -> Result<Group, Error> {
        let (prime, generator) = (without_zeros(prime), without_zeros(generator));
        limits::check("the bits of a Diffie-Hellman prime", prime.len() * 8, MOST_BITS)?;
        let number = BoxedUint::from_be_slice_vartime(prime);
        let bits = number.bits_vartime();
        if bits < LEAST_BITS {
            let what = "the server's Diffie-Hellman prime";
            return Err(CryptographyError::WeakKey { what, bits: bits as usize, least: LEAST_BITS as usize }.into());
        }
        let odd = Odd::new(number).into_option();
        let number = odd.ok_or_else(|| bad("prime", "is even"))?;
        let generator =
            in_range(generator, &number).ok_or_else(|| bad("generator", "makes the secret known to everybody"))?;
        let fingerprint =
            Hash::Sha256.digest(prime).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        let known = KNOWN_PRIMES.into_iter().find(|(_, known)| *known == fingerprint);
        if known.is_none() && !crypto_primes::is_prime(Flavor::Any, number.as_ref()) {
            return Err(bad("prime", "is no prime"));
        }
        Ok(Group { prime: number, generator, name: known.map(|(name, _)| name) })
    }

    /// What a key was agreed on by, for people.
    pub fn words(&self) -> String {
        let bits = self.prime.bits_vartime();
        match self.name {
            _ if bits < STRONG_BITS => format!("Diffie-Hellman with only {bits} bits, which is weak"),
            Some(name) => name.to_owned(),
            None => format!("Diffie-Hellman with {bits} bits"),
        }
    }
}

/// Our public value, as long as the prime, and the secret as TLS 1.2 has it: without the zeros that it begins with.
pub fn agree(group: &Group, public: &[u8], ephemeral: &Ephemeral) -> Result<(Vec<u8>, Zeroizing<Vec<u8>>), Error> {
    let theirs = in_range(without_zeros(public), &group.prime);
    let theirs = theirs.ok_or_else(|| bad("public value", "makes the secret known to everybody"))?;
    let parameters = BoxedMontyParams::new_vartime(group.prime.clone());
    let mut exponent = BoxedUint::from_be_slice_truncated(ephemeral.as_ref(), EXPONENT_BITS);
    let power = |base: &BoxedUint| {
        let base = BoxedMontyForm::new(base.clone(), &parameters);
        let mut power = base.pow_bounded_exp(&exponent, EXPONENT_BITS);
        let mut number = power.retrieve();
        let bytes = Zeroizing::new(number.to_be_bytes().into_vec());
        power.zeroize();
        number.zeroize();
        bytes
    };
    let (ours, shared) = (power(&group.generator), power(&theirs));
    exponent.zeroize();
    let length = group.prime.bits_vartime().div_ceil(8) as usize;
    let beyond = ours.len().saturating_sub(length);
    Ok((ours.get(beyond..).unwrap_or_default().to_vec(), Zeroizing::new(without_zeros(&shared).to_vec())))
}

/// A number from 2 to the prime less 2, as wide as the prime. The others are powers of themselves only, or of −1.
fn in_range(number: &[u8], prime: &Odd<BoxedUint>) -> Option<BoxedUint> {
    let bits = prime.bits_precision();
    let number = BoxedUint::from_be_slice(number, bits).ok()?;
    let two = BoxedUint::from(2_u8).resize(bits);
    let most = prime.as_ref().wrapping_sub(&two);
    (number >= two && number <= most).then_some(number)
}

fn without_zeros(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.get(zeros..).unwrap_or_default()
}

fn bad(part: &'static str, problem: &'static str) -> Error {
    let what = match part {
        "prime" => "the server's Diffie-Hellman prime",
        "generator" => "the server's Diffie-Hellman generator",
        _ => "the server's Diffie-Hellman value",
    };
    CryptographyError::BadParameter { what, problem }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tls::anonymous::tests::{FFDHE2048, hex};

    fn ephemeral(byte: u8) -> Ephemeral {
        Zeroizing::new([byte; 64])
    }

    #[test]
    fn both_sides_come_to_the_same_secret() {
        let group = Group::new(&hex(FFDHE2048), &[2]).unwrap();
        assert_eq!(group.words(), "ffdhe2048");
        let (first, _) = agree(&group, &[2], &ephemeral(3)).unwrap();
        let (second, _) = agree(&group, &[2], &ephemeral(4)).unwrap();
        assert_ne!(first, second);
        let here = agree(&group, &second, &ephemeral(3)).unwrap().1;
        assert_eq!(here, agree(&group, &first, &ephemeral(4)).unwrap().1);
        assert!(here.len() > 250);
    }

    #[test]
    fn zeros_before_a_number_do_not_count() {
        let prime = [vec![0; 3], hex(FFDHE2048)].concat();
        let group = Group::new(&prime, &[0, 0, 2]).unwrap();
        assert_eq!(group.words(), "ffdhe2048");
        let number = [1; 200];
        let padded = [vec![0; 56], number.to_vec()].concat();
        assert_eq!(agree(&group, &padded, &ephemeral(3)), agree(&group, &number, &ephemeral(3)));
    }

    /// RFC 2409 §6.2: a prime that is not in the table, and that servers of old use.
    #[test]
    fn a_prime_of_1024_bits_is_taken_and_called_weak() {
        let group = Group::new(&hex(OAKLEY_2), &[2]).unwrap();
        assert!(group.words().contains("1024 bits, which is weak"), "{}", group.words());
    }

    const OAKLEY_2: &str = concat!(
        "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd",
        "ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed",
        "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff"
    );

    #[test]
    fn weak_moduli_are_refused_with_the_reason() {
        let prime = hex(FFDHE2048);
        let changed = |index: usize, change: u8| {
            let mut bytes = prime.clone();
            bytes[index] ^= change;
            bytes
        };
        for (modulus, words) in [
            (vec![], "0 bits"),
            (vec![0; 256], "0 bits"),
            (vec![1], "1 bits"),
            (hex("ffffffffffffffc5"), "64 bits"),
            (prime[..127].to_vec(), "1016 bits"),
            (changed(255, 1), "even"),
            (changed(255, 4), "no prime"),
            (changed(100, 1), "no prime"),
        ] {
            let error = Group::new(&modulus, &[2]).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
        let error = Group::new(&[0xff; 1025], &[2]).unwrap_err();
        assert!(matches!(error, Error::Limit(_)), "{error}");
    }

    #[test]
    fn values_whose_powers_are_few_are_refused() {
        let prime = hex(FFDHE2048);
        let less = |count: u8| {
            let mut bytes = prime.clone();
            bytes[255] -= count;
            bytes
        };
        let group = Group::new(&prime, &[2]).unwrap();
        for bad in [vec![], vec![0], vec![1], vec![0, 0, 1], less(0), less(1), vec![0xff; 256], vec![0xff; 300]] {
            assert!(Group::new(&prime, &bad).is_err(), "{bad:?} as a generator");
            assert!(agree(&group, &bad, &ephemeral(3)).is_err(), "{bad:?} as a public value");
        }
        assert!(agree(&group, &[2], &ephemeral(3)).is_ok());
        assert!(agree(&group, &less(2), &ephemeral(3)).is_ok());
    }

    #[test]
    fn the_names_of_the_known_primes_are_theirs() {
        let known = |prime: &str| Group::new(&hex(prime), &[2]).unwrap().name;
        assert_eq!(known(FFDHE2048), Some("ffdhe2048"));
        assert_eq!(known(OAKLEY_2), None);
    }
}
