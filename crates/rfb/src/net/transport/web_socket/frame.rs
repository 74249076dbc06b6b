//! Frames of a web socket (RFC 6455 §5), as a client reads and writes them.
//!
//! Payloads are handed on while they arrive, so that no length that a server names asks for memory.

use bytes::{Buf, BufMut, Bytes, BytesMut};

use crate::wire::text;

/// The longest payload of a control frame (RFC 6455 §5.5), in bytes.
const CONTROL: u64 = 125;

/// The longest reason for a close that is shown, in characters.
const SHOWN: usize = 120;

const CONTINUATION: u8 = 0;
const TEXT: u8 = 1;
const BINARY: u8 = 2;
const CLOSE: u8 = 8;
const PING: u8 = 9;
const PONG: u8 = 10;

/// What a server's frames hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// Some of the data.
    Data(Bytes),
    /// A question that wants these bytes back.
    Ping(Bytes),
    /// The end, with a code if the server gave one, and its reason, safe to show.
    Close(Option<u16>, String),
}

/// How a server broke the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadFrame {
    /// A bit that only an extension may set.
    #[error("a frame uses an extension that was not agreed on")]
    Extension,
    /// A kind of frame that does not exist.
    #[error("a frame is of an unknown kind")]
    Kind,
    /// Only clients mask.
    #[error("a frame from the server is masked")]
    Masked,
    /// A length of more than 63 bits.
    #[error("a frame is longer than a frame can be")]
    Length,
    /// A control frame that is cut into pieces or too long.
    #[error("a control frame is too long or in pieces")]
    Control,
    /// A frame that goes on with nothing, or begins before the last one ended.
    #[error("the pieces of a message are out of order")]
    Order,
    /// Text, where data was agreed on.
    #[error("the server sends text, not binary data")]
    Text,
}

/// Takes frames apart.
#[derive(Debug, Default)]
pub struct Decoder {
    /// Bytes of the data frame that are still to come.
    remaining: u64,
    /// Whether a message goes on in the next data frame.
    in_message: bool,
}

/// The first bytes of a frame.
struct Head {
    last: bool,
    kind: u8,
    payload: u64,
    /// The length of this head in bytes.
    length: usize,
}

impl Decoder {
    /// The next item in `wire`, whose bytes are taken out; `None` where more must arrive.
    pub fn next(&mut self, wire: &mut BytesMut) -> Result<Option<Item>, BadFrame> {
        loop {
            if self.remaining > 0 {
                if wire.is_empty() {
                    return Ok(None);
                }
                let length = usize::try_from(self.remaining).unwrap_or(usize::MAX).min(wire.len());
                self.remaining -= length as u64;
                return Ok(Some(Item::Data(wire.split_to(length).freeze())));
            }
            let Some(head) = head(wire)? else { return Ok(None) };
            if head.kind >= CLOSE {
                return control(&head, wire);
            }
            match (head.kind, self.in_message) {
                (CONTINUATION, true) | (BINARY, false) => {}
                (TEXT, false) => return Err(BadFrame::Text),
                (_, _) => return Err(BadFrame::Order),
            }
            wire.advance(head.length);
            self.in_message = !head.last;
            self.remaining = head.payload;
        }
    }
}

/// RFC 6455 §5.2.
fn head(wire: &[u8]) -> Result<Option<Head>, BadFrame> {
    let [first, second, rest @ ..] = wire else { return Ok(None) };
    let (last, kind) = (first & 0x80 != 0, first & 0x0f);
    if first & 0x70 != 0 {
        return Err(BadFrame::Extension);
    }
    if !matches!(kind, CONTINUATION | TEXT | BINARY | CLOSE | PING | PONG) {
        return Err(BadFrame::Kind);
    }
    if second & 0x80 != 0 {
        return Err(BadFrame::Masked);
    }
    let (payload, length) = match second & 0x7f {
        0x7e => match rest.first_chunk() {
            Some(length) => (u16::from_be_bytes(*length).into(), 4),
            None => return Ok(None),
        },
        0x7f => match rest.first_chunk() {
            Some(length) => (u64::from_be_bytes(*length), 10),
            None => return Ok(None),
        },
        short => (short.into(), 2),
    };
    if payload >> 63 != 0 {
        return Err(BadFrame::Length);
    }
    if kind >= CLOSE && (payload > CONTROL || !last) {
        return Err(BadFrame::Control);
    }
    Ok(Some(Head { last, kind, payload, length }))
}

/// A control frame, once it is there as a whole.
fn control(head: &Head, wire: &mut BytesMut) -> Result<Option<Item>, BadFrame> {
    let payload = head.payload as usize;
    if wire.len() < head.length + payload {
        return Ok(None);
    }
    wire.advance(head.length);
    let payload = wire.split_to(payload).freeze();
    Ok(Some(match head.kind {
        CLOSE => close(&payload)?,
        PING => Item::Ping(payload),
        // An answer to nothing that was asked.
        _ => Item::Data(Bytes::new()),
    }))
}

/// RFC 6455 §5.5.1.
fn close(payload: &[u8]) -> Result<Item, BadFrame> {
    match payload.split_first_chunk() {
        Some((code, reason)) => Ok(Item::Close(Some(u16::from_be_bytes(*code)), text::for_display(reason, SHOWN))),
        None if payload.is_empty() => Ok(Item::Close(None, String::new())),
        None => Err(BadFrame::Control),
    }
}

/// Appends `payload` to `wire` as one frame of data, masked with `mask`.
pub fn put_data(wire: &mut BytesMut, payload: &[u8], mask: [u8; 4]) {
    put(wire, BINARY, payload, mask);
}

/// The answer to a ping.
pub fn put_pong(wire: &mut BytesMut, payload: &[u8], mask: [u8; 4]) {
    put(wire, PONG, payload, mask);
}

/// The end, with `code`.
pub fn put_close(wire: &mut BytesMut, code: u16, mask: [u8; 4]) {
    put(wire, CLOSE, &code.to_be_bytes(), mask);
}

fn put(wire: &mut BytesMut, kind: u8, payload: &[u8], mask: [u8; 4]) {
    wire.reserve(payload.len() + 14);
    wire.put_u8(0x80 | kind);
    let length = payload.len();
    if length < 126 {
        wire.put_u8(0x80 | length as u8);
    } else if let Ok(length) = u16::try_from(length) {
        wire.put_u8(0x80 | 0x7e);
        wire.put_u16(length);
    } else {
        wire.put_u8(0x80 | 0x7f);
        wire.put_u64(length as u64);
    }
    wire.put_slice(&mask);
    wire.extend(payload.iter().zip(mask.into_iter().cycle()).map(|(byte, mask)| byte ^ mask));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All items in `bytes`, fed in pieces of `length`, with neighbouring data joined.
    fn decode(bytes: &[u8], length: usize) -> Result<Vec<Item>, BadFrame> {
        let (mut decoder, mut wire, mut items) = (Decoder::default(), BytesMut::new(), Vec::new());
        let mut data = Vec::new();
        for piece in bytes.chunks(length) {
            wire.extend_from_slice(piece);
            while let Some(item) = decoder.next(&mut wire)? {
                match item {
                    Item::Data(more) => data.extend_from_slice(&more),
                    other => {
                        items.push(Item::Data(std::mem::take(&mut data).into()));
                        items.push(other);
                    }
                }
            }
        }
        items.push(Item::Data(data.into()));
        Ok(items)
    }

    #[test]
    fn a_message_in_pieces_with_a_ping_between_them_is_one_stream() {
        let wire = b"\x02\x03RFB\x89\x02hi\x00\x00\x80\x05 003.\x8a\x00\x82\x7e\x00\x04008\n\x88\x06\x03\xe9bye\0";
        let data = |text: &'static str| Item::Data(Bytes::from_static(text.as_bytes()));
        let ping = Item::Ping(Bytes::from_static(b"hi"));
        let close = Item::Close(Some(1001), "bye".into());
        let expected = vec![data("RFB"), ping, data(" 003.008\n"), close, data("")];
        for length in 1..wire.len() {
            assert_eq!(decode(wire, length).as_ref(), Ok(&expected), "in pieces of {length}");
        }
    }

    #[test]
    fn what_breaks_the_rules_is_refused() {
        for (wire, problem) in [
            (b"\xc2\x00".as_slice(), BadFrame::Extension),
            (b"\x83\x00", BadFrame::Kind),
            (b"\x8b\x00", BadFrame::Kind),
            (b"\x82\x81mask", BadFrame::Masked),
            (b"\x82\x7f\x80\0\0\0\0\0\0\0", BadFrame::Length),
            (b"\x89\x7e\x00\x7e", BadFrame::Control),
            (b"\x09\x00", BadFrame::Control),
            (b"\x88\x01\x03", BadFrame::Control),
            (b"\x80\x00", BadFrame::Order),
            (b"\x02\x00\x82\x00", BadFrame::Order),
            (b"\x81\x02hi", BadFrame::Text),
        ] {
            assert_eq!(decode(wire, wire.len()), Err(problem), "{wire:?}");
        }
    }

    #[test]
    fn a_frame_of_any_length_asks_for_no_memory() {
        let (mut decoder, mut wire) = (Decoder::default(), BytesMut::new());
        wire.extend_from_slice(b"\x82\x7f\x7f\xff\xff\xff\xff\xff\xff\xff");
        let before = wire.capacity();
        assert_eq!(decoder.next(&mut wire), Ok(None));
        assert!(wire.capacity() <= before);
        wire.extend_from_slice(b"RFB");
        assert_eq!(decoder.next(&mut wire), Ok(Some(Item::Data(Bytes::from_static(b"RFB")))));
    }

    #[test]
    fn what_is_sent_is_masked_and_says_its_length() {
        for length in [0, 1, 125, 126, 65_535, 65_536] {
            let payload: Vec<u8> = (0..length).map(|index| index as u8).collect();
            let mut wire = BytesMut::new();
            put_data(&mut wire, &payload, [1, 2, 3, 4]);
            let (head, masked) = wire.split_at(wire.len() - length);
            let (head, mask) = head.split_at(head.len() - 4);
            assert_eq!((head[0], head[1] & 0x80, mask), (0x82, 0x80, &[1, 2, 3, 4][..]));
            let unmasked: Vec<u8> = masked.iter().zip([1, 2, 3, 4].into_iter().cycle()).map(|(a, b)| a ^ b).collect();
            assert_eq!(unmasked, payload);
            let named = match head[1] & 0x7f {
                126 => usize::from(u16::from_be_bytes([head[2], head[3]])),
                127 => u64::from_be_bytes(head[2..10].try_into().expect("8 bytes")) as usize,
                short => short.into(),
            };
            assert_eq!(named, length);
        }
    }
}
