//! EnableContinuousUpdates (rfbproto, “EnableContinuousUpdates”).

use bytes::{BufMut, BytesMut};

use super::framebuffer_update_request::write_rect;
use crate::geometry::Rect;

/// Asks the server to send updates without being asked each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnableContinuousUpdates {
    /// The part of the framebuffer that is wanted; `None` ends it.
    pub rect: Option<Rect>,
}

impl EnableContinuousUpdates {
    pub(super) fn write(&self, output: &mut BytesMut) {
        output.put_slice(&[150, u8::from(self.rect.is_some())]);
        write_rect(self.rect.unwrap_or_default(), output);
    }
}
