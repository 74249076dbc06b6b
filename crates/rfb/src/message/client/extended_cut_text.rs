//! The extended form of ClientCutText (rfbproto, “Extended Clipboard Pseudo-Encoding”).

use bytes::{BufMut, BytesMut};

use crate::message::extended_clipboard::ClipboardMessage;

/// A message about the clipboard. Only for servers that sent [`ClipboardMessage::Caps`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtendedCutText(pub ClipboardMessage);

impl ExtendedCutText {
    pub(super) fn write(&self, output: &mut BytesMut) {
        output.put_slice(&[6, 0, 0, 0]);
        self.0.write(output);
    }
}
