//! Handshake messages (RFC 5246 §7.4): records carry them in pieces, or several at a time.

use crate::error::{Error, Protocol};
use crate::limits;
use crate::wire::{NeedMore, Reader};

/// A request to begin anew, which has no body.
pub const HELLO_REQUEST: u8 = 0;
/// What the client offers.
pub const CLIENT_HELLO: u8 = 1;
/// What the server chose.
pub const SERVER_HELLO: u8 = 2;
/// The server's half of the key exchange.
pub const SERVER_KEY_EXCHANGE: u8 = 12;
/// The server has said what it has to say.
pub const SERVER_HELLO_DONE: u8 = 14;
/// The client's half of the key exchange.
pub const CLIENT_KEY_EXCHANGE: u8 = 16;
/// Proof that both saw the same handshake.
pub const FINISHED: u8 = 20;

/// Bytes of a message before its body.
const HEADER: usize = 4;
/// Bytes of a message's body. The longest that is of use has two numbers of 8192 bits in it.
pub const LONGEST_MESSAGE: usize = 16 << 10;

/// A whole message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its type and length, then its body: what both sides hash.
    pub bytes: Vec<u8>,
}

impl Message {
    /// A message with this body.
    pub fn new(message_type: u8, body: &[u8]) -> Message {
        let [_, high, middle, low] = (body.len() as u32).to_be_bytes();
        Message { bytes: [&[message_type, high, middle, low], body].concat() }
    }

    /// Its type.
    pub fn message_type(&self) -> u8 {
        self.bytes.first().copied().unwrap_or_default()
    }

    /// Its body.
    pub fn body(&self) -> &[u8] {
        self.bytes.get(HEADER..).unwrap_or_default()
    }
}

/// Puts messages together again.
#[derive(Debug, Default)]
pub struct Joiner {
    bytes: Vec<u8>,
}

impl Joiner {
    /// Takes what one record held.
    pub fn add(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
    }

    /// The next message, once it is whole. No more than one message and one record is ever kept.
    pub fn next(&mut self) -> Result<Option<Message>, Error> {
        let Some(&[_, high, middle, low]) = self.bytes.first_chunk::<HEADER>() else { return Ok(None) };
        let length = u32::from_be_bytes([0, high, middle, low]) as usize;
        let length = HEADER + limits::check("a TLS handshake message's length", length, LONGEST_MESSAGE)?;
        if self.bytes.len() < length {
            return Ok(None);
        }
        let rest = self.bytes.split_off(length);
        Ok(Some(Message { bytes: std::mem::replace(&mut self.bytes, rest) }))
    }

    /// Whether nothing of a next message is there.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// What a message type is called.
pub fn name(message_type: u8) -> &'static str {
    match message_type {
        HELLO_REQUEST => "HelloRequest",
        CLIENT_HELLO => "ClientHello",
        SERVER_HELLO => "ServerHello",
        4 => "NewSessionTicket",
        11 => "Certificate",
        SERVER_KEY_EXCHANGE => "ServerKeyExchange",
        13 => "CertificateRequest",
        SERVER_HELLO_DONE => "ServerHelloDone",
        15 => "CertificateVerify",
        CLIENT_KEY_EXCHANGE => "ClientKeyExchange",
        FINISHED => "Finished",
        22 => "CertificateStatus",
        _ => "an unknown message",
    }
}

/// What was read of a message that is whole: running short is an error then.
pub fn whole<T>(reading: &'static str, read: Result<T, NeedMore>) -> Result<T, Error> {
    read.map_err(|NeedMore(_)| Protocol::Truncated { reading }.into())
}

/// A field with its length in `N` bytes before it.
pub fn field<'a, const N: usize>(reader: &mut Reader<'a>) -> Result<&'a [u8], NeedMore> {
    let length = reader.array::<N>()?.iter().fold(0, |length: usize, byte| length << 8 | usize::from(*byte));
    reader.bytes(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_out_whole_however_they_were_cut() {
        let messages = [Message::new(2, b"hello"), Message::new(14, b""), Message::new(12, &[7; 500])];
        let stream: Vec<u8> = messages.iter().flat_map(|message| message.bytes.clone()).collect();
        for size in 1..stream.len() {
            let (mut joiner, mut found) = (Joiner::default(), Vec::new());
            for piece in stream.chunks(size) {
                joiner.add(piece);
                found.extend(std::iter::from_fn(|| joiner.next().unwrap()));
            }
            assert_eq!(found, messages);
            assert!(joiner.is_empty());
        }
    }

    #[test]
    fn a_length_that_is_too_large_is_refused_before_its_bytes_come() {
        let mut joiner = Joiner::default();
        joiner.add(&[2, 0xff, 0xff, 0xff]);
        assert!(matches!(joiner.next(), Err(Error::Limit(_))));
    }
}
