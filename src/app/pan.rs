//! Moving and zooming a picture that is larger than the window: scroll bars, dragging, the wheel, two fingers on a touchpad.

use winit::event::{ElementState, MouseButton, MouseScrollDelta, WindowEvent};

use super::viewer::Viewer;
use crate::config::Scale;
use crate::render::scroll::{Bar, Bars, Way};
use crate::render::zoom::{self, Zoom};
use crate::session::Interaction;
use crate::settings::EdgePan;
use crate::shortcuts::Modifiers;
use crate::ui::Page;

/// How far a step of the wheel moves the picture when the mouse is on a scroll bar, in logical pixels.
const WHEEL_STEP: f64 = 60.0;
/// How far a touchpad is stroked for twice the size, in logical pixels.
const STROKE_FOR_TWICE: f64 = 200.0;

/// What the mouse is doing with the place of the picture.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Panning {
    held: Option<Held>,
    /// The percentage that fine zooming has led to; [`Scale`] holds whole ones.
    percent: Option<f64>,
}

/// What is dragged, by which button, and where the mouse was last.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Held {
    grip: Grip,
    button: MouseButton,
    last: [f64; 2],
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Grip {
    Thumb(Bar),
    Picture,
}

impl Viewer {
    /// Takes an event that moves or zooms the picture. Returns whether nothing of it is left for the remote desktop.
    pub(super) fn takes_for_picture(&mut self, event: &WindowEvent) -> bool {
        if self.view.is_none() || self.tab.state.page != Page::Desktop || self.capture.is_on() {
            return false;
        }
        match event {
            WindowEvent::CursorMoved { position, .. } => self.drag_to([position.x, position.y]),
            WindowEvent::CursorLeft { .. } => {
                self.light_bar(None);
                false
            }
            WindowEvent::MouseInput { state: ElementState::Pressed, button, .. } => self.grip(*button),
            WindowEvent::MouseInput { state: ElementState::Released, button, .. } => self.let_go(*button),
            WindowEvent::MouseWheel { delta, .. } => self.wheel_on_picture(*delta),
            WindowEvent::PinchGesture { delta, .. } => {
                self.zoom_by(1.0 + delta);
                true
            }
            _ => false,
        }
    }

    /// Nothing is dragged any more, as when the window loses the focus.
    pub(super) fn stop_panning(&mut self) {
        self.panning.held = None;
    }

    /// Shows the picture a step larger or smaller. What is under the mouse stays there.
    pub(super) fn zoom_step(&mut self, direction: Zoom) {
        let Some(view) = &self.view else { return };
        self.zoom_to(zoom::step(view.placement().percent(), direction));
    }

    /// Whether the picture moves while the mouse is at the edge of the window.
    pub(super) fn pans_at_edges(&self) -> bool {
        match self.picture_settings().edge_pan {
            EdgePan::Never => false,
            EdgePan::FullScreen => self.tab.state.settings.full_screen,
            EdgePan::Always => true,
        }
    }

    /// Shows the picture at `factor` times its present size, as precisely as percentages can.
    pub(super) fn zoom_by(&mut self, factor: f64) {
        let Some(view) = self.view.as_ref().filter(|_| factor.is_finite() && factor > 0.0) else { return };
        let shown = view.placement().percent();
        let exact = self.panning.percent.filter(|percent| (percent - shown).abs() < 1.0).unwrap_or(shown);
        let (least, most) = (f64::from(*Scale::PERCENT.start()), f64::from(*Scale::PERCENT.end()));
        let wanted = (exact * factor).clamp(least, most);
        self.panning.percent = Some(wanted);
        self.zoom_to(Scale::percent(wanted));
    }

    /// Shows the picture at `scale`. What is under the mouse stays there, or what is in the middle.
    fn zoom_to(&mut self, scale: Scale) {
        let Some(view) = &mut self.view else { return };
        let extent = view.extent();
        let middle = [f64::from(extent.width) / 2.0, f64::from(extent.height) / 2.0];
        view.viewport.zoom(scale, self.mouse.unwrap_or(middle), extent);
        self.scale_chosen(scale);
    }

    fn wheel_on_picture(&mut self, delta: MouseScrollDelta) -> bool {
        let Some(view) = &self.view else { return false };
        let factor = view.interface.scale_factor();
        if self.controls.held() == Modifiers::CONTROL && self.picture_settings().ctrl_wheel_zooms {
            // A turn that X tells of twice counts once.
            if !self.controls.pointer.takes_echo() {
                self.zoom_by_wheel(delta, factor);
            }
            return true;
        }
        let Some(bar) = self.bar_under_mouse() else { return false };
        if !self.controls.pointer.takes_echo() {
            let (x, y) = match delta {
                MouseScrollDelta::LineDelta(x, y) => {
                    (f64::from(x) * WHEEL_STEP * factor, f64::from(y) * WHEEL_STEP * factor)
                }
                MouseScrollDelta::PixelDelta(by) => (by.x, by.y),
            };
            let along = if x.abs() > y.abs() { x } else { y };
            self.pan_by(match bar.way {
                Way::Across => [-along, 0.0],
                Way::Down => [0.0, -along],
            });
        }
        true
    }

    fn zoom_by_wheel(&mut self, delta: MouseScrollDelta, scale_factor: f64) {
        match delta {
            MouseScrollDelta::LineDelta(_, y) if y > 0.0 => self.zoom_step(Zoom::In),
            MouseScrollDelta::LineDelta(_, y) if y < 0.0 => self.zoom_step(Zoom::Out),
            MouseScrollDelta::LineDelta(..) => {}
            MouseScrollDelta::PixelDelta(by) => {
                self.zoom_by(2.0_f64.powf(by.y / (STROKE_FOR_TWICE * scale_factor)));
            }
        }
    }

    /// A button went down: on a scroll bar, or to drag the picture. Returns whether it did.
    fn grip(&mut self, button: MouseButton) -> bool {
        let Some(mouse) = self.mouse else { return false };
        if self.panning.held.is_some() {
            return true;
        }
        if let Some(bar) = self.bar_under_mouse() {
            if button == MouseButton::Left {
                if !bar.thumb.contains(mouse) {
                    self.pan_by(bar.jump(mouse));
                }
                self.panning.held = Some(Held { grip: Grip::Thumb(bar), button, last: mouse });
            }
            return true;
        }
        if !self.drags_picture(button) {
            return false;
        }
        self.panning.held = Some(Held { grip: Grip::Picture, button, last: mouse });
        true
    }

    /// Whether a button drags the picture: the middle one with Ctrl, the left one with Ctrl and Shift, and where nothing is
    /// sent the left one by itself.
    fn drags_picture(&self, button: MouseButton) -> bool {
        let held = self.controls.held();
        let only_looks = self.tab.state.settings.interaction == Interaction::ViewOnly;
        let meant = match button {
            MouseButton::Middle => held == Modifiers::CONTROL || only_looks,
            MouseButton::Left => held == Modifiers::CONTROL.with(Modifiers::SHIFT) || only_looks,
            _ => false,
        };
        meant && self.picture_is_larger()
    }

    pub(super) fn picture_is_larger(&self) -> bool {
        let placement = self.view.as_ref().map(super::view::View::placement).unwrap_or_default();
        placement.extent.width > placement.area.width || placement.extent.height > placement.area.height
    }

    fn drag_to(&mut self, mouse: [f64; 2]) -> bool {
        let Some(held) = &mut self.panning.held else {
            self.mouse = Some(mouse);
            let bar = self.bar_under_mouse().map(|bar| bar.way);
            self.light_bar(bar);
            return false;
        };
        let moved = [mouse[0] - held.last[0], mouse[1] - held.last[1]];
        held.last = mouse;
        let delta = match held.grip {
            Grip::Thumb(bar) => bar.dragged(moved),
            Grip::Picture => [-moved[0], -moved[1]],
        };
        self.mouse = Some(mouse);
        self.pan_by(delta);
        true
    }

    fn let_go(&mut self, button: MouseButton) -> bool {
        let ends = self.panning.held.is_some_and(|held| held.button == button);
        if ends {
            self.panning.held = None;
            let bar = self.bar_under_mouse().map(|bar| bar.way);
            self.light_bar(bar);
        }
        ends
    }

    pub(super) fn pan_by(&mut self, delta: [f64; 2]) {
        let Some(view) = &mut self.view else { return };
        let extent = view.extent();
        if view.viewport.pan_by(delta, extent) {
            self.redraw();
        }
    }

    fn bar_under_mouse(&self) -> Option<Bar> {
        let (view, mouse) = (self.view.as_ref()?, self.mouse?);
        Bars::of(&view.placement(), view.extent()).at(mouse)
    }

    fn light_bar(&mut self, bar: Option<Way>) {
        let held = matches!(self.panning.held, Some(Held { grip: Grip::Thumb(_), .. }));
        if let Some(view) = self.view.as_mut().filter(|view| view.lit_bar != bar && !held) {
            view.lit_bar = bar;
            self.redraw();
        }
    }
}
