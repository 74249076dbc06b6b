//! What is typed on keyboards of several countries arrives exactly.

use super::desk::{Desk, Key};
use super::machine::Machine;
use super::{ALT, ALT_GRAPH, CONTROL, NONE, SHIFT, STOP, Stage};
use crate::rig::{RealServer, Setup, eventually};

#[test]
fn a_us_keyboard_types_exactly() {
    let strokes = [
        (NONE, Key::A, "a"),
        (SHIFT, Key::A, "A"),
        (SHIFT, Key::Digit2, "@"),
        (SHIFT, Key::BracketLeft, "{"),
        (SHIFT, Key::Backslash, "|"),
        (NONE, Key::Return, "<Return>"),
        (SHIFT, Key::Tab, "<Shift+ISO_Left_Tab>"),
        (CONTROL, Key::C, "<Ctrl+c>"),
        (&[Key::ControlLeft, Key::ShiftLeft], Key::C, "<Ctrl+C>"),
        (ALT, Key::X, "<Alt+x>"),
        (&[Key::ControlLeft, Key::AltLeft], Key::X, "<Ctrl+Alt+x>"),
        (&[Key::SuperLeft], Key::E, "<Super+e>"),
        (ALT, Key::F1, "<Alt+F1>"),
        (SHIFT, Key::F8, "<Shift+F8>"),
        (NONE, Key::ArrowLeft, "<Left>"),
        (SHIFT, Key::ArrowLeft, "<Shift+Left>"),
        (NONE, Key::Keypad7, "<KP_Home>"),
        (NONE, Key::NumLock, ""),
        (NONE, Key::Keypad7, "<KP_7>"),
        (NONE, Key::KeypadEnter, "<KP_Enter>"),
        (NONE, Key::Escape, "<Escape>"),
    ];
    Stage::new("us", &[]).types(&strokes, STOP);
}

#[test]
fn a_german_keyboard_types_exactly() {
    let strokes = [
        (ALT_GRAPH, Key::Q, "@"),
        (ALT_GRAPH, Key::E, "€"),
        (NONE, Key::BracketLeft, "ü"),
        (SHIFT, Key::BracketLeft, "Ü"),
        (ALT_GRAPH, Key::Digit7, "{"),
        (ALT_GRAPH, Key::IntlBackslash, "|"),
        (ALT_GRAPH, Key::BracketRight, "~"),
        (NONE, Key::Y, "z"),
        (NONE, Key::Equal, ""),
        (NONE, Key::E, "é"),
        (NONE, Key::E, "e"),
        (NONE, Key::Equal, ""),
        (SHIFT, Key::E, "É"),
        (NONE, Key::Backquote, ""),
        (NONE, Key::A, "â"),
        (CONTROL, Key::Z, "<Ctrl+y>"),
        (ALT, Key::Q, "<Alt+q>"),
    ];
    Stage::new("de", &[]).types(&strokes, STOP);
}

#[test]
fn a_french_keyboard_types_exactly() {
    let strokes = [
        (NONE, Key::Q, "a"),
        (NONE, Key::Digit2, "é"),
        (SHIFT, Key::Digit2, "2"),
        (ALT_GRAPH, Key::Digit0, "@"),
        (ALT_GRAPH, Key::E, "€"),
        (NONE, Key::BracketLeft, ""),
        (NONE, Key::E, "ê"),
        (CONTROL, Key::Q, "<Ctrl+a>"),
        (&[Key::ControlLeft, Key::ShiftLeft], Key::Q, "<Ctrl+A>"),
        (ALT, Key::Digit2, "<Alt+é>"),
    ];
    Stage::new("fr", &[]).types(&strokes, (SHIFT, Key::Comma, "."));
}

#[test]
fn spanish_and_russian_keyboards_type_exactly() {
    // The first key that an Xtigervnc of 2021 gets must be one that its layout has.
    let spanish =
        [(NONE, Key::A, "a"), (NONE, Key::Semicolon, "ñ"), (ALT_GRAPH, Key::Digit2, "@"), (ALT_GRAPH, Key::E, "€")];
    Stage::new("es", &[]).types(&spanish, STOP);
    let russian =
        [(NONE, Key::Return, "<Return>"), (NONE, Key::A, "ф"), (SHIFT, Key::A, "Ф"), (CONTROL, Key::C, "<Ctrl+c>")];
    Stage::new("ru", &[]).types(&russian, (NONE, Key::Slash, "."));
}

#[test]
fn xdotool_types_exactly() {
    let stage = Stage::new("de", &[]);
    stage.desk.xdotool(&["type", "--delay", "100", "Grüße @ € { | } \\ ~."]);
    stage.listener.assert_typed("Grüße @ € { | } \\ ~.");
    stage.listener.assert_all_keys_up();
}

#[test]
fn x11vnc_gets_what_is_typed() {
    let server = RealServer::x11vnc(&Setup::default().with_options(&["-xkb"]));
    let strokes = [
        (ALT_GRAPH, Key::Q, "@"),
        (ALT_GRAPH, Key::E, "€"),
        (NONE, Key::BracketLeft, "ü"),
        (ALT_GRAPH, Key::Digit7, "{"),
        (NONE, Key::Equal, ""),
        (NONE, Key::E, "é"),
        (CONTROL, Key::C, "<Ctrl+c>"),
    ];
    Stage::on(server, "de", &[]).types(&strokes, STOP);
}

#[test]
fn a_virtual_machine_gets_the_keys_by_their_place() {
    let machine = Machine::start();
    // The BIOS writes in grey.
    let desk = Desk::open(&machine.target, "de", &[], 0x00a8_a8a8);
    for (held, key) in [(NONE, Key::Z), (SHIFT, Key::A), (CONTROL, Key::C), (NONE, Key::BracketLeft), (NONE, Key::F1)] {
        desk.tap(held, key);
    }
    let expected = [('z', 0x2c), ('A', 0x1e), ('\u{3}', 0x2e), ('[', 0x1a), ('\0', 0x3b)];
    let keys = eventually("five keys in the machine", || Some(machine.keys()).filter(|keys| keys.len() >= 5));
    assert_eq!(keys, expected);
}

#[test]
fn compose_and_international_dead_keys_type_what_they_make() {
    let compose = [
        (NONE, Key::A, "a"),
        (NONE, Key::AltRight, ""),
        (NONE, Key::Quote, ""),
        (NONE, Key::E, "é"),
        (NONE, Key::AltRight, ""),
        (NONE, Key::Equal, ""),
        (NONE, Key::E, "€"),
        (NONE, Key::Quote, "'"),
    ];
    Stage::new("us -option compose:ralt", &[]).types(&compose, STOP);
    let international = [
        (NONE, Key::A, "a"),
        (NONE, Key::Quote, ""),
        (NONE, Key::A, "á"),
        (NONE, Key::Quote, ""),
        (NONE, Key::Space, "'"),
        (SHIFT, Key::Backquote, ""),
        (NONE, Key::N, "ñ"),
        (ALT_GRAPH, Key::Q, "ä"),
    ];
    Stage::new("us -variant intl", &[]).types(&international, STOP);
}
