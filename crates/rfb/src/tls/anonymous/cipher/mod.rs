//! How the records of one direction are protected: a cipher, and the number of the next record.

mod cbc;
mod gcm;
mod padding;

use bytes::BytesMut;
use zeroize::Zeroizing;

use super::prf::DirectionKeys;
use super::record::{Header, LARGEST_CONTENT, tls};
use super::suite::{Mode, Suite};
use crate::error::{CryptographyError, Error};
use crate::limits;

/// The records of one direction.
#[derive(Debug)]
pub struct Direction {
    cipher: Cipher,
    /// The number of the next record. It never comes round: the connection ends before (RFC 5246 §6.1).
    sequence: u64,
}

#[derive(Debug)]
enum Cipher {
    Gcm(Box<gcm::Gcm>),
    Cbc(Box<cbc::Cbc>),
}

/// What records in CBC mode are authenticated with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The content, which is encrypted together with its HMAC (RFC 5246 §6.2.3.2).
    MacThenEncrypt,
    /// What was encrypted (RFC 7366).
    EncryptThenMac,
}

/// What every initialisation vector in CBC mode is made with: they must not be foreseen.
pub type VectorKey = Zeroizing<[u8; 16]>;

impl Direction {
    /// The direction that these keys are for, before its first record.
    pub fn new(suite: &Suite, keys: &DirectionKeys, order: Order, vectors: &VectorKey) -> Result<Self, Error> {
        let cipher = match suite.mode {
            Mode::Gcm => Cipher::Gcm(Box::new(gcm::Gcm::new(keys)?)),
            Mode::Cbc(hash) => Cipher::Cbc(Box::new(cbc::Cbc::new(hash, keys, order, vectors)?)),
        };
        Ok(Self { cipher, sequence: 0 })
    }

    /// Appends one record with this content, of at most [`LARGEST_CONTENT`] bytes.
    pub fn seal(&mut self, content_type: u8, content: &[u8], wire: &mut BytesMut) -> Result<(), Error> {
        let sequence = self.next()?;
        match &self.cipher {
            Cipher::Gcm(gcm) => gcm.seal(sequence, content_type, content, wire),
            Cipher::Cbc(cbc) => cbc.seal(sequence, content_type, content, wire),
        }
    }

    /// Appends what a record with this body holds. Where it is not what the other side sealed, nothing of it stays.
    pub fn open(&mut self, content_type: u8, body: &[u8], plain: &mut BytesMut) -> Result<(), Error> {
        let sequence = self.next()?;
        let before = plain.len();
        let opened = match &self.cipher {
            Cipher::Gcm(gcm) => gcm.open(sequence, content_type, body, plain),
            Cipher::Cbc(cbc) => cbc.open(sequence, content_type, body, plain),
        };
        let checked = opened.and_then(|()| {
            limits::check("a TLS record's content", plain.len().saturating_sub(before), LARGEST_CONTENT)
        });
        if checked.is_err() {
            plain.truncate(before);
        }
        checked.map(drop)
    }

    fn next(&mut self) -> Result<u64, Error> {
        let sequence = self.sequence;
        self.sequence = sequence.checked_add(1).ok_or_else(|| tls("there were more records than TLS can count"))?;
        Ok(sequence)
    }
}

/// A record that was changed on the way. There is one error for all that can be wrong with one: who tries records out
/// must not learn how far they came.
fn forged() -> Error {
    CryptographyError::Forged { reading: "a TLS record" }.into()
}

/// Puts a header before what `body` appends.
fn with_header(
    wire: &mut BytesMut,
    content_type: u8,
    length: usize,
    body: impl FnOnce(&mut BytesMut) -> Result<(), Error>,
) -> Result<(), Error> {
    wire.reserve(super::record::HEADER + length);
    wire.extend_from_slice(&Header::new(content_type, length).bytes());
    body(wire)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tls::anonymous::prf::{Keys, MASTER_SECRET, Randoms};
    use crate::tls::anonymous::record::{CONTENT_APPLICATION_DATA, HEADER};
    use crate::tls::anonymous::suite::SUITES;

    fn pairs() -> impl Iterator<Item = (String, Direction, Direction)> {
        let randoms = Randoms { client: [1; 32], server: [2; 32] };
        let orders = [Order::MacThenEncrypt, Order::EncryptThenMac];
        SUITES.into_iter().flat_map(move |suite| orders.map(|order| (suite, order))).map(move |(suite, order)| {
            let keys = Keys::derive(&suite, &Zeroizing::new([3; MASTER_SECRET]), &randoms);
            let direction = || Direction::new(&suite, &keys.client, order, &Zeroizing::new([9; 16])).unwrap();
            (format!("{} {order:?}", suite.name), direction(), direction())
        })
    }

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|index| (index * 7 % 251) as u8).collect()
    }

    #[test]
    fn what_was_sealed_opens_again_whatever_its_length() {
        for (name, mut sealing, mut opening) in pairs() {
            for length in (0..70).chain([255, 256, 257, 1000, 16383, 16384]) {
                let content = content(length);
                let (mut wire, mut plain) = (BytesMut::new(), BytesMut::new());
                sealing.seal(CONTENT_APPLICATION_DATA, &content, &mut wire).unwrap();
                let header = Header::read(*wire.first_chunk().unwrap()).unwrap();
                assert_eq!(header.length + HEADER, wire.len(), "{name}");
                opening.open(CONTENT_APPLICATION_DATA, &wire[HEADER..], &mut plain).unwrap();
                assert_eq!(&plain[..], content, "{name}, {length}");
            }
        }
    }

    #[test]
    fn a_record_with_any_byte_changed_or_missing_is_refused_with_the_same_words() {
        for (name, mut sealing, _) in pairs() {
            let mut wire = BytesMut::new();
            sealing.seal(CONTENT_APPLICATION_DATA, &content(50), &mut wire).unwrap();
            let body = &wire[HEADER..];
            let fresh = || pairs().find(|(other, ..)| *other == name).unwrap().2;
            let refused = |body: &[u8]| {
                let mut plain = BytesMut::from(&b"before"[..]);
                let result = fresh().open(CONTENT_APPLICATION_DATA, body, &mut plain);
                assert_eq!(result, Err(forged()), "{name}");
                assert_eq!(&plain[..], b"before", "{name}");
            };
            for index in 0..body.len() {
                let mut changed = body.to_vec();
                changed[index] ^= 0x10;
                refused(&changed);
                refused(&body[..index]);
            }
            let mut plain = BytesMut::new();
            assert!(fresh().open(22, body, &mut plain).is_err(), "{name}: another content type");
            let mut second = fresh();
            second.open(CONTENT_APPLICATION_DATA, body, &mut plain).unwrap();
            assert!(second.open(CONTENT_APPLICATION_DATA, body, &mut plain).is_err(), "{name}: the same record again");
        }
    }

    #[test]
    fn the_count_of_records_never_comes_round() {
        let (_, mut sealing, _) = pairs().next().unwrap();
        sealing.sequence = u64::MAX - 1;
        let mut wire = BytesMut::new();
        assert!(sealing.seal(CONTENT_APPLICATION_DATA, b"last", &mut wire).is_ok());
        assert!(sealing.seal(CONTENT_APPLICATION_DATA, b"none", &mut wire).is_err());
    }

    #[test]
    fn a_record_that_holds_too_much_is_refused() {
        for (name, mut sealing, mut opening) in pairs() {
            let mut wire = BytesMut::new();
            sealing.seal(CONTENT_APPLICATION_DATA, &content(LARGEST_CONTENT + 1), &mut wire).unwrap();
            let mut plain = BytesMut::new();
            let result = opening.open(CONTENT_APPLICATION_DATA, &wire[HEADER..], &mut plain);
            assert!(matches!(result, Err(Error::Limit(_))), "{name}: {result:?}");
            assert!(plain.is_empty(), "{name}");
        }
    }
}
