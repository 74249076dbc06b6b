//! ServerFence (rfbproto, same heading): a marker in the stream that is sent back when all before it was handled.

use crate::limits::{self, Limits};
use crate::message::server::ServerMessage;
use crate::wire::{Reader, Stop};

/// The longest payload that the specification allows.
pub const MAX_PAYLOAD: usize = 64;
/// All messages before the fence are handled before it is answered.
pub const BLOCK_BEFORE: u32 = 1;
/// Nothing after the fence is handled before it is answered.
pub const BLOCK_AFTER: u32 = 2;
/// The message after the fence is handled together with it.
pub const SYNC_NEXT: u32 = 4;
/// An answer is wanted; without this bit it is one.
pub const REQUEST: u32 = 1 << 31;

/// A fence, in either direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// What is promised or asked for, see the constants.
    pub flags: u32,
    /// What must come back unchanged, at most 64 bytes.
    pub payload: Vec<u8>,
}

impl Fence {
    /// The answer to a request: the flags that we keep to, and the payload. We handle messages one after another, so
    /// both kinds of blocking are kept to.
    pub(crate) fn answer(self) -> Fence {
        Fence { flags: self.flags & (BLOCK_BEFORE | BLOCK_AFTER | SYNC_NEXT), payload: self.payload }
    }
}

pub(crate) fn read(reader: &mut Reader<'_>, _: &Limits) -> Result<ServerMessage, Stop> {
    reader.skip(3)?;
    let flags = reader.u32()?;
    let length = limits::check("the length of a fence's payload", reader.u8()?.into(), MAX_PAYLOAD)?;
    Ok(ServerMessage::Fence(Fence { flags, payload: reader.bytes(length)?.to_vec() }))
}
