//! The server's side of an RSA-AES handshake as bytes, for a client whose key and random numbers are known.

use std::collections::VecDeque;
use std::sync::LazyLock;

use bytes::BytesMut;
use rfb::handshake::Version;
use rfb::random::Random;
use rfb::security::rsa_aes::{OwnKey, exchange_with_key};
use rfb::security::{Advance, Agreed, Means};
use rfb::wire::{NeedMore, Reader, Stop};
use rfb::{Config, Credentials, Error, Secret, SecurityType};
use server::security::rsa_aes::ServerKey;
use server::security::rsa_aes::scripted::{Deviation, say};

use crate::rsa_aes::VARIANTS;

/// The client's key.
static CLIENT_KEY: LazyLock<OwnKey> = LazyLock::new(|| OwnKey::generate(1024, &mut Random::seeded(1)).expect("a key"));

/// The server's.
pub static SERVER_KEY: LazyLock<ServerKey> = LazyLock::new(|| ServerKey::generate(1024).expect("a key"));

/// Everything that a server says in the handshake, to the end of the security type.
pub fn talk(security_type: SecurityType, deviation: &Deviation) -> Vec<u8> {
    let key = SERVER_KEY.public().to_wire();
    let Offline { sent, .. } = offline(security_type, [&key[..]]);
    let (variant, _) = VARIANTS.into_iter().find(|(_, named)| *named == security_type).expect("one of the four");
    [key, say(variant, &SERVER_KEY, &sent, deviation).expect("a viewer's bytes").bytes].concat()
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
    pub error: Option<Error>,
}

/// Feeds `chunks` to an exchange whose key and random numbers are always the same, and gives it all it asks for.
pub fn offline<'a>(security_type: SecurityType, chunks: impl IntoIterator<Item = &'a [u8]>) -> Offline {
    let mut exchange = exchange_with_key(security_type, CLIENT_KEY.clone());
    let (config, mut random, mut output) = (Config::default(), Random::seeded(42), BytesMut::new());
    let (mut events, mut agreed) = (VecDeque::new(), Agreed::default());
    let credentials = Credentials { username: Some("alice".into()), password: Secret::new("wonderland") };
    let mut offline = Offline::default();
    let (mut received, mut position) = (Vec::new(), 0);
    for chunk in chunks {
        received.extend_from_slice(chunk);
        loop {
            let mut means = Means {
                config: &config,
                version: Version::V3_8,
                credentials: offline.asked[1].then_some(&credentials),
                trusted: offline.asked[0],
                random: &mut random,
                output: &mut output,
                events: &mut events,
                agreed: &mut agreed,
            };
            let mut reader = Reader::new(&received[position..]);
            match exchange.advance(&mut reader, &mut means) {
                Ok(Advance::Continue) => position += reader.position(),
                Ok(Advance::NeedTrust(_)) => offline.asked[0] = true,
                Ok(Advance::NeedCredentials(_)) => offline.asked[1] = true,
                Ok(Advance::Secure(_) | Advance::Done) => {
                    offline.done = true;
                    break;
                }
                Err(Stop::NeedMore(NeedMore(missing))) => {
                    assert!(missing > 0, "it waits for nothing");
                    break;
                }
                Err(Stop::Error(error)) => {
                    offline.error = Some(error);
                    break;
                }
            }
        }
        if offline.done || offline.error.is_some() {
            break;
        }
    }
    offline.sent = output.to_vec();
    offline
}
