//! The pseudorandom function of TLS 1.2 (RFC 5246 §5), and the secrets made with it (§6.3, §7.4.9, §8.1; RFC 7627 §4).

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384};
use zeroize::Zeroizing;

use super::suite::{Mode, Suite};

/// Bytes of a master secret.
pub const MASTER_SECRET: usize = 48;
/// Bytes of what proves that both sides saw the same handshake.
pub const VERIFY_DATA: usize = 12;

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// SHA-1, only under an HMAC.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
}

impl Hash {
    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Hash::Sha1 => "SHA-1",
            Hash::Sha256 => "SHA-256",
            Hash::Sha384 => "SHA-384",
        }
    }

    /// Bytes of its value.
    pub const fn length(self) -> usize {
        match self {
            Hash::Sha1 => 20,
            Hash::Sha256 => 32,
            Hash::Sha384 => 48,
        }
    }

    /// The hash of `data`.
    pub fn digest(self, data: &[u8]) -> Vec<u8> {
        match self {
            Hash::Sha1 => Sha1::digest(data).to_vec(),
            Hash::Sha256 => Sha256::digest(data).to_vec(),
            Hash::Sha384 => Sha384::digest(data).to_vec(),
        }
    }
}

/// Fills `output` with `PRF(secret, label, seed)`.
pub fn prf(hash: Hash, secret: &[u8], label: &[u8], seed: &[&[u8]], output: &mut [u8]) {
    match hash {
        Hash::Sha1 => expand::<Hmac<Sha1>>(secret, label, seed, output),
        Hash::Sha256 => expand::<Hmac<Sha256>>(secret, label, seed, output),
        Hash::Sha384 => expand::<Hmac<Sha384>>(secret, label, seed, output),
    }
}

/// `P_hash`: HMACs of a chain of HMACs, one after the other.
fn expand<M: Mac + KeyInit + Clone>(secret: &[u8], label: &[u8], seed: &[&[u8]], output: &mut [u8]) {
    // HMAC takes keys of any length: there is nothing to refuse.
    let Ok(keyed) = <M as KeyInit>::new_from_slice(secret) else { return };
    let seeded = |mut mac: M| {
        mac.update(label);
        for part in seed {
            mac.update(part);
        }
        mac.finalize().into_bytes()
    };
    let mut chain = seeded(keyed.clone());
    for part in output.chunks_mut(M::output_size()) {
        let mut mac = keyed.clone();
        mac.update(&chain);
        let value = Zeroizing::new(seeded(mac).to_vec());
        part.iter_mut().zip(value.iter()).for_each(|(byte, value)| *byte = *value);
        let mut mac = keyed.clone();
        mac.update(&chain);
        chain = mac.finalize().into_bytes();
    }
}

/// What both sides know of each other's hellos.
#[derive(Debug, Clone, Copy)]
pub struct Randoms {
    /// ClientHello's.
    pub client: [u8; 32],
    /// ServerHello's.
    pub server: [u8; 32],
}

/// The secret that all keys are made of.
pub type MasterSecret = Zeroizing<[u8; MASTER_SECRET]>;

/// The master secret as TLS 1.2 has it at first (RFC 5246 §8.1).
pub fn master_secret(hash: Hash, premaster: &[u8], randoms: &Randoms) -> MasterSecret {
    let mut master = Zeroizing::new([0; MASTER_SECRET]);
    prf(hash, premaster, b"master secret", &[&randoms.client, &randoms.server], master.as_mut());
    master
}

/// The master secret that is bound to the whole handshake (RFC 7627 §4): to `messages` up to ClientKeyExchange.
pub fn extended_master_secret(hash: Hash, premaster: &[u8], messages: &[u8]) -> MasterSecret {
    let mut master = Zeroizing::new([0; MASTER_SECRET]);
    prf(hash, premaster, b"extended master secret", &[&hash.digest(messages)], master.as_mut());
    master
}

/// Who says "finished".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Who connected.
    Client,
    /// Who was connected to.
    Server,
}

/// The body of a side's Finished, after `messages` (RFC 5246 §7.4.9).
pub fn verify_data(hash: Hash, master: &MasterSecret, side: Side, messages: &[u8]) -> [u8; VERIFY_DATA] {
    let label: &[u8] = match side {
        Side::Client => b"client finished",
        Side::Server => b"server finished",
    };
    let mut data = [0; VERIFY_DATA];
    prf(hash, master.as_ref(), label, &[&hash.digest(messages)], &mut data);
    data
}

/// The keys of both directions.
#[derive(Clone)]
pub struct Keys {
    /// Of what the client sends.
    pub client: DirectionKeys,
    /// Of what the server sends.
    pub server: DirectionKeys,
}

/// The keys of one direction.
#[derive(Clone)]
pub struct DirectionKeys {
    /// Of the HMAC; empty with GCM.
    pub mac: Zeroizing<Vec<u8>>,
    /// Of AES.
    pub cipher: Zeroizing<Vec<u8>>,
    /// GCM's salt, four bytes; empty with CBC.
    pub salt: Zeroizing<Vec<u8>>,
}

impl Keys {
    /// Cut from the key block (RFC 5246 §6.3).
    pub fn derive(suite: &Suite, master: &MasterSecret, randoms: &Randoms) -> Keys {
        let (mac, salt) = match suite.mode {
            Mode::Gcm => (0, 4),
            Mode::Cbc(hash) => (hash.length(), 0),
        };
        let mut block = Zeroizing::new(vec![0; 2 * (mac + suite.key_length + salt)]);
        prf(suite.prf, master.as_ref(), b"key expansion", &[&randoms.server, &randoms.client], &mut block);
        let mut rest = block.as_slice();
        let mut cut = |length: usize| {
            let (part, after) = rest.split_at_checked(length).unwrap_or_default();
            rest = after;
            Zeroizing::new(part.to_vec())
        };
        let [client_mac, server_mac] = [cut(mac), cut(mac)];
        let [client_cipher, server_cipher] = [cut(suite.key_length), cut(suite.key_length)];
        let [client_salt, server_salt] = [cut(salt), cut(salt)];
        Keys {
            client: DirectionKeys { mac: client_mac, cipher: client_cipher, salt: client_salt },
            server: DirectionKeys { mac: server_mac, cipher: server_cipher, salt: server_salt },
        }
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tls::anonymous::suite::SUITES;
    use crate::tls::anonymous::tests::hex;

    /// Test vectors that were published on the TLS working group's list, and that OpenSSL's `TLS1-PRF` agrees with.
    #[test]
    fn the_pseudorandom_function_gives_the_published_values() {
        let secret = hex("9bbe436ba940f017b17652849a71db35");
        let seed = hex("a0ba9f936cda311827a6f796ffd5198c");
        let mut output = vec![0; 100];
        prf(Hash::Sha256, &secret, b"test label", &[&seed], &mut output);
        let expected = "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af\
                        0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701\
                        87347b66";
        assert_eq!(output, hex(expected));

        let secret = hex("b80b733d6ceefcdc71566ea48e5567df");
        let seed = hex("cd665cf6a8447dd6ff8b27555edb7465");
        let mut output = vec![0; 148];
        prf(Hash::Sha384, &secret, b"test label", &[&seed], &mut output);
        let expected = "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cde9ca0faa60be9fe34f82b1233c9146a0\
                        e534cb400fed2700884f9dc236f80edd8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d918425\
                        9b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236a3e52655c9e9aee691c8f3a26854308d5eaa3be85e099070\
                        3d73e56f";
        assert_eq!(output, hex(expected));
    }

    #[test]
    fn a_key_block_is_cut_in_the_order_of_the_specification() {
        let randoms = Randoms { client: [1; 32], server: [2; 32] };
        let master = Zeroizing::new([3; MASTER_SECRET]);
        for suite in SUITES {
            let keys = Keys::derive(&suite, &master, &randoms);
            let parts = [
                &keys.client.mac,
                &keys.server.mac,
                &keys.client.cipher,
                &keys.server.cipher,
                &keys.client.salt,
                &keys.server.salt,
            ];
            let together: Vec<u8> = parts.iter().flat_map(|part| part.iter().copied()).collect();
            let mut block = vec![0; together.len()];
            prf(suite.prf, master.as_ref(), b"key expansion", &[&[2; 32], &[1; 32]], &mut block);
            assert_eq!(together, block, "{}", suite.name);
            assert_eq!(keys.client.cipher.len(), suite.key_length);
        }
    }

    #[test]
    fn keys_are_never_formatted() {
        let keys = Keys::derive(
            &SUITES[0],
            &Zeroizing::new([3; MASTER_SECRET]),
            &Randoms { client: [1; 32], server: [2; 32] },
        );
        assert_eq!(format!("{keys:?}"), "Keys(***)");
    }
}
