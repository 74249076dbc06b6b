//! ServerCutText (RFC 6143 §7.6.4): Latin-1, lines end with a line feed. A negative length announces the extended form.

use crate::limits::{self, Limits};
use crate::message::extended_clipboard::{ClipboardMessage, Received};
use crate::message::server::ServerMessage;
use crate::wire::{Reader, Stop, text};

const LENGTH: &str = "the length of the server's clipboard text";

pub(crate) fn read(reader: &mut Reader<'_>, limits: &Limits) -> Result<ServerMessage, Stop> {
    reader.skip(3)?;
    let signed = reader.i32()?;
    let length = signed.unsigned_abs() as usize;
    let kept = if signed < 0 { limits.clipboard } else { limits.cut_text };
    if length > kept {
        let length = limits::check(LENGTH, length, limits.cut_text_skipped)?;
        return Ok(ServerMessage::ServerCutTextTooLong { length, skipped: length });
    }
    if signed < 0 {
        return Ok(match ClipboardMessage::read(reader, length, limits)? {
            Received::Message(message) => ServerMessage::ExtendedClipboard(message),
            Received::TooLong(length) => ServerMessage::ServerCutTextTooLong { length, skipped: 0 },
            Received::Unknown => ServerMessage::Ignored,
        });
    }
    let text = text::from_latin1(reader.bytes(length)?);
    Ok(ServerMessage::ServerCutText(text.replace("\r\n", "\n")))
}
