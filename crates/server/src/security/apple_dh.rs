//! Apple Diffie-Hellman (30): the server sends the generator as two bytes, the length of its numbers as two bytes, the modulus
//! and its public number. The viewer sends 128 bytes under AES-128 in ECB mode, whose key is the MD5 of the agreed number, and its
//! own public number: the user's name and the password, in 64 bytes each.

use aes::Aes128;
use aes::cipher::{BlockCipherDecrypt, KeyInit};
use md5::{Digest, Md5};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::account::Account;
use super::group::{self, Field};
use super::{Exchange, Outcome, SecurityType, Stream, Verdict, random};
use crate::protocol::{Version, ViewerFault};

/// Lets in whom the account belongs to.
#[derive(Debug, Clone)]
pub struct AppleDh {
    account: Account,
}

impl AppleDh {
    /// Asks for this account, in a group of 2048 bits.
    pub fn new(account: Account) -> Self {
        Self { account }
    }
}

impl SecurityType for AppleDh {
    fn number(&self) -> u32 {
        30
    }

    fn exchange(&self, mut stream: Box<dyn Stream>, _: Version) -> Exchange<'_> {
        Box::pin(async move {
            let field = Field::new(&group::bytes(group::GROUP_14));
            let length = field.modulus().len();
            let private: [u8; 64] = random()?;
            stream.write_all(&2_u16.to_be_bytes()).await?;
            stream.write_all(&(length as u16).to_be_bytes()).await?;
            stream.write_all(field.modulus()).await?;
            stream.write_all(&field.power(&[2], &private)).await?;
            stream.flush().await?;
            let (mut sealed, mut public) = ([0; 128], vec![0; length]);
            stream.read_exact(&mut sealed).await?;
            stream.read_exact(&mut public).await?;
            let key: [u8; 16] = Md5::digest(field.power(&public, &private)).into();
            let cipher = Aes128::new(&key.into());
            let mut fields = Vec::new();
            for block in sealed.as_chunks::<16>().0 {
                let mut block = (*block).into();
                cipher.decrypt_block(&mut block);
                fields.extend(block);
            }
            let (username, password) = fields.split_at(64);
            let right = self.account.is_in_fields(username, password);
            let verdict = if right { Verdict::Admitted } else { Verdict::Denied(ViewerFault::WrongPassword) };
            Ok(Outcome::new(stream, verdict))
        })
    }
}
