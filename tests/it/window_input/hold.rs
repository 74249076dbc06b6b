//! What is held: repetition, the focus, the viewer's own keys. Nothing ever sticks.

use super::desk::Key;
use super::listener::{COLOUR, OTHER_COLOUR};
use super::{NONE, SHIFT, STOP, Stage};
use crate::rig::eventually;

#[test]
fn keys_held_when_the_focus_goes_are_released_on_the_remote_side() {
    let stage = Stage::new("us", &[]);
    for key in [Key::ControlLeft, Key::ShiftLeft, Key::A] {
        stage.desk.press(key);
    }
    eventually("the key on the remote side", || stage.listener.typed().contains("<Ctrl+A>").then_some(()));
    stage.desk.take_focus();
    stage.listener.assert_all_keys_up();
    for key in [Key::A, Key::ShiftLeft, Key::ControlLeft] {
        stage.desk.release(key);
    }
    stage.desk.focus();
    stage.desk.tap(NONE, Key::E);
    eventually("the next key", || stage.listener.typed().ends_with('e').then_some(()));
}

#[test]
fn switching_windows_with_alt_and_tab_leaves_no_alt_behind() {
    let stage = Stage::new("us", &[]);
    for _ in 0..20 {
        stage.listener.forget();
        stage.desk.press(Key::AltLeft);
        eventually("Alt on the remote side", || (!stage.listener.seen().is_empty()).then_some(()));
        // The window manager takes the keyboard at the Tab and gives it back after Alt is up, or at once.
        stage.desk.grab_keyboard();
        stage.desk.tap(NONE, Key::Tab);
        stage.desk.release(Key::AltLeft);
        stage.desk.ungrab_keyboard();
        stage.listener.assert_all_keys_up();
        stage.desk.tap(NONE, Key::E);
        stage.listener.assert_typed("e");
    }
}

#[test]
fn a_held_key_repeats_until_it_is_released() {
    let stage = Stage::new("us", &[]);
    stage.desk.press(Key::A);
    eventually("repetitions", || (stage.listener.typed().len() > 4).then_some(()));
    stage.desk.release(Key::A);
    stage.desk.tap(NONE, Key::Period);
    eventually("the full stop", || stage.listener.typed().ends_with('.').then_some(()));
    assert_eq!(stage.listener.typed().trim_start_matches('a'), ".");
    stage.listener.assert_all_keys_up();
}

#[test]
fn caps_lock_and_num_lock_count_here() {
    let strokes = [
        (NONE, Key::A, "a"),
        (NONE, Key::CapsLock, ""),
        (NONE, Key::A, "A"),
        (SHIFT, Key::A, "a"),
        (NONE, Key::CapsLock, ""),
        (NONE, Key::A, "a"),
        (NONE, Key::Keypad7, "<KP_Home>"),
        (NONE, Key::NumLock, ""),
        (NONE, Key::Keypad7, "<KP_7>"),
    ];
    Stage::new("us", &[]).types(&strokes, STOP);
}

#[test]
fn the_viewers_keys_are_not_sent_and_nothing_is_typed_under_the_menu() {
    let stage = Stage::new("us", &[]);
    stage.desk.press(Key::ShiftLeft);
    stage.desk.tap(NONE, Key::A);
    stage.listener.assert_typed("A");
    stage.desk.release(Key::ShiftLeft);
    // Held while the menu opens, released under it.
    stage.desk.press(Key::E);
    stage.desk.tap(NONE, Key::F8);
    stage.listener.assert_all_keys_up();
    stage.desk.release(Key::E);
    stage.desk.tap(NONE, Key::X);
    stage.desk.tap(NONE, Key::F8);
    stage.desk.tap(NONE, Key::Period);
    eventually("the full stop", || stage.listener.typed().ends_with('.').then_some(()));
    assert_eq!(stage.listener.typed().replace("ee", "e"), "Ae.");
    stage.listener.assert_all_keys_up();
}

#[test]
fn who_only_looks_sends_nothing() {
    let stage = Stage::new("us", &["--view-only"]);
    let pixels = || stage.desk.count(COLOUR);
    let whole = pixels();
    stage.desk.tap(SHIFT, Key::A);
    stage.desk.point((100, 100));
    stage.desk.hold(1);
    stage.desk.let_go(1);
    stage.desk.tap(NONE, Key::F8);
    eventually("the menu over the picture", || (pixels() < whole).then_some(()));
    // A new picture takes longer than a key would have.
    stage.listener.paint(OTHER_COLOUR);
    eventually("the new picture", || stage.desk.shown(OTHER_COLOUR));
    assert_eq!(stage.listener.seen(), []);
}
