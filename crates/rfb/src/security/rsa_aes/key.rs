//! The RSA keys of both sides. Ours is made for one connection and used once; the server's is how it is known again.

use std::fmt;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, Pkcs1v15Encrypt, RsaPrivateKey, RsaPublicKey};
use zeroize::Zeroizing;

use super::READING;
use super::stretched::Stretched;
use crate::error::{CryptographyError, Error, Protocol};
use crate::identity::Identity;
use crate::limits;
use crate::random::Random;
use crate::wire::{Reader, Stop};

/// Bits of our own key. It does not have to be as long as the server's.
const OWN_BITS: usize = 2048;
/// The fewest bits of a server's key: shorter ones have been broken by people without a government.
const LEAST_BITS: usize = 1024;
/// The most bits of a server's key, as in other viewers.
const MOST_BITS: usize = 8192;

const SERVER_KEY: &str = "the server's RSA key";

/// The server's key, as it was sent.
#[derive(Debug, Clone)]
pub(super) struct ServerKey {
    wire: Vec<u8>,
    key: RsaPublicKey,
}

impl ServerKey {
    /// Reads a length in bits, the modulus and the exponent, and refuses what protects nothing.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut ahead = *reader;
        let bits = ahead.u32()? as usize;
        if bits < LEAST_BITS {
            return Err(too_short(bits));
        }
        limits::check("the length of the server's RSA key in bits", bits, MOST_BITS)?;
        let length = bits.div_ceil(8);
        let [modulus, exponent] = [ahead.bytes(length)?, ahead.bytes(length)?];
        let wire = reader.bytes(ahead.position() - reader.position())?.to_vec();
        let [modulus, exponent] = [modulus, exponent].map(BoxedUint::from_be_slice_vartime);
        // The number that was named may be larger than the modulus is.
        let bits = modulus.bits_vartime() as usize;
        if bits < LEAST_BITS {
            return Err(too_short(bits));
        }
        if exponent <= BoxedUint::one() {
            return Err(bad("has an exponent of 0 or 1"));
        }
        let key = RsaPublicKey::new_with_size_limits(modulus, exponent, LEAST_BITS..=MOST_BITS);
        let key = key.map_err(|error| match error {
            rsa::Error::InvalidModulus => bad("has a modulus that is no product of two primes"),
            rsa::Error::PublicExponentTooLarge => bad("has an exponent larger than any in use"),
            _ => bad("has an even exponent"),
        })?;
        Ok(Self { wire, key })
    }

    /// As it was sent.
    pub(super) fn wire(&self) -> &[u8] {
        &self.wire
    }

    /// Bits of the modulus.
    pub(super) fn bits(&self) -> u32 {
        self.key.n().bits()
    }

    pub(super) fn identity(&self) -> Identity {
        Identity::RsaKey { modulus: self.key.n_bytes().into_vec(), exponent: self.key.e_bytes().into_vec() }
    }

    /// Encrypts `plain` by PKCS#1 v1.5 (RFC 8017 §7.2), in as many bytes as the length that was named.
    pub(super) fn encrypt(&self, plain: &[u8], random: &mut Random) -> Result<Vec<u8>, Error> {
        let encrypted = self.key.encrypt(&mut Stretched::new(random)?, Pkcs1v15Encrypt, plain);
        let mut encrypted = encrypted.map_err(|_| bad_parameter("cannot encrypt anything"))?;
        let named = self.wire.len().saturating_sub(4) / 2;
        encrypted.splice(..0, std::iter::repeat_n(0, named.saturating_sub(encrypted.len())));
        Ok(encrypted)
    }
}

fn too_short(bits: usize) -> Stop {
    CryptographyError::WeakKey { what: SERVER_KEY, bits, least: LEAST_BITS }.into()
}

fn bad(problem: &'static str) -> Stop {
    bad_parameter(problem).into()
}

fn bad_parameter(problem: &'static str) -> Error {
    CryptographyError::BadParameter { what: SERVER_KEY, problem }.into()
}

/// Our own key for one connection. Copies share it.
#[derive(Clone)]
pub struct OwnKey {
    private: Arc<RsaPrivateKey>,
    wire: Vec<u8>,
}

impl OwnKey {
    /// Makes a key with a modulus of `bits`, at least 1024 and a multiple of 8.
    #[doc(hidden)]
    pub fn generate(bits: usize, random: &mut Random) -> Result<Self, Error> {
        Self::made_of(bits, &mut Stretched::new(random)?)
    }

    fn made_of(bits: usize, random: &mut Stretched) -> Result<Self, Error> {
        let private = RsaPrivateKey::new(random, bits).map_err(|_| CryptographyError::NoRandom)?;
        let length = private.size();
        let mut wire = (bits as u32).to_be_bytes().to_vec();
        for number in [private.n_bytes(), private.e_bytes()] {
            wire.extend(std::iter::repeat_n(0, length.saturating_sub(number.len())));
            wire.extend(number);
        }
        Ok(Self { private: Arc::new(private), wire })
    }

    /// The public half as it is sent: the length in bits, the modulus, the exponent.
    pub(super) fn wire(&self) -> &[u8] {
        &self.wire
    }

    /// Bytes of the modulus.
    pub(super) fn length(&self) -> usize {
        self.private.size()
    }

    /// What the server encrypted. Where it did not, the bytes are others and their number may be, too: nobody learns from
    /// our reaction which it was.
    pub(super) fn decrypt(&self, encrypted: &[u8], random: &mut Random) -> Result<Zeroizing<Vec<u8>>, Error> {
        let plain = self.private.decrypt_blinded(&mut Stretched::new(random)?, Pkcs1v15Encrypt, encrypted);
        let plain = plain.map_err(|_| Protocol::malformed(READING, "a random number that cannot be decrypted"))?;
        Ok(Zeroizing::new(plain))
    }
}

impl fmt::Debug for OwnKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnKey({} bits)", self.private.n().bits())
    }
}

/// Our key, which takes a while to make: that is done while the network is waited for.
#[derive(Debug)]
pub(super) enum Making {
    InThread(Option<JoinHandle<Result<OwnKey, Error>>>),
    Made(OwnKey),
}

impl Making {
    /// Begins in a thread, or makes the key at once where there can be none.
    pub(super) fn begin(random: &mut Random) -> Result<Self, Error> {
        let mut in_thread = Stretched::new(random)?;
        let make = move || OwnKey::made_of(OWN_BITS, &mut in_thread);
        match thread::Builder::new().name("rsa key".into()).spawn(make) {
            Ok(thread) => Ok(Making::InThread(Some(thread))),
            Err(_) => OwnKey::generate(OWN_BITS, random).map(Making::Made),
        }
    }

    /// The key, once. Waits until it is there.
    pub(super) fn finish(&mut self) -> Result<OwnKey, Error> {
        match self {
            Making::Made(key) => Ok(key.clone()),
            Making::InThread(thread) => match thread.take().map(JoinHandle::join) {
                Some(Ok(made)) => made,
                Some(Err(_)) | None => Err(Error::Misuse("a key that could not be made")),
            },
        }
    }
}
