//! PointerEvent with distances instead of positions (rfbproto, “QEMU Pointer Motion Change Pseudo-encoding”).

use bytes::{BufMut, BytesMut};

/// What stands for no movement.
const REST: i32 = 0x7fff;

/// The mouse moved by so much, or a button went down or up. Only while the server wants
/// [`crate::event::PointerMotion::Relative`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelativePointerEvent {
    /// Bit `n - 1` is set while button `n` is down; 4 to 7 are the wheel.
    pub buttons: u8,
    /// How far it moved to the right and down, in the server's units.
    pub distance: [i16; 2],
}

impl RelativePointerEvent {
    pub(super) fn write(self, output: &mut BytesMut) {
        output.put_slice(&[5, self.buttons]);
        for distance in self.distance {
            output.put_u16((REST + i32::from(distance)).clamp(0, 0xffff) as u16);
        }
    }
}
