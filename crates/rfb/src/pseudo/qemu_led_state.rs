//! QEMU LED State (rfbproto, “QEMU LED State Pseudo-encoding”): which lock keys are on, in one byte.

use crate::event::{Event, LockState};
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(_: &Head<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Stop> {
    Ok(Outcome::Event(Event::Locks(LockState::from_bits(reader.u8()?.into()))))
}
