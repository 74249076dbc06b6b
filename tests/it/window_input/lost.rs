//! Keys that are held while the connection breaks, as a program on the remote desktop sees them.

use super::desk::{Desk, Key};
use super::listener::{COLOUR, Listener};
use super::{NONE, STOP};
use crate::rig::relay::{Cut, Relay};
use crate::rig::{RealServer, Setup, eventually};

/// A remote desktop with a network in between that can be cut.
struct Stage {
    listener: Listener,
    desk: Desk,
    relay: Relay,
    _server: RealServer,
}

impl Stage {
    fn new(server: RealServer) -> Self {
        let listener = Listener::on(server.display());
        let relay = Relay::start(([127, 0, 0, 1], server.port).into());
        let desk = Desk::open(&relay.target(), "us", &["-v"], COLOUR);
        Self { listener, desk, relay, _server: server }
    }

    /// Cuts the connection while these are held. The server is not told that it was, as when the network is down. They are
    /// released before it is back, or after.
    fn cut_while_held(&self, keys: &[Key]) {
        for key in keys {
            self.desk.press(*key);
        }
        eventually("the keys on the remote side", || (self.listener.seen().len() >= keys.len()).then_some(()));
        self.relay.cut(Cut::InGoodOrder);
        keys.iter().rev().for_each(|key| self.desk.release(*key));
        eventually("another connection", || (self.relay.accepted() > 1).then_some(()));
        eventually("the picture in the window", || self.desk.shown(COLOUR));
    }

    /// Types a letter, and checks that nothing else comes of it.
    fn assert_typing_works(&self) {
        self.listener.forget();
        eventually("a letter", || {
            // The first ones may still meet the card.
            self.desk.tap(NONE, Key::E);
            (!self.listener.typed().is_empty()).then_some(())
        });
        self.desk.tap(NONE, STOP.1);
        eventually("the full stop", || self.listener.typed().ends_with('.').then_some(()));
        assert_eq!(self.listener.typed().trim_start_matches('e'), ".");
    }
}

#[test]
fn nothing_sticks_on_a_server_with_one_keyboard_for_all_viewers() {
    let stage = Stage::new(RealServer::x11vnc(&Setup::default()));
    stage.cut_while_held(&[Key::ControlLeft, Key::ShiftLeft, Key::A]);
    stage.listener.assert_all_keys_up();
    stage.assert_typing_works();
}

#[test]
fn no_modifier_sticks_on_a_server_that_knows_who_pressed_what() {
    let stage = Stage::new(RealServer::xtigervnc(&Setup::default().with_options(&["-AcceptSetDesktopSize=0"])));
    stage.cut_while_held(&[Key::ControlLeft, Key::ShiftLeft]);
    stage.listener.assert_all_keys_up();
    stage.assert_typing_works();
}

#[test]
fn a_letter_that_such_a_server_still_holds_is_typed_as_ever() {
    let stage = Stage::new(RealServer::xtigervnc(&Setup::default().with_options(&["-AcceptSetDesktopSize=0"])));
    stage.cut_while_held(&[Key::E]);
    stage.assert_typing_works();
    stage.listener.assert_all_keys_up();
}
