//! A mouse that belongs to the remote side alone: it is kept in the window, hidden, and only its movements are sent. Servers
//! whose machine has no tablet ask for that. The menu and any other window set it free.

use tracing::{debug, info};
use winit::dpi::PhysicalPosition;
use winit::event::{ElementState, MouseButton, MouseScrollDelta};
use winit::window::CursorGrabMode;

use super::viewer::Viewer;
use crate::input::{Platform, RelativePointer, Scroll};
use crate::session::{Interaction, PointerMotion};
use crate::shortcuts::Action;
use crate::text::text;
use crate::ui::{Menu, Page};

/// Whose the mouse is.
#[derive(Debug, Default)]
pub(super) struct Capture {
    motion: PointerMotion,
    /// There while the mouse is captured.
    pointer: Option<RelativePointer>,
    scroll: Scroll,
    hold: Hold,
}

/// How a captured mouse is kept in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Hold {
    /// By the window system.
    #[default]
    Grabbed,
    /// By putting it back into the middle after every movement. X11 tells of each movement twice to who has grabbed the
    /// mouse, and cannot lock it.
    PutBack,
}

impl Capture {
    /// Whether the mouse belongs to the remote side.
    pub(super) fn is_on(&self) -> bool {
        self.pointer.is_some()
    }

    /// The user wants to scroll so from now on.
    pub(super) fn set_scroll(&mut self, scroll: Scroll) {
        self.scroll = scroll;
        if let Some(pointer) = &mut self.pointer {
            pointer.set_scroll(scroll);
        }
    }
}

impl Viewer {
    /// The server wants movements in this way from now on.
    pub(super) fn pointer_motion(&mut self, motion: PointerMotion) {
        self.capture.motion = motion;
        match motion {
            PointerMotion::Relative => self.capture_mouse(),
            PointerMotion::Absolute => self.free_mouse(),
        }
    }

    /// Captures the mouse if the server wants that and it is over the picture of a window in use.
    pub(super) fn capture_mouse(&mut self) {
        let wanted = self.capture.motion == PointerMotion::Relative
            && self.focused
            && self.mouse.is_some()
            && self.tab.state.page == Page::Desktop
            && self.tab.state.menu == Menu::Closed
            && !self.tab.state.settings_page.is_open()
            && self.tab.state.settings.interaction == Interaction::Full;
        if !wanted || self.capture.is_on() {
            return;
        }
        let Some(view) = &self.view else { return };
        let window = &view.window;
        let is_locked = window.set_cursor_grab(CursorGrabMode::Locked).is_ok();
        self.capture.hold = match Platform::HERE {
            Platform::Unix if !is_locked => Hold::PutBack,
            Platform::Unix | Platform::Windows | Platform::MacOs => Hold::Grabbed,
        };
        if !is_locked
            && self.capture.hold == Hold::Grabbed
            && let Err(error) = window.set_cursor_grab(CursorGrabMode::Confined)
        {
            debug!(%error, "the mouse cannot be kept in the window");
        }
        window.set_cursor_visible(false);
        info!(how = ?self.capture.hold, "mouse captured");
        let mut pointer = RelativePointer::default();
        pointer.set_scroll(self.capture.scroll);
        self.capture.pointer = Some(pointer);
        let keys = self.controls.keymap.shown(Action::Menu).map(|chord| chord.to_string()).unwrap_or_default();
        self.note(text!("mouse-captured", keys = keys));
    }

    /// Sets the mouse free.
    pub(super) fn free_mouse(&mut self) {
        let Some(mut pointer) = self.capture.pointer.take() else { return };
        if let Some(released) = pointer.release_all() {
            self.send_distances([released]);
        }
        if let Some(view) = &self.view {
            if let Err(error) = view.window.set_cursor_grab(CursorGrabMode::None) {
                debug!(%error, "the mouse stays in the window");
            }
            view.window.set_cursor_visible(true);
        }
        info!("mouse free");
    }

    /// The session is gone.
    pub(super) fn forget_capture(&mut self) {
        self.capture.motion = PointerMotion::Absolute;
        self.free_mouse();
    }

    fn put_mouse_back(&self) {
        let Some(window) = self.view.as_ref().map(|view| &view.window) else { return };
        let size = window.inner_size();
        let middle = PhysicalPosition::new(size.width / 2, size.height / 2);
        if let Err(error) = window.set_cursor_position(middle) {
            debug!(%error, "the mouse cannot be put back");
        }
    }

    /// A mouse moved, whatever is under it.
    pub(super) fn mouse_moved_by(&mut self, delta: (f64, f64)) {
        if self.capture.is_on() && self.capture.hold == Hold::PutBack {
            self.put_mouse_back();
        }
        let sent = self.capture.pointer.as_mut().and_then(|pointer| pointer.moved(delta));
        self.send_distances(sent);
    }

    /// A button of a captured mouse changed.
    pub(super) fn captured_button(&mut self, button: MouseButton, state: ElementState) {
        let sent = self.capture.pointer.as_mut().and_then(|pointer| pointer.button(button, state));
        self.send_distances(sent);
    }

    /// The wheel of a captured mouse was turned.
    pub(super) fn captured_wheel(&mut self, delta: MouseScrollDelta, scale_factor: f64) {
        let sent = self.capture.pointer.as_mut().map(|pointer| pointer.scrolled(delta, scale_factor));
        self.send_distances(sent.unwrap_or_default());
    }
}
