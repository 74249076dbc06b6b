//! PLAIN (RFC 4616): user name and password as they are. For encrypted connections only.

use zeroize::Zeroizing;

use super::{Mechanism, Message, Start};
use crate::error::{Error, Protocol};
use crate::identity::Exposure;
use crate::security::sasl::prepare::prepared;

pub(super) const EXPOSURE: Exposure = Exposure::Clear;

/// The one message, until it was taken.
struct Plain(Option<Message>);

pub(super) fn start(start: &mut Start<'_>) -> Result<Box<dyn Mechanism>, Error> {
    let (username, password) = (prepared(start.username), prepared(start.password.reveal()));
    let mut message = Zeroizing::new(Vec::with_capacity(username.len() + password.len() + 2));
    message.push(0);
    message.extend_from_slice(username.as_bytes());
    message.push(0);
    message.extend_from_slice(password.as_bytes());
    Ok(Box::new(Plain(Some(message))))
}

impl Mechanism for Plain {
    fn initial_response(&mut self) -> Option<Message> {
        self.0.take()
    }

    fn respond(&mut self, _: &[u8]) -> Result<Option<Message>, Error> {
        Err(Protocol::malformed("the answer to PLAIN", "the server asks on when everything was said").into())
    }

    /// Nothing proves who the server is but the encryption around it.
    fn is_proven(&self) -> bool {
        true
    }
}

impl std::fmt::Debug for Plain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Plain(***)")
    }
}
