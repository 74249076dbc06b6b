//! The full screen: on the monitor where the window is, on another one, or on all of them.

use tracing::info;
use winit::dpi::{PhysicalPosition, PhysicalSize};
use winit::monitor::MonitorHandle;
use winit::window::{Fullscreen, Window};

use super::comeback::Course;
use super::viewer::Viewer;
use crate::config::FullScreen;
use crate::platform::{Cover, Covered, cover_monitors, monitors};
use crate::text::text;

/// What the full screen has changed of the window, beyond what the window system undoes by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Covering {
    /// Nothing.
    #[default]
    Usual,
    /// The window manager was told that the full screen is all monitors.
    Told,
    /// The window covers all monitors by itself; this was its place before.
    ByHand(Option<PhysicalPosition<i32>>, PhysicalSize<u32>),
}

impl Viewer {
    /// Into full screen or out of it.
    pub(super) fn toggle_full_screen(&mut self) {
        if self.tab.state.settings.full_screen { self.leave_full_screen() } else { self.enter_full_screen() }
    }

    /// Onto the full screen of these monitors, also from that of others.
    pub(super) fn full_screen_on(&mut self, monitors: FullScreen) {
        if self.tab.state.settings.full_screen {
            self.leave_full_screen();
        }
        self.tab.state.picture.full_screen = monitors;
        self.enter_full_screen();
    }

    /// Brings the list of monitors up to date.
    pub(super) fn look_for_monitors(&mut self) {
        let Some(view) = &self.view else { return };
        self.tab.state.picture.monitors = monitors(&view.window);
    }

    /// The window has opened on the full screen, of the monitor where it happened to be.
    pub(super) fn begin_full_screen(&mut self) {
        match (&self.tab.state.picture.full_screen, self.tab.course) {
            (FullScreen::All | FullScreen::Monitor(_), Course::First) => self.enter_full_screen(),
            (FullScreen::Here, _) | (_, Course::Returning) => self.note_ways_out(),
        }
    }

    /// Onto the full screen, of the monitors that were chosen last.
    pub(super) fn enter_full_screen(&mut self) {
        self.look_for_monitors();
        let Some(view) = &self.view else { return };
        let choice = self.tab.state.picture.full_screen.clone();
        info!(monitors = %choice, "full screen");
        let handle = match &choice {
            FullScreen::Here | FullScreen::All => None,
            FullScreen::Monitor(name) => named(&view.window, name),
        };
        let (position, size) = (view.window.outer_position().ok(), view.window.inner_size());
        let before = Covering::ByHand(position, size);
        view.window.set_fullscreen(Some(Fullscreen::Borderless(handle.clone())));
        self.tab.state.settings.full_screen = true;
        self.note_ways_out();
        match choice {
            FullScreen::All => self.cover(Cover::All, before),
            FullScreen::Monitor(name) if handle.is_none() => self.cover(Cover::Monitor(&name), before),
            FullScreen::Monitor(name) => self.cover_one(Cover::Monitor(&name)),
            FullScreen::Here => {
                let place = position.map(|position| middle(position, size));
                self.cover_one(Cover::At(place.unwrap_or_default()));
            }
        }
        self.announce_privacy();
        self.redraw();
    }

    fn leave_full_screen(&mut self) {
        let Some(view) = &self.view else { return };
        view.window.set_fullscreen(None);
        if let Covering::ByHand(position, size) = self.covering {
            view.window.set_decorations(true);
            if let Some(position) = position {
                view.window.set_outer_position(position);
            }
            let _ = view.window.request_inner_size(size);
            self.covering = Covering::Usual;
        }
        self.tab.state.settings.full_screen = false;
        self.redraw();
    }

    /// Covers what winit cannot. The window was where `before` says.
    fn cover(&mut self, cover: Cover<'_>, before: Covering) {
        let Some(view) = self.view.as_ref().filter(|_| self.tab.state.picture.monitors.len() > 1) else { return };
        match cover_monitors(&view.window, cover) {
            Covered::Yes => self.covering = Covering::Told,
            Covered::ByHand { position: [x, y], size: [width, height] } => {
                view.window.set_fullscreen(None);
                self.covering = before;
                view.window.set_decorations(false);
                view.window.set_outer_position(PhysicalPosition::new(x, y));
                let _ = view.window.request_inner_size(PhysicalSize::new(width, height));
            }
            Covered::Impossible if cover == Cover::All && self.tab.state.picture.screens.len() > 1 => {
                self.spread_over_monitors();
            }
            Covered::Impossible if cover == Cover::All => self.note(text!("picture-one-monitor-only")),
            Covered::Impossible => {}
        }
    }

    /// What the window manager was told lasts, so it is told otherwise.
    fn cover_one(&mut self, cover: Cover<'_>) {
        if let Some(view) = self.view.as_ref().filter(|_| self.covering == Covering::Told) {
            cover_monitors(&view.window, cover);
            self.covering = Covering::Usual;
        }
    }
}

/// The middle of a window on the screen.
fn middle(position: PhysicalPosition<i32>, size: PhysicalSize<u32>) -> [i32; 2] {
    [position.x.saturating_add_unsigned(size.width / 2), position.y.saturating_add_unsigned(size.height / 2)]
}

/// The monitor with this name, as far as winit knows.
fn named(window: &Window, name: &str) -> Option<MonitorHandle> {
    window.available_monitors().find(|monitor| monitor.name().as_deref() == Some(name))
}
