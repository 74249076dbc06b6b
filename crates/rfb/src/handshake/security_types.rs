//! The security handshake (RFC 6143 §7.1.2, and §7.1.2 of version 3.3 as described in its appendix A), then the exchange.

use bytes::BufMut;

use crate::error::Unsupported;
use crate::event::{CredentialsRequest, Event};
use crate::handshake::{
    Context, ExpectReason, ExpectSecurityResult, ExpectServerInit, Handshake, Next, Verdict, Version,
};
use crate::security::{Advance, Exchange, SecurityType};
use crate::wire::{Reader, Stop};

/// Version 3.3: the server names one security type.
#[derive(Debug)]
pub(crate) struct ExpectSecurityType;

impl ExpectSecurityType {
    pub(crate) fn read(reader: &mut Reader<'_>, context: &mut Context<'_>) -> Result<Next, Stop> {
        let offered = reader.u32()?;
        if offered == 0 {
            return Ok(Next::Handshake(Handshake::Reason(ExpectReason::new(Verdict::Refused))));
        }
        let chosen = choose(&[offered], context)?;
        Ok(Next::Handshake(Handshake::Security(ExpectSecurity::new(Version::V3_3, chosen))))
    }
}

/// Versions 3.7 and 3.8: the server lists security types and we choose.
#[derive(Debug)]
pub(crate) struct ExpectSecurityTypes {
    pub version: Version,
}

impl ExpectSecurityTypes {
    pub(crate) fn read(&self, reader: &mut Reader<'_>, context: &mut Context<'_>) -> Result<Next, Stop> {
        let count = reader.u8()?;
        if count == 0 {
            return Ok(Next::Handshake(Handshake::Reason(ExpectReason::new(Verdict::Refused))));
        }
        let offered: Vec<u32> = reader.bytes(count.into())?.iter().map(|&number| number.into()).collect();
        let chosen = choose(&offered, context)?;
        context.output.put_u8(chosen.number() as u8);
        Ok(Next::Handshake(Handshake::Security(ExpectSecurity::new(self.version, chosen))))
    }
}

/// The first of ours that the server offers.
fn choose(offered: &[u32], context: &mut Context<'_>) -> Result<SecurityType, Unsupported> {
    let mut ours = context.config.security_types.iter().copied();
    let chosen = ours.find(|ours| offered.contains(&ours.number()));
    let chosen = chosen.ok_or_else(|| Unsupported::SecurityTypes { offered: offered.to_vec() })?;
    context.events.push_back(Event::Security { offered: offered.to_vec(), chosen });
    Ok(chosen)
}

/// The exchange of the chosen security type.
#[derive(Debug)]
pub(crate) struct ExpectSecurity {
    version: Version,
    security_type: SecurityType,
    exchange: Box<dyn Exchange>,
    /// What was asked of the caller, so that it is asked once.
    asked: Option<CredentialsRequest>,
}

impl ExpectSecurity {
    fn new(version: Version, security_type: SecurityType) -> Self {
        Self { version, security_type, exchange: security_type.exchange(), asked: None }
    }

    /// Whether the caller was asked for credentials.
    pub(crate) fn has_asked(&self) -> bool {
        self.asked.is_some()
    }

    pub(crate) fn read(&mut self, reader: &mut Reader<'_>, context: &mut Context<'_>) -> Result<Next, Stop> {
        match self.exchange.advance(reader, context.credentials, context.output)? {
            Advance::Continue => Ok(Next::Wait),
            Advance::NeedCredentials(request) => {
                if self.asked.replace(request).is_none() {
                    context.events.push_back(Event::CredentialsNeeded(request));
                }
                Ok(Next::Wait)
            }
            Advance::Done => Ok(Next::Handshake(self.after(context))),
        }
    }

    /// Before version 3.8 the server gives no verdict on None.
    fn after(&self, context: &mut Context<'_>) -> Handshake {
        if self.security_type == SecurityType::None && self.version < Version::V3_8 {
            Handshake::ServerInit(ExpectServerInit::ask(context))
        } else {
            Handshake::SecurityResult(ExpectSecurityResult { version: self.version, security_type: self.security_type })
        }
    }
}
