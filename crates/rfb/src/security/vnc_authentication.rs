//! VNC Authentication (RFC 6143 §7.2.2): the server's challenge, encrypted with DES under the password.
//!
//! Only the first eight characters of the password count, and the scheme resists nobody who can listen.

use bytes::BufMut;
use des::Des;
use des::cipher::{Array, BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use zeroize::Zeroize;

use crate::credentials::Secret;
use crate::event::{CredentialsRequest, Wanted};
use crate::identity::Exposure;
use crate::security::{Advance, Means, SecurityType};
use crate::wire::{Reader, Stop};

/// Waits for the challenge, then for the password.
#[derive(Debug)]
struct Exchange {
    security_type: SecurityType,
    challenge: Option<[u8; 16]>,
}

/// Starts the exchange, of this type or as the inner part of `security_type`.
pub fn exchange(security_type: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange { security_type, challenge: None })
}

impl super::Exchange for Exchange {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        let Some(challenge) = &self.challenge else {
            self.challenge = Some(*reader.array()?);
            return Ok(Advance::Continue);
        };
        let Some(credentials) = means.credentials else {
            let (security_type, exposure) = (self.security_type, means.exposure(Exposure::WeakProof));
            let (username, password) = (Wanted::No, Wanted::Yes);
            return Ok(Advance::NeedCredentials(CredentialsRequest { security_type, username, password, exposure }));
        };
        means.output.put_slice(&response(challenge, &credentials.password));
        Ok(Advance::Done)
    }
}

/// The answer to a challenge: both halves encrypted under the password's first eight bytes.
pub fn response(challenge: &[u8; 16], password: &Secret) -> [u8; 16] {
    let mut key = [0; 8];
    // Each byte of the key is taken with its bits in reverse: an accident of the first implementation, kept ever since.
    // Passwords are Latin-1 where they can be, as the servers' own tools store them.
    let bytes = password.reveal().chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'));
    key.iter_mut().zip(bytes).for_each(|(key, byte)| *key = byte.reverse_bits());
    let cipher = Des::new(&Array::from(key));
    key.zeroize();
    let mut response = *challenge;
    for half in response.chunks_exact_mut(8) {
        let mut block = Array::from(*half.first_chunk::<8>().unwrap_or(&[0; 8]));
        cipher.encrypt_block(&mut block);
        half.copy_from_slice(&block);
    }
    response
}

/// The key under which `vncpasswd` hides passwords in files. Everybody has it.
const FILE_KEY: [u8; 8] = [23, 82, 107, 6, 35, 78, 88, 7];

/// The password in a file of `vncpasswd`.
pub fn revealed(hidden: &[u8; 8]) -> Secret {
    let mut block = Array::from(*hidden);
    Des::new(&Array::from(FILE_KEY.map(u8::reverse_bits))).decrypt_block(&mut block);
    let password = block.iter().take_while(|&&byte| byte != 0).map(|&byte| char::from(byte)).collect::<String>();
    block.as_mut_slice().zeroize();
    Secret::new(password)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// DES with a key of zeros gives this for a block of zeros (the first entry of the classic known-answer tables).
    const ZEROS: [u8; 8] = [0x8c, 0xa6, 0x4d, 0xe9, 0xc1, 0xb1, 0x23, 0xa7];

    #[test]
    fn an_empty_password_is_a_key_of_zeros() {
        let response = response(&[0; 16], &Secret::default());
        assert_eq!(response, [ZEROS, ZEROS].concat()[..]);
    }

    #[test]
    fn only_eight_characters_count() {
        let challenge = *b"0123456789abcdef";
        let answer = |password: &str| response(&challenge, &Secret::new(password));
        assert_eq!(answer("password"), answer("password is longer"));
        assert_ne!(answer("password"), answer("passwore"));
    }

    #[test]
    fn a_password_in_a_file_is_revealed() {
        // Made with `vncpasswd -f` of TigerVNC 1.12.
        assert_eq!(revealed(&[0x24, 0xb5, 0xae, 0x4c, 0xe1, 0x55, 0x03, 0xc6]).reveal(), "secret12");
    }
}
