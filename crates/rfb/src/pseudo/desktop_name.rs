//! DesktopName (rfbproto, “DesktopName Pseudo-encoding”).

use crate::event::Event;
use crate::handshake::NAME_SHOWN;
use crate::limits;
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop, text};

pub(crate) fn read(head: &Head<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Stop> {
    let length = limits::check("the length of the desktop's name", reader.u32()? as usize, head.limits.name)?;
    let name = text::for_display(reader.bytes(length)?, NAME_SHOWN);
    Ok(Outcome::Event(Event::DesktopName(name)))
}
