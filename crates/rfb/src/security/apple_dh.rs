//! Apple Diffie-Hellman (30; rfbproto, "Diffie-Hellman Authentication"): user name and password, encrypted with a key that both
//! sides agree on.
//!
//! Nothing shows who the server is: somebody in the middle can agree on a key with both sides and read the password. The
//! session is not encrypted.

use aes::Aes128;
use aes::cipher::{Array, BlockCipherEncrypt, KeyInit};
use bytes::BufMut;
use md5::{Digest, Md5};
use zeroize::{Zeroize, Zeroizing};

use crate::credentials::Credentials;
use crate::cryptography::diffie_hellman::{Agreement, Offer};
use crate::error::Error;
use crate::event::{CredentialsRequest, Wanted};
use crate::identity::Exposure;
use crate::limits;
use crate::random::Random;
use crate::security::{Advance, Means, SecurityType, field};
use crate::wire::{Reader, Stop};

/// Bytes of a modulus that are taken: 8192 bits.
const LONGEST: usize = 1024;

/// Bits of a modulus that are needed. Old systems use 1024, recent ones 4096.
const LEAST_BITS: usize = 1024;

/// Bytes of the user name's field, and of the password's.
const FIELD: usize = 64;

/// Waits for the server's numbers, then for the credentials. Nobody is asked for them on behalf of a server whose numbers are bad.
#[derive(Debug, Default)]
struct Exchange {
    agreement: Option<Agreement>,
}

/// Starts the exchange.
pub fn exchange(_: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange::default())
}

impl super::Exchange for Exchange {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        let Some(agreement) = &self.agreement else {
            self.agreement = Some(agree(reader, means.random)?);
            return Ok(Advance::Continue);
        };
        let Some(credentials) = means.credentials else {
            let (security_type, exposure) = (SecurityType::AppleDh, means.exposure(Exposure::WeakProof));
            let (username, password) = (Wanted::Yes, Wanted::Yes);
            return Ok(Advance::NeedCredentials(CredentialsRequest { security_type, username, password, exposure }));
        };
        means.output.put_slice(&answer(agreement, credentials, means.random)?);
        Ok(Advance::Done)
    }
}

fn agree(reader: &mut Reader<'_>, random: &mut Random) -> Result<Agreement, Stop> {
    let generator = reader.array::<2>()?;
    let length = limits::check("the length of the Diffie-Hellman modulus", reader.u16()?.into(), LONGEST)?;
    let (modulus, public) = (reader.bytes(length)?, reader.bytes(length)?);
    Ok(Offer { generator, modulus, public, least_bits: LEAST_BITS }.agree(random)?)
}

/// The encrypted credentials, then our public number.
fn answer(agreement: &Agreement, credentials: &Credentials, random: &mut Random) -> Result<Vec<u8>, Error> {
    let username = credentials.username.as_deref().unwrap_or_default();
    let mut fields = Zeroizing::new(Vec::with_capacity(2 * FIELD));
    fields.extend_from_slice(&*field::<FIELD>("user name", username, random)?);
    fields.extend_from_slice(&*field::<FIELD>("password", credentials.password.reveal(), random)?);
    let mut key = Md5::digest(&*agreement.secret);
    encrypt(&mut fields, key.into());
    key.zeroize();
    Ok([fields.as_slice(), &agreement.public].concat())
}

/// AES-128 in ECB mode: each block for itself.
fn encrypt(bytes: &mut [u8], key: [u8; 16]) {
    let cipher = Aes128::new(&Array::from(key));
    for chunk in bytes.chunks_exact_mut(16) {
        let mut block = Array::from(*chunk.first_chunk::<16>().unwrap_or(&[0; 16]));
        cipher.encrypt_block(&mut block);
        chunk.copy_from_slice(&block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 197, appendix B, twice over: in ECB mode the second block comes out as the first.
    #[test]
    fn blocks_are_encrypted_as_published() {
        let key = [0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6, 0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f, 0x3c];
        let plain = [0x32, 0x43, 0xf6, 0xa8, 0x88, 0x5a, 0x30, 0x8d, 0x31, 0x31, 0x98, 0xa2, 0xe0, 0x37, 0x07, 0x34];
        let sealed = [0x39, 0x25, 0x84, 0x1d, 0x02, 0xdc, 0x09, 0xfb, 0xdc, 0x11, 0x85, 0x97, 0x19, 0x6a, 0x0b, 0x32];
        let mut bytes = [plain, plain].concat();
        encrypt(&mut bytes, key);
        assert_eq!(bytes, [sealed, sealed].concat());
    }
}
