//! DesktopSize (RFC 6143 §7.8.2): the rectangle's extent is the framebuffer's new one.

use crate::event::Event;
use crate::pseudo::extended_desktop_size::{Layout, Reason, Status};
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(head: &Head<'_>, _: &mut Reader<'_>) -> Result<Outcome, Stop> {
    let size = head.limits.framebuffer(head.rect.size())?;
    let layout = Layout { size, screens: Vec::new(), reason: Reason::Server, status: Status::Done };
    Ok(Outcome::Event(Event::DesktopSize(layout)))
}
