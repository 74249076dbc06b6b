//! The mouse as the remote side should see it: where it is, which buttons are down, and clicks of the wheel.

use winit::event::{ButtonId, ElementState, MouseButton, MouseScrollDelta};

use super::wheel::Wheel;
use super::{Platform, Scroll};
use crate::session::{Buttons, Point, PointerInput};

/// The state of the pointer on the remote screen. Positions are remote pixels already; see the viewport for the way
/// there.
#[derive(Debug, Default)]
pub struct Pointer {
    /// What the server was told last; `None` before the first time.
    told: Option<PointerInput>,
    /// Whether the mouse is over the picture now.
    over: bool,
    wheel: Wheel,
    /// The next turn of the wheel is the release of a wheel button, which winit takes for another turn.
    echo: bool,
}

impl Pointer {
    /// The user wants to scroll so from now on.
    pub fn set_scroll(&mut self, scroll: Scroll) {
        self.wheel.set_scroll(scroll);
    }

    /// Notes what a device itself says of a button (`DeviceEvent::Button`, X11 only), before the window is told.
    ///
    /// X servers without smooth scrolling, such as those of remote desktops, turn the wheel by pressing and releasing the
    /// buttons 4 to 7. winit 0.30 reports a turn for either; this tells the second one from a real one.
    pub fn device_button(&mut self, platform: Platform, button: ButtonId, state: ElementState) {
        self.echo = platform == Platform::Unix && matches!(button, 4..=7) && state == ElementState::Released;
    }

    /// Whether the turn of the wheel that is told now is only the release of a wheel button.
    pub fn takes_echo(&mut self) -> bool {
        std::mem::take(&mut self.echo)
    }

    /// Whether a button is held. While it is, the mouse belongs to the picture wherever it goes: pass the nearest
    /// pixel of the picture to [`Pointer::moved`] instead of `None`.
    pub fn is_dragging(&self) -> bool {
        self.buttons() != Buttons::default()
    }

    /// Where the server was told last that it is.
    pub fn position(&self) -> Option<Point> {
        self.told.map(|told| told.position)
    }

    /// What to send when the mouse is at `position`, or beside the picture for `None`.
    pub fn moved(&mut self, position: Option<Point>) -> Option<PointerInput> {
        self.over = position.is_some();
        let input = PointerInput { position: position?, buttons: self.buttons() };
        self.tell(input)
    }

    /// What to send when a button changes. Presses beside the picture and buttons without a number are not sent; what
    /// was pressed is always released.
    pub fn button(&mut self, button: MouseButton, state: ElementState) -> Option<PointerInput> {
        let button = of_mouse_button(button)?;
        let told = self.told?;
        let buttons = match state {
            ElementState::Pressed if self.over => told.buttons.with(button),
            ElementState::Pressed => return None,
            ElementState::Released => told.buttons.without(button),
        };
        self.tell(PointerInput { buttons, ..told })
    }

    /// What to send for a turn of the wheel or a stroke on the touchpad: each step is a press and a release.
    /// `scale_factor` is the window's.
    pub fn scrolled(&mut self, delta: MouseScrollDelta, scale_factor: f64) -> Vec<PointerInput> {
        let is_echo = std::mem::take(&mut self.echo);
        match self.told {
            Some(told) if self.over && !is_echo => self
                .wheel
                .turn(delta, scale_factor)
                .flat_map(|button| [PointerInput { buttons: told.buttons.with(button), ..told }, told])
                .collect(),
            _ => Vec::new(),
        }
    }

    /// What to send so that no button stays down: when the window loses the focus, when the viewer's own panels take
    /// the mouse and before disconnecting.
    pub fn release_all(&mut self) -> Option<PointerInput> {
        self.wheel.reset();
        let told = self.told?;
        self.tell(PointerInput { buttons: Buttons::default(), ..told })
    }

    fn buttons(&self) -> Buttons {
        self.told.map(|told| told.buttons).unwrap_or_default()
    }

    fn tell(&mut self, input: PointerInput) -> Option<PointerInput> {
        (self.told.replace(input) != Some(input)).then_some(input)
    }
}

pub(super) fn of_mouse_button(button: MouseButton) -> Option<Buttons> {
    match button {
        MouseButton::Left => Some(Buttons::LEFT),
        MouseButton::Middle => Some(Buttons::MIDDLE),
        MouseButton::Right => Some(Buttons::RIGHT),
        MouseButton::Back => Some(Buttons::BACK),
        MouseButton::Forward => Some(Buttons::FORWARD),
        MouseButton::Other(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: u16, y: u16, buttons: Buttons) -> PointerInput {
        PointerInput { position: Point::new(x, y), buttons }
    }

    fn over(x: u16, y: u16) -> Pointer {
        let mut pointer = Pointer::default();
        assert_eq!(pointer.moved(Some(Point::new(x, y))), Some(at(x, y, Buttons::default())));
        pointer
    }

    #[test]
    fn every_button_goes_down_and_up_where_the_mouse_is() {
        let mut pointer = over(3, 4);
        for (button, expected) in [
            (MouseButton::Left, Buttons::LEFT),
            (MouseButton::Middle, Buttons::MIDDLE),
            (MouseButton::Right, Buttons::RIGHT),
            (MouseButton::Back, Buttons::BACK),
            (MouseButton::Forward, Buttons::FORWARD),
        ] {
            assert_eq!(pointer.button(button, ElementState::Pressed), Some(at(3, 4, expected)));
            assert_eq!(pointer.button(button, ElementState::Released), Some(at(3, 4, Buttons::default())));
        }
        assert_eq!(pointer.button(MouseButton::Other(9), ElementState::Pressed), None);
    }

    #[test]
    fn buttons_held_together_are_sent_together() {
        let mut pointer = over(0, 0);
        pointer.button(MouseButton::Left, ElementState::Pressed);
        let both = pointer.button(MouseButton::Right, ElementState::Pressed);
        assert_eq!(both, Some(at(0, 0, Buttons::LEFT.with(Buttons::RIGHT))));
        let right = pointer.button(MouseButton::Left, ElementState::Released);
        assert_eq!(right, Some(at(0, 0, Buttons::RIGHT)));
    }

    #[test]
    fn a_drag_goes_on_and_ends_beside_the_picture() {
        let mut pointer = over(5, 5);
        pointer.button(MouseButton::Left, ElementState::Pressed);
        assert!(pointer.is_dragging());
        assert_eq!(pointer.moved(Some(Point::new(0, 5))), Some(at(0, 5, Buttons::LEFT)));
        assert_eq!(pointer.moved(None), None);
        let released = pointer.button(MouseButton::Left, ElementState::Released);
        assert_eq!(released, Some(at(0, 5, Buttons::default())));
        assert!(!pointer.is_dragging());
    }

    #[test]
    fn nothing_beside_the_picture_is_sent() {
        let mut pointer = over(5, 5);
        pointer.moved(None);
        assert_eq!(pointer.button(MouseButton::Left, ElementState::Pressed), None);
        assert_eq!(
            pointer.button(MouseButton::Left, ElementState::Released),
            None,
            "what was not sent is not released"
        );
        assert_eq!(pointer.scrolled(MouseScrollDelta::LineDelta(0.0, 1.0), 1.0), []);
        assert_eq!(Pointer::default().button(MouseButton::Left, ElementState::Pressed), None);
    }

    #[test]
    fn a_step_of_the_wheel_is_a_press_and_a_release_with_the_held_buttons() {
        let mut pointer = over(1, 2);
        pointer.button(MouseButton::Left, ElementState::Pressed);
        let sent = pointer.scrolled(MouseScrollDelta::LineDelta(0.0, -2.0), 1.0);
        let down = at(1, 2, Buttons::LEFT.with(Buttons::WHEEL_DOWN));
        assert_eq!(sent, [down, at(1, 2, Buttons::LEFT), down, at(1, 2, Buttons::LEFT)]);
    }

    #[test]
    fn the_release_of_a_wheel_button_is_not_another_turn() {
        let mut pointer = over(1, 2);
        let turn = MouseScrollDelta::LineDelta(0.0, 1.0);
        for _ in 0..2 {
            pointer.device_button(Platform::Unix, 4, ElementState::Pressed);
            assert_eq!(pointer.scrolled(turn, 1.0).len(), 2);
            pointer.device_button(Platform::Unix, 4, ElementState::Released);
            assert_eq!(pointer.scrolled(turn, 1.0), []);
        }
        assert_eq!(pointer.scrolled(turn, 1.0).len(), 2, "a device that scrolls smoothly has no such buttons");
        pointer.device_button(Platform::Windows, 4, ElementState::Released);
        assert_eq!(pointer.scrolled(turn, 1.0).len(), 2, "elsewhere 4 is a side button");
    }

    #[test]
    fn losing_the_focus_releases_every_button_once() {
        let mut pointer = over(7, 8);
        pointer.button(MouseButton::Left, ElementState::Pressed);
        pointer.button(MouseButton::Middle, ElementState::Pressed);
        assert_eq!(pointer.release_all(), Some(at(7, 8, Buttons::default())));
        assert_eq!(pointer.release_all(), None);
        assert_eq!(pointer.button(MouseButton::Left, ElementState::Released), None);
    }

    #[test]
    fn a_mouse_that_stands_still_is_not_sent_again() {
        let mut pointer = over(7, 8);
        assert_eq!(pointer.moved(Some(Point::new(7, 8))), None);
    }
}
