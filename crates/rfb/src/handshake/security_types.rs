//! The security handshake (RFC 6143 §7.1.2, and §7.1.2 of version 3.3 as described in its appendix A), then the exchange.

use bytes::{BufMut, BytesMut};

use crate::event::Event;
use crate::handshake::{
    Context, ExpectReason, ExpectSecurityResult, ExpectServerInit, Handshake, Next, Verdict, Version,
};
use crate::identity::Protection;
use crate::security::{Advance, Exchange, Means, SecurityType, choose, ms_logon};
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
        let offered = if offered == ms_logon::OLD_NUMBER { SecurityType::MsLogon.number() } else { offered };
        let chosen = choose(&[offered], None, context.config, context.events)?;
        Ok(Next::Handshake(Handshake::Security(ExpectSecurity::new(Version::V3_3, chosen, None))))
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
        let chosen = choose(&offered, None, context.config, context.events)?;
        let choice = Some(chosen.number() as u8);
        Ok(Next::Handshake(Handshake::Security(ExpectSecurity::new(self.version, chosen, choice))))
    }
}

/// The exchange of the chosen security type.
#[derive(Debug)]
pub(crate) struct ExpectSecurity {
    version: Version,
    security_type: SecurityType,
    exchange: Box<dyn Exchange>,
    awaited: Option<Answer>,
    /// What the caller knows of the protection.
    told: Option<Protection>,
    /// Whether it went on with credentials.
    answered: bool,
    /// What tells the server our choice, until it is sent.
    choice: Option<u8>,
}

/// An answer of the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Who we are.
    Credentials,
    /// Whether the server is trusted.
    Trust,
}

impl ExpectSecurity {
    fn new(version: Version, security_type: SecurityType, choice: Option<u8>) -> Self {
        let exchange = security_type.exchange();
        Self { version, security_type, exchange, awaited: None, told: None, answered: false, choice }
    }

    /// What the caller was asked last.
    pub(crate) fn awaited(&self) -> Option<Answer> {
        self.awaited
    }

    /// Whether a server that hangs up here may mean that the password was wrong.
    pub(crate) fn may_mean_refusal(&self) -> bool {
        self.answered
    }

    pub(crate) fn read(&mut self, reader: &mut Reader<'_>, context: &mut Context<'_>) -> Result<Next, Stop> {
        self.answered |= self.awaited == Some(Answer::Credentials) && context.credentials.is_some();
        let mut said = BytesMut::new();
        let mut means = Means {
            config: context.config,
            version: self.version,
            credentials: context.credentials,
            trusted: context.trusted,
            random: context.random,
            output: &mut said,
            events: context.events,
            agreed: context.agreed,
        };
        let advance = self.exchange.advance(reader, &mut means);
        self.say(&said, &advance, context.output);
        match advance? {
            Advance::Continue => Ok(Next::Again),
            Advance::NeedCredentials(request) => {
                self.ask(Answer::Credentials, Event::CredentialsNeeded(request), context);
                Ok(Next::Wait)
            }
            Advance::NeedTrust(identity) => {
                context.agreed.protection.identity = Some(identity.clone());
                self.ask(Answer::Trust, Event::IdentityPresented(identity), context);
                Ok(Next::Wait)
            }
            Advance::Secure(layer) => {
                self.tell(context);
                Ok(Next::Secure(layer))
            }
            Advance::Done => Ok(Next::Handshake(self.after(context))),
        }
    }

    /// Sends what the exchange says, behind our choice. macOS wants to read both at once, so where the exchange begins with what
    /// the caller has to tell first, the choice waits.
    fn say(&mut self, said: &[u8], advance: &Result<Advance, Stop>, output: &mut BytesMut) {
        let waits = matches!(advance, Ok(Advance::NeedCredentials(_) | Advance::NeedTrust(_))) && said.is_empty();
        if !waits && let Some(choice) = self.choice.take() {
            output.put_u8(choice);
        }
        output.put_slice(said);
    }

    /// Asks once.
    fn ask(&mut self, answer: Answer, question: Event, context: &mut Context<'_>) {
        if self.awaited.replace(answer) != Some(answer) {
            context.events.push_back(question);
        }
    }

    /// Tells what protects the session, once and when it changes.
    fn tell(&mut self, context: &mut Context<'_>) {
        let protection = &context.agreed.protection;
        if self.told.as_ref() != Some(protection) {
            self.told = Some(protection.clone());
            context.events.push_back(Event::Protected(protection.clone()));
        }
    }

    /// Before version 3.8 the server gives no verdict on None.
    fn after(&mut self, context: &mut Context<'_>) -> Handshake {
        self.tell(context);
        let unasked = self.security_type == SecurityType::None || context.agreed.nobody_asked;
        if unasked && self.version < Version::V3_8 {
            Handshake::ServerInit(ExpectServerInit::ask(context))
        } else {
            Handshake::SecurityResult(ExpectSecurityResult::new(self.version, self.security_type))
        }
    }
}
