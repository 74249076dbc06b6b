//! A security type inside TLS: the handshake comes first, and everything of the other type goes through the layer.

use crate::error::{CryptographyError, Error};
use crate::security::{Advance, Exchange, Means};
use crate::tls::{Handshake, Tls};
use crate::wire::{Reader, Stop};

/// Why a server that offers TLS says that it cannot do it.
const UNREADY: &str = "the server cannot start it: often it cannot read its own certificate or key";

/// Begins a handshake.
pub type Begin = fn(&mut Means<'_>) -> Result<Box<dyn Handshake>, Error>;

/// TLS, and another security type inside it.
#[derive(Debug)]
pub struct Inside {
    state: State,
    begin: Begin,
    inner: Option<Box<dyn Exchange>>,
}

#[derive(Debug)]
enum State {
    /// One byte that says whether the server can do TLS at all (rfbproto, "VeNCrypt").
    ExpectReady,
    Begin,
    Handshake(Tls),
    Inner(Box<dyn Exchange>),
}

impl Inside {
    /// A sub-type of VeNCrypt: the server says whether it is ready, then there is TLS, then `inner`.
    pub fn vencrypt(begin: Begin, inner: Box<dyn Exchange>) -> Box<dyn Exchange> {
        Box::new(Inside { state: State::ExpectReady, begin, inner: Some(inner) })
    }

    /// TLS at once, then `inner`.
    pub fn at_once(begin: Begin, inner: Box<dyn Exchange>) -> Box<dyn Exchange> {
        Box::new(Inside { state: State::Begin, begin, inner: Some(inner) })
    }
}

impl Exchange for Inside {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        self.state = match &mut self.state {
            State::Inner(inner) => return inner.advance(reader, means),
            State::ExpectReady => match reader.u8()? {
                0 => return Err(CryptographyError::Tls { problem: UNREADY.into() }.into()),
                _ => State::Begin,
            },
            State::Begin => State::Handshake(Tls::Start((self.begin)(means)?)),
            State::Handshake(tls) => match tls.advance(reader, means)? {
                Advance::Secure(layer) => {
                    let Some(inner) = self.inner.take() else {
                        return Err(Error::Misuse("a TLS handshake ends once").into());
                    };
                    self.state = State::Inner(inner);
                    return Ok(Advance::Secure(layer));
                }
                other => return Ok(other),
            },
        };
        Ok(Advance::Continue)
    }
}
