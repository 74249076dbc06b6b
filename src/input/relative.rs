//! The mouse for a remote side that wants distances instead of positions.

use winit::event::{ElementState, MouseButton, MouseScrollDelta};

use super::Scroll;
use super::pointer::of_mouse_button;
use super::wheel::Wheel;
use crate::session::{Buttons, PointerDistance};

/// What is pressed, and what is left of movements by less than a pixel.
#[derive(Debug, Default)]
pub struct RelativePointer {
    buttons: Buttons,
    rest: [f64; 2],
    wheel: Wheel,
}

impl RelativePointer {
    /// The user wants to scroll so from now on.
    pub fn set_scroll(&mut self, scroll: Scroll) {
        self.wheel.set_scroll(scroll);
    }

    /// What to send when the mouse moved by `delta`, in the device's units.
    pub fn moved(&mut self, delta: (f64, f64)) -> Option<PointerDistance> {
        if !delta.0.is_finite() || !delta.1.is_finite() {
            return None;
        }
        let total = [self.rest[0] + delta.0, self.rest[1] + delta.1];
        let whole = total.map(f64::trunc);
        self.rest = [total[0] - whole[0], total[1] - whole[1]];
        let distance = whole.map(|way| way as i32);
        (distance != [0; 2]).then_some(PointerDistance { distance, buttons: self.buttons })
    }

    /// What to send when a button changes.
    pub fn button(&mut self, button: MouseButton, state: ElementState) -> Option<PointerDistance> {
        let button = of_mouse_button(button)?;
        self.buttons = match state {
            ElementState::Pressed => self.buttons.with(button),
            ElementState::Released => self.buttons.without(button),
        };
        Some(rest_with(self.buttons))
    }

    /// What to send for a turn of the wheel: each step is a press and a release.
    pub fn scrolled(&mut self, delta: MouseScrollDelta, scale_factor: f64) -> Vec<PointerDistance> {
        let held = self.buttons;
        let steps = self.wheel.turn(delta, scale_factor);
        steps.flat_map(|button| [held.with(button), held].map(rest_with)).collect()
    }

    /// What to send so that no button stays down.
    pub fn release_all(&mut self) -> Option<PointerDistance> {
        let held = std::mem::take(&mut self.buttons);
        self.rest = [0.0; 2];
        self.wheel.reset();
        (held != Buttons::default()).then(|| rest_with(Buttons::default()))
    }
}

fn rest_with(buttons: Buttons) -> PointerDistance {
    PointerDistance { distance: [0; 2], buttons }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: i32, y: i32, buttons: Buttons) -> PointerDistance {
        PointerDistance { distance: [x, y], buttons }
    }

    #[test]
    fn fractions_of_a_pixel_add_up_and_none_is_lost() {
        let mut pointer = RelativePointer::default();
        let moved: i32 = (0..100).filter_map(|_| pointer.moved((0.3, -0.25))).map(|sent| sent.distance[0]).sum();
        assert!((29..=30).contains(&moved), "{moved}");
        assert_eq!(pointer.moved((f64::NAN, 1.0)), None);
        assert_eq!(RelativePointer::default().moved((7.0, -9.0)), Some(at(7, -9, Buttons::default())));
    }

    #[test]
    fn buttons_go_with_movements_and_are_released_once() {
        let mut pointer = RelativePointer::default();
        assert_eq!(pointer.button(MouseButton::Left, ElementState::Pressed), Some(at(0, 0, Buttons::LEFT)));
        assert_eq!(pointer.moved((2.0, 0.0)), Some(at(2, 0, Buttons::LEFT)));
        let turned = pointer.scrolled(MouseScrollDelta::LineDelta(0.0, 1.0), 1.0);
        assert_eq!(turned, [at(0, 0, Buttons::LEFT.with(Buttons::WHEEL_UP)), at(0, 0, Buttons::LEFT)]);
        assert_eq!(pointer.release_all(), Some(at(0, 0, Buttons::default())));
        assert_eq!(pointer.release_all(), None);
        assert_eq!(pointer.button(MouseButton::Other(7), ElementState::Pressed), None);
    }
}
