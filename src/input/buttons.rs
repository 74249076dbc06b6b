//! Buttons as the user's hand means them: exchanged for the left hand, and two pressed together for a middle one that the
//! mouse does not have.

use std::time::{Duration, Instant};

use winit::event::{ElementState, MouseButton};

use crate::settings::{Hand, MiddleButton};

/// How much later the second button may come to count as pressed together with the first.
const TOGETHER: Duration = Duration::from_millis(50);
/// How far the mouse may move meanwhile, in pixels: a hand that presses two buttons is not still.
const NEAR: f64 = 6.0;

/// A change of a button.
pub type Change = (MouseButton, ElementState);

/// Turns the changes of the mouse's buttons into those that are meant.
#[derive(Debug, Default)]
pub struct ButtonFilter {
    hand: Hand,
    middle: MiddleButton,
    state: Together,
    /// Where the mouse is.
    position: [f64; 2],
}

/// How far two buttons are to being one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Together {
    /// Neither is waited for.
    #[default]
    No,
    /// This one is down and not told yet, as the other one may follow.
    Waiting { first: MouseButton, until: Instant, from: [f64; 2] },
    /// Both are down as the middle button.
    Middle,
    /// The middle button is up again, but this one of them is still down.
    Rest(MouseButton),
}

impl ButtonFilter {
    /// The user wants it so from now on. Nothing may be held.
    pub fn set_habits(&mut self, hand: Hand, middle: MiddleButton) {
        (self.hand, self.middle, self.state) = (hand, middle, Together::No);
    }

    /// What a change of a button means.
    pub fn change(&mut self, button: MouseButton, state: ElementState, now: Instant) -> Vec<Change> {
        let button = self.handed(button);
        if self.middle == MiddleButton::Own || !matches!(button, MouseButton::Left | MouseButton::Right) {
            return vec![(button, state)];
        }
        match state {
            ElementState::Pressed => self.press(button, now),
            ElementState::Released => self.release(button),
        }
    }

    /// When a button that is waited with must be told after all.
    pub fn due(&self) -> Option<Instant> {
        match self.state {
            Together::Waiting { until, .. } => Some(until),
            Together::No | Together::Middle | Together::Rest(_) => None,
        }
    }

    /// What is to be told at that time.
    pub fn elapsed(&mut self) -> Option<Change> {
        let Together::Waiting { first, .. } = self.state else { return None };
        self.state = Together::No;
        Some((first, ElementState::Pressed))
    }

    /// What is to be told because the mouse moved: a drag begins where the button was pressed.
    pub fn moved(&mut self, position: [f64; 2]) -> Option<Change> {
        self.position = position;
        match self.state {
            Together::Waiting { from, .. } if (from[0] - position[0]).hypot(from[1] - position[1]) > NEAR => {
                self.elapsed()
            }
            Together::Waiting { .. } | Together::No | Together::Middle | Together::Rest(_) => None,
        }
    }

    /// Forgets what is down, because all was released.
    pub fn forget(&mut self) {
        self.state = Together::No;
    }

    fn press(&mut self, button: MouseButton, now: Instant) -> Vec<Change> {
        match self.state {
            Together::No => {
                self.state = Together::Waiting { first: button, until: now + TOGETHER, from: self.position };
                Vec::new()
            }
            Together::Waiting { first, until, .. } if first != button && now <= until => {
                self.state = Together::Middle;
                vec![(MouseButton::Middle, ElementState::Pressed)]
            }
            Together::Waiting { .. } => {
                let mut told: Vec<Change> = self.elapsed().into_iter().collect();
                told.push((button, ElementState::Pressed));
                told
            }
            Together::Middle | Together::Rest(_) => vec![(button, ElementState::Pressed)],
        }
    }

    fn release(&mut self, button: MouseButton) -> Vec<Change> {
        match self.state {
            Together::Waiting { first, .. } if first == button => {
                let mut told: Vec<Change> = self.elapsed().into_iter().collect();
                told.push((button, ElementState::Released));
                told
            }
            Together::Middle => {
                self.state = Together::Rest(other(button));
                vec![(MouseButton::Middle, ElementState::Released)]
            }
            Together::Rest(last) if last == button => {
                self.state = Together::No;
                Vec::new()
            }
            Together::Waiting { .. } | Together::Rest(_) | Together::No => vec![(button, ElementState::Released)],
        }
    }

    fn handed(&self, button: MouseButton) -> MouseButton {
        match self.hand {
            Hand::Left => other(button),
            Hand::Right => button,
        }
    }
}

/// The left button for the right one, and the other way round.
fn other(button: MouseButton) -> MouseButton {
    match button {
        MouseButton::Left => MouseButton::Right,
        MouseButton::Right => MouseButton::Left,
        button => button,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use winit::event::ElementState::{Pressed, Released};
    use winit::event::MouseButton::{Left, Middle, Right};

    fn filter(hand: Hand, middle: MiddleButton) -> (ButtonFilter, Instant) {
        let mut filter = ButtonFilter::default();
        filter.set_habits(hand, middle);
        (filter, Instant::now())
    }

    #[test]
    fn the_left_hand_has_the_buttons_exchanged() {
        let (mut filter, now) = filter(Hand::Left, MiddleButton::Own);
        assert_eq!(filter.change(Left, Pressed, now), [(Right, Pressed)]);
        assert_eq!(filter.change(Right, Released, now), [(Left, Released)]);
        assert_eq!(filter.change(Middle, Pressed, now), [(Middle, Pressed)]);
        assert_eq!(filter.due(), None, "nothing is waited for");
    }

    #[test]
    fn two_buttons_together_are_the_middle_one_until_the_first_of_them_is_up() {
        for (first, second) in [(Left, Right), (Right, Left)] {
            let (mut filter, now) = filter(Hand::Right, MiddleButton::LeftAndRight);
            assert_eq!(filter.change(first, Pressed, now), []);
            assert_eq!(filter.change(second, Pressed, now + TOGETHER), [(Middle, Pressed)]);
            assert_eq!(filter.change(first, Released, now), [(Middle, Released)]);
            assert_eq!(filter.change(second, Released, now), []);
            assert_eq!(filter.change(first, Pressed, now), [], "and it can be done again");
        }
    }

    #[test]
    fn a_button_alone_is_told_late_but_told() {
        let (mut filter, now) = filter(Hand::Right, MiddleButton::LeftAndRight);
        filter.change(Left, Pressed, now);
        assert_eq!(filter.due(), Some(now + TOGETHER));
        assert_eq!(filter.elapsed(), Some((Left, Pressed)));
        assert_eq!(filter.due(), None);
        assert_eq!(filter.change(Left, Released, now), [(Left, Released)]);
    }

    #[test]
    fn a_quick_click_loses_nothing() {
        let (mut filter, now) = filter(Hand::Right, MiddleButton::LeftAndRight);
        filter.change(Right, Pressed, now);
        assert_eq!(filter.change(Right, Released, now), [(Right, Pressed), (Right, Released)]);
        filter.change(Left, Pressed, now);
        let late = now + 2 * TOGETHER;
        assert_eq!(filter.change(Right, Pressed, late), [(Left, Pressed), (Right, Pressed)]);
    }

    #[test]
    fn a_drag_does_not_wait() {
        let (mut filter, now) = filter(Hand::Right, MiddleButton::LeftAndRight);
        filter.moved([100.0, 100.0]);
        filter.change(Left, Pressed, now);
        assert_eq!(filter.moved([103.0, 102.0]), None, "a hand that trembles");
        assert_eq!(filter.moved([108.0, 100.0]), Some((Left, Pressed)));
    }

    #[test]
    fn whatever_is_pressed_is_released() {
        let mut seed = 7_u32;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 16
        };
        let (mut filter, mut now) = filter(Hand::Left, MiddleButton::LeftAndRight);
        let (mut here, mut there) = ([false; 2], Vec::<MouseButton>::new());
        let mut told = Vec::new();
        for _ in 0..10_000 {
            now += Duration::from_millis(u64::from(random() % 40));
            if filter.due().is_some_and(|due| due <= now) {
                told.extend(filter.elapsed());
            }
            let index = (random() % 2) as usize;
            here[index] = !here[index];
            let state = if here[index] { Pressed } else { Released };
            told.extend(filter.change([Left, Right][index], state, now));
            for (button, state) in told.drain(..) {
                match state {
                    Pressed => assert!(!there.contains(&button), "{button:?} is down already"),
                    Released => assert!(there.contains(&button), "{button:?} is not down"),
                }
                there.retain(|held| *held != button);
                if state == Pressed {
                    there.push(button);
                }
            }
            if here == [false; 2] {
                assert_eq!(there, []);
            }
        }
    }
}
