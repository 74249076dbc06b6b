//! The server's side of an RSA-AES handshake as bytes, for a client whose key and random numbers are known.

use std::sync::LazyLock;

use rfb::SecurityType;
use server::security::rsa_aes::ServerKey;
use server::security::rsa_aes::scripted::{Deviation, say};

use crate::rsa_aes::VARIANTS;
use crate::rsa_aes_oracle::{HASH, Offline, offline};
use crate::seeds::write_seed;

/// The server's key.
pub static SERVER_KEY: LazyLock<ServerKey> = LazyLock::new(|| ServerKey::generate(1024).expect("a key"));

/// Everything that a server says in the handshake, to the end of the security type.
pub fn talk(security_type: SecurityType, deviation: &Deviation) -> Vec<u8> {
    let key = SERVER_KEY.public().to_wire();
    let Offline { sent, .. } = offline(security_type, [&key[..]]);
    let (variant, _) = VARIANTS.into_iter().find(|(_, named)| *named == security_type).expect("one of the four");
    [key, say(variant, &SERVER_KEY, &sent, deviation).expect("a viewer's bytes").bytes].concat()
}

#[test]
#[ignore = "writes the seeds in fuzz/corpus anew: cargo test -p farview-rfb -- --ignored write_seeds_of_rsa_aes"]
fn write_seeds_of_rsa_aes() {
    for ((_, security_type), number) in VARIANTS.into_iter().zip(0..) {
        let handshake = talk(security_type, &Deviation::None);
        write_seed("rsa_aes", &format!("handshake_{number}"), &[&[number, 0], &handshake[..]].concat());
        let forged = talk(security_type, &Deviation::LastBit);
        write_seed("rsa_aes", &format!("forged_{number}"), &[&[number, 0], &forged[..]].concat());
        write_seed("rsa_aes", &format!("log_in_{number}"), &log_in(number));
        write_seed("rsa_aes", &format!("session_{number}"), &[&[number, 2][..], &[7; 1500]].concat());
    }
}

/// The hash in one message and the subtype in another, as the oracle has them sealed.
fn log_in(number: u8) -> Vec<u8> {
    let hash = &HASH[..if number < 2 { 20 } else { 32 }];
    [&[number, 1, hash.len() as u8][..], hash, &[1, 1 + number % 2]].concat()
}
