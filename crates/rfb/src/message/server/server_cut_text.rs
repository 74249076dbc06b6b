//! ServerCutText (RFC 6143 §7.6.4): Latin-1, lines end with a line feed.

use crate::limits::{self, Limits};
use crate::message::server::ServerMessage;
use crate::wire::{Reader, Stop, text};

pub(crate) fn read(reader: &mut Reader<'_>, limits: &Limits) -> Result<ServerMessage, Stop> {
    reader.skip(3)?;
    let length = reader.u32()? as usize;
    if length > limits.cut_text {
        let length = limits::check("the length of the server's clipboard text", length, limits.cut_text_skipped)?;
        return Ok(ServerMessage::ServerCutTextTooLong(length));
    }
    let text = text::from_latin1(reader.bytes(length)?);
    Ok(ServerMessage::ServerCutText(text.replace("\r\n", "\n")))
}
