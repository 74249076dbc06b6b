//! ClientFence (rfbproto, “ClientFence”).

use bytes::{BufMut, BytesMut};

use crate::message::server::fence::{Fence, MAX_PAYLOAD};

/// A fence of our own, or the answer to one of the server's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientFence(pub Fence);

impl ClientFence {
    pub(super) fn write(&self, output: &mut BytesMut) {
        let payload = self.0.payload.get(..self.0.payload.len().min(MAX_PAYLOAD)).unwrap_or_default();
        output.put_slice(&[248, 0, 0, 0]);
        output.put_u32(self.0.flags);
        output.put_u8(payload.len() as u8);
        output.put_slice(payload);
    }
}
