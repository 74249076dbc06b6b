//! SecurityResult (RFC 6143 §7.1.3) and the reasons that servers give.

use crate::error::{Error, Protocol};
use crate::handshake::{Context, ExpectServerInit, Handshake, Next, Version};
use crate::limits;
use crate::security::SecurityType;
use crate::wire::{Reader, Stop, text};

/// Characters of a reason that are shown.
const SHOWN: usize = 500;

/// Bytes of a reason that may come without a result before it.
const BARE_REASON: u32 = 1024;

/// The server's verdict on the exchange.
#[derive(Debug)]
pub(crate) struct ExpectSecurityResult {
    pub version: Version,
    pub security_type: SecurityType,
    /// The server has let us in.
    welcome: bool,
}

impl ExpectSecurityResult {
    pub(crate) fn new(version: Version, security_type: SecurityType) -> Self {
        Self { version, security_type, welcome: false }
    }

    pub(crate) fn read(&mut self, reader: &mut Reader<'_>, context: &mut Context<'_>) -> Result<Next, Stop> {
        if self.welcome {
            return Ok(Next::Handshake(Handshake::ServerInit(ExpectServerInit::ask(context))));
        }
        let mut ahead = *reader;
        let result = ahead.u32()?;
        if (3..=BARE_REASON).contains(&result) && self.version >= Version::V3_8 {
            // x11vnc says why a user name and password are wrong without saying first that they are.
            return Ok(Next::Handshake(Handshake::Reason(ExpectReason::new(Verdict::Failed))));
        }
        *reader = ahead;
        let verdict = match result {
            0 => {
                self.welcome = true;
                return Ok(context.agreed.after_result.take().map_or(Next::Again, Next::Secure));
            }
            1 => Verdict::Failed,
            2 => Verdict::TooMany,
            _ => return Err(Protocol::malformed("the result of the authentication", "an unknown value").into()),
        };
        if self.version < Version::V3_8 {
            return Err(verdict.error(String::new()).into());
        }
        Ok(Next::Handshake(Handshake::Reason(ExpectReason::new(verdict))))
    }

    /// Whether a server that hangs up here may mean that the password was wrong.
    pub(crate) fn may_mean_refusal(&self) -> bool {
        self.security_type != SecurityType::None
    }
}

/// What a reason is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// No security type is offered.
    Refused,
    /// The credentials are wrong.
    Failed,
    /// The credentials were wrong too often.
    TooMany,
}

impl Verdict {
    fn error(self, reason: String) -> Error {
        match self {
            Verdict::Failed => Error::Authentication { reason },
            Verdict::TooMany if reason.is_empty() => {
                Error::Refused { reason: "too many authentication failures".into() }
            }
            Verdict::Refused | Verdict::TooMany => Error::Refused { reason },
        }
    }
}

/// A reason in the server's own words.
#[derive(Debug)]
pub(crate) struct ExpectReason {
    verdict: Verdict,
}

impl ExpectReason {
    pub(crate) fn new(verdict: Verdict) -> Self {
        Self { verdict }
    }

    pub(crate) fn read(&self, reader: &mut Reader<'_>, context: &mut Context<'_>) -> Result<Next, Stop> {
        let length =
            limits::check("the length of the server's reason", reader.u32()? as usize, context.config.limits.reason)?;
        Err(self.verdict(text::for_display(reader.bytes(length)?, SHOWN)).into())
    }

    /// The error that the refusal is.
    pub(crate) fn verdict(&self, reason: String) -> Error {
        self.verdict.error(reason)
    }
}
