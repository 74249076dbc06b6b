//! Typing and pointing in the window, end to end: what the hands do on the user's display is compared with what a program
//! on the remote desktop is told.

mod desk;
mod listener;
mod machine;

use desk::{Desk, Key, Place};
use listener::{COLOUR, Listener, Seen};
use machine::Machine;

use crate::rig::{RealServer, Setup, eventually};

/// A remote desktop, what listens on it, and a viewer.
struct Stage {
    listener: Listener,
    desk: Desk,
    _server: RealServer,
}

impl Stage {
    fn new(layout: &str, options: &[&str]) -> Self {
        // The desktop keeps its size, so that there is something to scale.
        let setup = Setup::default().with_options(&["-AcceptSetDesktopSize=0"]);
        Self::on(RealServer::xtigervnc(&setup), layout, options)
    }

    fn on(server: RealServer, layout: &str, options: &[&str]) -> Self {
        let listener = Listener::on(server.display());
        let desk = Desk::open(&server.target(), layout, options, COLOUR);
        Self { listener, desk, _server: server }
    }

    /// Types stroke by stroke, and checks that what each one should have typed has arrived before the next. A full stop at
    /// the end, which must be typed by `stop`, makes sure that nothing more was on its way.
    #[track_caller]
    fn types(&self, strokes: &[Stroke<'_>], stop: Stroke<'_>) {
        let mut expected = String::new();
        for (held, key, text) in strokes.iter().chain([&stop]) {
            self.desk.tap(held, *key);
            expected += text;
            self.listener.assert_typed(&expected);
        }
        self.listener.assert_all_keys_up();
    }
}

/// The keys to hold, the key to press, and what the remote program should see of it.
type Stroke<'a> = (&'a [Key], Key, &'a str);

/// A button that goes down at one pixel of the window and up at another.
type Click = (u8, (i16, i16), (i16, i16));

/// The last stroke on most layouts.
const STOP: Stroke<'_> = (NONE, Key::Period, ".");
const NONE: &[Key] = &[];
const SHIFT: &[Key] = &[Key::ShiftLeft];
const CONTROL: &[Key] = &[Key::ControlLeft];
const ALT: &[Key] = &[Key::AltLeft];
const ALT_GRAPH: &[Key] = &[Key::AltRight];

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
fn the_mouse_is_at_the_right_pixel_at_1_to_1() {
    let stage = Stage::new("us", &["--scale", "1:1"]);
    let picture = stage.desk.place(640, 420);
    assert_eq!((picture.width, picture.height), (640, 420));
    stage.uses_the_mouse(picture);
}

#[test]
fn the_mouse_is_at_the_right_pixel_when_scaled() {
    let stage = Stage::new("us", &["--scale", "fit"]);
    for size in [(400, 300), (960, 400), (1000, 800)] {
        let picture = stage.desk.place(size.0, size.1);
        assert!(picture.width == size.0 || picture.height == size.1, "{picture:?} fits {size:?} in one direction");
        stage.uses_the_mouse(picture);
    }
}

impl Stage {
    /// Uses the mouse on a picture drawn at this place of the window, and checks what arrives.
    #[track_caller]
    fn uses_the_mouse(&self, picture: Place) {
        let (desk, listener) = (&self.desk, &self.listener);
        let (first, second) = (picture.at(0.1, 0.2), picture.at(0.9, 0.7));
        for button in [1, 2, 3] {
            listener.forget();
            desk.point(first);
            desk.hold(button);
            desk.let_go(button);
            self.sees_clicks(picture, &[(button, first, first)]);
        }
        for wheel in [4, 5, 6, 7] {
            listener.forget();
            desk.point(first);
            desk.hold(wheel);
            desk.let_go(wheel);
            self.sees_clicks(picture, &[(wheel, first, first)]);
        }
        // A drag, and one that leaves the window.
        for end in [second, (picture.x - 5, second.1)] {
            listener.forget();
            desk.point(first);
            desk.hold(1);
            desk.point(end);
            desk.let_go(1);
            self.sees_clicks(picture, &[(1, first, end)]);
        }
    }

    /// Waits for these clicks and checks that there are no others. A click with the right button at the end makes sure of
    /// that.
    #[track_caller]
    fn sees_clicks(&self, picture: Place, clicks: &[Click]) {
        let last = picture.at(0.5, 0.5);
        self.desk.point(last);
        self.desk.hold(3);
        self.desk.let_go(3);
        let expected = [clicks, &[(3, last, last)]].concat();
        let seen = eventually("the last click", || {
            let buttons: Vec<Seen> = self.listener.buttons();
            matches!(buttons.last(), Some(Seen::Released { button: 3, x, y }) if picture.shows(last, (*x, *y)))
                .then_some(buttons)
        });
        assert_eq!(seen.len(), 2 * expected.len(), "{seen:?} for {expected:?}");
        for (pair, (button, from, to)) in seen.chunks(2).zip(expected) {
            let [Seen::Pressed { button: pressed, x, y }, Seen::Released { button: released, x: end_x, y: end_y }] =
                pair
            else {
                panic!("no press and release: {pair:?}");
            };
            assert_eq!((*pressed, *released), (button, button));
            assert!(picture.shows(from, (*x, *y)), "{from:?} of the window is not {:?} of {picture:?}", (x, y));
            assert!(
                picture.shows(to, (*end_x, *end_y)),
                "{to:?} of the window is not {:?} of {picture:?}",
                (end_x, end_y)
            );
        }
    }
}
