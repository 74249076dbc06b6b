//! Through an UltraVNC repeater: it greets with RFB 000.000 and wants 250 bytes that say which server is meant.

use std::fmt;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::net::Error;
use crate::net::deadline::Deadline;
use crate::net::prefixed::Prefixed;
use crate::net::proxy::HostAndPort;
use crate::net::transport::Stream;
use crate::wire::text;

/// What a repeater says first.
const GREETING: &[u8; 12] = b"RFB 000.000\n";

/// The field that names the server, in bytes; what is left of it is zero.
const FIELD: usize = 250;

/// Repeaters take smaller numbers for displays.
const FIRST_PORT: u16 = 100;

/// A repeater and the server behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeaterAddress {
    /// The name or address of the repeater.
    pub host: String,
    /// Its port for viewers.
    pub port: u16,
    /// The server.
    pub server: Repeated,
    /// How long to wait for the server.
    pub patience: Patience,
}

/// Which server a repeater is to connect us with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repeated {
    /// One that the repeater connects to (mode I).
    Host(String, u16),
    /// One that has called the repeater, or will, under this ID (mode II).
    Id(String),
}

/// How long to wait for a server that is to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// As long as for any server.
    Limited,
    /// For ever.
    Unlimited,
}

/// Why something cannot be named to a repeater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotRepeated {
    /// An ID that is empty, too long or has other characters than letters, digits, `-`, `.` and `_`.
    #[error("an ID is made of letters, digits, hyphens, dots and underscores")]
    Id,
    /// A host that is empty, too long, or has characters that names do not have.
    #[error("it is not the name of a computer")]
    Host,
    /// A port that repeaters take for a display.
    #[error("repeaters take numbers below 100 for displays")]
    Port,
}

impl Repeated {
    /// The server of this ID.
    pub fn id(id: &str) -> Result<Self, NotRepeated> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        let is_id = !id.is_empty() && id.len() <= 100 && id.bytes().all(allowed);
        if is_id { Ok(Repeated::Id(id.to_owned())) } else { Err(NotRepeated::Id) }
    }

    /// The server at this host and port.
    pub fn host(host: &str, port: u16) -> Result<Self, NotRepeated> {
        let strange = |character: char| character.is_control() || character.is_whitespace();
        // A colon would be taken for the one before the port.
        if host.is_empty() || host.len() > 200 || host.contains(strange) || host.contains(':') {
            return Err(NotRepeated::Host);
        }
        if port < FIRST_PORT { Err(NotRepeated::Port) } else { Ok(Repeated::Host(host.to_owned(), port)) }
    }

    fn field(&self) -> [u8; FIELD] {
        let mut field = [0; FIELD];
        let name = self.to_string();
        field.iter_mut().zip(name.bytes()).for_each(|(to, from)| *to = from);
        field
    }
}

impl fmt::Display for Repeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Repeated::Host(host, port) => write!(f, "{host}:{port}"),
            Repeated::Id(id) => write!(f, "ID:{id}"),
        }
    }
}

impl fmt::Display for RepeaterAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "repeater://{}/{}", HostAndPort(&self.host, self.port), self.server)
    }
}

/// What is wrong with a repeater.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RepeaterFailure {
    /// Something else answers there; its first bytes, safe to show.
    #[error("what answers there is no repeater: it starts with {0:?}")]
    NotARepeater(String),
    /// It closed the connection before it greeted.
    #[error("the repeater closed the connection before it greeted")]
    Closed,
    /// It closed the connection instead of passing it on.
    #[error("the repeater closed the connection instead of passing it on")]
    NotPassedOn,
}

/// Names the server to the repeater behind `stream` and waits until it answers.
pub(crate) async fn connect(
    mut stream: Stream,
    address: &RepeaterAddress,
    deadline: Deadline,
) -> Result<Stream, Error> {
    let mut greeting = [0; GREETING.len()];
    let mut filled = 0;
    while let Some(rest) = greeting.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        let read = deadline.within("the repeater's greeting", stream.read(rest)).await?;
        filled += match read.map_err(Error::transfer)? {
            0 if filled == 0 => return Err(RepeaterFailure::Closed.into()),
            0 => break,
            count => count,
        };
    }
    if &greeting != GREETING {
        let start = greeting.get(..filled).unwrap_or_default();
        return Err(RepeaterFailure::NotARepeater(text::for_display(start, GREETING.len())).into());
    }
    stream.write_all(&address.server.field()).await.map_err(Error::transfer)?;
    stream.flush().await.map_err(Error::transfer)?;
    let mut first = bytes::BytesMut::with_capacity(GREETING.len());
    let heard = stream.read_buf(&mut first);
    let heard = match address.patience {
        Patience::Limited => deadline.within("the server behind the repeater", heard).await?,
        Patience::Unlimited => heard.await,
    };
    match heard {
        Ok(0) => Err(RepeaterFailure::NotPassedOn.into()),
        Ok(_) => Ok(Box::new(Prefixed::new(first.freeze(), stream))),
        Err(source) => Err(Error::transfer(source)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_names_the_server_and_ends_in_zeros() {
        let field = Repeated::id("1234").expect("an ID").field();
        assert_eq!((&field[..7], field.iter().skip(7).any(|byte| *byte != 0)), (b"ID:1234".as_slice(), false));
        let field = Repeated::host("office", 5901).expect("a host").field();
        assert!(field.starts_with(b"office:5901\0"));
    }

    #[test]
    fn what_a_repeater_would_misunderstand_is_refused() {
        for id in ["", "1 2", "1\n", "a/b", &"1".repeat(200)] {
            assert_eq!(Repeated::id(id), Err(NotRepeated::Id), "{id:?}");
        }
        for host in ["", "a b", "fd00::1", "a\0b", &"a".repeat(300)] {
            assert_eq!(Repeated::host(host, 5900), Err(NotRepeated::Host), "{host:?}");
        }
        assert_eq!(Repeated::host("office", 99), Err(NotRepeated::Port));
    }
}
