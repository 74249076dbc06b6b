//! SetColourMapEntries (RFC 6143 §7.6.2).

use crate::error::Protocol;
use crate::limits::Limits;
use crate::message::server::ServerMessage;
use crate::wire::{Reader, Stop};

pub(crate) fn read(reader: &mut Reader<'_>, _: &Limits) -> Result<ServerMessage, Stop> {
    reader.skip(1)?;
    let (first, count) = (reader.u16()?, reader.u16()?);
    if usize::from(first) + usize::from(count) > 1 << 16 {
        return Err(Protocol::malformed("a colour map", "entries past the last index").into());
    }
    let (colours, _) = reader.bytes(usize::from(count) * 6)?.as_chunks::<6>();
    let colour = |&[r0, r1, g0, g1, b0, b1]: &[u8; 6]| [[r0, r1], [g0, g1], [b0, b1]].map(u16::from_be_bytes);
    Ok(ServerMessage::SetColourMapEntries { first, colours: colours.iter().map(colour).collect() })
}
