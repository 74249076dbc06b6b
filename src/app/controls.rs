//! Keyboard and mouse: to the panels where one is open, else to the remote desktop.

use std::sync::Arc;
use std::time::{Duration, Instant};

use winit::event::{ButtonId, ElementState, KeyEvent, MouseButton, WindowEvent};
use winit::event_loop::ActiveEventLoop;

use super::alarm::Alarm;
use super::viewer::Viewer;
use crate::input::{
    ButtonFilter, Fingers, KeyStroke, Keyboard, Locks, Origin, Platform, Pointer, Route, Scroll, Shortcuts, Typist,
};
use crate::session::{Command as SessionCommand, Interaction, KeyInput, PointerDistance, PointerInput};
use crate::settings::{self, KeyMode};
use crate::shortcuts::{Keymap, Modifiers};
use crate::ui::{Claim, Page};

/// How near to the edge of the window the mouse moves a larger picture, in logical pixels.
const PAN_ZONE: f64 = 20.0;
/// How often and how far at most a picture moves while the mouse is at the edge, in logical pixels.
const PAN_STEP: (Duration, f64) = (Duration::from_millis(16), 24.0);

/// What is pressed, and where.
pub(super) struct Controls {
    pub(super) keyboard: Keyboard,
    pub(super) pointer: Pointer,
    pub(super) shortcuts: Shortcuts,
    pub(super) locks: Locks,
    pub(super) buttons: ButtonFilter,
    pub(super) fingers: Fingers,
    /// When the mouse was moved here last.
    pub(super) moved_at: Option<Instant>,
    /// The text that is being typed.
    pub(super) typist: Option<Typist>,
    /// What the user wants of all that.
    pub(super) wanted: Wanted,
    /// The keys of the viewer, as that says.
    pub(super) keymap: Arc<Keymap>,
}

/// What the user wants of the keyboard and the mouse.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Wanted {
    pub(super) keyboard: settings::Keyboard,
    pub(super) mouse: settings::Mouse,
    pub(super) shortcuts: settings::Shortcuts,
}

impl Controls {
    pub(super) fn new() -> Self {
        Self {
            keyboard: Keyboard::new(Platform::HERE),
            pointer: Pointer::default(),
            shortcuts: Shortcuts::default(),
            locks: Locks::default(),
            buttons: ButtonFilter::default(),
            fingers: Fingers::default(),
            moved_at: None,
            typist: None,
            wanted: Wanted::default(),
            keymap: Arc::default(),
        }
    }

    /// Hands what the user wants to each part. Nothing may be held.
    pub(super) fn adopt(&mut self) {
        self.shortcuts.set_keymap(self.keymap.as_ref().clone());
        self.keyboard.set_mode(self.wanted.keyboard.send_as);
        self.pointer.set_scroll(self.scroll());
        self.buttons.set_habits(self.wanted.mouse.hand, self.wanted.mouse.middle_button);
    }

    /// How the user wants to scroll.
    pub(super) fn scroll(&self) -> Scroll {
        let speed = self.wanted.mouse.scroll_speed.get();
        Scroll { direction: self.wanted.mouse.scroll_direction, speed: u16::try_from(speed).unwrap_or(100) }
    }
}

impl Controls {
    /// The modifier keys that are down, whoever they are for.
    pub(super) fn held(&self) -> Modifiers {
        self.shortcuts.held()
    }
}

impl Viewer {
    /// Handles an event of the keyboard, the mouse or the focus. egui has seen it.
    pub(super) fn on_input(&mut self, event_loop: &ActiveEventLoop, claim: Claim, event: WindowEvent) {
        let ours = claim != Claim::Input;
        if ours && self.takes_for_picture(&event) {
            return self.reshape(event_loop);
        }
        match event {
            WindowEvent::Focused(focused) => self.focus_changed(focused),
            // X moves the mouse with the first finger, which says enough by itself.
            WindowEvent::CursorMoved { .. } if self.controls.fingers.are_down() => {}
            WindowEvent::CursorMoved { position, .. } => {
                self.mouse = Some([position.x, position.y]);
                if let Some((button, state)) = self.controls.buttons.moved([position.x, position.y]) {
                    self.button(button, state);
                }
                self.show_time_line();
                if ours && !self.capture.is_on() {
                    self.mouse_moved();
                }
                self.look_at_edge();
                self.reshape(event_loop);
            }
            WindowEvent::CursorLeft { .. } => {
                self.mouse = None;
                if ours {
                    self.mouse_moved();
                }
                self.look_at_edge();
            }
            WindowEvent::MouseInput { state, button, .. } if ours => {
                let changes = self.controls.buttons.change(button, state, Instant::now());
                for (button, state) in changes {
                    self.button(button, state);
                }
                self.await_button();
            }
            WindowEvent::MouseWheel { delta, .. } if ours => {
                let scale_factor = self.view.as_ref().map_or(1.0, |view| view.interface.scale_factor());
                if self.capture.is_on() {
                    return self.captured_wheel(delta, scale_factor);
                }
                let inputs = self.controls.pointer.scrolled(delta, scale_factor);
                self.send_pointer(inputs);
            }
            WindowEvent::Touch(touch) if ours => self.touched(event_loop, &touch),
            WindowEvent::KeyboardInput { event, is_synthetic, .. } => {
                self.on_key(event_loop, &event, Origin::from_synthetic(is_synthetic), claim);
            }
            WindowEvent::Ime(event) if ours => {
                let inputs = self.controls.keyboard.ime(&event);
                self.send_keys(inputs);
            }
            _ => {}
        }
    }

    /// Handles what a device says of a button, which comes before the window hears of it.
    pub(super) fn on_device_button(&mut self, button: ButtonId, state: ElementState) {
        self.controls.pointer.device_button(Platform::HERE, button, state);
    }

    /// All events that were waiting have been handled.
    pub(super) fn input_settled(&mut self) {
        self.controls.keyboard.settled();
    }

    /// Lets go of everything that is held on the remote side.
    pub(super) fn release_input(&mut self) {
        let keys = self.controls.keyboard.release_all();
        self.send_keys(keys);
        let pointer = self.controls.pointer.release_all();
        self.send_pointer(pointer);
        self.controls.buttons.forget();
        self.controls.fingers.forget();
        for alarm in [Alarm::Pan, Alarm::Button, Alarm::Finger] {
            self.alarms.cancel(alarm);
        }
    }

    /// A button was waited with for another one for long enough.
    pub(super) fn button_waited(&mut self) {
        if let Some((button, state)) = self.controls.buttons.elapsed() {
            self.button(button, state);
        }
    }

    /// The session is gone: nothing is held any more.
    pub(super) fn forget_input(&mut self) {
        let old = std::mem::replace(&mut self.controls, Controls::new());
        let Controls { shortcuts, wanted, keymap, .. } = old;
        self.controls = Controls { shortcuts, wanted, keymap, ..Controls::new() };
        self.controls.adopt();
        for alarm in [Alarm::Pan, Alarm::Type, Alarm::Button, Alarm::Finger] {
            self.alarms.cancel(alarm);
        }
    }

    /// Moves a picture that is larger than the window, as long as the mouse is at its edge.
    pub(super) fn pan(&mut self) {
        let Some(delta) = self.pan_delta() else { return };
        let Some(view) = &mut self.view else { return };
        let extent = view.extent();
        if view.viewport.pan_by(delta, extent) {
            self.mouse_moved();
            self.redraw();
        }
    }

    fn focus_changed(&mut self, focused: bool) {
        self.focused = focused;
        if focused {
            self.look_at_clipboard();
            self.preferences.look();
            self.controls.locks.focused();
        } else {
            self.stop_hearing();
            self.free_mouse();
            self.release_input();
            self.stop_panning();
            self.controls.shortcuts.focus_lost();
            self.controls.keyboard.unstick_all();
        }
    }

    /// A button is pressed or released, as the user's hand means it.
    pub(super) fn button(&mut self, button: MouseButton, state: ElementState) {
        if self.capture.is_on() {
            return self.captured_button(button, state);
        }
        if state == ElementState::Pressed {
            self.capture_mouse();
            // The click that gives the mouse away does nothing else.
            if self.capture.is_on() {
                return;
            }
            let keys = self.controls.keyboard.before_press();
            self.send_keys(keys);
        }
        let input = self.controls.pointer.button(button, state);
        self.send_pointer(input);
        self.measure_answer();
        if state == ElementState::Released {
            let keys = self.controls.keyboard.after_press();
            self.send_keys(keys);
        }
    }

    /// Sets the alarm for a button that is waited with.
    fn await_button(&mut self) {
        let now = Instant::now();
        if let Some(due) = self.controls.buttons.due() {
            self.alarms.set(Alarm::Button, now, due.saturating_duration_since(now));
        }
    }

    pub(super) fn mouse_moved(&mut self) {
        let Some(view) = self.view.as_ref().filter(|_| self.tab.state.page == Page::Desktop) else { return };
        let placement = view.placement();
        let position = self.mouse.and_then(|[x, y]| {
            if self.controls.pointer.is_dragging() {
                Some(placement.nearest_remote(x, y))
            } else {
                placement.to_remote(x, y)
            }
        });
        let input = self.controls.pointer.moved(position);
        if input.is_some() {
            self.own_pointer_moved();
        }
        self.send_pointer(input);
        if self.pan_delta().is_some() {
            self.alarms.set_earliest(Alarm::Pan, Instant::now(), PAN_STEP.0);
        }
    }

    /// How far the picture should move in one step; `None` where it should stay.
    fn pan_delta(&self) -> Option<[f64; 2]> {
        let (view, [x, y]) = (self.view.as_ref().filter(|_| self.pans_at_edges())?, self.mouse?);
        let (extent, placement) = (view.extent(), view.placement());
        let (picture, top) = (placement.extent, placement.top);
        let factor = view.interface.scale_factor();
        let down = axis_pan(y - f64::from(top), extent.height.saturating_sub(top), picture.height, factor);
        let delta = [axis_pan(x, extent.width, picture.width, factor), down];
        let mut trial = view.viewport;
        trial.pan_by(delta, extent).then_some(delta)
    }

    fn on_key(&mut self, event_loop: &ActiveEventLoop, event: &KeyEvent, origin: Origin, claim: Claim) {
        let stroke = KeyStroke::new(event, origin);
        if self.hears() {
            return self.hear_stroke(&stroke);
        }
        let held = self.controls.keyboard.modifiers();
        if self.controls.typist.is_some() && stroke.is_first_press() && stroke.origin == Origin::User {
            return self.stop_typing();
        }
        let was_passing = self.controls.shortcuts.is_passing();
        match self.controls.shortcuts.route(&stroke) {
            Route::Viewer(action) => self.act(event_loop, action),
            Route::Remote if claim != Claim::Input => {
                let locks = self.controls.locks.before(&stroke, held, Platform::HERE);
                self.send_keys(locks);
                let inputs = self.controls.keyboard.stroke(&stroke);
                self.send_keys(inputs);
                self.measure_answer();
            }
            Route::Remote | Route::Nobody => {}
        }
        if was_passing && !self.controls.shortcuts.is_passing() {
            self.note_passed();
        }
    }

    pub(super) fn send_keys(&self, inputs: impl IntoIterator<Item = KeyInput>) {
        if self.sends_input() {
            let mode = self.controls.keyboard.mode();
            inputs.into_iter().for_each(|input| self.tab.send(SessionCommand::Key(in_mode(input, mode))));
        }
    }

    pub(super) fn send_pointer(&self, inputs: impl IntoIterator<Item = PointerInput>) {
        if self.sends_input() {
            inputs.into_iter().for_each(|input| self.tab.send(SessionCommand::Pointer(input)));
        }
    }

    pub(super) fn send_distances(&self, inputs: impl IntoIterator<Item = PointerDistance>) {
        if self.sends_input() {
            inputs.into_iter().for_each(|input| self.tab.send(SessionCommand::PointerDistance(input)));
        }
    }

    pub(super) fn sends_input(&self) -> bool {
        self.tab.state.page == Page::Desktop && self.tab.state.settings.interaction == Interaction::Full
    }
}

/// A key with what may be told of it.
fn in_mode(input: KeyInput, mode: KeyMode) -> KeyInput {
    match mode {
        KeyMode::Characters => KeyInput { scancode: 0, ..input },
        KeyMode::Automatic | KeyMode::Positions => input,
    }
}

/// How far one axis should move: more the nearer the mouse is to the edge.
fn axis_pan(mouse: f64, window: u32, picture: u32, scale_factor: f64) -> f64 {
    let (zone, step) = (PAN_ZONE * scale_factor, PAN_STEP.1 * scale_factor);
    if picture <= window {
        return 0.0;
    }
    let before = ((zone - mouse) / zone).clamp(0.0, 1.0);
    let after = ((mouse + 1.0 + zone - f64::from(window)) / zone).clamp(0.0, 1.0);
    (after - before) * step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_picture_larger_than_the_window_moves_and_only_at_the_edges() {
        let is = |moved: f64, expected: f64| (moved - expected).abs() < 1e-9;
        assert!(is(axis_pan(0.0, 800, 800, 1.0), 0.0));
        assert!(is(axis_pan(400.0, 800, 1600, 1.0), 0.0));
        assert!(is(axis_pan(0.0, 800, 1600, 1.0), -PAN_STEP.1));
        assert!(is(axis_pan(799.0, 800, 1600, 2.0), 2.0 * PAN_STEP.1));
        assert!(axis_pan(785.0, 800, 1600, 1.0) > 0.0);
    }
}
