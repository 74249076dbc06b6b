//! What passes between the clipboards.

use crate::settings::Number;

/// The longest text that passes, in KiB. The protocol's own limits allow no more.
pub type ClipboardLimit = Number<1, 4096>;

section! {
    /// What passes between the clipboards.
    Clipboard in "clipboard" {
        /// Whether what is copied here goes there.
        send: bool = true, per_host;
        /// Whether what is copied there comes here.
        receive: bool = true, per_host;
        /// Whether text that is merely selected here goes there, where the window system knows such a thing.
        send_selection: bool = false, per_host;
        /// Whether what is copied there can be pasted here with the middle button as well.
        receive_selection: bool = false, per_host;
        /// Whether text keeps its looks where both sides can do that.
        html: bool = true, per_host;
        /// The longest text that passes in either direction.
        limit_kib: ClipboardLimit = Number::nearest(1024), per_host;
    }
}
