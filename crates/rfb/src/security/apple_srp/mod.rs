//! Apple SRP (36): both sides prove to each other that they know the account's password, and nobody learns it.
//!
//! What the messages hold is SASL's SRP (draft-burdis-cat-srp-sasl) in the version of Apple's published SASL library, with the
//! rounds of PBKDF2 added. Their framing is that of macOS 15 and 26 as several open clients describe it; the name of the user
//! travels in the clear, and so does the session.

mod messages;

use bytes::BufMut;

use crate::error::{CryptographyError, Error, Protocol};
use crate::event::{CredentialsRequest, Wanted};
use crate::identity::Exposure;
use crate::limits;
use crate::security::{Advance, Means, SecurityType};
use crate::wire::{Reader, Stop};

pub(crate) use messages::{Challenge, Proof, user_message};

/// What is being read, for errors.
pub(crate) const READING: &str = "the SRP exchange";

/// Bytes of a message that are taken; those of macOS have about 1200.
const LONGEST: usize = 8 << 10;

/// Three messages: our name, the server's challenge with our answer, and the server's own proof.
#[derive(Debug)]
enum Exchange {
    Start,
    ExpectChallenge,
    ExpectProof(Proof),
}

/// Starts the exchange.
pub fn exchange(_: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange::Start)
}

impl super::Exchange for Exchange {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        let Some(credentials) = means.credentials else {
            let (security_type, exposure) = (SecurityType::AppleSrp, means.exposure(Exposure::Proof));
            let (username, password) = (Wanted::Yes, Wanted::Yes);
            return Ok(Advance::NeedCredentials(CredentialsRequest { security_type, username, password, exposure }));
        };
        let next = match self {
            Exchange::Start => {
                let message = user_message(credentials.username.as_deref().unwrap_or_default())?;
                put_frame(means, &message);
                Exchange::ExpectChallenge
            }
            Exchange::ExpectChallenge => {
                let challenge = Challenge::read(frame(reader)?)?;
                let (answer, proof) = challenge.answer(&credentials.password, means.random)?;
                put_frame(means, &answer);
                Exchange::ExpectProof(proof)
            }
            Exchange::ExpectProof(proof) => {
                if !is_refused(*reader)? {
                    proof.check(frame(reader)?)?;
                }
                return Ok(Advance::Done);
            }
        };
        *self = next;
        Ok(Advance::Continue)
    }
}

/// A message behind its length.
pub(crate) fn frame<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], Stop> {
    let length = limits::check("the length of an SRP message", reader.u32()? as usize, LONGEST)?;
    Ok(reader.bytes(length)?)
}

fn put_frame(means: &mut Means<'_>, message: &[u8]) {
    means.output.put_u32(message.len() as u32);
    means.output.put_slice(message);
}

/// Whether SecurityResult comes in the place of the server's proof, which is shorter than any, and says that our own was wrong.
///
/// One that lets us in is an error: somebody who does not know the password must not get away with not proving it.
pub(crate) fn is_refused(mut reader: Reader<'_>) -> Result<bool, Stop> {
    match reader.u32()? {
        0 => Err(CryptographyError::Forged { reading: "the server's proof that it knows the password" }.into()),
        1 | 2 => Ok(true),
        _ => Ok(false),
    }
}

/// Something that is wrong in a message.
pub(crate) fn malformed(what: &'static str) -> Error {
    Protocol::malformed(READING, what).into()
}
