//! The full screen: on the monitor where the window is, on another one, or on all of them.

use std::time::{Duration, Instant};

use tracing::{debug, info};
use winit::dpi::{PhysicalPosition, PhysicalSize};
use winit::event_loop::ActiveEventLoop;
use winit::monitor::MonitorHandle;
use winit::window::Fullscreen;

use super::alarm::Alarm;
use super::comeback::Course;
use super::viewer::Viewer;
use crate::config::FullScreen;
use crate::platform::{Cover, Covered, cover_monitors, monitors};
use crate::text::text;

/// How the window came onto the full screen, and where it was before.
#[derive(Debug, Default)]
pub(super) struct Covering {
    how: How,
    /// Where the window was before, while it is on the full screen.
    before: Option<Place>,
    /// Where it belongs now that it has left it.
    belongs: Option<PhysicalPosition<i32>>,
}

/// Where a window is, frame included, and how large it is without.
#[derive(Debug, Clone, Copy)]
struct Place {
    position: Option<PhysicalPosition<i32>>,
    size: PhysicalSize<u32>,
}

/// What the full screen has changed of the window, beyond what the window system undoes by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum How {
    /// Nothing.
    #[default]
    Usual,
    /// The window manager was told that the full screen is all monitors.
    Told,
    /// The window covers all monitors by itself.
    ByHand,
}

/// So long after the full screen the window manager has put the window where it thinks it was.
const RESTORED: Duration = Duration::from_millis(400);

impl Viewer {
    /// Into full screen or out of it.
    pub(super) fn toggle_full_screen(&mut self, event_loop: &ActiveEventLoop) {
        if self.tab.state.settings.full_screen { self.leave_full_screen() } else { self.enter_full_screen(event_loop) }
    }

    /// Onto the full screen of these monitors, also from that of others.
    pub(super) fn full_screen_on(&mut self, event_loop: &ActiveEventLoop, monitors: FullScreen) {
        if self.tab.state.settings.full_screen {
            let before = self.covering.before;
            self.leave_full_screen();
            self.covering.before = before;
        }
        self.tab.state.picture.full_screen = monitors;
        self.enter_full_screen(event_loop);
    }

    /// Brings the list of monitors up to date.
    pub(super) fn look_for_monitors(&mut self, event_loop: &ActiveEventLoop) {
        let Some(view) = &self.view else { return };
        self.tab.state.picture.monitors = monitors(&view.window, event_loop);
        debug!(names = ?self.tab.state.picture.monitors, "monitors");
    }

    /// The window has opened on the full screen, of the monitor where it happened to be.
    pub(super) fn begin_full_screen(&mut self, event_loop: &ActiveEventLoop) {
        match (&self.tab.state.picture.full_screen, self.tab.course) {
            (FullScreen::All | FullScreen::Monitor(_), Course::First) => self.enter_full_screen(event_loop),
            (FullScreen::Here, _) | (_, Course::Returning) => self.note_ways_out(),
        }
    }

    /// Onto the full screen, of the monitors that were chosen last.
    pub(super) fn enter_full_screen(&mut self, event_loop: &ActiveEventLoop) {
        self.look_for_monitors(event_loop);
        let Some(view) = &self.view else { return };
        let choice = self.tab.state.picture.full_screen.clone();
        info!(monitors = %choice, "full screen");
        let handle = match &choice {
            FullScreen::Here | FullScreen::All => None,
            FullScreen::Monitor(name) => named(event_loop, name),
        };
        let (position, size) = (view.window.outer_position().ok(), view.window.inner_size());
        self.covering.before.get_or_insert(Place { position, size });
        self.covering.belongs = None;
        view.window.set_fullscreen(Some(Fullscreen::Borderless(handle.clone())));
        self.tab.state.settings.full_screen = true;
        self.note_ways_out();
        match choice {
            FullScreen::All => self.cover(Cover::All),
            FullScreen::Monitor(name) if handle.is_none() => self.cover(Cover::Monitor(&name)),
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
        if let Some(Place { position, size }) = self.covering.before.take() {
            if self.covering.how == How::ByHand {
                view.window.set_decorations(true);
                if let Some(position) = position {
                    view.window.set_outer_position(position);
                }
                let _ = view.window.request_inner_size(size);
                self.covering.how = How::Usual;
            }
            self.covering.belongs = position;
            self.alarms.set(Alarm::Place, Instant::now(), RESTORED);
        }
        self.forget_ways_out();
        self.tab.state.settings.full_screen = false;
        self.redraw();
    }

    /// Some window managers are out by the frame when they put a window back.
    pub(super) fn look_at_place(&mut self) {
        let Some(view) = &self.view else { return };
        if let Some(position) = self.covering.belongs.take()
            && view.window.outer_position().is_ok_and(|now| now != position)
        {
            info!(?position, "back to the place before the full screen");
            view.window.set_outer_position(position);
        }
    }

    /// Covers what winit cannot.
    fn cover(&mut self, cover: Cover<'_>) {
        let Some(view) = self.view.as_ref().filter(|_| self.tab.state.picture.monitors.len() > 1) else { return };
        match cover_monitors(&view.window, cover) {
            Covered::Yes => self.covering.how = How::Told,
            Covered::ByHand { position: [x, y], size: [width, height] } => {
                view.window.set_fullscreen(None);
                self.covering.how = How::ByHand;
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
        if let Some(view) = self.view.as_ref().filter(|_| self.covering.how == How::Told) {
            cover_monitors(&view.window, cover);
            self.covering.how = How::Usual;
        }
    }
}

/// The middle of a window on the screen.
fn middle(position: PhysicalPosition<i32>, size: PhysicalSize<u32>) -> [i32; 2] {
    [position.x.saturating_add_unsigned(size.width / 2), position.y.saturating_add_unsigned(size.height / 2)]
}

/// The monitor with this name, as far as winit knows.
fn named(event_loop: &ActiveEventLoop, name: &str) -> Option<MonitorHandle> {
    event_loop.available_monitors().find(|monitor| monitor.name().as_deref() == Some(name))
}
