//! Scrolling in fractions of a step, as touchpads and fine wheels report it, collected to the whole steps that RFB
//! has.

use winit::event::MouseScrollDelta;

use super::Scroll;
use crate::session::Buttons;

/// How far a touchpad must move the content for one step of a wheel, in logical pixels.
const PIXELS_PER_STEP: f64 = 40.0;

/// The most steps that one event may make in a direction. What is more is not meant: it is a device gone wild.
const MOST_STEPS: f64 = 16.0;

/// What was scrolled and is not a whole step yet.
#[derive(Debug, Default)]
pub(super) struct Wheel {
    scroll: Scroll,
    horizontal: Axis,
    vertical: Axis,
}

#[derive(Debug, Default)]
struct Axis {
    remainder: f64,
}

impl Wheel {
    /// The user wants it so from now on.
    pub(super) fn set_scroll(&mut self, scroll: Scroll) {
        self.scroll = scroll;
        self.reset();
    }

    /// The wheel buttons to click for `delta`, in order. Positive is up and to the left, where the content follows.
    pub(super) fn turn(&mut self, delta: MouseScrollDelta, scale_factor: f64) -> impl Iterator<Item = Buttons> + use<> {
        let (x, y) = match delta {
            MouseScrollDelta::LineDelta(x, y) => (f64::from(x), f64::from(y)),
            MouseScrollDelta::PixelDelta(position) => {
                let step = PIXELS_PER_STEP * scale_factor;
                (position.x / step, position.y / step)
            }
        };
        let factor = self.scroll.factor();
        let (x, y) = (x * factor, y * factor);
        let vertical = clicks(self.vertical.steps(y), Buttons::WHEEL_UP, Buttons::WHEEL_DOWN);
        vertical.chain(clicks(self.horizontal.steps(x), Buttons::WHEEL_LEFT, Buttons::WHEEL_RIGHT))
    }

    /// Forgets what is not a whole step yet.
    pub(super) fn reset(&mut self) {
        *self = Self { scroll: self.scroll, ..Self::default() };
    }
}

impl Axis {
    /// The whole steps in what came together. Turning back starts anew, so that it is felt at once.
    fn steps(&mut self, delta: f64) -> i32 {
        if !delta.is_finite() || delta == 0.0 {
            return 0;
        }
        if self.remainder * delta < 0.0 {
            self.remainder = 0.0;
        }
        let total = self.remainder + delta;
        // Three times a third of a step is a step.
        let whole = (total + 1e-6_f64.copysign(total)).trunc();
        self.remainder = total - whole;
        whole.clamp(-MOST_STEPS, MOST_STEPS) as i32
    }
}

fn clicks(steps: i32, positive: Buttons, negative: Buttons) -> impl Iterator<Item = Buttons> {
    let button = if steps > 0 { positive } else { negative };
    std::iter::repeat_n(button, steps.unsigned_abs() as usize)
}

#[cfg(test)]
mod tests {
    use winit::dpi::PhysicalPosition;

    use super::*;
    use crate::settings::ScrollDirection;

    fn lines(wheel: &mut Wheel, x: f32, y: f32) -> Vec<Buttons> {
        wheel.turn(MouseScrollDelta::LineDelta(x, y), 1.0).collect()
    }

    #[test]
    fn a_step_of_the_wheel_is_a_click_in_its_direction() {
        let wheel = &mut Wheel::default();
        assert_eq!(lines(wheel, 0.0, 1.0), [Buttons::WHEEL_UP]);
        assert_eq!(lines(wheel, 0.0, -2.0), [Buttons::WHEEL_DOWN; 2]);
        assert_eq!(lines(wheel, 1.0, 0.0), [Buttons::WHEEL_LEFT]);
        assert_eq!(lines(wheel, -1.0, 0.0), [Buttons::WHEEL_RIGHT]);
    }

    #[test]
    fn fractions_add_up_to_steps() {
        let wheel = &mut Wheel::default();
        let clicked: Vec<_> = (0..30).flat_map(|_| lines(wheel, 0.0, 1.0 / 3.0)).collect();
        assert_eq!(clicked, [Buttons::WHEEL_UP; 10]);
    }

    #[test]
    fn turning_back_is_felt_at_once() {
        let wheel = &mut Wheel::default();
        assert_eq!(lines(wheel, 0.0, 0.9), []);
        assert_eq!(lines(wheel, 0.0, -0.9), []);
        assert_eq!(lines(wheel, 0.0, -0.1), [Buttons::WHEEL_DOWN]);
    }

    #[test]
    fn touchpads_scroll_by_pixels_of_the_screen_they_are_on() {
        let pixels = |y: f64, scale_factor: f64| {
            let delta = MouseScrollDelta::PixelDelta(PhysicalPosition::new(0.0, y));
            Wheel::default().turn(delta, scale_factor).count()
        };
        assert_eq!(pixels(120.0, 1.0), 3);
        assert_eq!(pixels(120.0, 2.0), 1);
    }

    #[test]
    fn it_turns_as_fast_and_as_far_as_the_user_wants() {
        let mut wheel = Wheel::default();
        wheel.set_scroll(Scroll { direction: ScrollDirection::Reversed, speed: 200 });
        assert_eq!(lines(&mut wheel, 0.0, 1.0), [Buttons::WHEEL_DOWN; 2]);
        wheel.set_scroll(Scroll { direction: ScrollDirection::Usual, speed: 50 });
        assert_eq!(lines(&mut wheel, 1.0, 1.0), []);
        wheel.reset();
        assert_eq!(lines(&mut wheel, 0.0, 1.0), [], "what was half a step is forgotten, and not what the user wants");
        assert_eq!(lines(&mut wheel, 0.0, 1.0), [Buttons::WHEEL_UP]);
        wheel.set_scroll(Scroll { speed: 0, ..Scroll::default() });
        assert_eq!((0..10).flat_map(|_| lines(&mut wheel, 0.0, 1.0)).count(), 1, "it never stands still");
    }

    #[test]
    fn a_wild_device_is_held_back() {
        let wheel = &mut Wheel::default();
        assert_eq!(lines(wheel, 0.0, 1e9).len(), 16);
        assert_eq!(lines(wheel, 0.0, f32::NAN), []);
        assert_eq!(lines(wheel, 0.0, f32::INFINITY), []);
        assert_eq!(lines(wheel, 0.0, 1.0).len(), 1, "and what it did is forgotten");
    }
}
