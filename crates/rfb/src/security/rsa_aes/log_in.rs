//! The encrypted part of the handshake: the server's proof, the caller's trust in it, and the credentials.

use bytes::BufMut;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::key::ServerKey;
use super::layer::MessageLayer;
use super::messages::{Direction, LARGEST_IN_LOG_IN};
use super::{READING, Suite};
use crate::credentials::Credentials;
use crate::error::{CryptographyError, Error, Protocol};
use crate::event::{CredentialsRequest, Wanted};
use crate::identity::{Encryption, Exposure, Protection};
use crate::layer::Layer;
use crate::limits;
use crate::security::{Advance, Means, SecurityType};
use crate::wire::{Reader, Stop};

/// Bytes of a user name or a password: each length is sent in one byte.
const LONGEST: usize = 255;

/// What is known once both random numbers are.
#[derive(Debug)]
pub(super) struct LogIn {
    server_key: ServerKey,
    /// What the server's hash has to be.
    hash: Vec<u8>,
    from_server: Direction,
    to_server: Direction,
    /// What was decrypted and not read yet.
    plain: Vec<u8>,
    step: Step,
    keeps_encrypting: bool,
}

/// What is awaited.
#[derive(Debug, Clone, Copy)]
enum Step {
    Hash,
    /// The server has proven to hold its key.
    Trust,
    Subtype,
    /// With a user name or without.
    Credentials(Wanted),
}

impl LogIn {
    pub(super) fn new(server_key: ServerKey, hash: Vec<u8>, [from_server, to_server]: [Direction; 2]) -> Self {
        let (plain, step) = (Vec::new(), Step::Hash);
        Self { server_key, hash, from_server, to_server, plain, step, keeps_encrypting: false }
    }

    /// One step; it is done when the credentials are sent.
    pub(super) fn advance(
        &mut self,
        security_type: SecurityType,
        reader: &mut Reader<'_>,
        means: &mut Means<'_>,
    ) -> Result<Advance, Stop> {
        self.step = match self.step {
            Step::Hash => {
                let length = self.hash.len();
                let Some(hash) = self.read(length, reader)? else { return Ok(Advance::Continue) };
                if !bool::from(hash.ct_eq(&self.hash)) {
                    return Err(CryptographyError::Forged { reading: "the server's hash of both keys" }.into());
                }
                Step::Trust
            }
            Step::Trust if !means.trusted => return Ok(Advance::NeedTrust(self.server_key.identity())),
            Step::Trust => Step::Subtype,
            Step::Subtype => {
                let Some(subtype) = self.read(1, reader)? else { return Ok(Advance::Continue) };
                match subtype.as_slice() {
                    [1] => Step::Credentials(Wanted::Yes),
                    [2] => Step::Credentials(Wanted::No),
                    _ => return Err(Protocol::malformed(READING, "a subtype that does not exist").into()),
                }
            }
            Step::Credentials(username) => {
                let Some(credentials) = means.credentials else {
                    let (password, exposure) = (Wanted::Yes, Exposure::Sealed);
                    let request = CredentialsRequest { security_type, username, password, exposure };
                    return Ok(Advance::NeedCredentials(request));
                };
                let credentials = in_bytes(credentials, username)?;
                self.to_server.seal(&credentials, means.output);
                means.agreed.protection = self.protection(security_type);
                self.keeps_encrypting = security_type.encryption() != Encryption::None;
                return Ok(Advance::Done);
            }
        };
        Ok(Advance::Continue)
    }

    /// What goes on encrypting, if anything does.
    pub(super) fn into_layer(self) -> Option<Box<dyn Layer>> {
        self.keeps_encrypting.then(|| MessageLayer::boxed(self.from_server, self.to_server))
    }

    /// So many bytes out of the server's messages, or `None` where a message was read that did not hold them all.
    fn read(&mut self, length: usize, reader: &mut Reader<'_>) -> Result<Option<Vec<u8>>, Stop> {
        if self.plain.len() < length {
            let mut ahead = *reader;
            let header = *ahead.array()?;
            let named = usize::from(u16::from_be_bytes(header));
            if named == 0 {
                return Err(Protocol::malformed(READING, "an empty message").into());
            }
            limits::check("the length of a message of the RSA-AES handshake", named, LARGEST_IN_LOG_IN)?;
            let body = ahead.bytes(named)?;
            let mac = ahead.array()?;
            self.plain.extend(self.from_server.opened(header, body, mac).ok_or(FORGED)?);
            *reader = ahead;
        }
        if self.plain.len() < length {
            return Ok(None);
        }
        let rest = self.plain.split_off(length);
        Ok(Some(std::mem::replace(&mut self.plain, rest)))
    }

    /// What is true once the credentials are sent.
    fn protection(&self, security_type: SecurityType) -> Protection {
        let cipher = match (security_type.encryption(), Suite::of(security_type)) {
            (Encryption::None, _) => String::new(),
            (_, Suite::Sha1Aes128) => format!("RSA-AES, {}-bit key, AES-128-EAX", self.server_key.bits()),
            (_, Suite::Sha256Aes256) => format!("RSA-AES, {}-bit key, AES-256-EAX", self.server_key.bits()),
        };
        let identity = Some(self.server_key.identity());
        Protection { encryption: security_type.encryption(), cipher, identity }
    }
}

/// A message whose MAC is wrong.
const FORGED: CryptographyError = CryptographyError::Forged { reading: "a message of the RSA-AES handshake" };

/// The credentials as they are sent: a length and a text, twice.
fn in_bytes(credentials: &Credentials, username: Wanted) -> Result<Zeroizing<Vec<u8>>, Error> {
    let name = match username {
        Wanted::Yes => credentials.username.as_deref().unwrap_or_default(),
        Wanted::No => "",
    };
    let password = credentials.password.reveal();
    limits::check("the length of the user name", name.len(), LONGEST)?;
    limits::check("the length of the password", password.len(), LONGEST)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 + 2 * LONGEST));
    for text in [name, password] {
        bytes.put_u8(text.len() as u8);
        bytes.put_slice(text.as_bytes());
    }
    Ok(bytes)
}
