//! The layer that RA2 and RA2_256 leave behind: the whole session in messages.

use bytes::{Buf, BytesMut};

use super::messages::{Direction, HEADER, MAC};
use crate::error::{CryptographyError, Error};
use crate::layer::{Layer, Opened};

/// Everything in messages of AES-EAX, each way under a key of its own.
#[derive(Debug)]
pub struct MessageLayer {
    from_server: Direction,
    to_server: Direction,
}

impl MessageLayer {
    /// A layer of AES-128 with these keys, and no message sent yet: for tests.
    #[doc(hidden)]
    pub fn aes_128(from_server: &[u8; 16], to_server: &[u8; 16]) -> Self {
        Self { from_server: Direction::aes_128(from_server), to_server: Direction::aes_128(to_server) }
    }

    /// The same of AES-256.
    #[doc(hidden)]
    pub fn aes_256(from_server: &[u8; 32], to_server: &[u8; 32]) -> Self {
        Self { from_server: Direction::aes_256(from_server), to_server: Direction::aes_256(to_server) }
    }

    pub(super) fn into_directions(self) -> [Direction; 2] {
        [self.from_server, self.to_server]
    }

    pub(super) fn boxed(from_server: Direction, to_server: Direction) -> Box<dyn Layer> {
        Box::new(Self { from_server, to_server })
    }
}

impl Layer for MessageLayer {
    fn open(&mut self, wire: &mut BytesMut, plain: &mut BytesMut, _: &mut BytesMut) -> Result<Opened, Error> {
        while let Some(&header) = wire.first_chunk::<HEADER>() {
            let length = usize::from(u16::from_be_bytes(header));
            let Some(message) = wire.get_mut(HEADER..HEADER + length + MAC) else { break };
            let Some((body, mac)) = message.split_last_chunk_mut::<MAC>() else { break };
            if !self.from_server.open(header, body, mac) {
                return Err(CryptographyError::Forged { reading: "an RSA-AES message" }.into());
            }
            plain.extend_from_slice(body);
            wire.advance(HEADER + length + MAC);
        }
        Ok(Opened::Going)
    }

    fn seal(&mut self, plain: &mut BytesMut, wire: &mut BytesMut) -> Result<(), Error> {
        self.to_server.seal(plain, wire);
        plain.clear();
        Ok(())
    }

    fn close(&mut self, _: &mut BytesMut) {}
}
