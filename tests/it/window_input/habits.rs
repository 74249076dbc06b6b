//! What users have set the keyboard and the mouse to.

use super::desk::Key;
use super::listener::Seen;
use super::{NONE, STOP, Stage};
use crate::rig::eventually;

impl Stage {
    /// The buttons that go down on the remote side while `act` is done here.
    #[track_caller]
    fn presses(&self, count: usize, act: impl FnOnce()) -> Vec<u8> {
        self.listener.forget();
        act();
        let pressed = |seen: Seen| match seen {
            Seen::Pressed { button, .. } => Some(button),
            Seen::Released { .. } | Seen::Key { .. } | Seen::Modifier { .. } => None,
        };
        // As many releases as presses, and then nothing more.
        eventually("the buttons", || (self.listener.buttons().len() >= 2 * count).then_some(()));
        self.listener.buttons().into_iter().filter_map(pressed).collect()
    }
}

#[test]
fn a_left_handed_mouse_with_two_buttons_and_a_wheel_that_turns_the_other_way() {
    let stage = Stage::with_settings(
        "[mouse]\nhand = \"left\"\nmiddle_button = \"left-and-right\"\nscroll_direction = \"reversed\"\nscroll_speed = 200\n",
    );
    let desk = &stage.desk;
    desk.point((100, 100));
    let click = |button| {
        desk.hold(button);
        desk.let_go(button);
    };
    assert_eq!(stage.presses(1, || click(1)), [3]);
    assert_eq!(stage.presses(1, || click(3)), [1]);
    let both = || {
        desk.hold(1);
        desk.hold(3);
        desk.let_go(1);
        desk.let_go(3);
    };
    assert_eq!(stage.presses(1, both), [2]);
    assert_eq!(stage.presses(2, || click(4)), [5, 5]);
}

#[test]
fn other_keys_open_the_menu_and_the_usual_one_is_the_remote_sides() {
    let stage = Stage::with_settings("[shortcuts]\nmenu = \"Ctrl+Alt+E\"\n");
    stage.desk.tap(NONE, Key::F8);
    stage.listener.assert_typed("<F8>");
    stage.desk.tap(&[Key::ControlLeft, Key::AltLeft], Key::E);
    stage.desk.tap(NONE, Key::X);
    stage.desk.tap(&[Key::ControlLeft, Key::AltLeft], Key::E);
    stage.desk.tap(STOP.0, STOP.1);
    stage.listener.assert_typed("<F8>.");
    stage.listener.assert_all_keys_up();
}

#[test]
fn by_position_ordinary_keys_type_what_they_did() {
    let stage = Stage::with_settings("[keyboard]\nsend_as = \"positions\"\n");
    stage.desk.tap(NONE, Key::A);
    stage.desk.tap(&[Key::ShiftLeft], Key::A);
    stage.desk.tap(STOP.0, STOP.1);
    stage.listener.assert_typed("aA.");
    stage.listener.assert_all_keys_up();
}
