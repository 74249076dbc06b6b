//! XVP (22), of the console proxy for Xen: the names of the user and of the machine, then VNC Authentication.
//!
//! There is no specification; the format is that of noVNC. The machine is named behind the user, as in `alice@web-server`.

use bytes::BufMut;

use crate::error::Unsupported;
use crate::event::{CredentialsRequest, Wanted};
use crate::identity::Exposure;
use crate::security::{Advance, Means, SecurityType, vnc_authentication};
use crate::wire::{Reader, Stop};

/// Waits for the names, then becomes VNC Authentication.
#[derive(Debug, Default)]
struct Exchange {
    inner: Option<Box<dyn super::Exchange>>,
}

/// Starts the exchange.
pub fn exchange(_: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange::default())
}

impl super::Exchange for Exchange {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        if let Some(inner) = &mut self.inner {
            return inner.advance(reader, means);
        }
        let Some(credentials) = means.credentials else {
            let (security_type, exposure) = (SecurityType::Xvp, means.exposure(Exposure::WeakProof));
            let (username, password) = (Wanted::Yes, Wanted::Yes);
            return Ok(Advance::NeedCredentials(CredentialsRequest { security_type, username, password, exposure }));
        };
        let (user, machine) = names(credentials.username.as_deref().unwrap_or_default());
        let lengths = [length("user name", user)?, length("name of the machine", machine)?];
        means.output.put_slice(&lengths);
        means.output.put_slice(user.as_bytes());
        means.output.put_slice(machine.as_bytes());
        self.inner = Some(vnc_authentication::exchange(SecurityType::Xvp));
        Ok(Advance::Continue)
    }
}

/// The user's name and the machine's.
fn names(username: &str) -> (&str, &str) {
    username.split_once('@').unwrap_or((username, ""))
}

fn length(what: &'static str, name: &str) -> Result<u8, Unsupported> {
    u8::try_from(name.len()).map_err(|_| Unsupported::TooLong { what, bytes: name.len(), most: 255 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_stands_behind_the_user() {
        assert_eq!(names("alice@web server@home"), ("alice", "web server@home"));
        assert_eq!(names("alice"), ("alice", ""));
        assert_eq!(names("@web"), ("", "web"));
    }

    #[test]
    fn names_that_do_not_fit_are_not_cut() {
        assert_eq!(length("user name", &"a".repeat(255)), Ok(255));
        assert!(length("user name", &"a".repeat(256)).is_err());
    }
}
