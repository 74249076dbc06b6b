//! Keys and buttons that are held when a connection breaks: nothing stays pressed at the server.

use farview::session::{Buttons, Command, PointerInput};
use rfb::{Point, Size};
use server::Options;
use server::desktop::{Key, Pointer, Received};

use super::{is_first_picture, options, serve_at};
use crate::rig::relay::{Cut, Relay};
use crate::session::{key, picture, received, start, wait_for};

#[test]
fn what_was_held_when_the_connection_broke_is_released_when_it_is_back() {
    let (server, handle) = serve_at(([127, 0, 0, 1], 0).into(), &picture(Size::new(64, 48)), Options::default());
    let relay = Relay::start(server.local_addr());
    let session = start(options(relay.address()));
    wait_for(&session, is_first_picture);
    session.send(key(0xffe1, true));
    session.send(key(0x41, true));
    let position = Point::new(5, 6);
    session.send(Command::Pointer(PointerInput { position, buttons: Buttons::LEFT }));
    let sent = |keysym, pressed| Received::Key(Key { keysym, scancode: None, pressed });
    let pointer = |buttons| Received::Pointer(Pointer { position, buttons });
    let pressed = [sent(0xffe1, true), sent(0x41, true), pointer(1)];
    assert_eq!(received(&handle, pressed.len()), pressed);

    // The server is not told, and believes in the connection for as long as it likes.
    relay.cut(Cut::InGoodOrder);
    wait_for(&session, is_first_picture);
    // The modifier is pressed again, for servers that hear of a release only from who has pressed.
    let released = [sent(0x41, false), sent(0xffe1, true), sent(0xffe1, false), pointer(0)];
    let all = [&pressed[..], &released].concat();
    assert_eq!(received(&handle, all.len()), all);
    session.send(key(0x62, true));
    assert_eq!(received(&handle, all.len() + 1).last(), Some(&sent(0x62, true)), "nothing more was sent");
}
