//! The full screen: on the monitor where the window is, on another one, or on all of them.

use tracing::info;
use winit::monitor::MonitorHandle;
use winit::window::{Fullscreen, Window};

use super::viewer::Viewer;
use crate::config::FullScreen;
use crate::text::text;

impl Viewer {
    /// Into full screen or out of it.
    pub(super) fn toggle_full_screen(&mut self) {
        if self.tab.state.settings.full_screen { self.leave_full_screen() } else { self.enter_full_screen() }
    }

    /// Onto the full screen of these monitors, also from that of others.
    pub(super) fn full_screen_on(&mut self, monitors: FullScreen) {
        self.tab.state.picture.full_screen = monitors;
        self.enter_full_screen();
    }

    /// Brings the list of monitors up to date.
    pub(super) fn look_for_monitors(&mut self) {
        let Some(view) = &self.view else { return };
        self.tab.state.picture.monitors = view.window.available_monitors().filter_map(|it| it.name()).collect();
    }

    fn enter_full_screen(&mut self) {
        let Some(view) = &self.view else { return };
        let choice = &self.tab.state.picture.full_screen;
        info!(monitors = %choice, "full screen");
        view.window.set_fullscreen(Some(full_screen(&view.window, choice)));
        self.tab.state.settings.full_screen = true;
        self.note(text!("window-full-screen-note"));
        self.announce_privacy();
        self.redraw();
    }

    fn leave_full_screen(&mut self) {
        let Some(view) = &self.view else { return };
        view.window.set_fullscreen(None);
        self.tab.state.settings.full_screen = false;
        self.redraw();
    }
}

/// What winit is told. A monitor that is not there any more stands for the one where the window is.
fn full_screen(window: &Window, choice: &FullScreen) -> Fullscreen {
    let named = |name: &str| {
        window.available_monitors().find(|monitor: &MonitorHandle| monitor.name().as_deref() == Some(name))
    };
    match choice {
        FullScreen::Here | FullScreen::All => Fullscreen::Borderless(None),
        FullScreen::Monitor(name) => Fullscreen::Borderless(named(name)),
    }
}
