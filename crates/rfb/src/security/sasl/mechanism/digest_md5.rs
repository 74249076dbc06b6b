//! DIGEST-MD5 (RFC 2831, historic): for servers that have nothing better.
//!
//! QEMU insists on a security layer where nothing else encrypts; RC4 is agreed to then, so that such a server can be reached
//! at all. Nobody should take it for encryption: what it is worth hangs on the password, which can be guessed from the exchange.

use std::fmt::{self, Write as _};

use md5::{Digest, Md5};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{Mechanism, Message, Start};
use crate::credentials::Secret;
use crate::error::{CryptographyError, Error, Protocol, Unsupported, UnsupportedSasl};
use crate::identity::Exposure;
use crate::layer::Layer;
use crate::random::Random;
use crate::security::sasl::digest_layer::DigestLayer;
use crate::security::sasl::directives::{Directives, quoted};
use crate::security::sasl::prepare::prepared;
use crate::wire::text::to_latin1;

pub(super) const EXPOSURE: Exposure = Exposure::WeakProof;

const READING: &str = "a DIGEST-MD5 challenge";

/// How often the server's nonce was used, which is once.
const NONCE_COUNT: &str = "00000001";

/// The most bytes of a challenge (RFC 2831 §2.1.1).
const LONGEST_CHALLENGE: usize = 2048;

/// One run of the client's side.
struct DigestMd5 {
    state: State,
    layer: Option<DigestLayer>,
}

enum State {
    ExpectChallenge {
        username: String,
        password: Secret,
        client_nonce: String,
        digest_uri: String,
    },
    /// The server's proof comes next.
    ExpectProof(String),
    Proven,
}

pub(super) fn start(start: &mut Start<'_>) -> Result<Box<dyn Mechanism>, Error> {
    let state = State::ExpectChallenge {
        username: prepared(start.username).to_string(),
        password: start.password.clone(),
        client_nonce: nonce(start.random)?,
        digest_uri: format!("vnc/{}", start.server_name),
    };
    Ok(Box::new(DigestMd5 { state, layer: None }))
}

fn nonce(random: &mut Random) -> Result<String, Error> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    Ok(hexadecimal(&bytes))
}

impl Mechanism for DigestMd5 {
    fn respond(&mut self, challenge: &[u8]) -> Result<Option<Message>, Error> {
        let challenge = std::str::from_utf8(challenge).map_err(|_| wrong("it is not UTF-8"))?;
        match &self.state {
            State::ExpectChallenge { username, password, client_nonce, digest_uri } => {
                let challenge = Challenge::parse(challenge, username)?;
                let answer = Answer { challenge: &challenge, username, client_nonce, digest_uri };
                let hash = answer.secret_hash(password);
                let (message, proof) = (answer.message(&hash), answer.proof(&hash, ""));
                self.layer =
                    (challenge.quality == Quality::Sealed).then(|| DigestLayer::new(&hash, challenge.most_bytes));
                self.state = State::ExpectProof(proof);
                Ok(Some(Zeroizing::new(message.into_bytes())))
            }
            State::ExpectProof(expected) => {
                let directives = Directives::parse(challenge)?;
                let proof = directives.one("rspauth")?.ok_or_else(|| wrong("the server's proof is missing"))?;
                if !bool::from(proof.as_bytes().ct_eq(expected.as_bytes())) {
                    let reading = "the server's proof that it knows the password";
                    return Err(CryptographyError::Forged { reading }.into());
                }
                self.state = State::Proven;
                Ok(None)
            }
            State::Proven => Err(wrong("the server goes on when nothing is left to say")),
        }
    }

    fn is_proven(&self) -> bool {
        matches!(self.state, State::Proven)
    }

    fn layer(&mut self) -> Option<Box<dyn Layer>> {
        self.layer.take().map(|layer| Box::new(layer) as Box<dyn Layer>)
    }
}

impl fmt::Debug for DigestMd5 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DigestMd5").finish_non_exhaustive()
    }
}

/// What is done with the connection after the exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quality {
    /// `auth`: nothing.
    Authentication,
    /// `auth-conf`: it is sealed.
    Sealed,
}

/// What the server asks for.
struct Challenge {
    realm: String,
    nonce: String,
    quality: Quality,
    encoding: Encoding,
    /// The most bytes of a sealed message that the server takes.
    most_bytes: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Latin1,
}

impl Challenge {
    fn parse(text: &str, username: &str) -> Result<Self, Error> {
        if text.len() > LONGEST_CHALLENGE {
            return Err(wrong("it is longer than allowed"));
        }
        let directives = Directives::parse(text)?;
        let nonce =
            directives.one("nonce")?.filter(|nonce| !nonce.is_empty()).ok_or_else(|| wrong("it has no nonce"))?;
        if directives.one("algorithm")? != Some("md5-sess") {
            return Err(wrong("its algorithm is not md5-sess"));
        }
        let encoding = if directives.one("charset")?.is_some() { Encoding::Utf8 } else { Encoding::Latin1 };
        let most_bytes =
            directives.one("maxbuf")?.unwrap_or("65536").parse().map_err(|_| wrong("maxbuf is no number"))?;
        Ok(Self {
            realm: realm(&directives, username).into(),
            nonce: nonce.into(),
            quality: Quality::agreed(&directives)?,
            encoding,
            most_bytes,
        })
    }
}

/// The server's realm; of several the one that the user's name names.
fn realm<'a>(directives: &'a Directives<'_>, username: &str) -> &'a str {
    let named = username.rsplit_once('@').map(|(_, realm)| realm);
    let chosen = directives.all("realm").find(|&realm| Some(realm) == named);
    chosen.or_else(|| directives.all("realm").next()).unwrap_or_default()
}

impl Quality {
    /// Authentication alone where the server allows it: what RC4 adds is not worth its name.
    fn agreed(directives: &Directives<'_>) -> Result<Self, Error> {
        if directives.lists("qop", "auth", "auth")? {
            return Ok(Quality::Authentication);
        }
        if directives.lists("qop", "auth-conf", "")? && directives.lists("cipher", "rc4", "")? {
            return Ok(Quality::Sealed);
        }
        Err(Unsupported::from(UnsupportedSasl::Layer).into())
    }

    const fn token(self) -> &'static str {
        match self {
            Quality::Authentication => "auth",
            Quality::Sealed => "auth-conf",
        }
    }
}

/// What the answer is computed from.
struct Answer<'a> {
    challenge: &'a Challenge,
    username: &'a str,
    client_nonce: &'a str,
    digest_uri: &'a str,
}

impl Answer<'_> {
    /// H(A1).
    fn secret_hash(&self, password: &Secret) -> Zeroizing<[u8; 16]> {
        let encode = |text: &str| Zeroizing::new(self.encode(text));
        let (username, password) = (encode(self.username), encode(&prepared(password.reveal())));
        let user = Md5::new().chain_update(&username).chain_update(b":").chain_update(encode(&self.challenge.realm));
        let user = Zeroizing::new(<[u8; 16]>::from(user.chain_update(b":").chain_update(&password).finalize()));
        let nonces = format!(":{}:{}", self.challenge.nonce, self.client_nonce);
        Zeroizing::new(Md5::new().chain_update(user.as_slice()).chain_update(nonces).finalize().into())
    }

    /// What is hashed is in Latin-1 wherever it can be, also when the message is in UTF-8 (RFC 2831 §2.1.2.1).
    fn encode(&self, text: &str) -> Vec<u8> {
        let fits = text.chars().all(|character| u32::from(character) < 256);
        if fits || self.challenge.encoding == Encoding::Latin1 { to_latin1(text) } else { text.into() }
    }

    /// What proves that its sender knows the password: the client with `AUTHENTICATE`, the server with nothing.
    fn proof(&self, hash: &[u8; 16], method: &str) -> String {
        let quality = self.challenge.quality;
        let integrity = if quality == Quality::Sealed { ":00000000000000000000000000000000" } else { "" };
        let second = hexadecimal(&Md5::digest(format!("{method}:{}{integrity}", self.digest_uri)));
        let (nonce, client_nonce) = (&self.challenge.nonce, self.client_nonce);
        let text = format!(":{nonce}:{NONCE_COUNT}:{client_nonce}:{}:{second}", quality.token());
        let hash = Zeroizing::new(hexadecimal(hash));
        hexadecimal(&Md5::new().chain_update(hash.as_bytes()).chain_update(text).finalize())
    }

    fn message(&self, hash: &[u8; 16]) -> String {
        let Challenge { realm, nonce, quality, encoding, .. } = self.challenge;
        let charset = if *encoding == Encoding::Utf8 { "charset=utf-8," } else { "" };
        let cipher = if *quality == Quality::Sealed { ",cipher=rc4,maxbuf=65536" } else { "" };
        format!(
            "{charset}username={},realm={},nonce={},nc={NONCE_COUNT},cnonce={},digest-uri={},response={},qop={}{cipher}",
            quoted(self.username),
            quoted(realm),
            quoted(nonce),
            quoted(self.client_nonce),
            quoted(self.digest_uri),
            self.proof(hash, "AUTHENTICATE"),
            quality.token(),
        )
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn wrong(what: &'static str) -> Error {
    Protocol::malformed(READING, what).into()
}

#[cfg(test)]
#[path = "digest_md5_tests.rs"]
mod tests;
