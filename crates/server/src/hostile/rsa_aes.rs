//! Attacks in RSA-AES: keys that protect nothing, lengths that lie, and a server that does not hold its key.

use std::sync::LazyLock;

use super::Reaction::{Error, Wait};
use super::Stage::Security;
use super::{Attack, attack};
use crate::script::Script;
use crate::security::rsa_aes::scripted::{Deviation, say};
use crate::security::rsa_aes::{ServerKey, Variant};

pub(super) const ATTACKS: &[Attack] = &[
    attack("an-rsa-key-of-0-bits", Security, Error, || chosen().send([0; 4]).expect_close()),
    attack("an-rsa-key-of-8-bits", Security, Error, || key(8, &[0xff], &[3])),
    attack("an-rsa-key-of-64-bits", Security, Error, || key(64, &[0xff; 8], &number(3, 8))),
    attack("an-rsa-key-of-512-bits", Security, Error, || key(512, &[0xff; 64], &number(3, 64))),
    attack("an-rsa-key-of-512-bits-said-to-have-2048", Security, Error, || {
        key(2048, &[vec![0; 192], vec![0xff; 64]].concat(), &number(3, 256))
    }),
    attack("an-rsa-key-of-65535-bits", Security, Error, || key(65535, &[0xff; 8192], &number(3, 8192))),
    attack("an-rsa-key-of-4-gib", Security, Error, || chosen().send([0xff; 4]).flood([0xff; 16384], 1 << 30)),
    attack("an-rsa-modulus-of-0", Security, Error, || key(2048, &[0; 256], &number(3, 256))),
    attack("an-rsa-modulus-of-1", Security, Error, || key(2048, &number(1, 256), &number(3, 256))),
    attack("an-even-rsa-modulus", Security, Error, || key(2048, &[0xfe; 256], &number(3, 256))),
    attack("an-rsa-exponent-of-0", Security, Error, || key(2048, &[0xff; 256], &[0; 256])),
    attack("an-rsa-exponent-of-1", Security, Error, || key(2048, &[0xff; 256], &number(1, 256))),
    attack("an-even-rsa-exponent", Security, Error, || key(2048, &[0xff; 256], &number(2, 256))),
    attack("an-rsa-exponent-as-long-as-the-modulus", Security, Error, || key(2048, &[0xff; 256], &[0xff; 256])),
    attack("an-rsa-key-cut-off", Security, Error, || chosen().send([0, 0, 8, 0]).send([0xff; 100]).close()),
    attack("silence-before-the-rsa-key", Security, Wait, || chosen().expect_close()),
    attack("silence-after-the-rsa-key", Security, Wait, || own_key().expect_close()),
    attack("an-rsa-random-number-of-0-bytes", Security, Error, || own_key().send([0, 0]).expect_close()),
    attack("an-rsa-random-number-of-65535-bytes", Security, Error, || {
        own_key().send([0xff; 2]).flood([7; 16384], 1 << 30)
    }),
    attack("an-rsa-random-number-larger-than-the-key", Security, Error, || {
        own_key().send([1, 0]).send([0xff; 256]).expect_close()
    }),
    attack("an-rsa-random-number-of-garbage", Security, Error, || {
        own_key().send([1, 0]).send([7; 256]).send([0, 20]).send([7; 36]).expect_close()
    }),
    attack("an-rsa-random-number-of-15-bytes", Security, Error, || {
        said(|viewer| bytes(viewer, &Deviation::RandomOf(15)))
    }),
    attack("an-rsa-random-number-of-no-bytes", Security, Error, || {
        said(|viewer| bytes(viewer, &Deviation::RandomOf(0)))
    }),
    attack("a-wrong-hash-of-the-rsa-keys", Security, Error, || {
        said(|viewer| bytes(viewer, &Deviation::Hash(vec![7; 20])))
    }),
    attack("a-hash-of-the-rsa-keys-of-0-bytes", Security, Error, || {
        said(|viewer| bytes(viewer, &Deviation::Hash(Vec::new())))
    }),
    attack("a-hash-of-the-rsa-keys-of-65535-bytes", Security, Error, || {
        said(|viewer| bytes(viewer, &Deviation::Hash(vec![7; 65535])))
    }),
    attack("an-rsa-aes-message-with-a-wrong-mac", Security, Error, || {
        said(|viewer| {
            let mut bytes = bytes(viewer, &Deviation::None);
            // The last byte of the MAC of the hash, which the message with the subtype follows.
            let at = bytes.len() - 19 - 1;
            bytes[at] ^= 1;
            bytes
        })
    }),
    attack("silence-before-the-hash-of-the-rsa-keys", Security, Wait, || {
        said(|viewer| bytes(viewer, &Deviation::None)[..2 + 256].to_vec())
    }),
];

/// The key of the server that does have one. Short, so that it is made quickly.
static KEY: LazyLock<ServerKey> = LazyLock::new(|| ServerKey::generate(1024).expect("a key"));

/// What a viewer sends first: its key of 2048 bits, and a random number for ours.
const VIEWER: usize = (4 + 2 * 256) + (2 + 128);

fn chosen() -> Script {
    Script::new().version_3_8().security_types(&[5]).expect_security_type(5)
}

fn key(bits: u32, modulus: &[u8], exponent: &[u8]) -> Script {
    chosen().send([&bits.to_be_bytes(), modulus, exponent].concat()).expect_close()
}

fn number(value: u8, length: usize) -> Vec<u8> {
    let mut number = vec![0; length];
    number[length - 1] = value;
    number
}

fn own_key() -> Script {
    chosen().send(KEY.public().to_wire())
}

/// A server that answers the viewer's key.
fn said(answer: fn(&[u8]) -> Vec<u8>) -> Script {
    own_key().answer("the viewer's key and random number", VIEWER, answer).expect_close()
}

/// What a server says that does one thing wrong.
fn bytes(viewer: &[u8], deviation: &Deviation) -> Vec<u8> {
    // A viewer that sends no key gets no answer.
    say(Variant::Ra2, &KEY, viewer, deviation).map(|said| said.bytes).unwrap_or_default()
}
