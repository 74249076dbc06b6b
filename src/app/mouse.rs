//! The pointer of the remote computer where somebody else moves it.

use std::time::{Duration, Instant};

use super::viewer::Viewer;
use crate::session::Point;
use crate::ui::mouse::State;

/// How long after our own movements what the server tells may still be their echo.
const ECHO: Duration = Duration::from_secs(1);

impl Viewer {
    /// The server tells where its pointer is.
    pub(super) fn remote_pointer_moved(&mut self, at: Point) {
        let is_ours = self.controls.moved_at.is_some_and(|moved| moved.elapsed() < ECHO)
            || self.controls.pointer.position() == Some(at);
        let wanted = self.controls.wanted.mouse.show_remote && !is_ours && !self.capture.is_on();
        self.set_remote_pointer(wanted.then_some(at));
    }

    /// Our own mouse has moved: the remote pointer is where it is.
    pub(super) fn own_pointer_moved(&mut self) {
        self.controls.moved_at = Some(Instant::now());
        self.set_remote_pointer(None);
    }

    /// Finds the remote pointer's place in the window as it is now.
    pub(super) fn place_remote_pointer(&mut self) {
        let Some(at) = self.tab.state.mouse.remote else { return };
        let Some(view) = &self.view else { return };
        let [x, y] = view.placement().to_window(at);
        let factor = view.interface.scale_factor();
        let extent = view.extent();
        let is_inside = (0.0..f64::from(extent.width)).contains(&x) && (0.0..f64::from(extent.height)).contains(&y);
        self.tab.state.mouse.shown_at = is_inside.then_some([(x / factor) as f32, (y / factor) as f32]);
    }

    fn set_remote_pointer(&mut self, remote: Option<Point>) {
        if self.tab.state.mouse.remote != remote {
            self.tab.state.mouse = State { remote, shown_at: None };
            self.place_remote_pointer();
            self.redraw();
        }
    }
}
