//! SCRAM (RFC 5802, RFC 7677) for any hash: both sides prove that they know the password, and neither says it.
//!
//! Without channel binding. What a server could do to us is bounded: its salt, its nonce and above all the number of
//! iterations, which is work for us.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::digest::Key;
use hmac::{KeyInit, Mac};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use super::mechanism::{Mechanism, Message, Start};
use super::prepare::prepared;
use crate::credentials::Secret;
use crate::error::{CryptographyError, Error, Protocol};
use crate::limits;
use crate::wire::text;

/// Fewer iterations make a password easy to guess for whoever sees the exchange (RFC 7677 §4: at least 4096).
const LEAST_ITERATIONS: u32 = 4096;

/// The most bytes of a server's nonce, with ours, and of its salt.
const LONGEST_PART: usize = 1024;

/// Bytes of randomness in our nonce.
const NONCE: usize = 18;

/// What says that no channel is bound and no other identity asked for, in clear and as `c=` repeats it.
const GS2_HEADER: &str = "n,,";
const GS2_HEADER_IN_BASE64: &str = "biws";

/// Makes a key of a password, a salt and a number of iterations.
type Derive = fn(&[u8], &[u8], u32) -> Zeroizing<Vec<u8>>;

/// What SCRAM takes from a hash function.
pub(super) struct Hash {
    pub digest: fn(&[u8]) -> Zeroizing<Vec<u8>>,
    /// HMAC: the key, then the text.
    pub hmac: fn(&[u8], &[u8]) -> Zeroizing<Vec<u8>>,
    /// PBKDF2 with HMAC. The key is as long as the hash.
    pub derive: Derive,
}

/// Declares a [`struct@Hash`] for a type that implements the traits of `digest`.
macro_rules! hash {
    ($digest:ty) => {
        $crate::security::sasl::scram::Hash {
            digest: |text| zeroize::Zeroizing::new(<$digest as sha2::Digest>::digest(text).to_vec()),
            hmac: $crate::security::sasl::scram::hmac::<hmac::Hmac<$digest>>,
            derive: |password, salt, iterations| {
                let length = <$digest as sha2::Digest>::output_size();
                let mut key = zeroize::Zeroizing::new(vec![0; length]);
                pbkdf2::pbkdf2_hmac::<$digest>(password, salt, iterations, &mut key);
                key
            },
        }
    };
}
pub(super) use hash;

/// HMAC with a key that is no longer than the hash's block.
pub(super) fn hmac<M: Mac + KeyInit>(key: &[u8], text: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut block = Key::<M>::default();
    block.iter_mut().zip(key).for_each(|(byte, &key)| *byte = key);
    let code = <M as KeyInit>::new(&block).chain_update(text).finalize();
    block.as_mut_slice().zeroize();
    Zeroizing::new(code.as_bytes().to_vec())
}

/// One run of the client's side.
pub(super) struct Scram {
    hash: &'static Hash,
    most_iterations: u32,
    state: State,
}

enum State {
    /// What we send first was not taken yet.
    First { password: Secret, nonce: String, first_bare: String },
    /// The server's salt and iterations come next.
    ExpectServerFirst { password: Secret, nonce: String, first_bare: String },
    /// The server's proof comes next.
    ExpectServerFinal { signature: Zeroizing<Vec<u8>> },
    /// The server knows the password.
    Proven,
}

impl Scram {
    pub(super) fn start(hash: &'static Hash, start: &mut Start<'_>) -> Result<Box<dyn Mechanism>, Error> {
        let mut random = [0; NONCE];
        start.random.fill(&mut random)?;
        Ok(Box::new(Self::with_nonce(hash, start, BASE64.encode(random))))
    }

    fn with_nonce(hash: &'static Hash, start: &Start<'_>, nonce: String) -> Self {
        let name = prepared(start.username).replace('=', "=3D").replace(',', "=2C");
        let first_bare = format!("n={name},r={nonce}");
        let most_iterations = start.most_iterations;
        Self { hash, most_iterations, state: State::First { password: start.password.clone(), nonce, first_bare } }
    }

    /// Reads the server's first message and makes the answer to it, with the signature that must come back.
    fn answer(
        &self,
        password: &Secret,
        nonce: &str,
        first_bare: &str,
        challenge: &str,
    ) -> Result<(Message, Zeroizing<Vec<u8>>), Error> {
        let server = ServerFirst::parse(challenge, nonce, self.most_iterations)?;
        let without_proof = format!("c={GS2_HEADER_IN_BASE64},r={}", server.nonce);
        let signed = format!("{first_bare},{challenge},{without_proof}");
        let salted = (self.hash.derive)(prepared(password.reveal()).as_bytes(), &server.salt, server.iterations);
        let client_key = (self.hash.hmac)(&salted, b"Client Key");
        let stored_key = (self.hash.digest)(&client_key);
        let client_signature = (self.hash.hmac)(&stored_key, signed.as_bytes());
        let proof: Vec<u8> = client_key.iter().zip(client_signature.iter()).map(|(key, mask)| key ^ mask).collect();
        let server_key = (self.hash.hmac)(&salted, b"Server Key");
        let signature = (self.hash.hmac)(&server_key, signed.as_bytes());
        let message = format!("{without_proof},p={}", BASE64.encode(proof));
        Ok((Zeroizing::new(message.into_bytes()), signature))
    }
}

impl Mechanism for Scram {
    fn initial_response(&mut self) -> Option<Message> {
        match std::mem::replace(&mut self.state, State::Proven) {
            State::First { password, nonce, first_bare } => {
                let message = format!("{GS2_HEADER}{first_bare}").into_bytes();
                self.state = State::ExpectServerFirst { password, nonce, first_bare };
                Some(Zeroizing::new(message))
            }
            other => {
                self.state = other;
                None
            }
        }
    }

    fn respond(&mut self, challenge: &[u8]) -> Result<Option<Message>, Error> {
        match &self.state {
            State::ExpectServerFirst { password, nonce, first_bare } => {
                let (message, signature) = self.answer(password, nonce, first_bare, readable(challenge)?)?;
                self.state = State::ExpectServerFinal { signature };
                Ok(Some(message))
            }
            State::ExpectServerFinal { signature } => {
                verify(readable(challenge)?, signature)?;
                self.state = State::Proven;
                Ok(None)
            }
            State::First { .. } | State::Proven => {
                Err(Protocol::malformed(READING, "the server goes on when nothing is left to say").into())
            }
        }
    }

    fn is_proven(&self) -> bool {
        matches!(self.state, State::Proven)
    }
}

impl fmt::Debug for Scram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scram").finish_non_exhaustive()
    }
}

const READING: &str = "a SCRAM message";

fn readable(challenge: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(challenge).map_err(|_| Protocol::malformed(READING, "it is not UTF-8").into())
}

/// `server-first-message`.
struct ServerFirst<'a> {
    /// Ours and what the server added.
    nonce: &'a str,
    salt: Vec<u8>,
    iterations: u32,
}

impl<'a> ServerFirst<'a> {
    fn parse(message: &'a str, ours: &str, most_iterations: u32) -> Result<Self, Error> {
        if let Some(error) = message.strip_prefix("e=") {
            return Err(refused(error));
        }
        let mut attributes = message.split(',');
        let mut next = |name: &str| attributes.next().and_then(|attribute| attribute.strip_prefix(name));
        let missing = || Protocol::malformed(READING, "nonce, salt and iterations do not come in this order");
        let nonce = next("r=").ok_or_else(missing)?;
        let salt = next("s=").ok_or_else(missing)?;
        let iterations = next("i=").ok_or_else(missing)?;
        if !nonce.starts_with(ours) || nonce.len() == ours.len() {
            return Err(Protocol::malformed(READING, "the server's nonce does not go on from ours").into());
        }
        if nonce.len() > LONGEST_PART || salt.len() > LONGEST_PART {
            return Err(Protocol::malformed(READING, "the nonce or the salt is too long").into());
        }
        let salt = BASE64.decode(salt).map_err(|_| Protocol::malformed(READING, "the salt is not in base64"))?;
        if salt.is_empty() {
            return Err(bad("the salt of SCRAM", "is empty"));
        }
        Ok(Self { nonce, salt, iterations: bounded(iterations, most_iterations)? })
    }
}

/// The number of iterations, if it is neither careless nor an attack.
fn bounded(digits: &str, most: u32) -> Result<u32, Error> {
    let number = digits.parse::<u64>().ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_digit()));
    let number = number.ok_or_else(|| Protocol::malformed(READING, "the number of iterations is no number"))?;
    if number < u64::from(LEAST_ITERATIONS) {
        return Err(bad("the number of iterations of SCRAM", "is below 4096"));
    }
    let within = limits::check("the number of iterations of SCRAM", number as usize, most as usize)?;
    Ok(within as u32)
}

/// Checks `server-final-message`.
fn verify(message: &str, expected: &[u8]) -> Result<(), Error> {
    if let Some(error) = message.strip_prefix("e=") {
        return Err(refused(error));
    }
    let verifier = message.split(',').next().and_then(|attribute| attribute.strip_prefix("v="));
    let verifier = verifier.ok_or_else(|| Protocol::malformed(READING, "the server's signature is missing"))?;
    let signature =
        BASE64.decode(verifier).map_err(|_| Protocol::malformed(READING, "the signature is not in base64"))?;
    if bool::from(signature.ct_eq(expected)) {
        Ok(())
    } else {
        Err(CryptographyError::Forged { reading: "the server's proof that it knows the password" }.into())
    }
}

/// `server-error-value`.
fn refused(error: &str) -> Error {
    let word = error.split(',').next().unwrap_or_default();
    Error::Authentication { reason: text::for_display(word.replace('-', " ").as_bytes(), 100) }
}

fn bad(what: &'static str, problem: &'static str) -> Error {
    CryptographyError::BadParameter { what, problem }.into()
}

#[cfg(test)]
#[path = "scram_tests.rs"]
mod tests;
