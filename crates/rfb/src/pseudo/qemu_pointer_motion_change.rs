//! QEMU Pointer Motion Change (rfbproto, “QEMU Pointer Motion Change Pseudo-encoding”): the rectangle's x says whether the
//! server wants positions (1) or distances (0).

use crate::event::{Event, PointerMotion};
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(head: &Head<'_>, _: &mut Reader<'_>) -> Result<Outcome, Stop> {
    let motion = if head.rect.x == 0 { PointerMotion::Relative } else { PointerMotion::Absolute };
    Ok(Outcome::Event(Event::PointerMotion(motion)))
}
