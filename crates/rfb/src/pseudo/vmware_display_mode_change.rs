//! VMware Display Mode Change (rfbproto, same heading; QEMU calls it WMVi): the rectangle's extent is the framebuffer's new
//! one, and from here on pixels have the format that follows.

use crate::error::Protocol;
use crate::pixel_format::{PixelFormat, WIRE_SIZE};
use crate::pseudo::extended_desktop_size::{Layout, Reason, Status};
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

pub(crate) fn read(head: &Head<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Stop> {
    let size = head.limits.framebuffer(head.rect.size())?;
    let format = PixelFormat::from_wire(reader.array::<WIRE_SIZE>()?);
    if !format.is_valid() {
        return Err(Protocol::BadPixelFormat(format).into());
    }
    let layout = Layout { size, screens: Vec::new(), reason: Reason::Server, status: Status::Done };
    Ok(Outcome::DisplayMode { layout, format })
}
