//! PointerPos (registered by TightVNC): the rectangle's place is where the pointer is now, whoever moved it.

use crate::event::Event;
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(head: &Head<'_>, _: &mut Reader<'_>) -> Result<Outcome, Stop> {
    Ok(Outcome::Event(Event::PointerMoved(head.rect.origin())))
}
