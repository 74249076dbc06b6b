//! KeyEvent (RFC 6143 §7.5.4).

use bytes::{BufMut, BytesMut};

/// A key went down or up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyEvent {
    /// Whether it went down.
    pub pressed: bool,
    /// Its X11 keysym.
    pub keysym: u32,
}

impl KeyEvent {
    pub(super) fn write(self, output: &mut BytesMut) {
        output.put_slice(&[4, u8::from(self.pressed), 0, 0]);
        output.put_u32(self.keysym);
    }
}
