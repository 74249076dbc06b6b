//! xvp Server Message (rfbproto, same heading): the server can switch its machine off, or could not.

use crate::limits::Limits;
use crate::message::server::ServerMessage;
use crate::wire::{Reader, Stop};

const FAIL: u8 = 0;
const INIT: u8 = 1;

pub(crate) fn read(reader: &mut Reader<'_>, _: &Limits) -> Result<ServerMessage, Stop> {
    reader.skip(1)?;
    let [_version, code] = *reader.array()?;
    Ok(match code {
        FAIL => ServerMessage::XvpFailed,
        INIT => ServerMessage::XvpOffered,
        _ => ServerMessage::Ignored,
    })
}
