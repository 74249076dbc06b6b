//! The clipboard as keys, for where it cannot be pasted: a character at a time, until the end or until a key is pressed.

use std::time::{Duration, Instant};

use tracing::info;

use super::alarm::Alarm;
use super::viewer::Viewer;
use crate::input::Typist;
use crate::text::text;

/// How far a text is, for the eye: every tenth character is often enough.
pub(super) fn shown_progress(typist: &Typist) -> (usize, usize) {
    let (typed, total) = typist.progress();
    (typed / 10 * 10, total)
}

impl Viewer {
    /// Begins to type the text of the clipboard.
    pub(super) fn type_clipboard(&mut self) {
        if !self.sends_input() {
            return;
        }
        let text = self.local_clipping.as_ref().map_or("", |clipping| clipping.text.as_str());
        if text.chars().nth(Typist::MOST).is_some() {
            return self.note(text!("keys-note-too-long", most = Typist::MOST));
        }
        let Some(typist) = Typist::new(text) else { return self.note(text!("keys-note-nothing-to-type")) };
        info!(characters = typist.progress().1, "typing the clipboard");
        self.release_input();
        self.controls.typist = Some(typist);
        self.alarms.set(Alarm::Type, Instant::now(), self.typing_pause());
    }

    /// Types the next character.
    pub(super) fn type_next(&mut self) {
        if !self.sends_input() {
            return self.stop_typing();
        }
        let Some(typist) = &mut self.controls.typist else { return };
        if let Some(keys) = typist.next_keys() {
            self.send_keys(keys);
            return self.alarms.set(Alarm::Type, Instant::now(), self.typing_pause());
        }
        let left_out = typist.untypable();
        self.controls.typist = None;
        if left_out > 0 {
            self.note(text!("keys-note-left-out", count = left_out));
        }
    }

    /// Types no further.
    pub(super) fn stop_typing(&mut self) {
        self.alarms.cancel(Alarm::Type);
        if self.controls.typist.take().is_some() {
            self.note(text!("keys-note-typing-stopped"));
        }
    }

    fn typing_pause(&self) -> Duration {
        Duration::from_millis(self.controls.wanted.keyboard.typing_pause_ms.get().unsigned_abs())
    }
}
