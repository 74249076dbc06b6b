//! LastRect (rfbproto, “LastRect Pseudo-encoding”): the update ends here, whatever its header said.

use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(_: &Head<'_>, _: &mut Reader<'_>) -> Result<Outcome, Stop> {
    Ok(Outcome::LastRect)
}
