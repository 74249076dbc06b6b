//! Recording what the window shows, as far as the window has a part in it: the session records by itself.

use super::viewer::Viewer;
use crate::session::Recording;
use crate::text::text;

impl Viewer {
    /// The session tells what came of a recording.
    pub(super) fn recording_told(&mut self, news: Recording) {
        match news {
            Recording::Started => {}
            Recording::Saved(path) => {
                self.note(text!("recording-saved", file = path.display().to_string()));
            }
            Recording::Empty => self.note(text!("recording-empty")),
            Recording::Failed(failure) => self.note(text!("recording-failed", why = failure.why)),
        }
    }
}
