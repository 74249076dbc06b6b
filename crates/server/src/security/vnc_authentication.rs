//! VNC Authentication (RFC 6143 §7.2.2): DES with a key whose bytes are the password's with their bits reversed.

use std::fmt;

use des::Des;
use des::cipher::{BlockCipherEncrypt, KeyInit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{Exchange, Outcome, SecurityType, Stream, Verdict};
use crate::protocol::{Version, ViewerFault};
use crate::server::ServeError;

/// Lets in who knows the password.
#[derive(Clone)]
pub struct VncAuthentication {
    password: String,
}

impl VncAuthentication {
    /// Only the first eight bytes of the password count.
    pub fn new(password: impl Into<String>) -> Self {
        Self { password: password.into() }
    }
}

impl fmt::Debug for VncAuthentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VncAuthentication")
    }
}

impl SecurityType for VncAuthentication {
    fn number(&self) -> u32 {
        2
    }

    fn exchange(&self, mut stream: Box<dyn Stream>, _: Version) -> Exchange<'_> {
        Box::pin(async move {
            let mut challenge: Challenge = [0; 16];
            getrandom::fill(&mut challenge).map_err(|error| ServeError::Io(std::io::Error::other(error)))?;
            stream.write_all(&challenge).await?;
            let mut answered: Challenge = [0; 16];
            stream.read_exact(&mut answered).await?;
            let right = answered == answer(&self.password, &challenge);
            let verdict = if right { Verdict::Admitted } else { Verdict::Denied(ViewerFault::WrongPassword) };
            Ok(Outcome::new(stream, verdict))
        })
    }
}

/// Sixteen random bytes the viewer has to encrypt.
pub type Challenge = [u8; 16];

/// What a viewer that knows `password` answers. Only the first eight bytes of the password count.
pub fn answer(password: &str, challenge: &Challenge) -> Challenge {
    let mut key = [0_u8; 8];
    for (byte, character) in key.iter_mut().zip(password.bytes()) {
        *byte = character.reverse_bits();
    }
    let cipher = Des::new(&key.into());
    let mut answer = *challenge;
    for half in answer.chunks_exact_mut(8) {
        let mut block = [0; 8];
        block.copy_from_slice(half);
        let mut block = block.into();
        cipher.encrypt_block(&mut block);
        half.copy_from_slice(&block);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_never_formatted() {
        assert!(!format!("{:?}", VncAuthentication::new("wonderland")).contains("wonderland"));
    }

    #[test]
    fn the_answer_is_plain_des_with_every_key_byte_reversed() {
        // 0x80 reversed is 0x01, a parity bit that DES ignores: the key is all zeros, a published test vector.
        let known = [0x8c, 0xa6, 0x4d, 0xe9, 0xc1, 0xb1, 0x23, 0xa7];
        assert_eq!(answer("", &[0; 16]), [known, known].concat()[..]);
    }

    #[test]
    fn only_the_first_eight_bytes_of_a_password_count() {
        let challenge = std::array::from_fn(|index| index as u8);
        assert_eq!(answer("password", &challenge), answer("password and more", &challenge));
        assert_ne!(answer("password", &challenge), answer("Password", &challenge));
    }
}
