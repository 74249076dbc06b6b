//! The keyboard for this window alone: the system's own keys go to the remote side too, as long as the window has the focus
//! and shows the remote desktop and nothing else.

use std::time::{Duration, Instant};

use tracing::{debug, info};

use super::alarm::Alarm;
use super::viewer::Viewer;
use crate::platform::{GrabError, KeyboardGrab};
use crate::session::Interaction;
use crate::settings::KeyCapture;
use crate::shortcuts::Action;
use crate::text::text;
use crate::ui::{Claim, Page};

/// How long to wait before the next attempt. Window managers hold the keyboard while they switch windows.
const PAUSE: Duration = Duration::from_millis(50);
/// How often it is tried altogether.
const ATTEMPTS: u32 = 40;

/// Whose the keyboard is.
#[derive(Default)]
pub(super) struct KeyboardCapture {
    grab: Option<KeyboardGrab>,
    asked: Asked,
    /// How often it was tried since it was wanted.
    attempts: u32,
    shown: bool,
    /// Whether it was said since it was asked for; where a sign stays, once is enough.
    told: bool,
}

/// What the user asked for in this window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Asked {
    /// Nothing: it is as the settings say.
    #[default]
    Nothing,
    /// To take it.
    Take,
    /// To leave it.
    Leave,
}

impl KeyboardCapture {
    /// Whether all keys go to the window.
    pub(super) fn is_on(&self) -> bool {
        self.grab.as_ref().is_some_and(KeyboardGrab::is_active)
    }
}

impl Viewer {
    /// Takes the keyboard, or frees it, as things stand. Costs nothing where nothing changes.
    pub(super) fn settle_keyboard_capture(&mut self) {
        if !self.wants_keyboard() {
            self.free_keyboard();
        } else if self.keyboard_capture.grab.is_none() && self.keyboard_capture.attempts == 0 {
            self.take_keyboard();
        }
        self.tell_of_keyboard();
    }

    /// Tries to take the keyboard, and again in a moment if it is not to be had yet.
    pub(super) fn take_keyboard(&mut self) {
        if !self.wants_keyboard() || self.keyboard_capture.grab.is_some() {
            return;
        }
        let Some(view) = &self.view else { return };
        self.keyboard_capture.attempts += 1;
        match KeyboardGrab::take(&view.window) {
            Ok(grab) => self.keyboard_capture.grab = Some(grab),
            Err(GrabError::NotNow) if self.keyboard_capture.attempts < ATTEMPTS => {
                self.alarms.set(Alarm::Capture, Instant::now(), PAUSE);
            }
            Err(error) => {
                debug!(?error, "the keyboard cannot be captured");
                if self.keyboard_capture.asked == Asked::Take {
                    self.keyboard_capture.asked = Asked::Nothing;
                    self.note(text!("keys-note-cannot-capture"));
                }
            }
        }
    }

    /// Gives the keyboard back.
    pub(super) fn free_keyboard(&mut self) {
        self.alarms.cancel(Alarm::Capture);
        self.keyboard_capture.attempts = 0;
        self.keyboard_capture.grab = None;
    }

    /// Takes the keyboard whatever the settings say, or frees it.
    pub(super) fn toggle_keyboard_capture(&mut self) {
        self.keyboard_capture.asked = if self.is_to_be_captured() { Asked::Leave } else { Asked::Take };
        self.keyboard_capture.attempts = 0;
        self.settle_keyboard_capture();
    }

    /// The keys that free the keyboard, while there is to be a sign that it is captured.
    pub(super) fn capture_sign(&self) -> Option<String> {
        let is_told = self.has_keyboard() && self.is_to_be_captured() && self.controls.wanted.keyboard.capture_sign;
        is_told.then(|| self.controls.keymap.shown(Action::Capture).map(|chord| chord.to_string()).unwrap_or_default())
    }

    /// Whether all keys go to the remote desktop, and not to a page that waits for some.
    pub(super) fn has_keyboard(&self) -> bool {
        self.keyboard_capture.is_on() && !self.hears()
    }

    fn wants_keyboard(&self) -> bool {
        self.focused && (self.hears() || self.is_for_remote())
    }

    fn is_for_remote(&self) -> bool {
        self.tab.state.page == Page::Desktop
            && self.tab.state.settings.interaction == Interaction::Full
            && (self.is_to_be_captured() || self.controls.shortcuts.is_passing())
            && self.claim() != Claim::Input
    }

    /// Whether the keyboard is taken as long as the remote desktop has the window for itself.
    pub(super) fn is_to_be_captured(&self) -> bool {
        match (self.keyboard_capture.asked, self.controls.wanted.keyboard.capture) {
            (Asked::Take, _) | (Asked::Nothing, KeyCapture::Always) => true,
            (Asked::Nothing, KeyCapture::FullScreen) => self.tab.state.settings.full_screen,
            (Asked::Leave, _) | (Asked::Nothing, KeyCapture::Never) => false,
        }
    }

    /// Says so when the keyboard has gone or come back. While keys are passed on the sign for that is enough.
    fn tell_of_keyboard(&mut self) {
        let is_on = self.has_keyboard();
        self.keyboard_capture.told &= self.is_to_be_captured();
        if is_on == self.keyboard_capture.shown {
            return;
        }
        self.keyboard_capture.shown = is_on;
        info!(captured = is_on, "keyboard");
        let is_told = self.keyboard_capture.told && self.controls.wanted.keyboard.capture_sign;
        if is_on && self.is_to_be_captured() {
            if is_told {
                return;
            }
            self.keyboard_capture.told = true;
            let note = self.words_of_capture();
            self.note(note);
        } else if self.keyboard_capture.asked == Asked::Leave {
            self.note(text!("keys-note-free"));
        }
    }

    /// Where the keyboard is, and which keys lead back.
    pub(super) fn words_of_capture(&self) -> String {
        let shown = |action| self.controls.keymap.shown(action).map(|chord| chord.to_string());
        let full_screen = self.tab.state.settings.full_screen;
        match (shown(Action::Capture), shown(Action::Menu), shown(Action::FullScreen)) {
            (Some(keys), Some(menu), Some(leave)) if full_screen => {
                text!("keys-note-captured-full-screen", menu = menu, leave = leave, keys = keys)
            }
            (Some(keys), ..) => text!("keys-note-captured", keys = keys),
            (None, ..) => text!("keys-note-captured-no-key"),
        }
    }
}
