//! SASL (rfbproto, "SASL") with SCRAM (RFC 5802) and PLAIN (RFC 4616), the server's side.

mod scram;

use std::fmt;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{Exchange, Outcome, SecurityType, Stream, Verdict};
use crate::protocol::{Version, ViewerFault};
use crate::server::ServeError;

pub use scram::Hash;

/// The longest name of a mechanism, and the longest message of a viewer.
const LONGEST: u32 = 64 << 10;

/// Lets in one user who knows the password.
#[derive(Clone)]
pub struct Sasl {
    username: String,
    password: String,
    mechanisms: Vec<Mechanism>,
    ending: Ending,
}

/// How users prove who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mechanism {
    /// SCRAM with a hash.
    Scram(Hash),
    /// The password as it is.
    Plain,
}

/// What comes with the server's proof that it knows the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ending {
    /// The word that the exchange is complete.
    #[default]
    Success,
    /// Nothing: the viewer answers with nothing, and only then is it complete.
    Nothing,
}

impl Sasl {
    /// Offers `mechanisms` in this order.
    pub fn new(username: impl Into<String>, password: impl Into<String>, mechanisms: &[Mechanism]) -> Self {
        let (username, password) = (username.into(), password.into());
        Self { username, password, mechanisms: mechanisms.to_vec(), ending: Ending::default() }
    }

    /// Ends SCRAM so.
    #[must_use]
    pub fn ending(mut self, ending: Ending) -> Self {
        self.ending = ending;
        self
    }

    async fn run(&self, stream: &mut Box<dyn Stream>) -> Result<Verdict, ServeError> {
        let names: Vec<&str> = self.mechanisms.iter().map(|mechanism| mechanism.name()).collect();
        let list = names.join(",");
        stream.write_u32(list.len() as u32).await?;
        stream.write_all(list.as_bytes()).await?;
        stream.flush().await?;
        let chosen = read(stream).await?.unwrap_or_default();
        let chosen = self.mechanisms.iter().find(|mechanism| mechanism.name().as_bytes() == chosen);
        let first = read_message(stream).await?.unwrap_or_default();
        match chosen {
            Some(Mechanism::Scram(hash)) => self.scram(stream, *hash, &first).await,
            Some(Mechanism::Plain) => {
                let right = first == format!("\0{}\0{}", self.username, self.password).as_bytes();
                write(stream, None, Progress::Complete).await?;
                Ok(if right { Verdict::Admitted } else { Verdict::Denied(ViewerFault::WrongPassword) })
            }
            None => Err(ViewerFault::Sasl("it chose a mechanism that was not offered").into()),
        }
    }

    async fn scram(&self, stream: &mut Box<dyn Stream>, hash: Hash, first: &[u8]) -> Result<Verdict, ServeError> {
        let mut nonce = [0; 9];
        getrandom::fill(&mut nonce).map_err(|error| ServeError::Io(std::io::Error::other(error)))?;
        let challenge = scram::Challenge::new(hash, first, &nonce)?;
        write(stream, Some(challenge.message()), Progress::Going).await?;
        let answer = read_message(stream).await?.unwrap_or_default();
        let Some(proof) = challenge.admit(&answer, &self.username, &self.password)? else {
            write(stream, Some("e=invalid-proof"), Progress::Complete).await?;
            return Ok(Verdict::Denied(ViewerFault::WrongPassword));
        };
        match self.ending {
            Ending::Success => write(stream, Some(&proof), Progress::Complete).await?,
            Ending::Nothing => {
                write(stream, Some(&proof), Progress::Going).await?;
                if read_message(stream).await?.is_some_and(|message| !message.is_empty()) {
                    return Err(ViewerFault::Sasl("it goes on when nothing is left to say").into());
                }
                write(stream, None, Progress::Complete).await?;
            }
        }
        Ok(Verdict::Admitted)
    }
}

impl SecurityType for Sasl {
    fn number(&self) -> u32 {
        20
    }

    fn exchange(&self, mut stream: Box<dyn Stream>, _: Version) -> Exchange<'_> {
        Box::pin(async move {
            let verdict = self.run(&mut stream).await?;
            Ok(Outcome::new(stream, verdict))
        })
    }
}

impl Mechanism {
    const fn name(self) -> &'static str {
        match self {
            Mechanism::Scram(Hash::Sha1) => "SCRAM-SHA-1",
            Mechanism::Scram(Hash::Sha256) => "SCRAM-SHA-256",
            Mechanism::Plain => "PLAIN",
        }
    }
}

impl fmt::Debug for Sasl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sasl").field("mechanisms", &self.mechanisms).finish_non_exhaustive()
    }
}

/// Whether the server wants more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Going = 0,
    Complete = 1,
}

/// Bytes behind their length; a length of 0 says that there are none.
async fn read(stream: &mut Box<dyn Stream>) -> Result<Option<Vec<u8>>, ServeError> {
    let length = stream.read_u32().await?;
    if length > LONGEST {
        return Err(ViewerFault::TooLong { what: "SASL data", length, limit: LONGEST }.into());
    }
    let mut bytes = vec![0; length as usize];
    stream.read_exact(&mut bytes).await?;
    Ok((length > 0).then_some(bytes))
}

/// As [`read`], without the zero byte that ends what mechanisms say.
async fn read_message(stream: &mut Box<dyn Stream>) -> Result<Option<Vec<u8>>, ServeError> {
    let Some(mut bytes) = read(stream).await? else { return Ok(None) };
    if bytes.pop() == Some(0) {
        Ok(Some(bytes))
    } else {
        Err(ViewerFault::Sasl("its message does not end with a zero byte").into())
    }
}

async fn write(stream: &mut Box<dyn Stream>, message: Option<&str>, progress: Progress) -> Result<(), ServeError> {
    match message {
        None => stream.write_u32(0).await?,
        Some(message) => {
            stream.write_u32(message.len() as u32 + 1).await?;
            stream.write_all(message.as_bytes()).await?;
            stream.write_u8(0).await?;
        }
    }
    stream.write_u8(progress as u8).await?;
    stream.flush().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_never_formatted() {
        assert!(!format!("{:?}", Sasl::new("alice", "wonderland", &[Mechanism::Plain])).contains("wonderland"));
    }
}
