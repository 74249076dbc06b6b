//! RSA-AES (5, 6, 129 and 130; rfbproto, “RSA-AES Security Type” and its sisters): a secret each way under the other side's
//! RSA key, proof that both mean the same keys, and the credentials in AES-EAX. After that RA2 and
//! RA2_256 stay encrypted, RA2ne and RA2ne_256 do not.

mod key;
mod layer;
mod log_in;
mod messages;
mod stretched;

use bytes::BufMut;
use sha1::{Digest, Sha1};
use sha2::Sha256;
use zeroize::Zeroizing;

pub use key::OwnKey;
pub use layer::MessageLayer;
pub(crate) use stretched::Stretched;

use crate::error::{Error, Protocol};
use crate::security::{Advance, Means, SecurityType};
use crate::wire::{Reader, Stop};

use key::{Making, ServerKey};
use log_in::LogIn;
use messages::Direction;

const READING: &str = "the RSA-AES handshake";

/// Starts the exchange.
pub fn exchange(security_type: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange { security_type, state: State::Start })
}

/// Starts the exchange with a key that is there already: making one takes too long for tests that do it often.
#[doc(hidden)]
pub fn exchange_with_key(security_type: SecurityType, key: OwnKey) -> Box<dyn super::Exchange> {
    Box::new(Exchange { security_type, state: State::ExpectServerKey(Making::Made(key)) })
}

/// Starts at the server's proof, which is `hash`, inside of `layer`: for tests.
#[doc(hidden)]
pub fn log_in_inside(
    security_type: SecurityType,
    server_key: &OwnKey,
    layer: MessageLayer,
    hash: &[u8],
) -> Result<Box<dyn super::Exchange>, Stop> {
    let server_key = ServerKey::read(&mut Reader::new(server_key.wire()))?;
    let log_in = LogIn::new(server_key, hash.to_vec(), layer.into_directions());
    Ok(Box::new(Exchange { security_type, state: State::LogIn(Box::new(log_in)) }))
}

/// Which of the four types it is, and how far it came.
#[derive(Debug)]
struct Exchange {
    security_type: SecurityType,
    state: State,
}

#[derive(Debug)]
enum State {
    Start,
    /// Our key is being made meanwhile.
    ExpectServerKey(Making),
    ExpectRandom(Box<Keys>),
    /// From here on there are messages.
    LogIn(Box<LogIn>),
    Done,
}

/// Both keys and our random number.
#[derive(Debug)]
struct Keys {
    own: OwnKey,
    server: ServerKey,
    own_random: Zeroizing<Vec<u8>>,
}

impl super::Exchange for Exchange {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        let suite = Suite::of(self.security_type);
        let next = match &mut self.state {
            State::Start => State::ExpectServerKey(Making::begin(means.random)?),
            State::ExpectServerKey(making) => {
                let server = ServerKey::read(reader)?;
                State::ExpectRandom(Box::new(exchange_keys(making.finish()?, server, suite, means)?))
            }
            State::ExpectRandom(keys) => State::LogIn(Box::new(keys.agree(suite, reader, means)?)),
            State::LogIn(log_in) => match log_in.advance(self.security_type, reader, means)? {
                Advance::Done => {
                    let State::LogIn(log_in) = std::mem::replace(&mut self.state, State::Done) else {
                        return Err(Error::Misuse("the log-in ends once").into());
                    };
                    return Ok(log_in.into_layer().map_or(Advance::Done, Advance::Secure));
                }
                other => return Ok(other),
            },
            State::Done => return Ok(Advance::Done),
        };
        self.state = next;
        Ok(Advance::Continue)
    }
}

/// Sends our key, and a random number for the server's.
fn exchange_keys(own: OwnKey, server: ServerKey, suite: Suite, means: &mut Means<'_>) -> Result<Keys, Stop> {
    let mut own_random = Zeroizing::new(vec![0; suite.key_length()]);
    means.random.fill(&mut own_random)?;
    let encrypted = server.encrypt(&own_random, means.random)?;
    means.output.put_slice(own.wire());
    means.output.put_u16(encrypted.len() as u16);
    means.output.put_slice(&encrypted);
    Ok(Keys { own, server, own_random })
}

impl Keys {
    /// Reads the server's random number, after which everything is encrypted, and sends our hash of both keys.
    fn agree(&self, suite: Suite, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<LogIn, Stop> {
        let length = usize::from(reader.u16()?);
        if length != self.own.length() {
            return Err(Protocol::malformed(READING, "a random number that is not as long as our key").into());
        }
        let server_random = self.own.decrypt(reader.bytes(length)?, means.random)?;
        if server_random.len() != suite.key_length() {
            return Err(Protocol::malformed(READING, "a random number of the wrong length").into());
        }
        let from_server = suite.direction(&self.own_random, &server_random);
        let mut to_server = suite.direction(&server_random, &self.own_random);
        to_server.seal(&suite.hash([self.own.wire(), self.server.wire()]), means.output);
        let hash = suite.hash([self.server.wire(), self.own.wire()]);
        Ok(LogIn::new(self.server.clone(), hash, [from_server, to_server]))
    }
}

/// The algorithms of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Suite {
    /// SHA-1 and AES-128.
    Sha1Aes128,
    /// SHA-256 and AES-256.
    Sha256Aes256,
}

impl Suite {
    fn of(security_type: SecurityType) -> Self {
        match security_type {
            SecurityType::Ra2With256 | SecurityType::Ra2neWith256 => Suite::Sha256Aes256,
            _ => Suite::Sha1Aes128,
        }
    }

    /// Bytes of the random numbers, and of the keys that are made of them.
    const fn key_length(self) -> usize {
        match self {
            Suite::Sha1Aes128 => 16,
            Suite::Sha256Aes256 => 32,
        }
    }

    fn hash(self, [first, second]: [&[u8]; 2]) -> Vec<u8> {
        match self {
            Suite::Sha1Aes128 => Sha1::new().chain_update(first).chain_update(second).finalize().to_vec(),
            Suite::Sha256Aes256 => Sha256::new().chain_update(first).chain_update(second).finalize().to_vec(),
        }
    }

    /// The direction of who made the `second` random number. Its key is the hash of both, or as much of it as a key takes.
    fn direction(self, first: &[u8], second: &[u8]) -> Direction {
        match self {
            Suite::Sha1Aes128 => {
                let hash: [u8; 20] = Sha1::new().chain_update(first).chain_update(second).finalize().into();
                let [key @ .., _, _, _, _] = hash;
                Direction::aes_128(&Zeroizing::new(key))
            }
            Suite::Sha256Aes256 => {
                let key: [u8; 32] = Sha256::new().chain_update(first).chain_update(second).finalize().into();
                Direction::aes_256(&Zeroizing::new(key))
            }
        }
    }
}
