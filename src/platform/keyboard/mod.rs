//! Keys that the system keeps for itself, such as Alt+Tab and the Super key, for one window alone.

#[cfg(target_os = "macos")]
mod macos;
#[cfg(all(unix, not(target_os = "macos")))]
mod wayland;
#[cfg(windows)]
mod windows;
#[cfg(all(unix, not(target_os = "macos")))]
mod x11;

use std::sync::Arc;

use winit::window::Window;

#[cfg(target_os = "macos")]
use macos::Grab;
#[cfg(all(unix, not(target_os = "macos")))]
use unix::Grab;
#[cfg(windows)]
use windows::Grab;

/// As long as it lives, all keys go to its window. It must be dropped before the event loop is.
pub struct KeyboardGrab {
    grab: Grab,
}

/// Why the keyboard is not there for one window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrabError {
    /// Another program has it now, or the window system has not answered yet: it may work in a moment.
    NotNow,
    /// The window system cannot do that.
    Unsupported,
}

impl KeyboardGrab {
    /// Takes the keyboard for `window`, which has the focus.
    pub fn take(window: &Arc<Window>) -> Result<Self, GrabError> {
        Grab::take(window).map(|grab| Self { grab })
    }

    /// Whether it works: a window system may grant it later, or take it back.
    pub fn is_active(&self) -> bool {
        self.grab.is_active()
    }
}

/// X11 or Wayland, as the window says.
#[cfg(all(unix, not(target_os = "macos")))]
mod unix {
    use std::sync::Arc;

    use winit::raw_window_handle::{HasDisplayHandle, HasWindowHandle, RawDisplayHandle, RawWindowHandle};
    use winit::window::Window;

    use super::{GrabError, wayland, x11};

    pub(super) enum Grab {
        X11(x11::Grab),
        Wayland(wayland::Grab),
    }

    impl Grab {
        pub(super) fn take(window: &Arc<Window>) -> Result<Self, GrabError> {
            let unsupported = |_| GrabError::Unsupported;
            let display = window.display_handle().map_err(unsupported)?.as_raw();
            let handle = window.window_handle().map_err(unsupported)?.as_raw();
            match (display, handle) {
                (RawDisplayHandle::Xlib(display), RawWindowHandle::Xlib(handle)) => {
                    x11::Grab::take(window, display, handle).map(Grab::X11)
                }
                (RawDisplayHandle::Wayland(display), RawWindowHandle::Wayland(handle)) => {
                    wayland::Grab::take(display, handle).map(Grab::Wayland)
                }
                _ => Err(GrabError::Unsupported),
            }
        }

        pub(super) fn is_active(&self) -> bool {
            match self {
                Grab::X11(grab) => grab.is_active(),
                Grab::Wayland(grab) => grab.is_active(),
            }
        }
    }
}
