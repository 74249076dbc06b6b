//! AES in cipher block chaining mode with an HMAC: over the content, which is encrypted with it (RFC 5246 §6.2.3.2), or
//! over what was encrypted (RFC 7366). The first takes the same steps whatever the padding is.

use std::fmt;

use aes::cipher::{
    Array, Block, BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, InnerIvInit, KeyInit,
    consts::U16,
};
use aes::{Aes128, Aes256};
use bytes::{BufMut, BytesMut};
use hmac::{Hmac, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::{Order, VectorKey, forged, padding, with_header};
use crate::error::Error;
use crate::tls::anonymous::prf::{DirectionKeys, Hash};
use crate::tls::anonymous::record::{Header, LARGEST_PROTECTED, tls};

/// Bytes of a block, and so of an initialisation vector.
const BLOCK: usize = 16;

/// One direction's keys.
pub struct Cbc {
    aes: Aes,
    mac: Authenticator,
    order: Order,
    vectors: Aes128,
}

#[expect(clippy::large_enum_variant, reason = "a connection has two of them, in a box each")]
enum Aes {
    Aes128(Aes128),
    Aes256(Aes256),
}

/// An HMAC whose key is set.
#[derive(Clone)]
enum Authenticator {
    Sha1(Hmac<Sha1>),
    Sha256(Hmac<Sha256>),
}

impl Cbc {
    pub fn new(hash: Hash, keys: &DirectionKeys, order: Order, vectors: &VectorKey) -> Result<Self, Error> {
        let wrong = || tls("a key does not fit its cipher");
        let aes = match keys.cipher.len() {
            16 => Aes::Aes128(Aes128::new_from_slice(&keys.cipher).map_err(|_| wrong())?),
            _ => Aes::Aes256(Aes256::new_from_slice(&keys.cipher).map_err(|_| wrong())?),
        };
        let mac = match hash {
            Hash::Sha1 => Authenticator::Sha1(KeyInit::new_from_slice(&keys.mac).map_err(|_| wrong())?),
            Hash::Sha256 => Authenticator::Sha256(KeyInit::new_from_slice(&keys.mac).map_err(|_| wrong())?),
            Hash::Sha384 => return Err(tls("no suite has an HMAC with SHA-384")),
        };
        Ok(Self { aes, mac, order, vectors: Aes128::new(&Array::from(**vectors)) })
    }

    pub fn seal(&self, sequence: u64, content_type: u8, content: &[u8], wire: &mut BytesMut) -> Result<(), Error> {
        let tag = self.mac.length();
        let (inside, outside) = match self.order {
            Order::MacThenEncrypt => (content.len() + tag, 0),
            Order::EncryptThenMac => (content.len(), tag),
        };
        let padding = BLOCK - inside % BLOCK;
        with_header(wire, content_type, BLOCK + inside + padding + outside, |wire| {
            let start = wire.len();
            let vector = self.vector(sequence);
            wire.extend_from_slice(&vector);
            wire.extend_from_slice(content);
            if self.order == Order::MacThenEncrypt {
                let data = Header::associated_data(content_type, sequence, content.len());
                wire.extend_from_slice(&self.mac.of(&data, content));
            }
            wire.put_bytes((padding - 1) as u8, padding);
            self.encrypt(&vector, wire.get_mut(start + BLOCK..).unwrap_or_default());
            if self.order == Order::EncryptThenMac {
                let sealed = wire.get(start..).unwrap_or_default();
                let data = Header::associated_data(content_type, sequence, sealed.len());
                let tag = self.mac.of(&data, sealed);
                wire.extend_from_slice(&tag);
            }
            Ok(())
        })
    }

    pub fn open(&self, sequence: u64, content_type: u8, body: &[u8], plain: &mut BytesMut) -> Result<(), Error> {
        match self.order {
            Order::MacThenEncrypt => self.open_then_check(sequence, content_type, body, plain),
            Order::EncryptThenMac => self.check_then_open(sequence, content_type, body, plain),
        }
    }

    fn check_then_open(&self, sequence: u64, content_type: u8, body: &[u8], plain: &mut BytesMut) -> Result<(), Error> {
        let end = body.len().checked_sub(self.mac.length()).ok_or_else(forged)?;
        let (sealed, tag) = body.split_at_checked(end).ok_or_else(forged)?;
        let data = Header::associated_data(content_type, sequence, sealed.len());
        if !bool::from(self.mac.of(&data, sealed).as_slice().ct_eq(tag)) {
            return Err(forged());
        }
        let start = plain.len();
        self.decrypt(sealed, plain)?;
        // Only who has the keys comes here: nothing is learned from how long this takes.
        let content = plain.get(start..).unwrap_or_default();
        let padded = padding::Padded::read(content, 0).filter(|padded| padded.is_good().into());
        let length = padded.ok_or_else(forged)?.content();
        plain.truncate(start + length);
        Ok(())
    }

    fn open_then_check(&self, sequence: u64, content_type: u8, body: &[u8], plain: &mut BytesMut) -> Result<(), Error> {
        let start = plain.len();
        self.decrypt(body, plain)?;
        let decrypted = plain.get(start..).unwrap_or_default();
        // Whether this is too short is known from the record's length, which anybody can see.
        let padded = padding::Padded::read(decrypted, self.mac.length()).ok_or_else(forged)?;
        let length = padded.content();
        let data = Header::associated_data(content_type, sequence, length);
        let expected = self.mac.of(&data, decrypted.get(..length).unwrap_or_default());
        self.mac.pass_time(data.len() + length, data.len() + padded.longest_content());
        let found = padded.tag(decrypted);
        if !bool::from(expected.as_slice().ct_eq(&found) & padded.is_good()) {
            return Err(forged());
        }
        plain.truncate(start + length);
        Ok(())
    }

    /// An initialisation vector that cannot be foreseen and never comes twice: a number, encrypted with a key of its own
    /// (NIST SP 800-38A, appendix C).
    fn vector(&self, sequence: u64) -> [u8; BLOCK] {
        let mut block = Array::from(u128::from(sequence).to_be_bytes());
        self.vectors.encrypt_block(&mut block);
        block.into()
    }

    fn encrypt(&self, vector: &[u8; BLOCK], blocks: &mut [u8]) {
        let (blocks, _) = Array::<u8, U16>::slice_as_chunks_mut(blocks);
        match &self.aes {
            Aes::Aes128(aes) => encrypt(aes, vector, blocks),
            Aes::Aes256(aes) => encrypt(aes, vector, blocks),
        }
    }

    /// Appends what is encrypted in `body`, an initialisation vector and then whole blocks.
    fn decrypt(&self, body: &[u8], plain: &mut BytesMut) -> Result<(), Error> {
        let (vector, sealed) = body.split_first_chunk::<BLOCK>().ok_or_else(forged)?;
        if sealed.is_empty() || sealed.len() % BLOCK != 0 || sealed.len() > LARGEST_PROTECTED {
            return Err(forged());
        }
        let start = plain.len();
        plain.extend_from_slice(sealed);
        let (blocks, _) = Array::<u8, U16>::slice_as_chunks_mut(plain.get_mut(start..).unwrap_or_default());
        match &self.aes {
            Aes::Aes128(aes) => decrypt(aes, vector, blocks),
            Aes::Aes256(aes) => decrypt(aes, vector, blocks),
        }
        Ok(())
    }
}

fn encrypt<A: BlockCipherEncrypt<BlockSize = U16>>(aes: &A, vector: &[u8; BLOCK], blocks: &mut [Block<A>]) {
    cbc::Encryptor::inner_iv_init(aes, &Array::from(*vector)).encrypt_blocks(blocks);
}

fn decrypt<A: BlockCipherDecrypt<BlockSize = U16>>(aes: &A, vector: &[u8; BLOCK], blocks: &mut [Block<A>]) {
    cbc::Decryptor::inner_iv_init(aes, &Array::from(*vector)).decrypt_blocks(blocks);
}

impl Authenticator {
    const fn length(&self) -> usize {
        match self {
            Authenticator::Sha1(_) => 20,
            Authenticator::Sha256(_) => 32,
        }
    }

    fn of(&self, data: &[u8], content: &[u8]) -> Vec<u8> {
        match self {
            Authenticator::Sha1(mac) => {
                mac.clone().chain_update(data).chain_update(content).finalize().into_bytes().to_vec()
            }
            Authenticator::Sha256(mac) => {
                mac.clone().chain_update(data).chain_update(content).finalize().into_bytes().to_vec()
            }
        }
    }

    /// Hashes as many blocks as an HMAC over `most` bytes has more than one over `length`, so that the time does not
    /// tell how long the padding was.
    fn pass_time(&self, length: usize, most: usize) {
        // Both hashes take 64 bytes at a time, and end with one byte and a length of eight.
        let blocks = |length: usize| (length + 9).div_ceil(64);
        let missing = blocks(most).saturating_sub(blocks(length));
        let zeros = [0; 64 * 5];
        let zeros = zeros.get(..64 * missing).unwrap_or(&zeros);
        match self {
            Authenticator::Sha1(_) => drop(std::hint::black_box(Sha1::new().chain_update(zeros))),
            Authenticator::Sha256(_) => drop(std::hint::black_box(Sha256::new().chain_update(zeros))),
        }
    }
}

impl fmt::Debug for Cbc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cbc(***)")
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::tls::anonymous::tests::hex;

    /// NIST SP 800-38A, F.2.5: AES-256 in this mode.
    #[test]
    fn the_mode_is_the_standards() {
        let keys = DirectionKeys {
            mac: Zeroizing::new(vec![0; 20]),
            cipher: Zeroizing::new(hex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4")),
            salt: Zeroizing::default(),
        };
        let cbc = Cbc::new(Hash::Sha1, &keys, Order::MacThenEncrypt, &Zeroizing::new([0; 16])).unwrap();
        let vector = *hex("000102030405060708090a0b0c0d0e0f").first_chunk().unwrap();
        let mut block = hex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51");
        cbc.encrypt(&vector, &mut block);
        assert_eq!(block, hex("f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"));
        let mut plain = BytesMut::new();
        cbc.decrypt(&[&vector[..], &block].concat(), &mut plain).unwrap();
        assert_eq!(plain[..16], hex("6bc1bee22e409f96e93d7e117393172a"));
    }

    #[test]
    fn the_blocks_that_are_hashed_do_not_depend_on_the_padding() {
        let blocks = |length: usize| (length + 9).div_ceil(64);
        for most in 300..700_usize {
            for padding in 0..256 {
                assert!(blocks(most) - blocks(most - padding) <= 5);
            }
        }
    }
}
