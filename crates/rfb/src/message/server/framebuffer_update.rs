//! FramebufferUpdate (RFC 6143 §7.6.1): the header; rectangles follow.

use crate::limits::Limits;
use crate::message::server::ServerMessage;
use crate::wire::{Reader, Stop};

/// How many rectangles an update has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(u16),
    /// As many as come before a LastRect.
    UntilLastRect,
}

pub(crate) fn read(reader: &mut Reader<'_>, _: &Limits) -> Result<ServerMessage, Stop> {
    reader.skip(1)?;
    let rectangles = match reader.u16()? {
        0xffff => Count::UntilLastRect,
        count => Count::Exactly(count),
    };
    Ok(ServerMessage::FramebufferUpdate { rectangles })
}
