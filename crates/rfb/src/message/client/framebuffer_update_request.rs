//! FramebufferUpdateRequest (RFC 6143 §7.5.3).

use bytes::{BufMut, BytesMut};

use crate::geometry::Rect;

/// Asks for the pixels of a rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FramebufferUpdateRequest {
    /// Whether what did not change is wanted too.
    pub incremental: Incremental,
    /// The part of the framebuffer that is wanted.
    pub rect: Rect,
}

/// What is wanted of a rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incremental {
    /// What changed since the last update, as soon as something does.
    Yes,
    /// All of it, now.
    No,
}

impl FramebufferUpdateRequest {
    pub(super) fn write(&self, output: &mut BytesMut) {
        output.put_u8(3);
        output.put_u8(u8::from(self.incremental == Incremental::Yes));
        write_rect(self.rect, output);
    }
}

/// Position and extent, as in several messages.
pub(super) fn write_rect(rect: Rect, output: &mut BytesMut) {
    for number in [rect.x, rect.y, rect.width, rect.height] {
        output.put_u16(number);
    }
}
