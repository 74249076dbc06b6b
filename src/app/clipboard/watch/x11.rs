//! Changes as X11's extension `XFixes` tells them.

use tracing::debug;
use x11rb::connection::Connection;
use x11rb::errors::ReplyOrIdError;
use x11rb::protocol::Event;
use x11rb::protocol::xfixes::{ConnectionExt as _, SelectionEventMask};
use x11rb::protocol::xproto::{Atom, AtomEnum, ConnectionExt as _};
use x11rb::rust_connection::RustConnection;

use crate::app::clipboard::Board;

/// Hands every change to `tell` until it wants no more.
pub(super) fn watch(tell: &dyn Fn(Board) -> bool) -> Result<(), ReplyOrIdError> {
    let (connection, screen) = RustConnection::connect(None).map_err(|error| {
        debug!(%error, "no connection to the X server");
        ReplyOrIdError::ConnectionError(x11rb::errors::ConnectionError::UnsupportedExtension)
    })?;
    connection.xfixes_query_version(5, 0)?.reply()?;
    let clipboard: Atom = connection.intern_atom(false, b"CLIPBOARD")?.reply()?.atom;
    let root = connection.setup().roots.get(screen).map(|screen| screen.root).unwrap_or_default();
    for selection in [clipboard, AtomEnum::PRIMARY.into()] {
        connection.xfixes_select_selection_input(root, selection, SelectionEventMask::SET_SELECTION_OWNER)?;
    }
    connection.flush()?;
    loop {
        if let Event::XfixesSelectionNotify(news) = connection.wait_for_event()? {
            let board = if news.selection == clipboard { Board::Clipboard } else { Board::Selection };
            if !tell(board) {
                return Ok(());
            }
        }
    }
}
