//! Changes of the clipboard and of the selection under X11, as the `XFixes` extension tells them. The thread sleeps until one
//! comes, and ends with the program.

use std::env;
use std::thread;

use tracing::debug;
use winit::event_loop::EventLoopProxy;
use x11rb::connection::Connection;
use x11rb::errors::ReplyOrIdError;
use x11rb::protocol::Event;
use x11rb::protocol::xfixes::{ConnectionExt as _, SelectionEventMask};
use x11rb::protocol::xproto::{Atom, AtomEnum, ConnectionExt as _};
use x11rb::rust_connection::RustConnection;

use super::Board;
use crate::app::wakeup::Wakeup;

/// Starts to watch, where the clipboard is X11's.
pub(super) fn start(proxy: EventLoopProxy<Wakeup>) {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("WAYLAND_DISPLAY") || !is_set("DISPLAY") {
        return;
    }
    let watch = move || {
        if let Err(error) = watch(&proxy) {
            debug!(%error, "changes of the clipboard are not noticed");
        }
    };
    if let Err(error) = thread::Builder::new().name("clipboard-watch".into()).spawn(watch) {
        debug!(%error, "no thread to notice changes of the clipboard");
    }
}

fn watch(proxy: &EventLoopProxy<Wakeup>) -> Result<(), ReplyOrIdError> {
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
            if proxy.send_event(Wakeup::LocalBoard(board)).is_err() {
                return Ok(());
            }
        }
    }
}
