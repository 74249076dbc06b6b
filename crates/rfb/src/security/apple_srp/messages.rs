//! The messages of SASL's SRP (draft-burdis-cat-srp-sasl §3): a length, then fields that have lengths of their own.

use bytes::BufMut;
use pbkdf2::pbkdf2_hmac;
use sha2::{Digest, Sha512};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{READING, malformed};
use crate::credentials::Secret;
use crate::cryptography::secure_remote_password::Group;
use crate::error::{CryptographyError, Error, Protocol, Unsupported};
use crate::limits;
use crate::random::Random;
use crate::wire::{NeedMore, Reader};

/// Rounds of PBKDF2 that are calculated: a second or two. macOS asks for 20,000 to 200,000.
const MOST_ROUNDS: usize = 1_000_000;

/// Bytes of a proof.
const PROOF: usize = 64;

/// The group of 4096 bits (RFC 5054, appendix A), with the generator 5. No other is agreed to: it could be a weak one.
const MODULUS: [u8; 512] = [
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xc9, 0x0f, 0xda, 0xa2, 0x21, 0x68, 0xc2, 0x34, 0xc4, 0xc6, 0x62,
    0x8b, 0x80, 0xdc, 0x1c, 0xd1, 0x29, 0x02, 0x4e, 0x08, 0x8a, 0x67, 0xcc, 0x74, 0x02, 0x0b, 0xbe, 0xa6, 0x3b, 0x13,
    0x9b, 0x22, 0x51, 0x4a, 0x08, 0x79, 0x8e, 0x34, 0x04, 0xdd, 0xef, 0x95, 0x19, 0xb3, 0xcd, 0x3a, 0x43, 0x1b, 0x30,
    0x2b, 0x0a, 0x6d, 0xf2, 0x5f, 0x14, 0x37, 0x4f, 0xe1, 0x35, 0x6d, 0x6d, 0x51, 0xc2, 0x45, 0xe4, 0x85, 0xb5, 0x76,
    0x62, 0x5e, 0x7e, 0xc6, 0xf4, 0x4c, 0x42, 0xe9, 0xa6, 0x37, 0xed, 0x6b, 0x0b, 0xff, 0x5c, 0xb6, 0xf4, 0x06, 0xb7,
    0xed, 0xee, 0x38, 0x6b, 0xfb, 0x5a, 0x89, 0x9f, 0xa5, 0xae, 0x9f, 0x24, 0x11, 0x7c, 0x4b, 0x1f, 0xe6, 0x49, 0x28,
    0x66, 0x51, 0xec, 0xe4, 0x5b, 0x3d, 0xc2, 0x00, 0x7c, 0xb8, 0xa1, 0x63, 0xbf, 0x05, 0x98, 0xda, 0x48, 0x36, 0x1c,
    0x55, 0xd3, 0x9a, 0x69, 0x16, 0x3f, 0xa8, 0xfd, 0x24, 0xcf, 0x5f, 0x83, 0x65, 0x5d, 0x23, 0xdc, 0xa3, 0xad, 0x96,
    0x1c, 0x62, 0xf3, 0x56, 0x20, 0x85, 0x52, 0xbb, 0x9e, 0xd5, 0x29, 0x07, 0x70, 0x96, 0x96, 0x6d, 0x67, 0x0c, 0x35,
    0x4e, 0x4a, 0xbc, 0x98, 0x04, 0xf1, 0x74, 0x6c, 0x08, 0xca, 0x18, 0x21, 0x7c, 0x32, 0x90, 0x5e, 0x46, 0x2e, 0x36,
    0xce, 0x3b, 0xe3, 0x9e, 0x77, 0x2c, 0x18, 0x0e, 0x86, 0x03, 0x9b, 0x27, 0x83, 0xa2, 0xec, 0x07, 0xa2, 0x8f, 0xb5,
    0xc5, 0x5d, 0xf0, 0x6f, 0x4c, 0x52, 0xc9, 0xde, 0x2b, 0xcb, 0xf6, 0x95, 0x58, 0x17, 0x18, 0x39, 0x95, 0x49, 0x7c,
    0xea, 0x95, 0x6a, 0xe5, 0x15, 0xd2, 0x26, 0x18, 0x98, 0xfa, 0x05, 0x10, 0x15, 0x72, 0x8e, 0x5a, 0x8a, 0xaa, 0xc4,
    0x2d, 0xad, 0x33, 0x17, 0x0d, 0x04, 0x50, 0x7a, 0x33, 0xa8, 0x55, 0x21, 0xab, 0xdf, 0x1c, 0xba, 0x64, 0xec, 0xfb,
    0x85, 0x04, 0x58, 0xdb, 0xef, 0x0a, 0x8a, 0xea, 0x71, 0x57, 0x5d, 0x06, 0x0c, 0x7d, 0xb3, 0x97, 0x0f, 0x85, 0xa6,
    0xe1, 0xe4, 0xc7, 0xab, 0xf5, 0xae, 0x8c, 0xdb, 0x09, 0x33, 0xd7, 0x1e, 0x8c, 0x94, 0xe0, 0x4a, 0x25, 0x61, 0x9d,
    0xce, 0xe3, 0xd2, 0x26, 0x1a, 0xd2, 0xee, 0x6b, 0xf1, 0x2f, 0xfa, 0x06, 0xd9, 0x8a, 0x08, 0x64, 0xd8, 0x76, 0x02,
    0x73, 0x3e, 0xc8, 0x6a, 0x64, 0x52, 0x1f, 0x2b, 0x18, 0x17, 0x7b, 0x20, 0x0c, 0xbb, 0xe1, 0x17, 0x57, 0x7a, 0x61,
    0x5d, 0x6c, 0x77, 0x09, 0x88, 0xc0, 0xba, 0xd9, 0x46, 0xe2, 0x08, 0xe2, 0x4f, 0xa0, 0x74, 0xe5, 0xab, 0x31, 0x43,
    0xdb, 0x5b, 0xfc, 0xe0, 0xfd, 0x10, 0x8e, 0x4b, 0x82, 0xd1, 0x20, 0xa9, 0x21, 0x08, 0x01, 0x1a, 0x72, 0x3c, 0x12,
    0xa7, 0x87, 0xe6, 0xd7, 0x88, 0x71, 0x9a, 0x10, 0xbd, 0xba, 0x5b, 0x26, 0x99, 0xc3, 0x27, 0x18, 0x6a, 0xf4, 0xe2,
    0x3c, 0x1a, 0x94, 0x68, 0x34, 0xb6, 0x15, 0x0b, 0xda, 0x25, 0x83, 0xe9, 0xca, 0x2a, 0xd4, 0x4c, 0xe8, 0xdb, 0xbb,
    0xc2, 0xdb, 0x04, 0xde, 0x8e, 0xf9, 0x2e, 0x8e, 0xfc, 0x14, 0x1f, 0xbe, 0xca, 0xa6, 0x28, 0x7c, 0x59, 0x47, 0x4e,
    0x6b, 0xc0, 0x5d, 0x99, 0xb2, 0x96, 0x4f, 0xa0, 0x90, 0xc3, 0xa2, 0x23, 0x3b, 0xa1, 0x86, 0x51, 0x5b, 0xe7, 0xed,
    0x1f, 0x61, 0x29, 0x70, 0xce, 0xe2, 0xd7, 0xaf, 0xb8, 0x1b, 0xdd, 0x76, 0x21, 0x70, 0x48, 0x1c, 0xd0, 0x06, 0x91,
    0x27, 0xd5, 0xb0, 0x5a, 0xa9, 0x93, 0xb4, 0xea, 0x98, 0x8d, 0x8f, 0xdd, 0xc1, 0x86, 0xff, 0xb7, 0xdc, 0x90, 0xa6,
    0xc0, 0x8f, 0x4d, 0xf4, 0x35, 0xc9, 0x34, 0x06, 0x31, 0x99, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
];

/// Who we are: no other identity, the name, no session to resume, no nonce.
pub(crate) fn user_message(username: &str) -> Result<Vec<u8>, Unsupported> {
    let length = username.len();
    let too_long = |_| Unsupported::TooLong { what: "user name", bytes: length, most: u16::MAX.into() };
    let mut fields = vec![0, 0];
    fields.put_u16(u16::try_from(length).map_err(too_long)?);
    fields.put_slice(username.as_bytes());
    fields.put_slice(&[0, 0, 0]);
    Ok(buffer(&fields))
}

/// What the server sends first.
#[derive(Debug)]
pub(crate) struct Challenge {
    salt: Vec<u8>,
    /// The server's public number, B.
    server: Vec<u8>,
    rounds: u32,
    /// What may be done after the exchange. The server wants to hear it again.
    options: Vec<u8>,
}

impl Challenge {
    pub(crate) fn read(message: &[u8]) -> Result<Self, Error> {
        let mut fields = open(message)?;
        let challenge =
            Self::read_fields(&mut fields).map_err(|NeedMore(_)| Protocol::Truncated { reading: READING })?;
        if !fields.rest().is_empty() {
            return Err(malformed("more than the fields of a challenge"));
        }
        let (modulus, generator, challenge) = challenge;
        let zeros = generator.iter().take_while(|&&byte| byte == 0).count();
        if modulus != MODULUS || generator.get(zeros..) != Some(&[5]) {
            let problem = "is not the one of 4096 bits that is known to be good";
            return Err(CryptographyError::BadParameter { what: "the SRP group", problem }.into());
        }
        let named = |option: &[u8]| challenge.options.split(|&byte| byte == b',').any(|named| named == option);
        if !named(b"mda=SHA-512") || !named(b"kdf=SALTED-SHA512-PBKDF2") {
            return Err(malformed("other hash functions than SHA-512"));
        }
        if challenge.rounds == 0 {
            return Err(malformed("no rounds of key derivation"));
        }
        limits::check("the rounds of key derivation", challenge.rounds as usize, MOST_ROUNDS)?;
        Ok(challenge)
    }

    /// The modulus, the generator and everything else.
    fn read_fields<'a>(fields: &mut Reader<'a>) -> Result<(&'a [u8], &'a [u8], Self), NeedMore> {
        fields.skip(1)?;
        let (modulus, generator) = (long_field(fields)?, long_field(fields)?);
        let (salt, server) = (short_field(fields)?.to_vec(), long_field(fields)?.to_vec());
        // Eight bytes; what does not fit in four is beyond the limit anyway.
        let rounds = if fields.u32()? == 0 { fields.u32()? } else { fields.u32().map(|_| u32::MAX)? };
        let options = long_field(fields)?.to_vec();
        Ok((modulus, generator, Self { salt, server, rounds, options }))
    }

    /// Our answer, and what the server has to prove.
    pub(crate) fn answer(&self, password: &Secret, random: &mut Random) -> Result<(Vec<u8>, Proof), Error> {
        let group = Group::new(&MODULUS, &[5])?;
        let private = Zeroizing::new(random.array::<64>()?);
        let public = group.public(&*private);
        let key = self.key(password);
        let secret = group.agree::<Sha512>(&*private, &public, &self.server, &*key)?;
        let session = Zeroizing::new(<[u8; 64]>::from(Sha512::digest(&*secret)));
        let evidence = self.evidence(&group, &public, &*session);
        let nonce = random.array::<16>()?;
        let mut fields = Vec::new();
        put_long(&mut fields, &public);
        put_short(&mut fields, &evidence);
        put_long(&mut fields, &self.options);
        put_short(&mut fields, &nonce);
        let proof = Sha512::new().chain_update(&*public).chain_update(evidence).chain_update(*session).finalize();
        Ok((buffer(&fields), Proof(proof.into())))
    }

    /// What the password becomes, x: the name has no part in it.
    fn key(&self, password: &Secret) -> Zeroizing<[u8; 64]> {
        let mut derived = Zeroizing::new([0; 128]);
        pbkdf2_hmac::<Sha512>(password.reveal().as_bytes(), &self.salt, self.rounds, &mut *derived);
        let inner =
            Zeroizing::new(<[u8; 64]>::from(Sha512::new().chain_update(b":").chain_update(*derived).finalize()));
        Zeroizing::new(Sha512::new().chain_update(&self.salt).chain_update(*inner).finalize().into())
    }

    /// Our proof, M1 (RFC 2945 §3), with an empty name.
    fn evidence(&self, group: &Group, public: &[u8], session: &[u8]) -> [u8; PROOF] {
        let (modulus, generator) = group.padded();
        let mut both = Sha512::digest(modulus);
        both.iter_mut().zip(Sha512::digest(&*generator)).for_each(|(byte, other)| *byte ^= other);
        let mut server = vec![0; MODULUS.len().saturating_sub(self.server.len())];
        server.extend_from_slice(&self.server);
        let hash = Sha512::new().chain_update(both).chain_update(Sha512::digest(b"")).chain_update(&self.salt);
        hash.chain_update(public).chain_update(server).chain_update(session).finalize().into()
    }
}

/// What the server has to send to prove that it knows the password, M2.
#[derive(Clone)]
pub(crate) struct Proof([u8; PROOF]);

impl Proof {
    pub(crate) fn check(&self, message: &[u8]) -> Result<(), Error> {
        let mut fields = open(message)?;
        let proof = short_field(&mut fields).map_err(|NeedMore(_)| Protocol::Truncated { reading: READING })?;
        if bool::from(self.0[..].ct_eq(proof)) {
            Ok(())
        } else {
            Err(CryptographyError::Forged { reading: "the server's proof that it knows the password" }.into())
        }
    }
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proof")
    }
}

/// The fields in a message.
fn open(message: &[u8]) -> Result<Reader<'_>, Error> {
    let mut reader = Reader::new(message);
    let length = reader.u32().map_err(|NeedMore(_)| Protocol::Truncated { reading: READING })?;
    if length as usize != reader.rest().len() {
        return Err(malformed("a message that is not as long as it says"));
    }
    Ok(reader)
}

/// A message with these fields.
fn buffer(fields: &[u8]) -> Vec<u8> {
    [&(fields.len() as u32).to_be_bytes(), fields].concat()
}

fn long_field<'a>(fields: &mut Reader<'a>) -> Result<&'a [u8], NeedMore> {
    let length = fields.u16()?;
    fields.bytes(length.into())
}

fn short_field<'a>(fields: &mut Reader<'a>) -> Result<&'a [u8], NeedMore> {
    let length = fields.u8()?;
    fields.bytes(length.into())
}

fn put_long(fields: &mut Vec<u8>, field: &[u8]) {
    fields.put_u16(field.len() as u16);
    fields.put_slice(field);
}

fn put_short(fields: &mut Vec<u8>, field: &[u8]) {
    fields.put_u8(field.len() as u8);
    fields.put_slice(field);
}
