//! What passes between the desktop's clipboard and one viewer.

use crate::desktop::{Clipping, Desktop};
use crate::protocol::extended_clipboard::{self, ClipboardMessage, HTML, TEXT};
use crate::protocol::server_message;

/// The desktop's clipboard as one viewer may ask for it.
#[derive(Debug, Default)]
pub(super) struct Offer(Option<Clipping>);

impl Offer {
    /// The desktop's clipboard changed: a viewer that can ask is told, others get the text.
    pub(super) fn change(&mut self, clipping: &Clipping, extended: bool, out: &mut Vec<u8>) {
        if extended {
            extended_clipboard::put_notify(clipping, out);
            self.0 = Some(clipping.clone());
        } else {
            server_message::put_cut_text(&clipping.text, out);
        }
    }

    /// Does what a viewer's message says.
    pub(super) fn handle(&self, message: ClipboardMessage, desktop: &mut dyn Desktop, out: &mut Vec<u8>) {
        match (message, &self.0) {
            (ClipboardMessage::Request, Some(clipping)) => extended_clipboard::put_provide(clipping, out),
            (ClipboardMessage::Peek, Some(clipping)) => extended_clipboard::put_notify(clipping, out),
            (ClipboardMessage::Notify { formats }, _) if formats & (TEXT | HTML) != 0 => {
                extended_clipboard::put_request(formats & (TEXT | HTML), out);
            }
            (ClipboardMessage::Provide(clipping), _) => desktop.cut_text(clipping),
            (
                ClipboardMessage::Caps
                | ClipboardMessage::Request
                | ClipboardMessage::Peek
                | ClipboardMessage::Notify { .. },
                _,
            ) => {}
        }
    }
}
