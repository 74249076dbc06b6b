//! How private the session is, told by the window: always in its title, for a while over the picture, at length in the menu.

use std::time::Instant;

use tracing::info;

use super::alarm::Alarm;
use super::viewer::Viewer;
use super::window;
use crate::session::Privacy;
use crate::text::text;
use crate::ui::keys::Captured;
use crate::ui::{Announcement, pill};

impl Viewer {
    /// This is true of the session from now on.
    pub(super) fn privacy_known(&mut self, privacy: Privacy) {
        info!(level = ?privacy.level, title = privacy.title, "how private the session is");
        self.tab.state.privacy = Some(privacy);
        self.retitle();
    }

    /// There is no session that it could be true of.
    pub(super) fn forget_privacy(&mut self) {
        self.tab.state.privacy = None;
        self.stop_announcing();
        self.retitle();
    }

    /// Tells how private the session is, where that is worth it. In full screen there is no title that does.
    pub(super) fn announce_privacy(&mut self) {
        let duration = self.tab.state.privacy.as_ref().and_then(|privacy| pill::duration(privacy.level));
        let Some(duration) = duration else { return };
        self.tab.state.announcement = Announcement::Shown;
        self.alarms.set(Alarm::AnnouncementEnds, Instant::now(), duration);
        self.redraw();
    }

    /// Tells it no longer.
    pub(super) fn stop_announcing(&mut self) {
        self.alarms.cancel(Alarm::AnnouncementEnds);
        self.tab.state.announcement = Announcement::Over;
        self.redraw();
    }

    /// What the title of the window says.
    pub(super) fn window_title(&self) -> String {
        let title = window::title(self.tab.state.title(), self.tab.state.privacy.as_ref().map(|privacy| privacy.level));
        match self.tab.state.keys.captured {
            Captured::No => title,
            Captured::Yes => format!("{title} – {}", text!("keys-title-captured")),
        }
    }
}
