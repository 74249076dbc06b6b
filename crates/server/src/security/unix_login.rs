//! UnixLogin, a sub-type of Tight: the lengths of the user's name and of the password as four bytes each, then both, in the clear.

use tokio::io::AsyncReadExt;

use super::account::Account;
use super::{Exchange, Outcome, SecurityType, Stream, Verdict};
use crate::protocol::{Version, ViewerFault};

/// The most bytes that are taken of either.
const LONGEST: u32 = 1024;

/// Lets in whom the account belongs to.
#[derive(Debug, Clone)]
pub struct UnixLogin {
    account: Account,
}

impl UnixLogin {
    /// Asks for this account.
    pub fn new(account: Account) -> Self {
        Self { account }
    }
}

impl SecurityType for UnixLogin {
    fn number(&self) -> u32 {
        129
    }

    fn exchange(&self, mut stream: Box<dyn Stream>, _: Version) -> Exchange<'_> {
        Box::pin(async move {
            let lengths = [stream.read_u32().await?, stream.read_u32().await?];
            if let Some(&length) = lengths.iter().find(|&&length| length > LONGEST) {
                return Err(ViewerFault::TooLong { what: "a name or a password", length, limit: LONGEST }.into());
            }
            let [mut username, mut password] = lengths.map(|length| vec![0; length as usize]);
            stream.read_exact(&mut username).await?;
            stream.read_exact(&mut password).await?;
            let right =
                username == self.account.username().as_bytes() && password == self.account.password().as_bytes();
            let verdict = if right { Verdict::Admitted } else { Verdict::Denied(ViewerFault::WrongPassword) };
            Ok(Outcome::new(stream, verdict))
        })
    }
}
