//! Apple RSA-SRP (33): Apple SRP, with the user's name encrypted for an RSA key that the server shows first.
//!
//! The framing is that of macOS 15 and 26 as several open clients describe it (rfbproto issue 52 began it). The older variant
//! without SRP, which sends the password encrypted for a key that anybody could have sent, is not spoken. The session is not
//! encrypted. The key has proven nothing when it is shown: who cannot decrypt what is encrypted for it does not get any further.

mod key;

use bytes::BufMut;

use crate::error::{Error, Protocol, Unsupported};
use crate::event::{CredentialsRequest, Wanted};
use crate::identity::Exposure;
use crate::limits;
use crate::security::apple_srp::{Challenge, Proof, frame, is_refused, user_message};
use crate::security::{Advance, Means, SecurityType};
use crate::wire::{NeedMore, Reader, Stop};

use key::ServerKey;

const READING: &str = "the Apple RSA exchange";

/// Bytes of a key that are taken.
const LONGEST: usize = 2048;

/// What each of our packets begins with, behind its length: the version and the protocol's name.
const HEAD: &[u8] = b"\x01\x00RSA1";

/// Zeros behind each of our packets. The servers want none of them; their own viewer sends as many.
const TAIL: usize = 384;

/// Bytes of a packet without a message: the server does not take our proof, and gives none.
const EMPTY: usize = 6;

/// What a packet of ours asks for.
#[derive(Debug, Clone, Copy)]
enum Request {
    Key = 0,
    Srp = 2,
}

/// The server's key, then SRP in packets.
#[derive(Debug)]
enum Exchange {
    Start,
    ExpectKey,
    ExpectTrust(ServerKey),
    ExpectChallenge,
    ExpectProof(Proof),
    ExpectRefusal,
}

/// Starts the exchange.
pub fn exchange(_: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange::Start)
}

impl super::Exchange for Exchange {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        let next = match self {
            Exchange::Start => {
                put_packet(means, Request::Key, &[], 0);
                Exchange::ExpectKey
            }
            Exchange::ExpectKey => Exchange::ExpectTrust(read_key(reader)?),
            Exchange::ExpectTrust(key) if !means.trusted => return Ok(Advance::NeedTrust(key.identity())),
            Exchange::ExpectTrust(key) => {
                let Some(credentials) = means.credentials else { return Ok(ask(means)) };
                let message = user_message(credentials.username.as_deref().unwrap_or_default())?;
                let most = key.room();
                if message.len() > most {
                    let bytes = credentials.username.as_deref().unwrap_or_default().len();
                    let most = most.saturating_sub(message.len() - bytes);
                    return Err(Unsupported::TooLong { what: "user name", bytes, most }.into());
                }
                let sealed = key.encrypt(&message, means.random)?;
                put_packet(means, Request::Srp, &sealed, TAIL);
                Exchange::ExpectChallenge
            }
            Exchange::ExpectChallenge => {
                let Some(credentials) = means.credentials else { return Ok(ask(means)) };
                let challenge = Challenge::read(srp_message(frame(reader)?)?)?;
                let (answer, proof) = challenge.answer(&credentials.password, means.random)?;
                put_packet(means, Request::Srp, &answer, TAIL);
                Exchange::ExpectProof(proof)
            }
            Exchange::ExpectProof(proof) => {
                if is_refused(*reader)? {
                    return Ok(Advance::Done);
                }
                let packet = frame(reader)?;
                if packet.len() > EMPTY {
                    proof.check(srp_message(packet)?)?;
                    return Ok(Advance::Done);
                }
                Exchange::ExpectRefusal
            }
            Exchange::ExpectRefusal => {
                if is_refused(*reader)? {
                    return Ok(Advance::Done);
                }
                return Err(Protocol::malformed(READING, "neither a proof nor a refusal").into());
            }
        };
        *self = next;
        Ok(Advance::Continue)
    }
}

fn ask(means: &Means<'_>) -> Advance {
    let (security_type, exposure) = (SecurityType::AppleRsaSrp, means.exposure(Exposure::Proof));
    let (username, password) = (Wanted::Yes, Wanted::Yes);
    Advance::NeedCredentials(CredentialsRequest { security_type, username, password, exposure })
}

fn put_packet(means: &mut Means<'_>, request: Request, body: &[u8], tail: usize) {
    let output = &mut *means.output;
    output.put_u32((HEAD.len() + 4 + body.len() + tail) as u32);
    output.put_slice(HEAD);
    output.put_u16(request as u16);
    output.put_u16(body.len() as u16);
    output.put_slice(body);
    output.put_bytes(0, tail);
}

/// The server's key: a version, and the key behind its length. What follows means nothing.
fn read_key(reader: &mut Reader<'_>) -> Result<ServerKey, Stop> {
    let length = limits::check("the length of the server's RSA key", reader.u32()? as usize, LONGEST)?;
    let mut packet = Reader::new(reader.bytes(length)?);
    let mut read = || -> Result<_, NeedMore> {
        packet.skip(2)?;
        let length = packet.u32()?;
        packet.bytes(length as usize)
    };
    let der = read().map_err(|NeedMore(_)| Error::from(Protocol::Truncated { reading: READING }))?;
    Ok(ServerKey::read(der)?)
}

/// The message in a packet of the server's: which step it is, and the message behind its length.
fn srp_message(packet: &[u8]) -> Result<&[u8], Error> {
    let mut reader = Reader::new(packet);
    let step = reader.u32().map_err(|NeedMore(_)| Protocol::Truncated { reading: READING })?;
    let length = reader.u16().map_err(|NeedMore(_)| Protocol::Truncated { reading: READING })?;
    if step != Request::Srp as u32 || usize::from(length) != reader.rest().len() {
        return Err(Protocol::malformed(READING, "a packet that holds no SRP").into());
    }
    Ok(reader.rest())
}
