//! VeNCrypt's sub-types with X.509 (rfbproto, "VeNCrypt"): TLS with a certificate, and inside it None, VNC Authentication,
//! Plain or SASL. The numbers of SASL are those of QEMU; rfbproto has them the other way round.

use crate::error::{CryptographyError, Error};
use crate::security::{Advance, Means, SecurityType, none, plain, sasl, vnc_authentication};
use crate::tls::Tls;
use crate::tls::certificate::Handshake;
use crate::wire::{Reader, Stop};

/// TLS, then what is inside it.
#[derive(Debug)]
struct Exchange {
    security_type: SecurityType,
    state: State,
}

#[derive(Debug)]
enum State {
    ExpectReadiness,
    Securing(Tls),
    Inside(Box<dyn super::Exchange>),
}

/// Starts the exchange.
pub fn exchange(security_type: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange { security_type, state: State::ExpectReadiness })
}

impl super::Exchange for Exchange {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        match &mut self.state {
            State::ExpectReadiness => {
                expect_readiness(reader)?;
                let handshake = Handshake::new(means.config.server_name.as_deref())?;
                self.state = State::Securing(Tls::Start(Box::new(handshake)));
                Ok(Advance::Continue)
            }
            State::Securing(tls) => {
                let advance = tls.advance(reader, means)?;
                if matches!(advance, Advance::Secure(_)) {
                    self.state = State::Inside(inside(self.security_type));
                }
                Ok(advance)
            }
            State::Inside(exchange) => exchange.advance(reader, means),
        }
    }
}

/// Whether the server can start TLS; it says so before it does.
fn expect_readiness(reader: &mut Reader<'_>) -> Result<(), Stop> {
    if reader.u8()? == 0 {
        let problem = "the server cannot start it: often it cannot read its own certificate or key".to_owned();
        return Err(Error::from(CryptographyError::Tls { problem }).into());
    }
    Ok(())
}

/// What follows inside TLS.
fn inside(security_type: SecurityType) -> Box<dyn super::Exchange> {
    match security_type {
        SecurityType::X509Vnc => vnc_authentication::exchange(security_type),
        SecurityType::X509Sasl => sasl::exchange(security_type),
        SecurityType::X509Plain => plain::exchange(security_type),
        _ => none::exchange(security_type),
    }
}
