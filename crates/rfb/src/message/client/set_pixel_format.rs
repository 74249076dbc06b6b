//! SetPixelFormat (RFC 6143 §7.5.1).

use bytes::{BufMut, BytesMut};

use crate::pixel_format::PixelFormat;

/// Asks for pixels in another format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetPixelFormat(pub PixelFormat);

impl SetPixelFormat {
    pub(super) fn write(&self, output: &mut BytesMut) {
        output.put_slice(&[0; 4]);
        output.put_slice(&self.0.to_wire());
    }
}
