//! ContinuousUpdates (rfbproto, “ContinuousUpdates Pseudo-encoding”): announced; the server answers with
//! EndOfContinuousUpdates.

use crate::pseudo::{Head, Outcome, PseudoEncoding, no_rectangle};
use crate::wire::{Reader, Stop};

pub(crate) fn read(_: &Head<'_>, _: &mut Reader<'_>) -> Result<Outcome, Stop> {
    no_rectangle(PseudoEncoding::ContinuousUpdates.number())
}
