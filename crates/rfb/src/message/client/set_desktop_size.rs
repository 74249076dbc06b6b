//! SetDesktopSize (rfbproto, “SetDesktopSize”).

use bytes::{BufMut, BytesMut};

use super::framebuffer_update_request::write_rect;
use crate::geometry::Size;
use crate::pseudo::extended_desktop_size::Screen;

/// Asks for another extent of the desktop. The server answers with an ExtendedDesktopSize rectangle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetDesktopSize {
    /// The extent.
    pub size: Size,
    /// The screens on it, at most 255.
    pub screens: Vec<Screen>,
}

impl SetDesktopSize {
    pub(super) fn write(&self, output: &mut BytesMut) {
        let count = self.screens.len().min(usize::from(u8::MAX));
        output.put_slice(&[251, 0]);
        output.put_u16(self.size.width);
        output.put_u16(self.size.height);
        output.put_slice(&[count as u8, 0]);
        for screen in self.screens.iter().take(count) {
            output.put_u32(screen.id);
            write_rect(screen.rect, output);
            output.put_u32(screen.flags);
        }
    }
}
