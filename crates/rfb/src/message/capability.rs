//! What the Tight security type lists its tunnels, sub-types, messages and encodings as (rfbproto, "Tight Security Type").

use std::fmt;

use crate::limits;
use crate::wire::{NeedMore, Reader, Stop, text};

/// Entries of the three lists in ServerInit that are taken, together.
const MOST: usize = 1024;

/// One thing that a server can do. Two are the same only where all of their parts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Capability {
    /// The number of the message or of the encoding.
    pub code: i32,
    /// Who has defined it.
    pub vendor: [u8; 4],
    /// What it is.
    pub signature: [u8; 8],
}

impl Capability {
    /// What is defined by these.
    pub const fn new(code: i32, vendor: [u8; 4], signature: [u8; 8]) -> Self {
        Self { code, vendor, signature }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, NeedMore> {
        Ok(Self { code: reader.i32()?, vendor: *reader.array()?, signature: *reader.array()? })
    }
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [vendor, signature] =
            [&self.vendor[..], &self.signature].map(|bytes| text::for_display(bytes, bytes.len()));
        write!(f, "{vendor} {signature} ({})", self.code)
    }
}

/// What stands behind ServerInit after the Tight security type.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capabilities {
    /// The messages beyond the standard that the server sends.
    pub server_messages: Vec<Capability>,
    /// The messages beyond the standard that it understands.
    pub client_messages: Vec<Capability>,
    /// The encodings and pseudo-encodings that it knows.
    pub encodings: Vec<Capability>,
}

impl Capabilities {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let counts = [reader.u16()?, reader.u16()?, reader.u16()?].map(usize::from);
        reader.skip(2)?;
        limits::check("the number of the server's capabilities", counts.iter().sum(), MOST)?;
        let mut list = |count| (0..count).map(|_| Capability::read(reader)).collect::<Result<Vec<_>, _>>();
        let [server_messages, client_messages, encodings] = counts;
        let (server_messages, client_messages) = (list(server_messages)?, list(client_messages)?);
        Ok(Self { server_messages, client_messages, encodings: list(encodings)? })
    }
}
