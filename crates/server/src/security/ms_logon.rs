//! MS-Logon II (113): generator, modulus and public number of the server as eight bytes each, of which 31 bits count. The viewer
//! sends its public number, 256 bytes of user name and 64 of password, under DES in CBC mode.

use des::Des;
use des::cipher::{BlockCipherDecrypt, KeyInit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::account::Account;
use super::{Exchange, Outcome, SecurityType, Stream, Verdict, random};
use crate::protocol::{Version, ViewerFault};

/// The largest prime below 2^31, and a generator.
const MODULUS: u64 = 0x7fff_ffff;
const GENERATOR: u64 = 7;

/// Lets in whom the account belongs to.
#[derive(Debug, Clone)]
pub struct MsLogon {
    account: Account,
}

impl MsLogon {
    /// Asks for this account.
    pub fn new(account: Account) -> Self {
        Self { account }
    }
}

impl SecurityType for MsLogon {
    fn number(&self) -> u32 {
        113
    }

    fn exchange(&self, mut stream: Box<dyn Stream>, _: Version) -> Exchange<'_> {
        Box::pin(async move {
            // Neither 0 nor 1: those powers are known.
            let private = u64::from(u32::from_be_bytes(random()?)) % 0x7000_0000 + 2;
            for number in [GENERATOR, MODULUS, power(GENERATOR, private)] {
                stream.write_all(&number.to_be_bytes()).await?;
            }
            stream.flush().await?;
            let public = stream.read_u64().await?;
            let (mut username, mut password) = ([0; 256], [0; 64]);
            stream.read_exact(&mut username).await?;
            stream.read_exact(&mut password).await?;
            let secret = power(public % MODULUS, private).to_be_bytes();
            let right = self.account.is_in_fields(&decrypt(&username, secret), &decrypt(&password, secret));
            let verdict = if right { Verdict::Admitted } else { Verdict::Denied(ViewerFault::WrongPassword) };
            Ok(Outcome::new(stream, verdict))
        })
    }
}

/// Square and multiply; the modulus leaves room in 64 bits.
fn power(base: u64, exponent: u64) -> u64 {
    let (mut result, mut square, mut left) = (1, base % MODULUS, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result = result * square % MODULUS;
        }
        square = square * square % MODULUS;
        left >>= 1;
    }
    result
}

fn decrypt(sealed: &[u8], secret: [u8; 8]) -> Vec<u8> {
    let cipher = Des::new(&secret.map(u8::reverse_bits).into());
    let mut chained = secret;
    let mut plain = Vec::with_capacity(sealed.len());
    for sealed in sealed.as_chunks::<8>().0 {
        let mut block = (*sealed).into();
        cipher.decrypt_block(&mut block);
        plain.extend(block.iter().zip(chained).map(|(byte, chained)| byte ^ chained));
        chained = *sealed;
    }
    plain
}
