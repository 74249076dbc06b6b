//! The keyboard: other layouts, and the keys of the compositor.

use std::fs;

use server::desktop::Received;

use super::{Desk, Key, eventually};

#[test]
fn characters_of_another_layout_arrive() {
    let mut desk = Desk::new("", &["--renderer", "cpu"]);
    desk.hands.layout("de");
    desk.hands.press(&[Key::Z]);
    desk.hands.press(&[Key::AltGr, Key::Q]);
    for character in ['y', '@'] {
        let keysym = u32::from(character);
        desk.assert_received("a key", |what| matches!(what, Received::Key(key) if key.keysym == keysym));
    }
}

#[test]
fn keys_of_the_compositor_go_to_the_remote_desktop_while_they_are_captured_and_no_longer() {
    let mut desk = Desk::on((800, 600), "bindsym Mod4+d exec touch $HOME/bound", "", &["--renderer", "cpu"]);
    let bound = desk.sway.runtime().join("bound");
    let capture = [Key::Control, Key::Alt, Key::Shift, Key::G];
    let has_title = |desk: &Desk, captured: bool| {
        eventually("the title", || (desk.window()?.title.contains("keyboard captured") == captured).then_some(()));
    };
    desk.hands.press(&capture);
    has_title(&desk, true);
    desk.hands.press(&[Key::Super, Key::D]);
    desk.assert_received("a D", |what| matches!(what, Received::Key(key) if key.keysym == u32::from('d')));
    assert!(!bound.exists(), "sway took the keys");
    desk.hands.press(&capture);
    has_title(&desk, false);
    desk.hands.press(&[Key::Super, Key::D]);
    eventually("sway to take the keys", || fs::exists(&bound).expect("it can be asked").then_some(()));
}
