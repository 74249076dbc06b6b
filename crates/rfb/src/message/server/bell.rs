//! Bell (RFC 6143 §7.6.3).

use crate::limits::Limits;
use crate::message::server::ServerMessage;
use crate::wire::{Reader, Stop};

pub(crate) fn read(_: &mut Reader<'_>, _: &Limits) -> Result<ServerMessage, Stop> {
    Ok(ServerMessage::Bell)
}
