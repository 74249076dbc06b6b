//! RSA keys as RSA-AES sends them, and the encryption of random numbers by PKCS#1 v1.5.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use rsa::rand_core::{TryCryptoRng, TryRng};
use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, Pkcs1v15Encrypt, RsaPrivateKey, RsaPublicKey};
use tokio::io::{AsyncRead, AsyncReadExt};

use crate::protocol::ViewerFault;
use crate::server::ServeError;

/// The bits that a viewer's key may have.
const SIZES: std::ops::RangeInclusive<u32> = 1024..=8192;

/// The key by which a server is known. Copies share it.
#[derive(Clone)]
pub struct ServerKey {
    private: Arc<RsaPrivateKey>,
}

impl ServerKey {
    /// A new key with a modulus of `bits`; 2048 take about a third of a second.
    pub fn generate(bits: usize) -> Result<Self, ServeError> {
        let private = RsaPrivateKey::new(&mut SystemRandom, bits).map_err(|error| failed(&error))?;
        Ok(Self { private: Arc::new(private) })
    }

    /// The half that is sent to viewers.
    pub fn public(&self) -> PublicKey {
        PublicKey { key: self.private.to_public_key() }
    }

    /// What the viewer encrypted; anything where it was not for us.
    pub(super) fn decrypt(&self, encrypted: &[u8]) -> Result<Vec<u8>, ServeError> {
        let plain = self.private.decrypt_blinded(&mut SystemRandom, Pkcs1v15Encrypt, encrypted);
        plain.map_err(|_| ViewerFault::Security("its random number cannot be decrypted").into())
    }
}

impl fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerKey({} bits)", self.private.n().bits())
    }
}

/// A public key.
#[derive(Debug, Clone)]
pub struct PublicKey {
    key: RsaPublicKey,
}

impl PublicKey {
    /// Reads a viewer's key and refuses what cannot be one.
    pub(super) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Result<Self, ServeError> {
        let bits = stream.read_u32().await?;
        if !SIZES.contains(&bits) {
            return Err(ViewerFault::Security("its key is too short or too long").into());
        }
        let length = bits.div_ceil(8) as usize;
        let mut numbers = [vec![0; length], vec![0; length]];
        for number in &mut numbers {
            stream.read_exact(number).await?;
        }
        Self::from_parts(&numbers[0], &numbers[1])
    }

    /// A key of a modulus and an exponent, both big endian.
    pub(crate) fn from_parts(modulus: &[u8], exponent: &[u8]) -> Result<Self, ServeError> {
        let number = BoxedUint::from_be_slice_vartime;
        let key = RsaPublicKey::new(number(modulus), number(exponent));
        let key = key.map_err(|_| ViewerFault::Security("its key makes no sense"))?;
        Ok(Self { key })
    }

    /// How many bytes the modulus has, and so everything that is encrypted with the key.
    pub fn length(&self) -> usize {
        self.key.size()
    }

    /// The key's length in bits, the modulus and the exponent.
    pub fn to_wire(&self) -> Vec<u8> {
        let length = self.length();
        let mut wire = self.key.n().bits().to_be_bytes().to_vec();
        for number in [self.key.n_bytes(), self.key.e_bytes()] {
            wire.extend(std::iter::repeat_n(0, length - number.len()));
            wire.extend(number);
        }
        wire
    }

    pub(crate) fn encrypt(&self, plain: &[u8]) -> Result<Vec<u8>, ServeError> {
        self.key.encrypt(&mut SystemRandom, Pkcs1v15Encrypt, plain).map_err(|error| failed(&error))
    }
}

fn failed(error: &rsa::Error) -> ServeError {
    ServeError::Io(std::io::Error::other(error.to_string()))
}

/// The system's random numbers. There is no going on without them.
struct SystemRandom;

impl TryRng for SystemRandom {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        getrandom::fill(bytes).expect("the system has random numbers");
        Ok(())
    }
}

impl TryCryptoRng for SystemRandom {}
