//! EndOfContinuousUpdates (rfbproto, same heading): the first one says that the server understands continuous updates.

use crate::limits::Limits;
use crate::message::server::ServerMessage;
use crate::wire::{Reader, Stop};

pub(crate) fn read(_: &mut Reader<'_>, _: &Limits) -> Result<ServerMessage, Stop> {
    Ok(ServerMessage::EndOfContinuousUpdates)
}
