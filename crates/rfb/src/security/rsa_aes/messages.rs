//! Messages of RSA-AES (rfbproto, “RSA-AES Security Type”): a length, that many encrypted bytes, and a MAC. The mode is
//! AES-EAX; the nonce is the message's number and the length is authenticated with it.

use std::fmt;

use aes::{Aes128, Aes256};
use bytes::{BufMut, BytesMut};
use eax::{AeadInOut, Eax, KeyInit, Nonce, Tag};

/// Bytes of a length.
pub(super) const HEADER: usize = 2;
/// Bytes of a MAC.
pub(super) const MAC: usize = 16;
/// The most bytes that a message to the server holds. Some servers take only what fits a small buffer.
const LARGEST_TO_SERVER: usize = 1024;
/// The most bytes that a message from the server holds before the session: a hash and a subtype.
pub(super) const LARGEST_IN_LOG_IN: usize = 33;

/// One direction: its key, and how many messages went that way.
pub(super) struct Direction {
    cipher: Cipher,
    number: u128,
}

enum Cipher {
    Aes128(Eax<Aes128>),
    Aes256(Eax<Aes256>),
}

impl Direction {
    pub(super) fn aes_128(key: &[u8; 16]) -> Self {
        Self { cipher: Cipher::Aes128(Eax::new(key.into())), number: 0 }
    }

    pub(super) fn aes_256(key: &[u8; 32]) -> Self {
        Self { cipher: Cipher::Aes256(Eax::new(key.into())), number: 0 }
    }

    /// Appends `plain` to `wire`, in messages.
    pub(super) fn seal(&mut self, plain: &[u8], wire: &mut BytesMut) {
        for piece in plain.chunks(LARGEST_TO_SERVER) {
            let header = (piece.len() as u16).to_be_bytes();
            wire.reserve(HEADER + piece.len() + MAC);
            wire.put_slice(&header);
            let start = wire.len();
            wire.put_slice(piece);
            let nonce = self.next_nonce();
            let body = wire.get_mut(start..).unwrap_or_default();
            let tag = match &self.cipher {
                Cipher::Aes128(cipher) => cipher.encrypt_inout_detached(&nonce, &header, body.into()),
                Cipher::Aes256(cipher) => cipher.encrypt_inout_detached(&nonce, &header, body.into()),
            };
            // It only fails beyond 2³⁶ bytes.
            wire.put_slice(&tag.unwrap_or_default());
        }
    }

    /// Decrypts `body`, the next message of this direction, in place. Whether it is genuine; nothing was done if not.
    #[must_use]
    pub(super) fn open(&mut self, header: [u8; HEADER], body: &mut [u8], mac: &[u8; MAC]) -> bool {
        let nonce = self.next_nonce();
        let tag: &Tag<_> = mac.into();
        match &self.cipher {
            Cipher::Aes128(cipher) => cipher.decrypt_inout_detached(&nonce, &header, body.into(), tag),
            Cipher::Aes256(cipher) => cipher.decrypt_inout_detached(&nonce, &header, body.into(), tag),
        }
        .is_ok()
    }

    /// As [`Direction::open`], for messages that are to stay as they came.
    pub(super) fn opened(&mut self, header: [u8; HEADER], body: &[u8], mac: &[u8; MAC]) -> Option<Vec<u8>> {
        let mut plain = body.to_vec();
        self.open(header, &mut plain, mac).then_some(plain)
    }

    /// The message's number, in little endian.
    fn next_nonce(&mut self) -> Nonce<eax::aead::consts::U16> {
        let nonce = self.number.to_le_bytes();
        self.number = self.number.wrapping_add(1);
        nonce.into()
    }
}

impl fmt::Debug for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Direction").field("number", &self.number).finish_non_exhaustive()
    }
}
