//! VMware Cursor Position (rfbproto, same heading): the rectangle's place is where the cursor points now.

use crate::event::Event;
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(head: &Head<'_>, _: &mut Reader<'_>) -> Result<Outcome, Stop> {
    Ok(Outcome::Event(Event::PointerMoved(head.rect.origin())))
}
