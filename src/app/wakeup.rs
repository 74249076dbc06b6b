//! What other threads say to the window thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui_winit::accesskit_winit;
use winit::event_loop::EventLoopProxy;

use super::appearance::Appearance;
use super::clipboard::Board;
use super::preferences;
use super::screenshot::Screenshot;
use super::start::News;
use crate::session::{Clipping, Wake};

/// Which window is meant. Unlike the window system's own names these are known before a window is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WindowKey(pub(super) u32);

/// A message to the event loop.
#[derive(Debug)]
pub(super) enum Wakeup {
    /// A session of this window has an event or damage.
    Session(WindowKey),
    /// The computers that the user knows, or what belongs to them.
    Library(Box<News>),
    /// Typefaces of the system were found.
    Typefaces,
    /// The desktop says how programs should look.
    Appearance(Appearance),
    /// A screen reader, or another program that reads windows, wants something.
    Accessibility(accesskit_winit::Event),
    /// The local clipboard or selection is another one.
    #[cfg_attr(not(all(unix, not(target_os = "macos"))), expect(dead_code, reason = "elsewhere nobody tells"))]
    LocalBoard(Board),
    /// The local clipboard has something new.
    LocalClipping(Clipping),
    /// The local clipboard has this many bytes of text, more than is sent.
    LocalTextTooLong(usize),
    /// A picture that this window wanted to keep.
    Screenshot(WindowKey, Screenshot),
    /// The thread that keeps the settings has something to tell.
    Settings(preferences::News),
}

impl From<accesskit_winit::Event> for Wakeup {
    fn from(event: accesskit_winit::Event) -> Self {
        Self::Accessibility(event)
    }
}

/// Makes many wake-ups of a session one message, until it was received.
#[derive(Clone)]
pub(super) struct SessionBell {
    window: WindowKey,
    ringing: Arc<AtomicBool>,
    proxy: EventLoopProxy<Wakeup>,
}

impl SessionBell {
    pub(super) fn new(window: WindowKey, proxy: EventLoopProxy<Wakeup>) -> Self {
        Self { window, ringing: Arc::default(), proxy }
    }

    /// The function that a session calls.
    pub(super) fn wake(&self) -> Wake {
        let bell = self.clone();
        Arc::new(move || {
            if !bell.ringing.swap(true, Ordering::AcqRel) {
                // An error means that the event loop is gone; then nobody needs to be woken.
                let _ = bell.proxy.send_event(Wakeup::Session(bell.window));
            }
        })
    }

    /// To be called before looking at the session, so that what comes after the look rings again. Returns whether it rang.
    pub(super) fn answered(&self) -> bool {
        self.ringing.swap(false, Ordering::AcqRel)
    }
}
