//! VeNCrypt's Plain (rfbproto, "VeNCrypt"): user name and password as they are. By itself it protects nothing; inside TLS it
//! needs nothing more.

use bytes::BufMut;

use crate::event::{CredentialsRequest, Wanted};
use crate::limits;
use crate::security::{Advance, Means, SecurityType};
use crate::wire::{Reader, Stop};

/// Bytes that servers take of a user name or a password.
const LONGEST: usize = 1023;

/// Waits for the user name and the password.
#[derive(Debug)]
struct Exchange {
    security_type: SecurityType,
}

/// Starts the exchange, of this type or as the inner part of `security_type`.
pub fn exchange(security_type: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange { security_type })
}

impl super::Exchange for Exchange {
    fn advance(&mut self, _: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        let Some(credentials) = means.credentials else {
            let (security_type, exposure) = (self.security_type, means.exposure_in_clear());
            let (username, password) = (Wanted::Yes, Wanted::Yes);
            return Ok(Advance::NeedCredentials(CredentialsRequest { security_type, username, password, exposure }));
        };
        let username = credentials.username.as_deref().unwrap_or_default().as_bytes();
        let password = credentials.password.reveal().as_bytes();
        limits::check("the length of the user name", username.len(), LONGEST)?;
        limits::check("the length of the password", password.len(), LONGEST)?;
        means.output.put_u32(username.len() as u32);
        means.output.put_u32(password.len() as u32);
        means.output.put_slice(username);
        means.output.put_slice(password);
        Ok(Advance::Done)
    }
}
