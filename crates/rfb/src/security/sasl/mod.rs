//! SASL (20; rfbproto, "SASL"), alone and within VeNCrypt: the server lists mechanisms (RFC 4422), and one of them runs.
//!
//! Data is preceded by its length, which counts a zero byte at its end; a length of 0 says that there is none.

mod digest_layer;
mod directives;
mod mechanism;
mod prepare;
mod scram;

use bytes::{BufMut, BytesMut};

use self::mechanism::{Mechanism, Message, Name, Start};
use crate::credentials::Credentials;
use crate::error::{CryptographyError, Error, Protocol, Unsupported, UnsupportedSasl};
use crate::event::{CredentialsRequest, Wanted};
use crate::identity::Exposure;
use crate::limits;
use crate::security::{Advance, Means, SecurityType};
use crate::wire::{Reader, Stop, text};

const READING: &str = "the SASL exchange";

/// Characters of a list of mechanisms that are shown.
const SHOWN: usize = 200;

/// One run, from the list of mechanisms to the server's word that it is over.
#[derive(Debug)]
struct Exchange {
    security_type: SecurityType,
    state: State,
}

#[derive(Debug)]
enum State {
    ExpectMechanisms,
    ExpectCredentials(Name),
    Running(Box<dyn Mechanism>),
}

/// Starts the exchange, of this type or as the inner part of `security_type`.
pub fn exchange(security_type: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange { security_type, state: State::ExpectMechanisms })
}

impl super::Exchange for Exchange {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        match &mut self.state {
            State::ExpectMechanisms => {
                let length = reader.u32()? as usize;
                limits::check("the length of the list of SASL mechanisms", length, means.config.limits.sasl)?;
                let name = choose(reader.bytes(length)?, means.exposure_in_clear())?;
                self.state = State::ExpectCredentials(name);
                Ok(Advance::Continue)
            }
            State::ExpectCredentials(name) => {
                let Some(credentials) = means.credentials else {
                    let (security_type, exposure) = (self.security_type, means.exposure(name.exposure()));
                    let (username, password) = (Wanted::Yes, Wanted::Yes);
                    let request = CredentialsRequest { security_type, username, password, exposure };
                    return Ok(Advance::NeedCredentials(request));
                };
                self.state = State::Running(start(*name, credentials, means)?);
                Ok(Advance::Continue)
            }
            State::Running(mechanism) => {
                let step = Step::read(reader, means.config.limits.sasl)?;
                Ok(take(mechanism.as_mut(), &step, means)?)
            }
        }
    }
}

/// The strongest mechanism of the server's list. `in_clear` is how a password travels as it is.
fn choose(list: &[u8], in_clear: Exposure) -> Result<Name, Error> {
    let list = list.strip_suffix(&[0]).unwrap_or(list);
    let offers = |name: &Name| {
        let mut offered = list.split(|byte| matches!(byte, b',' | b' '));
        offered.any(|offered| offered.eq_ignore_ascii_case(name.text().as_bytes()))
    };
    let sealed = in_clear == Exposure::Sealed;
    let mut ours = Name::ALL.into_iter().filter(offers);
    match ours.find(|name| sealed || name.exposure() != Exposure::Clear) {
        Some(name) => Ok(name),
        None if offers(&Name::Plain) => Err(Unsupported::from(UnsupportedSasl::InClear).into()),
        None => Err(Unsupported::from(UnsupportedSasl::Mechanisms { offered: text::for_display(list, SHOWN) }).into()),
    }
}

/// Names the mechanism to the server, with what it says first.
fn start(name: Name, credentials: &Credentials, means: &mut Means<'_>) -> Result<Box<dyn Mechanism>, Error> {
    let mut start = Start {
        username: credentials.username.as_deref().unwrap_or_default(),
        password: &credentials.password,
        server_name: means.config.server_name.as_deref().unwrap_or("localhost"),
        most_iterations: means.config.limits.iterations,
        random: means.random,
    };
    let mut mechanism = name.start(&mut start)?;
    tracing::debug!(mechanism = name.text(), "SASL begins");
    means.output.put_u32(name.text().len() as u32);
    means.output.put_slice(name.text().as_bytes());
    put(mechanism.initial_response(), means.output);
    Ok(mechanism)
}

/// What the server sends after each message of ours.
struct Step<'a> {
    data: Option<&'a [u8]>,
    progress: Progress,
}

/// Whether the server wants more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Going,
    Complete,
}

impl<'a> Step<'a> {
    fn read(reader: &mut Reader<'a>, limit: usize) -> Result<Self, Stop> {
        let length = limits::check("the length of SASL data", reader.u32()? as usize, limit)?;
        let data = reader.bytes(length)?;
        let data = (length > 0).then(|| data.strip_suffix(&[0]).unwrap_or(data));
        let progress = match reader.u8()? {
            0 => Progress::Going,
            1 => Progress::Complete,
            _ => return Err(Protocol::malformed(READING, "it is neither complete nor going on").into()),
        };
        Ok(Self { data, progress })
    }
}

/// Answers one step.
fn take(mechanism: &mut dyn Mechanism, step: &Step<'_>, means: &mut Means<'_>) -> Result<Advance, Error> {
    match (step.progress, step.data) {
        (Progress::Going, data) => {
            put(mechanism.respond(data.unwrap_or_default())?, means.output);
            return Ok(Advance::Continue);
        }
        (Progress::Complete, Some(data)) if !mechanism.is_proven() => {
            mechanism.respond(data)?;
        }
        (Progress::Complete, _) => {}
    }
    if !mechanism.is_proven() {
        return Err(CryptographyError::Forged { reading: "the server's proof that it knows the password" }.into());
    }
    means.agreed.after_result = mechanism.layer();
    Ok(Advance::Done)
}

fn put(message: Option<Message>, output: &mut BytesMut) {
    match message {
        None => output.put_u32(0),
        Some(message) => {
            output.put_u32(message.len() as u32 + 1);
            output.put_slice(&message);
            output.put_u8(0);
        }
    }
}

#[cfg(test)]
#[path = "exchange_tests.rs"]
mod tests;
