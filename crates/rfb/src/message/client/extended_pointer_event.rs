//! The longer form of PointerEvent (rfbproto, “Extended Mouse Buttons”).

use bytes::{BufMut, BytesMut};

use crate::geometry::Point;

/// Set in the first byte of buttons where a second one follows.
const MARKER: u8 = 0x80;

/// The pointer moved, or one of up to fifteen buttons went down or up. Only for servers that announced it, and for these
/// the only way to tell of button 8: in the short form they would take its bit for the marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExtendedPointerEvent {
    /// Bit `n - 1` is set while button `n` is down; 4 to 7 are the wheel, 8 and 9 the side buttons.
    pub buttons: u16,
    /// Where the pointer is.
    pub position: Point,
}

impl ExtendedPointerEvent {
    pub(super) fn write(self, output: &mut BytesMut) {
        output.put_slice(&[5, MARKER | self.buttons as u8]);
        output.put_u16(self.position.x);
        output.put_u16(self.position.y);
        output.put_u8((self.buttons >> 7) as u8);
    }
}
