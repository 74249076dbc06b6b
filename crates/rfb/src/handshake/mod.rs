//! The handshake (RFC 6143 §7.1–§7.3): one `Expect…` for each message awaited. A state reads from a copy of the cursor and
//! gives the next state; where the bytes run short nothing has happened.

mod security_result;
mod security_types;
mod server_init;
mod version;

use std::collections::VecDeque;

use bytes::BytesMut;

pub(crate) use security_result::{ExpectReason, ExpectSecurityResult, Verdict};
pub(crate) use security_types::{Answer, ExpectSecurity, ExpectSecurityType, ExpectSecurityTypes};
pub(crate) use server_init::{ExpectServerInit, NAME_SHOWN};
pub(crate) use version::ExpectVersion;
pub use version::Version;
#[cfg(feature = "tokio")]
pub(crate) use version::identify;

use crate::config::Config;
use crate::credentials::Credentials;
use crate::error::{Error, Protocol};
use crate::event::{Event, ServerInit};
use crate::layer::Layer;
use crate::random::Random;
use crate::security::Agreed;
use crate::wire::{Reader, Stop};

/// What a state may use and fill.
pub(crate) struct Context<'a> {
    pub config: &'a Config,
    pub credentials: Option<&'a Credentials>,
    pub trusted: bool,
    pub random: &'a mut Random,
    pub agreed: &'a mut Agreed,
    pub output: &'a mut BytesMut,
    pub events: &'a mut VecDeque<Event>,
}

/// Where the handshake stands.
#[derive(Debug)]
pub(crate) enum Handshake {
    Version(ExpectVersion),
    SecurityType(ExpectSecurityType),
    SecurityTypes(ExpectSecurityTypes),
    Security(ExpectSecurity),
    SecurityResult(ExpectSecurityResult),
    Reason(ExpectReason),
    ServerInit(ExpectServerInit),
}

/// What follows a state.
#[derive(Debug)]
pub(crate) enum Next {
    /// The same state again, once the caller has answered.
    Wait,
    /// The same state again.
    Again,
    /// The same state again, with everything from here on inside this layer.
    Secure(Box<dyn Layer>),
    /// Another state.
    Handshake(Handshake),
    /// The session is open.
    Open(ServerInit),
}

impl Handshake {
    /// Reads the awaited message.
    pub(crate) fn step(&mut self, reader: &mut Reader<'_>, context: &mut Context<'_>) -> Result<Next, Stop> {
        match self {
            Handshake::Version(state) => state.read(reader, context),
            Handshake::SecurityType(_) => ExpectSecurityType::read(reader, context),
            Handshake::SecurityTypes(state) => state.read(reader, context),
            Handshake::Security(state) => state.read(reader, context),
            Handshake::SecurityResult(state) => state.read(reader, context),
            Handshake::Reason(state) => state.read(reader, context),
            Handshake::ServerInit(_) => ExpectServerInit::read(reader, context),
        }
    }

    /// What is awaited, in words.
    pub(crate) fn awaiting(&self) -> &'static str {
        match self {
            Handshake::Version(_) => "the protocol version",
            Handshake::SecurityType(_) | Handshake::SecurityTypes(_) => "the security types",
            Handshake::Security(_) => "the security exchange",
            Handshake::SecurityResult(_) => "the result of the authentication",
            Handshake::Reason(_) => "the reason of a refusal",
            Handshake::ServerInit(_) => "the desktop's size and name",
        }
    }

    /// What it means that the server closed the connection here, with `rest` not understood.
    pub(crate) fn closed(&self, rest: &[u8]) -> Error {
        match self {
            Handshake::Version(_) if !rest.is_empty() && !rest.starts_with(b"RFB ") => {
                Protocol::NotRfb { peer: version::identify(rest) }.into()
            }
            Handshake::Security(state) if state.may_mean_refusal() => Error::Authentication { reason: String::new() },
            Handshake::SecurityResult(state) if state.may_mean_refusal() => {
                Error::Authentication { reason: String::new() }
            }
            Handshake::Reason(state) => state.verdict(String::new()),
            _ => Protocol::Closed { awaiting: self.awaiting() }.into(),
        }
    }
}
