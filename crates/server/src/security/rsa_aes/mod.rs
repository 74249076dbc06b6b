//! RSA-AES (rfbproto, “RSA-AES Security Type” and its three sisters): both sides send each other a secret under the other's
//! RSA key, and what follows travels in AES-EAX.

mod key;
mod messages;
pub mod scripted;

use std::fmt;
use std::io;

use sha1::{Digest, Sha1};
use sha2::Sha256;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

pub use key::{PublicKey, ServerKey};
pub use messages::{Direction, Messages};

use super::{Exchange, Outcome, Sealed, SecurityType, Stream, Verdict};
use crate::protocol::{Version, ViewerFault};
use crate::server::ServeError;

/// Which of the four types it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// RA2: AES-128 for the whole session.
    Ra2,
    /// RA2ne: AES-128 for the credentials only.
    Ra2ne,
    /// RA2_256: AES-256 for the whole session.
    Ra2With256,
    /// RA2ne_256: AES-256 for the credentials only.
    Ra2neWith256,
}

impl Variant {
    /// All four.
    pub const ALL: [Variant; 4] = [Variant::Ra2, Variant::Ra2ne, Variant::Ra2With256, Variant::Ra2neWith256];

    /// Its number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Variant::Ra2 => 5,
            Variant::Ra2ne => 6,
            Variant::Ra2With256 => 129,
            Variant::Ra2neWith256 => 130,
        }
    }

    /// Whether everything after the credentials stays encrypted.
    const fn encrypts_the_session(self) -> bool {
        matches!(self, Variant::Ra2 | Variant::Ra2With256)
    }

    /// The length of the random numbers and of AES keys in bytes.
    const fn key_length(self) -> usize {
        match self {
            Variant::Ra2 | Variant::Ra2ne => 16,
            Variant::Ra2With256 | Variant::Ra2neWith256 => 32,
        }
    }

    /// SHA-1 of the parts, or SHA-256 for the types whose keys have 256 bits.
    fn hash(self, parts: [&[u8]; 2]) -> Vec<u8> {
        match self {
            Variant::Ra2 | Variant::Ra2ne => {
                Sha1::new().chain_update(parts[0]).chain_update(parts[1]).finalize().to_vec()
            }
            Variant::Ra2With256 | Variant::Ra2neWith256 => {
                Sha256::new().chain_update(parts[0]).chain_update(parts[1]).finalize().to_vec()
            }
        }
    }
}

impl Variant {
    /// The key for messages to whom `theirs` belongs; `own` is the random number of who sends them.
    fn session_key(self, theirs: &[u8], own: &[u8]) -> Vec<u8> {
        let mut key = self.hash([theirs, own]);
        key.truncate(self.key_length());
        key
    }
}

/// Who is let in.
#[derive(Clone, PartialEq, Eq)]
pub enum Login {
    /// Who knows the password.
    Password(String),
    /// Who knows both.
    UsernameAndPassword(String, String),
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Login::Password(_) => "Password",
            Login::UsernameAndPassword(..) => "UsernameAndPassword",
        })
    }
}

/// One of the four types, with the server's key and who is let in.
#[derive(Debug, Clone)]
pub struct RsaAes {
    variant: Variant,
    key: ServerKey,
    login: Login,
}

impl RsaAes {
    /// Offers `variant` and lets in whom `login` describes.
    pub fn new(variant: Variant, key: ServerKey, login: Login) -> Self {
        Self { variant, key, login }
    }

    async fn run(&self, mut stream: Box<dyn Stream>) -> Result<Outcome, ServeError> {
        let own_key = self.key.public().to_wire();
        stream.write_all(&own_key).await?;
        stream.flush().await?;
        let viewer_key = PublicKey::read(&mut stream).await?;

        let mut own_random = vec![0; self.variant.key_length()];
        getrandom::fill(&mut own_random).map_err(|error| ServeError::Io(io::Error::other(error)))?;
        write_secret(&mut stream, &viewer_key.encrypt(&own_random)?).await?;
        let viewer_random = self.read_random(&mut stream).await?;

        let viewer_key = viewer_key.to_wire();
        let from_viewer = self.variant.session_key(&own_random, &viewer_random);
        let to_viewer = self.variant.session_key(&viewer_random, &own_random);
        let mut sealed = Sealed::new(stream, Messages::new(&from_viewer, &to_viewer));
        sealed.write_all(&self.variant.hash([&own_key, &viewer_key])).await?;
        sealed.flush().await?;
        let mut viewer_hash = vec![0; self.variant.hash([&[], &[]]).len()];
        sealed.read_exact(&mut viewer_hash).await?;
        if viewer_hash != self.variant.hash([&viewer_key, &own_key]) {
            return Err(ViewerFault::Security("its hash of the keys is another one").into());
        }
        let verdict = self.ask(&mut sealed).await?;
        let stream: Box<dyn Stream> =
            if self.variant.encrypts_the_session() { Box::new(sealed) } else { sealed.into_inner()? };
        Ok(Outcome::new(stream, verdict))
    }

    async fn read_random(&self, stream: &mut Box<dyn Stream>) -> Result<Vec<u8>, ServeError> {
        let length = usize::from(stream.read_u16().await?);
        if length != self.key.public().length() {
            return Err(ViewerFault::Security("its random number is not as long as the key").into());
        }
        let mut encrypted = vec![0; length];
        stream.read_exact(&mut encrypted).await?;
        let random = self.key.decrypt(&encrypted)?;
        if random.len() == self.variant.key_length() {
            Ok(random)
        } else {
            Err(ViewerFault::Security("its random number has a wrong length").into())
        }
    }

    /// Says what is wanted, and judges what comes.
    async fn ask(&self, stream: &mut Sealed<Messages>) -> Result<Verdict, ServeError> {
        let subtype = match &self.login {
            Login::UsernameAndPassword(..) => 1,
            Login::Password(_) => 2,
        };
        stream.write_all(&[subtype]).await?;
        stream.flush().await?;
        let mut credentials = [Vec::new(), Vec::new()];
        for text in &mut credentials {
            *text = vec![0; usize::from(stream.read_u8().await?)];
            stream.read_exact(text).await?;
        }
        let [username, password] = &credentials;
        let right = match &self.login {
            Login::Password(wanted) => username.is_empty() && password == wanted.as_bytes(),
            Login::UsernameAndPassword(name, wanted) => username == name.as_bytes() && password == wanted.as_bytes(),
        };
        Ok(if right { Verdict::Admitted } else { Verdict::Denied(ViewerFault::WrongPassword) })
    }
}

impl SecurityType for RsaAes {
    fn number(&self) -> u32 {
        self.variant.number().into()
    }

    fn exchange(&self, stream: Box<dyn Stream>, _: Version) -> Exchange<'_> {
        Box::pin(self.run(stream))
    }
}

/// Sends one encrypted random number.
async fn write_secret(stream: &mut Box<dyn Stream>, encrypted: &[u8]) -> Result<(), ServeError> {
    stream.write_all(&(encrypted.len() as u16).to_be_bytes()).await?;
    stream.write_all(encrypted).await?;
    stream.flush().await?;
    Ok(())
}
