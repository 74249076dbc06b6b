//! Typing and pointing in the window, end to end: what the hands do on the user's display is compared with what a program
//! on the remote desktop is told.

mod captured;
mod desk;
mod fingers;
mod habits;
mod hold;
mod listener;
mod lost;
mod machine;
mod mouse;
mod system;
mod typing;

use desk::{Desk, Key};
use listener::{COLOUR, Listener};

use crate::rig::xorg::TouchScreen;
use crate::rig::{RealServer, Setup};

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

    /// On a US keyboard, for a user with these settings.
    fn with_settings(settings: &str) -> Self {
        let server = RealServer::xtigervnc(&Setup::default().with_options(&["-AcceptSetDesktopSize=0"]));
        let listener = Listener::on(server.display());
        let desk = Desk::open_with(settings, &server.target(), "us", &[], COLOUR);
        Self { listener, desk, _server: server }
    }

    fn on(server: RealServer, layout: &str, options: &[&str]) -> Self {
        let listener = Listener::on(server.display());
        let desk = Desk::open(&server.target(), layout, options, COLOUR);
        Self { listener, desk, _server: server }
    }

    /// With a screen that can be touched.
    fn touched(options: &[&str]) -> (Self, TouchScreen) {
        let server = RealServer::xtigervnc(&Setup::default().with_options(&["-AcceptSetDesktopSize=0"]));
        let listener = Listener::on(server.display());
        let (desk, screen) = Desk::open_touched(&server.target(), options, COLOUR);
        (Self { listener, desk, _server: server }, screen)
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

/// The last stroke on most layouts.
const STOP: Stroke<'_> = (NONE, Key::Period, ".");
const NONE: &[Key] = &[];
const SHIFT: &[Key] = &[Key::ShiftLeft];
const CONTROL: &[Key] = &[Key::ControlLeft];
const ALT: &[Key] = &[Key::AltLeft];
const ALT_GRAPH: &[Key] = &[Key::AltRight];
