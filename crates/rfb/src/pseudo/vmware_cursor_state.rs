//! VMware Cursor State (rfbproto, same heading): whether the cursor is to be seen.

use crate::event::{CursorState, Event};
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

const VISIBLE: u16 = 1;

/// Whether the guest's mouse is absolute, and whether the guest moved the cursor itself, changes nothing in how the
/// pointer is sent: such servers always take positions.
pub(crate) fn read(_: &Head<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Stop> {
    let state = if reader.u16()? & VISIBLE != 0 { CursorState::Visible } else { CursorState::Hidden };
    Ok(Outcome::Event(Event::CursorState(state)))
}
