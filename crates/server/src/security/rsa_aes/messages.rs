//! Messages of RSA-AES: a length, that many bytes of AES-CTR, and a MAC, which together are EAX (Bellare, Rogaway and
//! Wagner, “The EAX Mode of Operation”) with the message's number as its nonce.

use std::io;

use aes::cipher::{BlockCipherEncrypt, BlockSizeUser, InnerIvInit, KeyInit, StreamCipherCore};
use aes::{Aes128, Aes256};
use cmac::{Cmac, Mac};
use ctr::CtrCore;
use ctr::flavors::Ctr128BE;

use crate::security::Records;

/// The most bytes in a message, as in other servers.
const LARGEST: usize = 8192;
/// The bytes of a MAC.
const MAC: usize = 16;

/// Both directions of a connection.
pub struct Messages {
    from_viewer: Direction,
    to_viewer: Direction,
}

impl Messages {
    /// The keys of the two directions; each has 16 or 32 bytes.
    pub(crate) fn new(from_viewer: &[u8], to_viewer: &[u8]) -> Self {
        Self { from_viewer: Direction::new(from_viewer), to_viewer: Direction::new(to_viewer) }
    }
}

impl Records for Messages {
    fn open(&mut self, wire: &mut Vec<u8>, plain: &mut Vec<u8>) -> io::Result<()> {
        let mut at = 0;
        while let Some(header) = wire[at..].first_chunk::<2>().copied() {
            let end = 2 + usize::from(u16::from_be_bytes(header));
            let Some(message) = wire[at..].get(2..end + MAC) else { break };
            let (encrypted, mac) = message.split_at(message.len() - MAC);
            let start = plain.len();
            plain.extend(encrypted);
            if self.from_viewer.open(header, &mut plain[start..]) != mac {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "a message that is not the viewer's"));
            }
            at += end + MAC;
        }
        wire.drain(..at);
        Ok(())
    }

    fn seal(&mut self, plain: &[u8], wire: &mut Vec<u8>) -> io::Result<()> {
        for piece in plain.chunks(LARGEST) {
            wire.extend(self.to_viewer.sealed(piece));
        }
        Ok(())
    }
}

/// One direction: a key and how many messages it has seen.
pub struct Direction {
    key: Key,
    number: u128,
}

enum Key {
    Bits128(Box<Aes128>),
    Bits256(Box<Aes256>),
}

impl Direction {
    /// `key` has 16 or 32 bytes.
    pub fn new(key: &[u8]) -> Self {
        let key = match key.try_into() {
            Ok(key) => Key::Bits128(Box::new(Aes128::new(<&[u8; 16]>::into(key)))),
            Err(_) => Key::Bits256(Box::new(Aes256::new_from_slice(key).expect("keys have 16 or 32 bytes"))),
        };
        Self { key, number: 0 }
    }

    /// The next message.
    pub fn sealed(&mut self, plain: &[u8]) -> Vec<u8> {
        let header = (plain.len() as u16).to_be_bytes();
        let mut message = [&header, plain].concat();
        let nonce = self.next_nonce();
        let mac = match &self.key {
            Key::Bits128(cipher) => encrypt(&**cipher, nonce, &header, &mut message[2..]),
            Key::Bits256(cipher) => encrypt(&**cipher, nonce, &header, &mut message[2..]),
        };
        message.extend(mac);
        message
    }

    /// Decrypts the next message and returns the MAC it must have had.
    fn open(&mut self, header: [u8; 2], message: &mut [u8]) -> [u8; MAC] {
        let nonce = self.next_nonce();
        match &self.key {
            Key::Bits128(cipher) => decrypt(&**cipher, nonce, &header, message),
            Key::Bits256(cipher) => decrypt(&**cipher, nonce, &header, message),
        }
    }

    /// The message's number, in little endian.
    fn next_nonce(&mut self) -> [u8; 16] {
        let nonce = self.number.to_le_bytes();
        self.number += 1;
        nonce
    }
}

/// What the modes need of a cipher.
trait Cipher: BlockCipherEncrypt + BlockSizeUser<BlockSize = aes::cipher::consts::U16> + Clone {}

impl Cipher for Aes128 {}
impl Cipher for Aes256 {}

fn encrypt(cipher: &impl Cipher, nonce: [u8; 16], header: &[u8], message: &mut [u8]) -> [u8; MAC] {
    let [nonce, header] = [omac(cipher, 0, &nonce), omac(cipher, 1, header)];
    count(cipher, nonce, message);
    combined([nonce, header, omac(cipher, 2, message)])
}

fn decrypt(cipher: &impl Cipher, nonce: [u8; 16], header: &[u8], message: &mut [u8]) -> [u8; MAC] {
    let parts = [omac(cipher, 0, &nonce), omac(cipher, 1, header), omac(cipher, 2, message)];
    count(cipher, parts[0], message);
    combined(parts)
}

/// Counter mode, which is its own inverse.
fn count(cipher: &impl Cipher, start: [u8; 16], message: &mut [u8]) {
    CtrCore::<_, Ctr128BE>::inner_iv_init(cipher.clone(), &start.into()).apply_keystream_partial(message.into());
}

/// CMAC of `bytes` behind a block that holds `tweak`.
fn omac(cipher: &impl Cipher, tweak: u8, bytes: &[u8]) -> [u8; MAC] {
    let mut mac = <Cmac<_> as cmac::digest::InnerInit>::inner_init(cipher.clone());
    mac.update(&[0; 15]);
    mac.update(&[tweak]);
    mac.update(bytes);
    mac.finalize().into_bytes().into()
}

fn combined([first, second, third]: [[u8; MAC]; 3]) -> [u8; MAC] {
    std::array::from_fn(|index| first[index] ^ second[index] ^ third[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of the test vectors in the paper: key, nonce, header, message, and what comes of it with the MAC behind it.
    const VECTORS: [[&str; 5]; 3] = [
        [
            "233952DEE4D5ED5F9B9C6D6FF80FF478",
            "62EC67F9C3A4A407FCB2A8C49031A8B3",
            "6BFB914FD07EAE6B",
            "",
            "E037830E8389F27B025A2D6527E79D01",
        ],
        [
            "91945D3F4DCBEE0BF45EF52255F095A4",
            "BECAF043B0A23D843194BA972C66DEBD",
            "FA3BFD4806EB53FA",
            "F7FB",
            "19DD5C4C9331049D0BDAB0277408F67967E5",
        ],
        [
            "8395FCF1E95BEBD697BD010BC766AAC3",
            "22E7ADD93CFC6393C57EC0B3C17D6B44",
            "126735FCC320D25A",
            "CA40D7446E545FFAED3BD12A740A659FFBBB3CEAB7",
            "CB8920F87A6C75CFF39627B56E3ED197C552D295A7CFC46AFC253B4652B1AF3795B124AB6E",
        ],
    ];

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn it_is_the_eax_of_the_paper() {
        for [key, nonce, header, message, sealed] in VECTORS.map(|vector| vector.map(hex)) {
            let cipher = Aes128::new_from_slice(&key).unwrap();
            let nonce: [u8; 16] = nonce.try_into().unwrap();
            let mut bytes = message.clone();
            let mac = encrypt(&cipher, nonce, &header, &mut bytes);
            assert_eq!([&bytes[..], &mac].concat(), sealed);
            assert_eq!(decrypt(&cipher, nonce, &header, &mut bytes), mac);
            assert_eq!(bytes, message);
        }
    }

    #[test]
    fn a_message_is_opened_once_and_in_its_turn() {
        let mut sender = Messages::new(&[1; 32], &[2; 32]);
        let mut receiver = Messages::new(&[2; 32], &[1; 32]);
        let (mut wire, mut plain) = (Vec::new(), Vec::new());
        sender.seal(&[7; 10000], &mut wire).unwrap();
        assert_eq!(wire.len(), 10000 + 2 * 18);
        let replay = wire.clone();
        receiver.open(&mut wire, &mut plain).unwrap();
        assert!(plain == [7; 10000] && wire.is_empty());
        assert!(receiver.open(&mut replay.clone(), &mut plain).is_err());
    }
}
