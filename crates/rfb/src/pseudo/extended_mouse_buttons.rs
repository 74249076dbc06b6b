//! Extended mouse buttons (rfbproto, same heading): an empty rectangle says that the server understands more than eight
//! buttons.

use crate::event::{Event, Feature};
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(_: &Head<'_>, _: &mut Reader<'_>) -> Result<Outcome, Stop> {
    Ok(Outcome::Event(Event::Supports(Feature::ExtendedMouseButtons)))
}
