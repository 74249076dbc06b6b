//! The oracle of RSA-AES: the handshake, its encrypted part, and the messages of a session, whose keys are known here.

use std::collections::VecDeque;
use std::sync::LazyLock;

use bytes::BytesMut;
use rfb::handshake::Version;
use rfb::layer::Layer;
use rfb::random::Random;
use rfb::security::rsa_aes::{MessageLayer, OwnKey, exchange_with_key, log_in_inside};
use rfb::security::{Advance, Agreed, Exchange, Means};
use rfb::wire::{NeedMore, Reader, Stop};
use rfb::{Config, Credentials, Error, Secret, SecurityType};

/// The client's key.
static CLIENT_KEY: LazyLock<OwnKey> = LazyLock::new(|| OwnKey::generate(1024, &mut Random::seeded(1)).expect("a key"));

/// What the server's hash of both keys is taken for, where there are none; the shorter types take the first 20 bytes.
pub const HASH: [u8; 32] = [0x33; 32];

/// The four types; the first byte of an input chooses.
const TYPES: [SecurityType; 4] =
    [SecurityType::Ra2, SecurityType::Ra2ne, SecurityType::Ra2With256, SecurityType::Ra2neWith256];

/// Two bytes choose the type and how the rest is meant.
pub fn rsa_aes(data: &[u8]) {
    let [security_type, meaning, rest @ ..] = data else { return };
    let security_type = TYPES[usize::from(*security_type) % TYPES.len()];
    match meaning % 3 {
        0 => {
            let whole = offline(security_type, [rest]);
            let halves = rest.split_at(rest.len() / 2);
            assert_eq!(offline(security_type, [halves.0, halves.1]), whole);
        }
        1 => log_in(security_type, rest),
        _ => session(security_type, rest),
    }
}

/// What came of some bytes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Offline {
    /// What the client sent.
    pub sent: Vec<u8>,
    /// Whether it asked for trust and for credentials.
    pub asked: [bool; 2],
    /// Whether the security type is over.
    pub done: bool,
    /// The error that ended it, if one did.
    pub error: Option<Error>,
}

/// Feeds `chunks` to an exchange whose key and random numbers are always the same, and gives it all it asks for.
pub fn offline<'a>(security_type: SecurityType, chunks: impl IntoIterator<Item = &'a [u8]>) -> Offline {
    feed(exchange_with_key(security_type, CLIENT_KEY.clone()), chunks)
}

/// Messages of a server that has the session keys: a length in a byte, then as much of anything, again and again.
fn log_in(security_type: SecurityType, mut plain: &[u8]) {
    let [client, mut server] = [layer(security_type, Side::Client), layer(security_type, Side::Server)];
    let mut wire = BytesMut::new();
    while let [length, rest @ ..] = plain {
        let (message, rest) = rest.split_at(usize::from(*length).min(rest.len()));
        server.seal(&mut BytesMut::from(message), &mut wire).expect("sealing does not fail");
        plain = rest;
    }
    let hash = if is_256(security_type) { &HASH[..] } else { &HASH[..20] };
    let exchange = |layer| log_in_inside(security_type, &CLIENT_KEY, layer, hash).expect("a good key");
    let whole = feed(exchange(client), [&wire[..]]);
    assert_eq!(feed(exchange(layer(security_type, Side::Client)), wire.chunks(7)), whole);
    assert!(!whole.done || whole.asked == [true; 2], "the end of a log-in that nobody was asked about");
}

/// The messages of a session: as they come, and as the client itself would make them.
fn session(security_type: SecurityType, data: &[u8]) {
    let (mut wire, mut plain, mut reply) = (BytesMut::from(data), BytesMut::new(), BytesMut::new());
    let opened = layer(security_type, Side::Client).open(&mut wire, &mut plain, &mut reply);
    assert!(plain.len() + wire.len() <= data.len() && reply.is_empty());
    assert!(opened.is_ok() || !wire.is_empty(), "a refused message is not taken");

    let (mut sealed, mut opened) = (BytesMut::new(), BytesMut::new());
    layer(security_type, Side::Client).seal(&mut BytesMut::from(data), &mut sealed).expect("sealing does not fail");
    let mut server = layer(security_type, Side::Server);
    let mut received = BytesMut::new();
    for chunk in sealed.chunks(1 + data.len() / 3) {
        received.extend_from_slice(chunk);
        server.open(&mut received, &mut opened, &mut reply).expect("what was sealed can be opened");
    }
    assert!(opened == data && received.is_empty() && reply.is_empty());
}

/// Whose messages a layer opens: the client's opens the server's.
#[derive(Clone, Copy)]
enum Side {
    Client,
    Server,
}

fn layer(security_type: SecurityType, side: Side) -> MessageLayer {
    match (is_256(security_type), side) {
        (false, Side::Client) => MessageLayer::aes_128(&[1; 16], &[2; 16]),
        (false, Side::Server) => MessageLayer::aes_128(&[2; 16], &[1; 16]),
        (true, Side::Client) => MessageLayer::aes_256(&[1; 32], &[2; 32]),
        (true, Side::Server) => MessageLayer::aes_256(&[2; 32], &[1; 32]),
    }
}

fn is_256(security_type: SecurityType) -> bool {
    matches!(security_type, SecurityType::Ra2With256 | SecurityType::Ra2neWith256)
}

/// Everything that the caller of an exchange has, and what came of it.
struct Caller {
    config: Config,
    random: Random,
    output: BytesMut,
    agreed: Agreed,
    offline: Offline,
}

fn feed<'a>(mut exchange: Box<dyn Exchange>, chunks: impl IntoIterator<Item = &'a [u8]>) -> Offline {
    let (config, random, output) = (Config::default(), Random::seeded(42), BytesMut::new());
    let mut caller = Caller { config, random, output, agreed: Agreed::default(), offline: Offline::default() };
    let mut received = BytesMut::new();
    for chunk in chunks {
        received.extend_from_slice(chunk);
        caller.drain(exchange.as_mut(), &mut received);
        if caller.offline.done || caller.offline.error.is_some() {
            break;
        }
    }
    Offline { sent: caller.output.to_vec(), ..caller.offline }
}

impl Caller {
    /// Goes on as far as the bytes allow.
    fn drain(&mut self, exchange: &mut dyn Exchange, received: &mut BytesMut) {
        let credentials = Credentials { username: Some("alice".into()), password: Secret::new("wonderland") };
        loop {
            let mut means = Means {
                config: &self.config,
                version: Version::V3_8,
                credentials: self.offline.asked[1].then_some(&credentials),
                trusted: self.offline.asked[0],
                random: &mut self.random,
                output: &mut self.output,
                events: &mut VecDeque::new(),
                agreed: &mut self.agreed,
            };
            let mut reader = Reader::new(received);
            match exchange.advance(&mut reader, &mut means) {
                Ok(Advance::Continue) => drop(received.split_to(reader.position())),
                Ok(Advance::NeedTrust(_)) => self.offline.asked[0] = true,
                Ok(Advance::NeedCredentials(_)) => self.offline.asked[1] = true,
                Ok(Advance::Secure(_) | Advance::Done) => return self.offline.done = true,
                Err(Stop::NeedMore(NeedMore(missing))) => return assert!(missing > 0, "it waits for nothing"),
                Err(Stop::Error(error)) => return self.offline.error = Some(error),
            }
        }
    }
}
