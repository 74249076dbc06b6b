//! QEMU Extended Key Event Message (rfbproto, same heading).

use bytes::{BufMut, BytesMut};

/// A key with the scan code it has on a PC keyboard, for servers that emulate one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QemuExtendedKeyEvent {
    /// Whether it went down.
    pub pressed: bool,
    /// Its X11 keysym, or 0.
    pub keysym: u32,
    /// Its XT scan code; codes with an 0xe0 prefix have 0x80 set instead.
    pub scancode: u32,
}

impl QemuExtendedKeyEvent {
    pub(super) fn write(&self, output: &mut BytesMut) {
        output.put_slice(&[255, 0, 0, u8::from(self.pressed)]);
        output.put_u32(self.keysym);
        output.put_u32(self.scancode);
    }
}
