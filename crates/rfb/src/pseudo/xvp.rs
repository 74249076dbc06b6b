//! xvp (rfbproto, “xvp Pseudo-encoding”): announced only. A server that can switch its machine off answers with a message.

use crate::pseudo::{Head, Outcome, PseudoEncoding, no_rectangle};
use crate::wire::{Reader, Stop};

pub(crate) fn read(_: &Head<'_>, _: &mut Reader<'_>) -> Result<Outcome, Stop> {
    no_rectangle(PseudoEncoding::Xvp.number())
}
