//! FramebufferUpdate (RFC 6143 §7.6.1): the header; rectangles follow. Servers that do not know how many there will be
//! announce 65535 and end with a LastRect.

use crate::limits::Limits;
use crate::message::server::ServerMessage;
use crate::wire::{Reader, Stop};

pub(crate) fn read(reader: &mut Reader<'_>, _: &Limits) -> Result<ServerMessage, Stop> {
    reader.skip(1)?;
    Ok(ServerMessage::FramebufferUpdate { rectangles: reader.u16()? })
}
