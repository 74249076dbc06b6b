//! `XGrabKeyboard` on winit's own connection: with another one, winit would get no more keys.

use std::ffi::c_ulong;
use std::ptr::NonNull;
use std::sync::{Arc, LazyLock};

use winit::raw_window_handle::{XlibDisplayHandle, XlibWindowHandle};
use winit::window::Window;
use x11_dl::xlib::{CurrentTime, Display, GrabModeAsync, GrabSuccess, True, Xlib};

use super::GrabError;

/// The library that winit has loaded already.
static XLIB: LazyLock<Option<Xlib>> = LazyLock::new(|| Xlib::open().ok());

pub(super) struct Grab {
    xlib: &'static Xlib,
    display: NonNull<Display>,
    /// Keeps the connection open.
    _window: Arc<Window>,
}

impl Grab {
    pub(super) fn take(
        window: &Arc<Window>,
        display: XlibDisplayHandle,
        handle: XlibWindowHandle,
    ) -> Result<Self, GrabError> {
        let xlib = XLIB.as_ref().ok_or(GrabError::Unsupported)?;
        let display = display.display.ok_or(GrabError::Unsupported)?.cast();
        if !grab(xlib, display, handle.window) {
            return Err(GrabError::NotNow);
        }
        Ok(Self { xlib, display, _window: window.clone() })
    }

    /// X takes no grab back.
    #[expect(clippy::unused_self, reason = "other window systems do")]
    pub(super) fn is_active(&self) -> bool {
        true
    }
}

impl Drop for Grab {
    fn drop(&mut self) {
        ungrab(self.xlib, self.display);
    }
}

#[expect(unsafe_code, reason = "no safe library can use a connection that Xlib made")]
fn grab(xlib: &Xlib, display: NonNull<Display>, window: c_ulong) -> bool {
    // SAFETY: `display` is the open connection of a window that the caller holds, `window` that window's number. Xlib was
    // told by winit that several threads may use it. The function returns a number and keeps nothing.
    let status =
        unsafe { (xlib.XGrabKeyboard)(display.as_ptr(), window, True, GrabModeAsync, GrabModeAsync, CurrentTime) };
    status == GrabSuccess
}

#[expect(unsafe_code, reason = "no safe library can use a connection that Xlib made")]
fn ungrab(xlib: &Xlib, display: NonNull<Display>) {
    // SAFETY: as above; the window is held by the grab. Flushing sends what is queued, and nothing else.
    unsafe {
        (xlib.XUngrabKeyboard)(display.as_ptr(), CurrentTime);
        (xlib.XFlush)(display.as_ptr());
    }
}
