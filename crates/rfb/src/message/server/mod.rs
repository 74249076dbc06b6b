//! Messages from the server (RFC 6143 §7.6 and registered extensions): a table of one file each.

pub mod apple_state_change;
pub mod bell;
pub mod end_of_continuous_updates;
pub mod fence;
pub mod framebuffer_update;
pub mod server_cut_text;
pub mod set_colour_map_entries;
pub mod xvp;

use crate::error::Protocol;
use crate::limits::Limits;
use crate::message::extended_clipboard::ClipboardMessage;
use crate::message::server::fence::Fence;
use crate::wire::{Reader, Stop};

/// What a message of the server means for the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ServerMessage {
    /// An update of so many rectangles begins.
    FramebufferUpdate { rectangles: u16 },
    /// Entries of the colour map.
    SetColourMapEntries { first: u16, colours: Vec<[u16; 3]> },
    /// A beep.
    Bell,
    /// Text for the clipboard.
    ServerCutText(String),
    /// Text for the clipboard that is too long, and how many bytes follow that are passed over.
    ServerCutTextTooLong { length: usize, skipped: usize },
    /// Something else about the clipboard.
    ExtendedClipboard(ClipboardMessage),
    /// Continuous updates ended, or: they are understood.
    EndOfContinuousUpdates,
    /// A fence.
    Fence(Fence),
    /// The server takes xvp messages.
    XvpOffered,
    /// What an xvp message asked for was not done.
    XvpFailed,
    /// Nothing that matters to us.
    Ignored,
}

/// Declares the messages by their type's number.
macro_rules! server_messages {
    ($($module:ident = $number:literal;)*) => {
        /// The files that implement the messages, by name.
        pub const MODULES: [&str; [$($number),*].len()] = [$(stringify!($module)),*];

        /// Reads one message, up to where pixels begin.
        pub(crate) fn read(reader: &mut Reader<'_>, limits: &Limits) -> Result<ServerMessage, Stop> {
            match reader.u8()? {
                $($number => $module::read(reader, limits),)*
                number => Err(Protocol::UnknownMessage { number }.into()),
            }
        }
    };
}

server_messages! {
    framebuffer_update = 0;
    set_colour_map_entries = 1;
    bell = 2;
    server_cut_text = 3;
    apple_state_change = 20;
    end_of_continuous_updates = 150;
    fence = 248;
    xvp = 250;
}
