//! Message type 20, which macOS sends unasked when the state of its session changes: a length and so many bytes.

use crate::limits::Limits;
use crate::message::server::ServerMessage;
use crate::wire::{Reader, Stop};

pub(crate) fn read(reader: &mut Reader<'_>, _: &Limits) -> Result<ServerMessage, Stop> {
    reader.skip(1)?;
    let length = reader.u16()?;
    reader.skip(length.into())?;
    Ok(ServerMessage::Ignored)
}
