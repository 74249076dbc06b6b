//! MS-Logon II of UltraVNC (113; rfbproto, "MSLogonII Authentication"): a Windows user's name and password, encrypted with DES.
//!
//! The key is agreed on with Diffie-Hellman in numbers of 64 bits, of which UltraVNC uses 31: who listens can read the password
//! within seconds. The session is not encrypted.

use bytes::BufMut;
use des::Des;
use des::cipher::{Array, BlockCipherEncrypt, KeyInit};
use zeroize::Zeroizing;

use crate::credentials::Credentials;
use crate::cryptography::diffie_hellman::{Agreement, Offer};
use crate::error::Error;
use crate::event::{CredentialsRequest, Wanted};
use crate::identity::Exposure;
use crate::random::Random;
use crate::security::{Advance, Means, SecurityType, field};
use crate::wire::{Reader, Stop};

/// How it is called where the server names one security type (versions 3.3 to 3.6).
pub(crate) const OLD_NUMBER: u32 = 0xffff_fffa;

/// Bits of a modulus that are needed. No number makes this scheme safe; below that one the servers' own do not come.
const LEAST_BITS: usize = 16;

/// Waits for three numbers of eight bytes, then for the credentials.
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
            let [generator, modulus, public] = [reader.array::<8>()?, reader.array()?, reader.array()?];
            self.agreement = Some(Offer { generator, modulus, public, least_bits: LEAST_BITS }.agree(means.random)?);
            return Ok(Advance::Continue);
        };
        let Some(credentials) = means.credentials else {
            let (security_type, exposure) = (SecurityType::MsLogon, means.exposure(Exposure::WeakProof));
            let (username, password) = (Wanted::Yes, Wanted::Yes);
            return Ok(Advance::NeedCredentials(CredentialsRequest { security_type, username, password, exposure }));
        };
        means.output.put_slice(&answer(agreement, credentials, means.random)?);
        Ok(Advance::Done)
    }
}

/// Our public number, then user name and password, each encrypted for itself.
fn answer(agreement: &Agreement, credentials: &Credentials, random: &mut Random) -> Result<Vec<u8>, Error> {
    let secret = Zeroizing::new(agreement.secret.first_chunk::<8>().copied().unwrap_or_default());
    let username = credentials.username.as_deref().unwrap_or_default();
    let mut username = field::<256>("user name", username, random)?;
    let mut password = field::<64>("password", credentials.password.reveal(), random)?;
    encrypt(&mut *username, *secret);
    encrypt(&mut *password, *secret);
    Ok([agreement.public.as_slice(), &*username, &*password].concat())
}

/// DES in CBC mode. The secret is the first block to chain with, and with the bits of each byte in reverse it is the key.
fn encrypt(bytes: &mut [u8], secret: [u8; 8]) {
    let key = Zeroizing::new(secret.map(u8::reverse_bits));
    let cipher = Des::new(&Array::from(*key));
    let mut previous = secret;
    for chunk in bytes.chunks_exact_mut(8) {
        chunk.iter_mut().zip(previous).for_each(|(byte, previous)| *byte ^= previous);
        let mut block = Array::from(*chunk.first_chunk::<8>().unwrap_or(&[0; 8]));
        cipher.encrypt_block(&mut block);
        previous = block.into();
        chunk.copy_from_slice(&block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of the published example 0123456789abcdef (FIPS 81, table C1), and plain text that the chaining undoes.
    #[test]
    fn the_key_is_reversed_and_what_is_chained_with_is_not() {
        let key = [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef];
        let secret = key.map(u8::reverse_bits);
        // "Now is the time for all " in ECB mode.
        let plain = [b"Now is t", b"he time ", b"for all "];
        let sealed = [
            [0x3f, 0xa4, 0x0e, 0x8a, 0x98, 0x4d, 0x48, 0x15],
            [0x6a, 0x27, 0x17, 0x87, 0xab, 0x88, 0x83, 0xf9],
            [0x89, 0x3d, 0x51, 0xec, 0x4b, 0x56, 0x3b, 0x53],
        ];
        let mut previous = secret;
        let mut bytes = Vec::new();
        for (plain, sealed) in plain.into_iter().zip(sealed) {
            bytes.extend(plain.iter().zip(previous).map(|(plain, previous)| plain ^ previous));
            previous = sealed;
        }
        encrypt(&mut bytes, secret);
        assert_eq!(bytes, sealed.concat());
    }
}
