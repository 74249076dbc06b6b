//! Extended Clipboard (rfbproto, “Extended Clipboard Pseudo-Encoding”): announced only. A server that understands it answers
//! with what it can take, in a cut text message of negative length.

use crate::pseudo::{Head, Outcome, PseudoEncoding, no_rectangle};
use crate::wire::{Reader, Stop};

pub(crate) fn read(_: &Head<'_>, _: &mut Reader<'_>) -> Result<Outcome, Stop> {
    no_rectangle(PseudoEncoding::ExtendedClipboard.number())
}
