//! A server of anonymous TLS that is just enough to attack from: its private key is 1, so that its public value is the
//! generator and the secret is the viewer's own public value. Its records are made by the viewer's own code, so it proves
//! nothing about that; OpenSSL and real servers do.

use bytes::BytesMut;
use rfb::random::Random;
use rfb::tls::Handshake;
use rfb::tls::anonymous::{
    Client, Keys, Order, Randoms, RecordLayer, SUITES, Side, Suite, VectorKey, master_secret, verify_data,
};
use rfb::{PixelFormat, Rect};

use crate::hostile::{PROOF, SIZE};
use crate::protocol::server_message;

/// The encoding that the session's one rectangle is in.
const HEXTILE: i32 = 5;

/// The prime of ffdhe2048 (RFC 7919 §A.1).
pub const PRIME: [u8; 256] = [
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xad, 0xf8, 0x54, 0x58, 0xa2, 0xbb, 0x4a, 0x9a, 0xaf, 0xdc, 0x56,
    0x20, 0x27, 0x3d, 0x3c, 0xf1, 0xd8, 0xb9, 0xc5, 0x83, 0xce, 0x2d, 0x36, 0x95, 0xa9, 0xe1, 0x36, 0x41, 0x14, 0x64,
    0x33, 0xfb, 0xcc, 0x93, 0x9d, 0xce, 0x24, 0x9b, 0x3e, 0xf9, 0x7d, 0x2f, 0xe3, 0x63, 0x63, 0x0c, 0x75, 0xd8, 0xf6,
    0x81, 0xb2, 0x02, 0xae, 0xc4, 0x61, 0x7a, 0xd3, 0xdf, 0x1e, 0xd5, 0xd5, 0xfd, 0x65, 0x61, 0x24, 0x33, 0xf5, 0x1f,
    0x5f, 0x06, 0x6e, 0xd0, 0x85, 0x63, 0x65, 0x55, 0x3d, 0xed, 0x1a, 0xf3, 0xb5, 0x57, 0x13, 0x5e, 0x7f, 0x57, 0xc9,
    0x35, 0x98, 0x4f, 0x0c, 0x70, 0xe0, 0xe6, 0x8b, 0x77, 0xe2, 0xa6, 0x89, 0xda, 0xf3, 0xef, 0xe8, 0x72, 0x1d, 0xf1,
    0x58, 0xa1, 0x36, 0xad, 0xe7, 0x35, 0x30, 0xac, 0xca, 0x4f, 0x48, 0x3a, 0x79, 0x7a, 0xbc, 0x0a, 0xb1, 0x82, 0xb3,
    0x24, 0xfb, 0x61, 0xd1, 0x08, 0xa9, 0x4b, 0xb2, 0xc8, 0xe3, 0xfb, 0xb9, 0x6a, 0xda, 0xb7, 0x60, 0xd7, 0xf4, 0x68,
    0x1d, 0x4f, 0x42, 0xa3, 0xde, 0x39, 0x4d, 0xf4, 0xae, 0x56, 0xed, 0xe7, 0x63, 0x72, 0xbb, 0x19, 0x0b, 0x07, 0xa7,
    0xc8, 0xee, 0x0a, 0x6d, 0x70, 0x9e, 0x02, 0xfc, 0xe1, 0xcd, 0xf7, 0xe2, 0xec, 0xc0, 0x34, 0x04, 0xcd, 0x28, 0x34,
    0x2f, 0x61, 0x91, 0x72, 0xfe, 0x9c, 0xe9, 0x85, 0x83, 0xff, 0x8e, 0x4f, 0x12, 0x32, 0xee, 0xf2, 0x81, 0x83, 0xc3,
    0xfe, 0x3b, 0x1b, 0x4c, 0x6f, 0xad, 0x73, 0x3b, 0xb5, 0xfc, 0xbc, 0x2e, 0xc2, 0x20, 0x05, 0xc5, 0x8e, 0xf1, 0x83,
    0x7d, 0x16, 0x83, 0xb2, 0xc6, 0xf3, 0x4a, 0x26, 0xc1, 0xb2, 0xef, 0xfa, 0x88, 0x6b, 0x42, 0x38, 0x61, 0x28, 0x5c,
    0x97, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
];

/// DH_anon with AES-256-GCM-SHA384: the first of the viewer's suites.
pub const SUITE: Suite = SUITES[0];

/// ServerHello's random bytes.
const RANDOM: [u8; 32] = [7; 32];

/// One record in the clear.
pub fn record(content_type: u8, body: &[u8]) -> Vec<u8> {
    [&[content_type, 3, 3][..], &(body.len() as u16).to_be_bytes(), body].concat()
}

/// One handshake message in a record of its own.
pub fn message(message_type: u8, body: &[u8]) -> Vec<u8> {
    record(22, &message_bytes(message_type, body))
}

fn message_bytes(message_type: u8, body: &[u8]) -> Vec<u8> {
    [&[message_type], &(body.len() as u32).to_be_bytes()[1..], body].concat()
}

/// ServerHello of this version, with this suite and compression.
pub fn server_hello(version: u16, suite: u16, compression: u8) -> Vec<u8> {
    message(2, &server_hello_body(version, suite, compression))
}

fn server_hello_body(version: u16, suite: u16, compression: u8) -> Vec<u8> {
    [&version.to_be_bytes()[..], &RANDOM, &[0], &suite.to_be_bytes(), &[compression]].concat()
}

/// The body of ServerKeyExchange in a finite field.
pub fn key_exchange(prime: &[u8], generator: &[u8], public: &[u8]) -> Vec<u8> {
    [prime, generator, public].map(|number| [&(number.len() as u16).to_be_bytes(), number].concat()).concat()
}

/// What an honest server says first: ServerHello, ServerKeyExchange, `ServerHelloDone`.
pub fn first_flight() -> Vec<u8> {
    first_messages().map(|message| record(22, &message)).concat()
}

fn first_messages() -> [Vec<u8>; 3] {
    [
        message_bytes(2, &server_hello_body(0x0303, SUITE.number, 0)),
        message_bytes(12, &key_exchange(&PRIME, &[2], &[2])),
        message_bytes(14, &[]),
    ]
}

/// Bytes of ClientHello, of ClientKeyExchange, and of all that the viewer says up to Finished, each with its header.
fn lengths() -> [usize; 3] {
    let mut hello = BytesMut::new();
    // Where there are no random bytes, no viewer comes this far either.
    if let Ok(mut client) = Client::new(&mut Random::seeded(0)) {
        let _ = client.record(None, &mut hello);
    }
    let exchange = 5 + 4 + 2 + PRIME.len();
    [hello.len(), exchange, hello.len() + exchange + 6 + (5 + 8 + 16 + 16)]
}

/// How many bytes the viewer says before the server's Finished.
pub fn viewer_says() -> usize {
    lengths()[2]
}

/// What the server knows once the viewer has said its part.
pub struct Established {
    /// Its side of the connection, before any record.
    pub layer: RecordLayer,
    /// The body of an honest Finished.
    pub verify_data: [u8; 12],
}

/// Comes to the keys out of what the viewer said. `None` where that is not what this viewer says.
pub fn establish(viewer: &[u8]) -> Option<Established> {
    let [hello_length, exchange_length, _] = lengths();
    let (hello, rest) = viewer.split_at_checked(hello_length)?;
    let (exchange, rest) = rest.split_at_checked(exchange_length)?;
    let (hello, exchange) = (&hello[5..], &exchange[5..]);
    let randoms = Randoms { client: *hello.get(6..)?.first_chunk()?, server: RANDOM };
    let zeros = exchange[6..].iter().take_while(|byte| **byte == 0).count();
    let master = master_secret(SUITE.prf, &exchange[6 + zeros..], &randoms);
    let keys = Keys::derive(&SUITE, &master, &randoms);
    let layer = RecordLayer::new(&SUITE, &keys, Side::Server, Order::MacThenEncrypt, &VectorKey::new([5; 16])).ok()?;
    let said = [hello, &first_messages().concat(), exchange].concat();
    // The viewer's Finished is part of what ours proves. It is known without opening it.
    debug_assert!(rest.len() > 6);
    let theirs = message_bytes(20, &verify_data(SUITE.prf, &master, Side::Client, &said));
    let verify_data = verify_data(SUITE.prf, &master, Side::Server, &[said, theirs].concat());
    Some(Established { layer, verify_data })
}

impl Established {
    /// Seals one record.
    pub fn seal(&mut self, content_type: u8, content: &[u8]) -> Vec<u8> {
        let mut wire = BytesMut::new();
        // Only a record too long to be encrypted at all fails, and then there is none.
        let _ = self.layer.seal_record(content_type, content, &mut wire);
        wire.to_vec()
    }

    /// ChangeCipherSpec and an honest Finished.
    pub fn finished(&mut self) -> Vec<u8> {
        let finished = message_bytes(20, &self.verify_data);
        [record(20, &[1]), self.seal(22, &finished)].concat()
    }
}

/// A whole session: the end of the handshake, ServerInit and the proof.
pub fn session(peer: &mut Established) -> Vec<u8> {
    [peer.finished(), opening(peer), shown(peer)].concat()
}

/// What comes inside TLS up to ServerInit: None is all there is to choose from, and the viewer is let in.
pub fn opening(peer: &mut Established) -> Vec<u8> {
    let mut opening = vec![1, 1, 0, 0, 0, 0];
    server_message::put_server_init(SIZE, PixelFormat::RENDERER, "hostile", &mut opening);
    peer.seal(23, &opening)
}

/// An update that shows the proof, three bytes in a record.
pub fn shown(peer: &mut Established) -> Vec<u8> {
    let mut update = Vec::new();
    server_message::put_framebuffer_update(1, &mut update);
    server_message::put_rectangle(Rect::of(SIZE), HEXTILE, &mut update);
    // Every tile has one colour, which is named once.
    let tiles = usize::from(SIZE.width / 16) * usize::from(SIZE.height / 16);
    update.push(2);
    update.extend(PROOF.to_le_bytes());
    update.extend(vec![0; tiles - 1]);
    update.chunks(3).flat_map(|bytes| peer.seal(23, bytes)).collect()
}
