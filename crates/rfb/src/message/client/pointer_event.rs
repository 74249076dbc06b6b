//! PointerEvent (RFC 6143 §7.5.5).

use bytes::{BufMut, BytesMut};

use crate::geometry::Point;

/// The pointer moved, or a button went down or up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PointerEvent {
    /// Bit `n - 1` is set while button `n` is down; 4 to 7 are the wheel.
    pub buttons: u8,
    /// Where the pointer is.
    pub position: Point,
}

impl PointerEvent {
    pub(super) fn write(self, output: &mut BytesMut) {
        output.put_slice(&[5, self.buttons]);
        output.put_u16(self.position.x);
        output.put_u16(self.position.y);
    }
}
