//! AES in Galois counter mode (RFC 5288 §3): eight bytes of nonce, the content encrypted, and a tag of sixteen bytes.

use std::fmt;

use aes_gcm::aead::inout::InOutBuf;
use aes_gcm::{AeadInOut, Aes128Gcm, Aes256Gcm, KeyInit, Nonce, Tag};
use bytes::BytesMut;

use super::{forged, with_header};
use crate::error::Error;
use crate::tls::anonymous::prf::DirectionKeys;
use crate::tls::anonymous::record::{Header, tls};

/// Bytes of the nonce that travel with a record.
const EXPLICIT: usize = 8;
/// Bytes of the tag.
const TAG: usize = 16;

/// One direction's key and salt.
pub struct Gcm {
    aes: Aes,
    salt: [u8; 4],
}

#[expect(clippy::large_enum_variant, reason = "a connection has two of them, in a box each")]
enum Aes {
    Aes128(Aes128Gcm),
    Aes256(Aes256Gcm),
}

impl Gcm {
    pub fn new(keys: &DirectionKeys) -> Result<Self, Error> {
        let wrong = || tls("a key does not fit its cipher");
        let aes = match keys.cipher.len() {
            16 => Aes::Aes128(Aes128Gcm::new_from_slice(&keys.cipher).map_err(|_| wrong())?),
            _ => Aes::Aes256(Aes256Gcm::new_from_slice(&keys.cipher).map_err(|_| wrong())?),
        };
        let salt = *keys.salt.first_chunk().ok_or_else(wrong)?;
        Ok(Self { aes, salt })
    }

    pub fn seal(&self, sequence: u64, content_type: u8, content: &[u8], wire: &mut BytesMut) -> Result<(), Error> {
        // The number of the record is a nonce that never comes twice under one key.
        let explicit = sequence.to_be_bytes();
        let data = Header::associated_data(content_type, sequence, content.len());
        with_header(wire, content_type, EXPLICIT + content.len() + TAG, |wire| {
            wire.extend_from_slice(&explicit);
            let start = wire.len();
            wire.extend_from_slice(content);
            let buffer = InOutBuf::from(wire.get_mut(start..).unwrap_or_default());
            let nonce = nonce(self.salt, explicit);
            let tag = match &self.aes {
                Aes::Aes128(aes) => aes.encrypt_inout_detached(&nonce, &data, buffer),
                Aes::Aes256(aes) => aes.encrypt_inout_detached(&nonce, &data, buffer),
            };
            wire.extend_from_slice(&tag.map_err(|_| tls("a record is too long to be encrypted"))?);
            Ok(())
        })
    }

    pub fn open(&self, sequence: u64, content_type: u8, body: &[u8], plain: &mut BytesMut) -> Result<(), Error> {
        let (explicit, rest) = body.split_first_chunk::<EXPLICIT>().ok_or_else(forged)?;
        let (content, tag) = rest.split_last_chunk::<TAG>().ok_or_else(forged)?;
        let data = Header::associated_data(content_type, sequence, content.len());
        let start = plain.len();
        plain.extend_from_slice(content);
        let buffer = InOutBuf::from(plain.get_mut(start..).unwrap_or_default());
        let (nonce, tag) = (nonce(self.salt, *explicit), Tag::from(*tag));
        let opened = match &self.aes {
            Aes::Aes128(aes) => aes.decrypt_inout_detached(&nonce, &data, buffer, &tag),
            Aes::Aes256(aes) => aes.decrypt_inout_detached(&nonce, &data, buffer, &tag),
        };
        opened.map_err(|_| forged())
    }
}

/// The salt that both sides know, then what travels with the record.
fn nonce(salt: [u8; 4], explicit: [u8; EXPLICIT]) -> Nonce<aes_gcm::aead::consts::U12> {
    let mut nonce = Nonce::default();
    nonce.iter_mut().zip(salt.into_iter().chain(explicit)).for_each(|(byte, value)| *byte = value);
    nonce
}

impl fmt::Debug for Gcm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gcm(***)")
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::tls::anonymous::tests::hex;

    fn gcm(key: &str, salt: &str) -> Gcm {
        let part = |text| Zeroizing::new(hex(text));
        Gcm::new(&DirectionKeys { mac: part(""), cipher: part(key), salt: part(salt) }).unwrap()
    }

    #[test]
    fn the_nonce_is_the_salt_and_then_the_number_of_the_record() {
        assert_eq!(nonce([1, 2, 3, 4], 0x0506_u64.to_be_bytes())[..], [1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 5, 6]);
        let mut wire = BytesMut::new();
        gcm(&"00".repeat(16), "01020304").seal(0x0708, 23, b"abc", &mut wire).unwrap();
        assert_eq!(wire[..13], [23, 3, 3, 0, 8 + 3 + 16, 0, 0, 0, 0, 0, 0, 7, 8]);
    }
}
