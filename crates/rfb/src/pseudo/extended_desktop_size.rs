//! ExtendedDesktopSize (rfbproto, “ExtendedDesktopSize Pseudo-encoding”): extent and screens, why they changed, or why they
//! did not.

use crate::event::Event;
use crate::geometry::{Rect, Size};
use crate::pseudo::{Head, Outcome};
use crate::wire::{Reader, Stop};

/// The desktop's extent and screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The framebuffer's extent.
    pub size: Size,
    /// The screens on it; empty where the server does not say.
    pub screens: Vec<Screen>,
    /// Who wanted it.
    pub reason: Reason,
    /// Whether it came about. If not, the extent is what it was.
    pub status: Status,
}

/// One screen of the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// The server's number for it.
    pub id: u32,
    /// Its part of the framebuffer; not checked.
    pub rect: Rect,
    /// Nothing is defined here: send back what came.
    pub flags: u32,
}

/// Who wanted a change of the extent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The server, or somebody at the desktop.
    Server,
    /// We, by SetDesktopSize.
    ThisClient,
    /// Another client.
    OtherClient,
}

/// What came of our wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It was done.
    Done,
    /// The administrator does not allow it.
    Prohibited,
    /// The server has no memory for it.
    OutOfResources,
    /// The server cannot have such screens.
    InvalidLayout,
    /// The request was passed on and may yet be done.
    Forwarded,
    /// Something else.
    Other(u16),
}

pub(crate) fn read(head: &Head<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Stop> {
    let count = reader.u8()?;
    reader.skip(3)?;
    let mut screens = Vec::with_capacity(count.into());
    for _ in 0..count {
        let id = reader.u32()?;
        let rect = Rect::new(reader.u16()?, reader.u16()?, reader.u16()?, reader.u16()?);
        screens.push(Screen { id, rect, flags: reader.u32()? });
    }
    let reason = match head.rect.x {
        1 => Reason::ThisClient,
        2 => Reason::OtherClient,
        _ => Reason::Server,
    };
    let status = match head.rect.y {
        _ if reason != Reason::ThisClient => Status::Done,
        0 => Status::Done,
        1 => Status::Prohibited,
        2 => Status::OutOfResources,
        3 => Status::InvalidLayout,
        4 => Status::Forwarded,
        other => Status::Other(other),
    };
    let size = if status == Status::Done { head.limits.framebuffer(head.rect.size())? } else { head.rect.size() };
    Ok(Outcome::Event(Event::DesktopSize(Layout { size, screens, reason, status })))
}
