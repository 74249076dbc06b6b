//! Keys that the system keeps, while the keyboard is captured and while it is not; the clipboard as keys.

use std::thread::sleep;
use std::time::Duration;

use super::desk::Key;
use super::listener::COLOUR;
use super::{ALT, NONE, STOP, Stage};
use crate::rig::eventually;

/// What the viewer's own combinations have in common.
const THREE: &[Key] = &[Key::ControlLeft, Key::AltLeft, Key::ShiftLeft];

impl Stage {
    /// Presses Alt+Tab, which a window manager keeps, until it arrives on the remote side.
    #[track_caller]
    fn switches_windows_there(&self) {
        eventually("Alt+Tab on the remote side", || {
            self.desk.tap(ALT, Key::Tab);
            sleep(Duration::from_millis(100));
            self.listener.typed().contains("<Alt+Tab>").then_some(())
        });
        self.listener.assert_all_keys_up();
        self.listener.forget();
    }

    /// Waits until the keyboard can be had by others, and makes sure that Alt+Tab stays here.
    #[track_caller]
    fn switches_windows_here(&self) {
        self.desk.grab_keyboard();
        self.desk.ungrab_keyboard();
        self.desk.kept_a_key();
        self.listener.forget();
        self.desk.tap(ALT, Key::Tab);
        eventually("Alt+Tab on this side", || self.desk.kept_a_key().then_some(()));
        assert_eq!(self.listener.typed(), "");
    }
}

#[test]
fn a_captured_keyboard_sends_what_the_window_manager_keeps_and_a_key_frees_it() {
    let stage = Stage::new("us", &[]);
    stage.desk.keep_with_alt(Key::Tab);
    stage.switches_windows_here();
    for _ in 0..3 {
        stage.desk.tap(THREE, Key::G);
        stage.switches_windows_there();
        stage.desk.tap(THREE, Key::G);
        stage.switches_windows_here();
    }
    stage.listener.assert_all_keys_up();
}

#[test]
fn the_menu_and_another_window_free_the_keyboard_and_it_comes_back() {
    let stage = Stage::new("us", &[]);
    stage.desk.keep_with_alt(Key::Tab);
    stage.desk.tap(THREE, Key::G);
    stage.switches_windows_there();
    stage.desk.tap(NONE, Key::F8);
    stage.switches_windows_here();
    stage.desk.tap(NONE, Key::Escape);
    stage.switches_windows_there();
    stage.desk.take_focus();
    stage.switches_windows_here();
    stage.desk.focus();
    stage.switches_windows_there();
}

#[test]
fn the_next_keys_are_sent_as_they_are_and_only_those() {
    let stage = Stage::new("us", &[]);
    stage.desk.keep_with_alt(Key::Tab);
    eventually("Alt+Tab on the remote side", || {
        stage.desk.tap(THREE, Key::Space);
        // Taking the keyboard takes a moment, in which a window manager would get the keys.
        sleep(Duration::from_millis(300));
        stage.desk.tap(ALT, Key::Tab);
        sleep(Duration::from_millis(100));
        stage.listener.typed().contains("<Alt+Tab>").then_some(())
    });
    stage.listener.assert_all_keys_up();
    stage.switches_windows_here();
    stage.desk.tap(THREE, Key::Space);
    stage.desk.tap(NONE, Key::F8);
    stage.listener.assert_typed("<F8>");
    stage.desk.tap(NONE, Key::F8);
    stage.desk.tap(NONE, Key::X);
    stage.desk.tap(NONE, Key::F8);
    stage.desk.tap(STOP.0, STOP.1);
    stage.listener.assert_typed("<F8>.");
    stage.listener.assert_all_keys_up();
}

#[test]
fn control_alt_delete_is_sent_by_a_key_of_the_viewer() {
    let stage = Stage::new("us", &[]);
    stage.desk.tap(THREE, Key::Delete);
    stage.listener.assert_typed("<Ctrl+Alt+Delete>");
    stage.listener.assert_all_keys_up();
}

#[test]
fn the_clipboard_is_typed_as_it_is_and_a_key_stops_it() {
    let stage = Stage::new("us", &[]);
    let text = "Grüße, Wörld! @{}[]~|\\ €?";
    stage.desk.take_focus();
    stage.desk.copy(text);
    stage.desk.focus();
    eventually("the typed clipboard", || {
        stage.desk.tap(THREE, Key::T);
        sleep(Duration::from_secs(1));
        (!stage.listener.typed().is_empty()).then_some(())
    });
    stage.listener.assert_typed(text);
    stage.listener.assert_all_keys_up();
    stage.desk.take_focus();
    stage.desk.copy(&"x".repeat(9_000));
    stage.desk.focus();
    eventually("the first of it", || {
        stage.listener.forget();
        stage.desk.tap(THREE, Key::T);
        sleep(Duration::from_millis(500));
        let is_new = stage.listener.typed().starts_with("xxxxx");
        if !is_new {
            // The viewer had not read it yet: what it had is typed to its end.
            sleep(Duration::from_secs(1));
        }
        is_new.then_some(())
    });
    stage.desk.tap(NONE, Key::A);
    stage.desk.tap(STOP.0, STOP.1);
    eventually("the full stop", || stage.listener.typed().ends_with('.').then_some(()));
    let typed = stage.listener.typed();
    assert!(typed.len() < 4_000 && typed.trim_start_matches('x') == ".", "{typed}");
    stage.listener.assert_all_keys_up();
}

#[test]
fn keys_that_the_window_manager_keeps_can_be_pressed_to_become_a_shortcut() {
    let stage = Stage::new("us", &[]);
    stage.desk.keep_with_alt(Key::Tab);
    let whole = stage.desk.count(COLOUR);
    stage.desk.tap(THREE, Key::Comma);
    eventually("the settings", || (stage.desk.count(COLOUR) < whole / 2).then_some(()));
    stage.desk.settle();
    stage.desk.xdotool(&["type", "shortcuts.screenshot"]);
    stage.desk.settle();
    for key in [Key::Tab, Key::Tab, Key::Tab, Key::Return] {
        stage.desk.tap(NONE, key);
        stage.desk.settle();
    }
    eventually("the shortcut", || {
        stage.desk.tap(ALT, Key::Tab);
        sleep(Duration::from_millis(300));
        stage.desk.settings().contains("screenshot = \"Alt+Tab\"").then_some(())
    });
    assert_eq!(stage.listener.typed(), "");
    // They are the window manager's again.
    stage.switches_windows_here();
}
