//! The security layer of DIGEST-MD5 (RFC 2831 §2.4) with RC4: messages with their lengths, sealed and numbered.

use std::fmt;

use bytes::{Buf, BufMut, BytesMut};
use hmac::Hmac;
use md5::{Digest, Md5};
use rc4::{KeyInit, Rc4, StreamCipher};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::scram::hmac;
use crate::error::{CryptographyError, Error, Protocol};
use crate::layer::{Layer, Opened};
use crate::limits;

const READING: &str = "a message sealed with DIGEST-MD5";

/// The most bytes of a sealed message that we said we take.
const MOST_BYTES: usize = 65536;

/// Bytes of the code that authenticates a message, sealed with it.
const CODE: usize = 10;

/// What follows the sealed bytes: a version, and the message's number.
const TRAILER: usize = 6;
const VERSION: [u8; 2] = [0, 1];

/// Fewer bytes hold no message.
const LEAST_BYTES: usize = CODE + TRAILER;

/// The bytes of a message are at most so many when sealed; whatever the server says, they are a few.
const LEAST_PEER: usize = 64;

/// Both directions.
pub(super) struct DigestLayer {
    ours: Direction,
    theirs: Direction,
    /// The most bytes of a message that we seal.
    most: usize,
}

/// One direction: RC4 goes on from message to message.
struct Direction {
    cipher: Rc4,
    integrity: Zeroizing<[u8; 16]>,
    number: u32,
}

impl Direction {
    fn new(hash: &[u8; 16], confidentiality: &str, integrity: &str) -> Self {
        let key = |magic: &str| {
            Zeroizing::new(<[u8; 16]>::from(Md5::new().chain_update(hash).chain_update(magic).finalize()))
        };
        // RC4 runs through its key over and over: twice the same bytes are the same key.
        let mut twice = Zeroizing::new([0; 32]);
        twice.iter_mut().zip(key(confidentiality).iter().cycle()).for_each(|(byte, &key)| *byte = key);
        let cipher = Rc4::new(&(*twice).into());
        Self { cipher, integrity: key(integrity), number: 0 }
    }

    /// The code of the message that is next.
    fn code(&self, message: &[u8]) -> [u8; CODE] {
        let numbered = [&self.number.to_be_bytes(), message].concat();
        let code = hmac::<Hmac<Md5>>(self.integrity.as_slice(), &numbered);
        *code.first_chunk().unwrap_or(&[0; CODE])
    }
}

impl DigestLayer {
    /// Keys from H(A1); the server takes sealed messages of at most `most_bytes`.
    pub(super) fn new(hash: &[u8; 16], most_bytes: usize) -> Self {
        let direction = |from_to: &str| {
            let sealing = format!("Digest H(A1) to {from_to} sealing key magic constant");
            let signing = format!("Digest session key to {from_to} signing key magic constant");
            Direction::new(hash, &sealing, &signing)
        };
        let most = most_bytes.clamp(LEAST_PEER, MOST_BYTES) - LEAST_BYTES;
        Self { ours: direction("client-to-server"), theirs: direction("server-to-client"), most }
    }
}

impl Layer for DigestLayer {
    fn open(&mut self, wire: &mut BytesMut, plain: &mut BytesMut, _: &mut BytesMut) -> Result<Opened, Error> {
        while let Some(prefix) = wire.first_chunk::<4>() {
            let length =
                limits::check("the length of a sealed message", u32::from_be_bytes(*prefix) as usize, MOST_BYTES)?;
            if length < LEAST_BYTES {
                return Err(Protocol::malformed(READING, "it is too short").into());
            }
            if wire.len() < 4 + length {
                break;
            }
            wire.advance(4);
            let mut sealed = wire.split_to(length);
            let trailer = sealed.split_off(length - TRAILER);
            self.theirs.cipher.apply_keystream(&mut sealed);
            let code = sealed.split_off(sealed.len() - CODE);
            let expected = [&VERSION[..], &self.theirs.number.to_be_bytes()].concat();
            let authentic = code.ct_eq(&self.theirs.code(&sealed)) & trailer.ct_eq(&expected);
            if !bool::from(authentic) {
                return Err(CryptographyError::Forged { reading: READING }.into());
            }
            self.theirs.number = self.theirs.number.wrapping_add(1);
            plain.put_slice(&sealed);
        }
        Ok(Opened::Going)
    }

    fn seal(&mut self, plain: &mut BytesMut, wire: &mut BytesMut) -> Result<(), Error> {
        while !plain.is_empty() {
            let message = plain.split_to(plain.len().min(self.most));
            let mut sealed = [&message[..], &self.ours.code(&message)].concat();
            self.ours.cipher.apply_keystream(&mut sealed);
            wire.put_u32((sealed.len() + TRAILER) as u32);
            wire.put_slice(&sealed);
            wire.put_slice(&VERSION);
            wire.put_u32(self.ours.number);
            self.ours.number = self.ours.number.wrapping_add(1);
        }
        Ok(())
    }

    /// There is no farewell.
    fn close(&mut self, _: &mut BytesMut) {}
}

impl fmt::Debug for DigestLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DigestLayer").field("most", &self.most).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: [u8; 16] = *b"sixteen bytes!!!";

    /// The server's end: the same with the directions exchanged.
    fn server(most: usize) -> DigestLayer {
        let DigestLayer { ours, theirs, most } = DigestLayer::new(&HASH, most);
        DigestLayer { ours: theirs, theirs: ours, most }
    }

    fn opened(layer: &mut DigestLayer, wire: &mut BytesMut) -> Result<Vec<u8>, Error> {
        let mut plain = BytesMut::new();
        layer.open(wire, &mut plain, &mut BytesMut::new()).map(|_| plain.to_vec())
    }

    fn sealed(layer: &mut DigestLayer, text: &[u8]) -> BytesMut {
        let (mut plain, mut wire) = (BytesMut::from(text), BytesMut::new());
        layer.seal(&mut plain, &mut wire).expect("it is sealed");
        assert!(plain.is_empty());
        wire
    }

    #[test]
    fn what_is_sealed_is_opened_however_it_is_split() {
        let (mut ours, mut theirs) = (DigestLayer::new(&HASH, 100), server(100));
        for text in [&b"a"[..], &[7; 500], b"the end"] {
            let mut wire = BytesMut::new();
            let mut got = Vec::new();
            for byte in sealed(&mut ours, text) {
                wire.put_u8(byte);
                got.extend(opened(&mut theirs, &mut wire).expect("it is authentic"));
            }
            assert_eq!(got, text);
            assert!(wire.is_empty());
        }
    }

    #[test]
    fn messages_are_no_longer_than_the_server_takes() {
        let wire = sealed(&mut DigestLayer::new(&HASH, 100), &[0; 200]);
        assert_eq!(wire.first_chunk(), Some(&100_u32.to_be_bytes()));
        let wire = sealed(&mut DigestLayer::new(&HASH, 0), &[0; 200]);
        assert_eq!(wire.first_chunk(), Some(&(LEAST_PEER as u32).to_be_bytes()), "but never empty");
    }

    #[test]
    fn every_changed_bit_is_noticed_and_so_is_repetition() {
        let wire = sealed(&mut server(100), b"hello");
        for position in 4..wire.len() {
            let mut changed = wire.clone();
            changed.iter_mut().skip(position).take(1).for_each(|byte| *byte ^= 1);
            assert!(opened(&mut DigestLayer::new(&HASH, 100), &mut changed).is_err(), "byte {position}");
        }
        let mut layer = DigestLayer::new(&HASH, 100);
        assert_eq!(opened(&mut layer, &mut wire.clone()), Ok(b"hello".to_vec()));
        assert!(opened(&mut layer, &mut wire.clone()).is_err());
    }

    #[test]
    fn lengths_that_cannot_be_are_refused_at_once() {
        for length in [0, 15, 65537, u32::MAX] {
            let mut wire = BytesMut::from(&length.to_be_bytes()[..]);
            assert!(opened(&mut DigestLayer::new(&HASH, 100), &mut wire).is_err(), "{length}");
        }
    }

    #[test]
    fn nothing_secret_is_formatted() {
        assert_eq!(format!("{:?}", DigestLayer::new(&HASH, 100)), "DigestLayer { most: 84, .. }");
    }
}
