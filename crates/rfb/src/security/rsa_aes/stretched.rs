//! As many random bytes as making a key takes, from 32 of the system's: AES-256 in counter mode.

use std::convert::Infallible;

use aes::Aes256;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use rsa::rand_core::{TryCryptoRng, TryRng};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::random::Random;

/// Random bytes that cannot run out.
pub(crate) struct Stretched {
    cipher: Aes256,
    block: u128,
}

impl Stretched {
    /// Takes 32 bytes of `random`.
    pub(crate) fn new(random: &mut Random) -> Result<Self, Error> {
        let seed = Zeroizing::new(random.array::<32>()?);
        Ok(Self { cipher: Aes256::new((&*seed).into()), block: 0 })
    }
}

impl TryRng for Stretched {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes).map(|()| u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes).map(|()| u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(16) {
            let mut block = self.block.to_be_bytes().into();
            self.cipher.encrypt_block(&mut block);
            self.block = self.block.wrapping_add(1);
            chunk.iter_mut().zip(block).for_each(|(byte, random)| *byte = random);
        }
        Ok(())
    }
}

impl TryCryptoRng for Stretched {}
