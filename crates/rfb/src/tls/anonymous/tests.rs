//! What the tests of this module share, and handshakes with a server that has just enough of the other side.

use bytes::{Buf, BytesMut};
use zeroize::Zeroizing;

use super::cipher::Order;
use super::client::Client;
use super::layer::RecordLayer;
use super::messages::{CLIENT_HELLO, FINISHED, Joiner, Message, SERVER_HELLO, SERVER_HELLO_DONE, SERVER_KEY_EXCHANGE};
use super::prf::{
    Keys, MASTER_SECRET, MasterSecret, Randoms, Side, extended_master_secret, master_secret, verify_data,
};
use super::record::{CONTENT_ALERT, CONTENT_CHANGE_CIPHER_SPEC, CONTENT_HANDSHAKE, HEADER, Header};
use super::suite::{KeyExchange, Mode, SUITES, Suite};
use crate::error::Error;
use crate::identity::Encryption;
use crate::layer::Layer;
use crate::random::Random;
use crate::tls::{Handshake, Progress};

/// RFC 7919 §A.1.
pub const FFDHE2048: &str = concat!(
    "ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695a9e13641146433fbcc939dce249b3ef9",
    "7d2fe363630c75d8f681b202aec4617ad3df1ed5d5fd65612433f51f5f066ed0856365553ded1af3b557135e7f57c935",
    "984f0c70e0e68b77e2a689daf3efe8721df158a136ade73530acca4f483a797abc0ab182b324fb61d108a94bb2c8e3fb",
    "b96adab760d7f4681d4f42a3de394df4ae56ede76372bb190b07a7c8ee0a6d709e02fce1cdf7e2ecc03404cd28342f61",
    "9172fe9ce98583ff8e4f1232eef28183c3fe3b1b4c6fad733bb5fcbc2ec22005c58ef1837d1683b2c6f34a26c1b2effa",
    "886b423861285c97ffffffffffffffff"
);

pub fn hex(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap() as u8;
    text.as_bytes().chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

/// A client and a server that have agreed on the same keys.
pub fn both_sides(suite: &Suite) -> (RecordLayer, RecordLayer) {
    let randoms = Randoms { client: [1; 32], server: [2; 32] };
    let keys = Keys::derive(suite, &Zeroizing::new([3; MASTER_SECRET]), &randoms);
    let side = |side| RecordLayer::new(suite, &keys, side, Order::MacThenEncrypt, &Zeroizing::new([9; 16])).unwrap();
    (side(Side::Client), side(Side::Server))
}

/// A server whose private key is 1, so that its public value is the generator and the secret is the client's public value.
struct Server {
    suite: Suite,
    extensions: &'static [u8],
    transcript: Vec<u8>,
    randoms: Randoms,
}

impl Server {
    fn new(suite: Suite, extensions: &'static [u8]) -> Self {
        let randoms = Randoms { client: [0; 32], server: [7; 32] };
        Self { suite, extensions, transcript: Vec::new(), randoms }
    }

    /// What the server says to a hello.
    fn first_flight(&mut self, hello: &Message) -> Vec<Message> {
        assert_eq!(hello.message_type(), CLIENT_HELLO);
        self.randoms.client = *hello.body()[2..].first_chunk().unwrap();
        let mut body = vec![3, 3];
        body.extend([7; 32]);
        body.push(0);
        body.extend(self.suite.number.to_be_bytes());
        body.push(0);
        body.extend(self.extensions);
        let exchange = match self.suite.key_exchange {
            KeyExchange::FiniteField => {
                let prime = hex(FFDHE2048);
                [&(prime.len() as u16).to_be_bytes(), &prime[..], &[0, 1, 2, 0, 1, 2]].concat()
            }
            KeyExchange::Curve => [&[3, 0, 29, 32][..], &CURVE_PUBLIC].concat(),
        };
        let messages = vec![
            Message::new(SERVER_HELLO, &body),
            Message::new(SERVER_KEY_EXCHANGE, &exchange),
            Message::new(SERVER_HELLO_DONE, &[]),
        ];
        self.transcript.extend_from_slice(&hello.bytes);
        for message in &messages {
            self.transcript.extend_from_slice(&message.bytes);
        }
        messages
    }

    /// Takes the client's second flight; gives the server's own, and its side of the connection.
    fn second_flight(&mut self, flight: &[u8]) -> (Vec<u8>, RecordLayer) {
        let records = records(flight);
        let exchange = &records[0].1;
        self.transcript.extend_from_slice(exchange);
        let premaster = match self.suite.key_exchange {
            KeyExchange::FiniteField => exchange[6..].iter().copied().skip_while(|byte| *byte == 0).collect(),
            KeyExchange::Curve => curve_secret(&exchange[5..]),
        };
        let master = self.master(&premaster);
        let keys = Keys::derive(&self.suite, &master, &self.randoms);
        let after = self.has_extension(22) && self.suite.mode != Mode::Gcm;
        let order = if after { Order::EncryptThenMac } else { Order::MacThenEncrypt };
        let mut layer = RecordLayer::new(&self.suite, &keys, Side::Server, order, &Zeroizing::new([5; 16])).unwrap();
        assert_eq!(records[1].1, [1]);
        let mut finished = BytesMut::new();
        layer.open_record(records[2].0, &records[2].1, &mut finished).unwrap();
        let expected = verify_data(self.suite.prf, &master, Side::Client, &self.transcript);
        assert_eq!(finished, Message::new(FINISHED, &expected).bytes, "{}", self.suite.name);
        self.transcript.extend_from_slice(&finished);
        let ours = verify_data(self.suite.prf, &master, Side::Server, &self.transcript);
        let mut wire = BytesMut::from(&[CONTENT_CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 1][..]);
        layer.seal_record(CONTENT_HANDSHAKE, &Message::new(FINISHED, &ours).bytes, &mut wire).unwrap();
        (wire.to_vec(), layer)
    }

    fn master(&self, premaster: &[u8]) -> MasterSecret {
        if self.has_extension(23) {
            extended_master_secret(self.suite.prf, premaster, &self.transcript)
        } else {
            master_secret(self.suite.prf, premaster, &self.randoms)
        }
    }

    fn has_extension(&self, number: u8) -> bool {
        self.extensions.windows(4).any(|window| window == [0, number, 0, 0])
    }
}

/// RFC 7748 §6.1: Bob's keys.
const CURVE_PUBLIC: [u8; 32] = [
    0xde, 0x9e, 0xdb, 0x7d, 0x7b, 0x7d, 0xc1, 0xb4, 0xd3, 0x5b, 0x61, 0xc2, 0xec, 0xe4, 0x35, 0x37, 0x3f, 0x83, 0x43,
    0xc8, 0x5b, 0x78, 0x67, 0x4d, 0xad, 0xfc, 0x7e, 0x14, 0x6f, 0x88, 0x2b, 0x4f,
];

fn curve_secret(public: &[u8]) -> Vec<u8> {
    let private = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    x25519_dalek::x25519(*private.first_chunk().unwrap(), *public.first_chunk().unwrap()).to_vec()
}

fn records(mut wire: &[u8]) -> Vec<(Header, Vec<u8>)> {
    let mut found = Vec::new();
    while let Some(header) = wire.first_chunk::<HEADER>() {
        let header = Header::read(*header).unwrap();
        found.push((header, wire[HEADER..HEADER + header.length].to_vec()));
        wire.advance(HEADER + header.length);
    }
    found
}

/// A record in the clear.
fn record(content_type: u8, body: &[u8]) -> Vec<u8> {
    [&Header::new(content_type, body.len()).bytes(), body].concat()
}

fn begin() -> (Client, Message) {
    let mut output = BytesMut::new();
    let mut client = Client::new(&mut Random::seeded(1)).unwrap();
    client.record(None, &mut output).unwrap();
    let mut joiner = Joiner::default();
    joiner.add(&output[HEADER..]);
    (client, joiner.next().unwrap().unwrap())
}

const NO_EXTENSIONS: &[u8] = &[];
const BOTH_EXTENSIONS: &[u8] = &[0, 13, 0, 23, 0, 0, 0, 22, 0, 0, 0xff, 1, 0, 1, 0];

#[test]
fn every_suite_comes_to_an_open_connection_with_and_without_extensions() {
    for suite in SUITES {
        for extensions in [NO_EXTENSIONS, BOTH_EXTENSIONS] {
            let (mut client, hello) = begin();
            let mut server = Server::new(suite, extensions);
            let mut output = BytesMut::new();
            for message in server.first_flight(&hello) {
                assert_eq!(
                    client.record(Some(&record(CONTENT_HANDSHAKE, &message.bytes)), &mut output),
                    Ok(Progress::Going)
                );
            }
            let (flight, mut theirs) = server.second_flight(&output);
            let mut progress = Progress::Going;
            for (header, body) in records(&flight) {
                assert_eq!(progress, Progress::Going);
                progress = client.record(Some(&[&header.bytes(), &body[..]].concat()), &mut output).unwrap();
            }
            assert_eq!(progress, Progress::Done);
            let (protection, mut ours) = Box::new(client).finish().unwrap();
            assert_eq!(protection.encryption, Encryption::Anonymous);
            let by = if suite.key_exchange == KeyExchange::Curve { "X25519" } else { "ffdhe2048" };
            assert_eq!(protection.cipher, format!("TLS 1.2, {}, key by {by}", suite.protection()));
            let (mut wire, mut plain, mut reply) = (BytesMut::new(), BytesMut::new(), BytesMut::new());
            theirs.seal(&mut BytesMut::from(&b"hello"[..]), &mut wire).unwrap();
            ours.open(&mut wire, &mut plain, &mut reply).unwrap();
            assert_eq!(&plain[..], b"hello");
        }
    }
}

#[test]
fn a_first_flight_in_one_record_or_cut_anywhere_is_understood() {
    let (_, hello) = begin();
    let flight: Vec<u8> =
        Server::new(SUITES[2], BOTH_EXTENSIONS).first_flight(&hello).iter().flat_map(|m| m.bytes.clone()).collect();
    let mut answers = Vec::new();
    for size in [1, 3, 50, flight.len()] {
        let (mut client, _) = begin();
        let mut output = BytesMut::new();
        for piece in flight.chunks(size) {
            assert_eq!(client.record(Some(&record(CONTENT_HANDSHAKE, piece)), &mut output), Ok(Progress::Going));
        }
        answers.push(output);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
}

/// Feeds records in the clear to a new client until one of them is refused; the error, and what the client said last.
fn refused(records: &[Vec<u8>]) -> (Error, Vec<u8>) {
    let (mut client, _) = begin();
    let mut output = BytesMut::new();
    for record in records {
        if let Err(error) = client.record(Some(record), &mut output) {
            assert!(client.record(Some(record), &mut output).is_err(), "it takes more after {error}");
            return (error, output.to_vec());
        }
    }
    panic!("nothing was refused of {records:?}");
}

#[test]
fn messages_out_of_order_are_refused_and_named() {
    let (_, hello) = begin();
    let flight = Server::new(SUITES[0], NO_EXTENSIONS).first_flight(&hello);
    let message = |message: &Message| record(CONTENT_HANDSHAKE, &message.bytes);
    let [first, second, third] = [0, 1, 2].map(|index| message(&flight[index]));
    let certificate = message(&Message::new(11, &[0, 0, 0]));
    let ccs = record(CONTENT_CHANGE_CIPHER_SPEC, &[1]);
    for (records, words) in [
        (vec![second.clone()], "ServerKeyExchange where ServerHello should come"),
        (vec![first.clone(), first.clone()], "ServerHello where ServerKeyExchange should come"),
        (vec![first.clone(), certificate], "Certificate where ServerKeyExchange should come"),
        (vec![first.clone(), third.clone()], "ServerHelloDone where ServerKeyExchange should come"),
        (vec![first.clone(), ccs.clone()], "ChangeCipherSpec where ServerKeyExchange should come"),
        (vec![ccs], "ChangeCipherSpec where ServerHello should come"),
        (vec![first, second, third.clone(), third], "ServerHelloDone where ChangeCipherSpec should come"),
        (vec![record(23, b"RFB 003.008")], "application data before"),
    ] {
        let (error, _) = refused(&records);
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn a_finished_that_does_not_fit_is_refused() {
    let (mut client, hello) = begin();
    let mut server = Server::new(SUITES[0], NO_EXTENSIONS);
    let mut output = BytesMut::new();
    for message in server.first_flight(&hello) {
        client.record(Some(&record(CONTENT_HANDSHAKE, &message.bytes)), &mut output).unwrap();
    }
    let (_, mut layer) = server.second_flight(&output);
    // The server's side has sealed one record already: this is a new one with the same keys and the next number.
    client.record(Some(&record(CONTENT_CHANGE_CIPHER_SPEC, &[1])), &mut output).unwrap();
    let mut wire = BytesMut::new();
    layer.seal_record(CONTENT_HANDSHAKE, &Message::new(FINISHED, &[0; 12]).bytes, &mut wire).unwrap();
    let error = client.record(Some(&wire), &mut output).unwrap_err();
    assert!(error.to_string().contains("changed"), "{error}");
}

#[test]
fn alerts_end_the_handshake_in_words_and_warnings_only_after_many() {
    let (error, output) = refused(&[record(CONTENT_ALERT, &[2, 40])]);
    assert!(error.to_string().contains("no cipher that both sides have"), "{error}");
    assert_eq!(output[..2], [CONTENT_ALERT, 3]);
    let (error, _) = refused(&vec![record(CONTENT_ALERT, &[1, 112]); 40]);
    assert!(error.to_string().contains("nothing in it"), "{error}");
    let (error, _) = refused(&vec![record(CONTENT_HANDSHAKE, &[]); 40]);
    assert!(error.to_string().contains("nothing in it"), "{error}");
    let (error, _) = refused(&vec![record(CONTENT_HANDSHAKE, &[0, 0, 0, 0]); 40]);
    assert!(error.to_string().contains("nothing in it"), "{error}");
    let (error, _) = refused(&[record(CONTENT_ALERT, &[1, 0])]);
    assert!(error.to_string().contains("closes the connection"), "{error}");
}

#[test]
fn nothing_of_a_secret_is_ever_formatted() {
    let (mut client, hello) = begin();
    let text = format!("{client:?}");
    let mut output = BytesMut::new();
    for message in Server::new(SUITES[0], NO_EXTENSIONS).first_flight(&hello) {
        client.record(Some(&record(CONTENT_HANDSHAKE, &message.bytes)), &mut output).unwrap();
    }
    let keyed = format!("{client:?}");
    for text in [text, keyed] {
        assert!(text.contains("ephemeral: ***") && text.contains("vectors: ***"), "{text}");
    }
}
