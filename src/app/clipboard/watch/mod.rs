//! Changes of the clipboard and of the selection, as the window system tells them. The thread sleeps until one comes, and ends
//! with the program.

mod wayland;
mod x11;

use std::env;
use std::thread;

use tracing::debug;
use winit::event_loop::EventLoopProxy;

use super::Board;
use crate::app::wakeup::Wakeup;

/// Starts to watch, where the clipboard is Wayland's or X11's. Wayland's is only told to programs that have no window in use if
/// the compositor can do that; otherwise it keeps X11's in step with its own, and the clipboard thread uses that too.
pub(super) fn start(proxy: EventLoopProxy<Wakeup>) {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let (is_wayland, is_x11) = (is_set("WAYLAND_DISPLAY"), is_set("DISPLAY"));
    if !is_wayland && !is_x11 {
        return;
    }
    let watch = move || {
        let tell = |board: Board| proxy.send_event(Wakeup::LocalBoard(board)).is_ok();
        if is_wayland {
            match wayland::watch(&tell) {
                Ok(()) => return,
                Err(error) => debug!(%error, "Wayland does not tell of changes of the clipboard"),
            }
        }
        if is_x11 && let Err(error) = x11::watch(&tell) {
            debug!(%error, "changes of the clipboard are not noticed");
        }
    };
    if let Err(error) = thread::Builder::new().name("clipboard-watch".into()).spawn(watch) {
        debug!(%error, "no thread to notice changes of the clipboard");
    }
}
