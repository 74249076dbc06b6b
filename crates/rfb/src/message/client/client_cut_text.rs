//! ClientCutText (RFC 6143 §7.5.6): Latin-1, lines end with a line feed.

use bytes::{BufMut, BytesMut};

use crate::wire::text;

/// The clipboard has new text. What Latin-1 lacks is sent as `?`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCutText(pub String);

impl ClientCutText {
    pub(super) fn write(&self, output: &mut BytesMut) {
        let bytes = text::to_latin1(&self.0.replace("\r\n", "\n"));
        output.put_slice(&[6, 0, 0, 0]);
        output.put_u32(bytes.len() as u32);
        output.put_slice(&bytes);
    }
}
