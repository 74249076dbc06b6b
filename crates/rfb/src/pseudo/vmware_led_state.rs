//! VMware LED State (rfbproto, same heading): which lock keys are on, in four bytes.

use crate::event::{Event, LockState};
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(_: &Head<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Stop> {
    Ok(Outcome::Event(Event::Locks(LockState::from_bits(reader.u32()?))))
}
