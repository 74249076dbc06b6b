//! Fingers on a touch screen: what their gestures do.

use std::time::Instant;

use winit::dpi::PhysicalPosition;
use winit::event::{ElementState, MouseScrollDelta};
use winit::event_loop::ActiveEventLoop;

use super::alarm::Alarm;
use super::viewer::Viewer;
use crate::input::{Gesture, OneFinger, Touch};
use crate::session::Interaction;
use crate::text::text;
use crate::ui::Page;

/// Whether a window has told what fingers do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Explained {
    #[default]
    NotYet,
    Yes,
}

impl Viewer {
    /// A finger came, moved or went, and not on a panel.
    pub(super) fn touched(&mut self, event_loop: &ActiveEventLoop, touch: &winit::event::Touch) {
        let Some(view) = self.view.as_ref().filter(|_| self.tab.state.page == Page::Desktop) else {
            return self.controls.fingers.forget();
        };
        let one = match self.tab.state.settings.interaction {
            Interaction::Full if !self.capture.is_on() => OneFinger::Drags,
            Interaction::Full | Interaction::ViewOnly => OneFinger::Moves,
        };
        let change = Touch { id: touch.id, phase: touch.phase, at: touch.location.into() };
        let gestures = self.controls.fingers.touch(change, one, Instant::now(), view.interface.scale_factor());
        self.show_time_line();
        self.explain_fingers();
        for gesture in gestures {
            self.perform_gesture(gesture);
        }
        self.await_finger();
        if !self.controls.fingers.are_down() && !self.capture.is_on() {
            // No mouse is left where the finger was.
            self.mouse = None;
            self.mouse_moved();
            self.look_at_edge();
        }
        self.reshape(event_loop);
    }

    /// A finger has stayed where it is.
    pub(super) fn finger_rested(&mut self) {
        if let Some(gesture) = self.controls.fingers.rested(Instant::now()) {
            self.perform_gesture(gesture);
        }
    }

    fn await_finger(&mut self) {
        let now = Instant::now();
        match self.controls.fingers.due() {
            Some(due) => self.alarms.set(Alarm::Finger, now, due.saturating_duration_since(now)),
            None => self.alarms.cancel(Alarm::Finger),
        }
    }

    fn perform_gesture(&mut self, gesture: Gesture) {
        match gesture {
            Gesture::Press(button, at) => {
                self.point_at(at);
                self.button(button, ElementState::Pressed);
            }
            Gesture::Drag(at) => self.point_at(at),
            Gesture::Release(button) => self.button(button, ElementState::Released),
            // The screen is a touchpad for a mouse that only moves.
            Gesture::Move { by: [x, y], .. } if self.capture.is_on() => self.mouse_moved_by((x, y)),
            Gesture::Move { by: [x, y], .. } if self.picture_is_larger() => self.pan_by([-x, -y]),
            Gesture::Move { from, by } => self.scroll_at(from, by),
            Gesture::Pinch { at, by: [x, y], factor } => {
                self.mouse = Some(at);
                self.pan_by([-x, -y]);
                self.zoom_by(factor);
            }
            Gesture::Menu => self.toggle_menu(),
        }
    }

    fn point_at(&mut self, at: [f64; 2]) {
        if !self.capture.is_on() {
            self.mouse = Some(at);
            self.mouse_moved();
        }
    }

    fn scroll_at(&mut self, from: [f64; 2], by: [f64; 2]) {
        self.point_at(from);
        let scale_factor = self.view.as_ref().map_or(1.0, |view| view.interface.scale_factor());
        let delta = MouseScrollDelta::PixelDelta(PhysicalPosition::from(by));
        let inputs = self.controls.pointer.scrolled(delta, scale_factor);
        self.send_pointer(inputs);
    }

    /// Tells who touches a window for the first time how to go on.
    fn explain_fingers(&mut self) {
        if std::mem::replace(&mut self.fingers_explained, Explained::Yes) == Explained::NotYet {
            self.note(text!("mouse-fingers"));
        }
    }
}
