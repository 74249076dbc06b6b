//! The server's side of SCRAM (RFC 5802 §3), from the password itself: nothing is stored.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::protocol::ViewerFault;

const SALT: &[u8] = b"salt of the demo";
const ITERATIONS: u32 = 4096;

/// The hash functions that SCRAM is offered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// RFC 5802.
    Sha1,
    /// RFC 7677.
    Sha256,
}

impl Hash {
    fn digest(self, text: &[u8]) -> Vec<u8> {
        match self {
            Hash::Sha1 => Sha1::digest(text).to_vec(),
            Hash::Sha256 => Sha256::digest(text).to_vec(),
        }
    }

    fn hmac(self, key: &[u8], text: &[u8]) -> Vec<u8> {
        fn code<M: Mac + KeyInit>(key: &[u8], text: &[u8]) -> Vec<u8> {
            let mac = <M as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
            mac.chain_update(text).finalize().as_bytes().to_vec()
        }
        match self {
            Hash::Sha1 => code::<Hmac<Sha1>>(key, text),
            Hash::Sha256 => code::<Hmac<Sha256>>(key, text),
        }
    }

    /// `Hi` of §2.2.
    fn iterated(self, password: &str, salt: &[u8], iterations: u32) -> Vec<u8> {
        let mut last = self.hmac(password.as_bytes(), &[salt, &[0, 0, 0, 1]].concat());
        let mut sum = last.clone();
        for _ in 1..iterations {
            last = self.hmac(password.as_bytes(), &last);
            sum = exclusive_or(&sum, &last);
        }
        sum
    }
}

fn exclusive_or(one: &[u8], other: &[u8]) -> Vec<u8> {
    one.iter().zip(other).map(|(one, other)| one ^ other).collect()
}

/// What the viewer said first, and what it was answered.
pub(super) struct Challenge {
    hash: Hash,
    first_bare: String,
    nonce: String,
    message: String,
}

impl Challenge {
    pub(super) fn new(hash: Hash, first: &[u8], random: &[u8]) -> Result<Self, ViewerFault> {
        let first = std::str::from_utf8(first).map_err(|_| ViewerFault::Sasl("its message is not UTF-8"))?;
        let bare = first.strip_prefix("n,,").or_else(|| first.strip_prefix("y,,"));
        let bare = bare.ok_or(ViewerFault::Sasl("it binds a channel or wants to be another user"))?;
        let nonce = attribute(bare, "r=").ok_or(ViewerFault::Sasl("it sent no nonce"))?;
        let nonce = format!("{nonce}{}", BASE64.encode(random));
        let message = format!("r={nonce},s={},i={ITERATIONS}", BASE64.encode(SALT));
        Ok(Self { hash, first_bare: bare.into(), nonce, message })
    }

    /// `server-first-message`.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// `server-final-message` for a viewer that has proven to be `username`.
    pub(super) fn admit(&self, last: &[u8], username: &str, password: &str) -> Result<Option<String>, ViewerFault> {
        let last = std::str::from_utf8(last).map_err(|_| ViewerFault::Sasl("its message is not UTF-8"))?;
        let (without_proof, proof) = last.split_once(",p=").ok_or(ViewerFault::Sasl("it sent no proof"))?;
        if attribute(without_proof, "r=") != Some(&self.nonce) || attribute(without_proof, "c=") != Some("biws") {
            return Err(ViewerFault::Sasl("it does not repeat what was agreed on"));
        }
        let signed = format!("{},{},{without_proof}", self.first_bare, self.message);
        let salted = self.hash.iterated(password, SALT, ITERATIONS);
        let client_key = self.hash.hmac(&salted, b"Client Key");
        let client_signature = self.hash.hmac(&self.hash.digest(&client_key), signed.as_bytes());
        let expected = BASE64.encode(exclusive_or(&client_key, &client_signature));
        let name = username.replace('=', "=3D").replace(',', "=2C");
        if proof != expected || attribute(&self.first_bare, "n=") != Some(&name) {
            return Ok(None);
        }
        let server_key = self.hash.hmac(&salted, b"Server Key");
        Ok(Some(format!("v={}", BASE64.encode(self.hash.hmac(&server_key, signed.as_bytes())))))
    }
}

fn attribute<'a>(message: &'a str, name: &str) -> Option<&'a str> {
    message.split(',').find_map(|attribute| attribute.strip_prefix(name))
}
