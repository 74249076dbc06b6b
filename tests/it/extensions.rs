//! Extensions of the protocol as a front end sees them, against the built-in server: clipboards, lock keys, a mouse that
//! sends distances, a machine that can be switched, several screens, a change of the pixel format.

use farview::session::{
    Buttons, Clipping, Command, Event, Interaction, LockState, Options, PointerDistance, PointerInput, PointerMotion,
    Power, RemoteScreen, Session,
};
use rfb::{PixelFormat, Point, Rect, Size};
use server::desktop::{self, Locks, Motion, Received, StillHandle};
use server::protocol::Screen;
use server::script::Script;
use server::{Handle, Server, StillDesktop};

use crate::session::{PATIENCE, picture, received, start, wait_for};

/// A session with `desktop` that shows its first picture.
fn open(desktop: StillDesktop) -> (Handle, StillHandle, Session) {
    let handle = desktop.handle();
    let server = Server::bind("127.0.0.1:0", server::Options::default()).expect("a free port");
    let server = server.spawn(desktop).expect("a thread");
    let session = start(options(server.local_addr().port()));
    wait_for(&session, |event| (event == Event::FirstPicture).then_some(()));
    (server, handle, session)
}

fn still() -> StillDesktop {
    StillDesktop::new(picture(Size::new(64, 48)))
}

fn options(port: u16) -> Options {
    Options::new(farview::session::Address::Tcp { host: "127.0.0.1".into(), port })
}

const TEXT: &str = "Ελληνικά, 日本語\nand 🙂\n";

#[test]
fn text_beyond_latin1_and_html_pass_both_ways() {
    let (_server, handle, session) = open(still());
    let html = "<b>Ελληνικά</b>".to_owned();
    session.send(Command::Clipboard(Clipping { text: TEXT.into(), html: Some(html.clone()) }));
    let [Received::CutText(clipping)] = &received(&handle, 1)[..] else { panic!("{:?}", handle.received()) };
    assert_eq!(clipping.text, TEXT);
    let wrapped = clipping.html.clone().expect("HTML");
    assert!(wrapped.starts_with(b"Version:0.9\r\n"), "{wrapped:?}");
    handle.cut(desktop::Clipping { text: TEXT.to_uppercase(), html: Some(wrapped) });
    let got = wait_for(&session, |event| if let Event::Clipboard(clipping) = event { Some(clipping) } else { None });
    assert_eq!(got, Clipping { text: TEXT.to_uppercase(), html: Some(html) });
}

#[test]
fn a_large_clipboard_passes_and_a_larger_one_is_announced() {
    let (_server, handle, session) = open(still());
    let long = "ж".repeat(1_500_000);
    handle.cut(long.clone());
    let got = wait_for(&session, |event| if let Event::Clipboard(clipping) = event { Some(clipping) } else { None });
    assert!(got == Clipping::from(long), "it is not the same");
    handle.cut("ж".repeat(2_500_000));
    let too_large =
        wait_for(&session, |event| if let Event::ClipboardTooLarge(length) = event { Some(length) } else { None });
    assert_eq!(too_large, 5_000_001);
}

#[test]
fn who_only_looks_neither_tells_nor_asks_what_is_on_a_clipboard() {
    let (_server, handle, session) = open(still());
    session.send(Command::Clipboard("before".into()));
    assert_eq!(received(&handle, 1).len(), 1);
    session.send(Command::Interaction(Interaction::ViewOnly));
    handle.cut("not asked for");
    session.send(Command::Clipboard("private".into()));
    session.send(Command::Interaction(Interaction::Full));
    handle.cut("asked for");
    let got = wait_for(&session, |event| if let Event::Clipboard(clipping) = event { Some(clipping) } else { None });
    assert_eq!(got.text, "asked for");
    assert_eq!(handle.received().len(), 1, "{:?}", handle.received());
}

/// A server that knows Latin-1 only.
#[test]
fn the_loss_of_letters_is_told_once() {
    let script = Script::new().open(Size::new(64, 48), "old").wait_for_update_request();
    let pixels = vec![0; 64 * 48];
    let script = script.framebuffer_update(|update| update.raw(Rect::new(0, 0, 64, 48), &pixels)).expect_close();
    let (address, _peer) = script.listen().expect("a free port");
    let session = start(options(address.port()));
    wait_for(&session, |event| (event == Event::FirstPicture).then_some(()));
    for text in ["grün", TEXT, "日本"] {
        session.send(Command::Clipboard(text.into()));
    }
    wait_for(&session, |event| (event == Event::ClipboardReduced).then_some(()));
    let again = session.wait_event(std::time::Duration::from_millis(300));
    assert_eq!(again, None);
}

#[test]
fn lock_keys_are_told_at_first_and_when_they_change() {
    let (_server, handle, session) = {
        let desktop = still().with_locks(Locks(0b010));
        let handle = desktop.handle();
        let server = Server::bind("127.0.0.1:0", server::Options::default()).expect("a free port");
        let server = server.spawn(desktop).expect("a thread");
        let session = start(options(server.local_addr().port()));
        (server, handle, session)
    };
    let locks = |event| if let Event::Locks(locks) = event { Some(locks) } else { None };
    assert_eq!(wait_for(&session, locks), LockState { num: true, ..LockState::default() });
    handle.set_locks(Locks(0b101));
    assert_eq!(wait_for(&session, locks), LockState { caps: true, scroll: true, num: false });
}

#[test]
fn a_server_that_wants_distances_gets_them_and_nothing_stays_pressed() {
    let (_server, handle, session) = open(still());
    let pointer = |x, y, buttons| Command::Pointer(PointerInput { position: Point::new(x, y), buttons });
    session.send(pointer(10, 10, Buttons::default()));
    assert_eq!(received(&handle, 1).len(), 1);
    handle.set_motion(Motion::Relative);
    wait_for(&session, |event| (event == Event::PointerMotion(PointerMotion::Relative)).then_some(()));
    session.send(Command::PointerDistance(PointerDistance { distance: [-3, 70_000], buttons: Buttons::default() }));
    session.send(pointer(12, 9, Buttons::LEFT));
    drop(session);
    let moved = |distance, buttons| Received::Moved(distance, buttons);
    let expected = [moved([-3, i16::MAX], 0), moved([2, -1], 1)];
    let all = received(&handle, 4);
    assert_eq!(all[1..3], expected);
    assert!(matches!(all[3], Received::Moved(_, 0)), "the button was released: {all:?}");
}

#[test]
fn a_machine_is_switched_where_the_server_can_and_failure_is_told() {
    let (_server, handle, session) = open(still().with_power());
    session.send(Command::Power(Power::Reboot));
    wait_for(&session, |event| (event == Event::PowerFailed).then_some(()));
    session.send(Command::Power(Power::Reset));
    session.send(Command::Power(Power::Shutdown));
    let power = |power| Received::Power(power);
    assert_eq!(received(&handle, 2), [power(desktop::Power::Reset), power(desktop::Power::Shutdown)]);
    // A server without a machine to switch is not asked.
    let (_server, handle, session) = open(still());
    session.send(Command::Power(Power::Reset));
    session.send(Command::Clipboard("after".into()));
    assert!(matches!(received(&handle, 1)[..], [Received::CutText(_)]), "{:?}", handle.received());
}

#[test]
fn several_screens_are_told_and_kept_when_the_size_changes() {
    let size = Size::new(64, 48);
    let screens = [
        Screen { id: 5, area: Rect::new(0, 0, 40, 48), flags: 1 },
        Screen { id: 9, area: Rect::new(40, 0, 24, 48), flags: 2 },
    ];
    let pixels = vec![0; size.area()];
    let script = Script::new()
        .open(size, "two screens")
        .wait_for_update_request()
        .framebuffer_update(|update| update.extended_desktop_size(0, 0, size, &screens))
        .framebuffer_update(|update| update.raw(Rect::of(size), &pixels))
        // The next request comes when this update begins.
        .skip("a request for the update of the layout and one for that of the pixels", 20)
        .expect("SetDesktopSize", {
            let head = [251, 0, 0, 100, 0, 60, 2, 0];
            let first = [0, 0, 0, 5, 0, 0, 0, 0, 0, 40, 0, 60, 0, 0, 0, 1];
            let second = [0, 0, 0, 9, 0, 40, 0, 0, 0, 60, 0, 60, 0, 0, 0, 2];
            [&head[..], &first, &second].concat()
        })
        .close();
    let (address, peer) = script.listen().expect("a free port");
    let session = start(options(address.port()));
    let told = wait_for(&session, |event| if let Event::Screens(screens) = event { Some(screens) } else { None });
    assert_eq!(told, screens.map(|Screen { id, area, .. }| RemoteScreen { id, area }));
    wait_for(&session, |event| (event == Event::FirstPicture).then_some(()));
    session.send(Command::ResizeDesktop(Size::new(100, 60)));
    peer.join().expect("no panic").expect("the screens are kept");
}

#[test]
fn size_and_pixel_format_may_change_in_mid_session() {
    let (first, last) = (picture(Size::new(64, 48)), Size::new(30, 20));
    let narrow =
        PixelFormat { bits_per_pixel: 16, depth: 16, max: [31, 63, 31], shift: [11, 5, 0], ..PixelFormat::RENDERER };
    let colour = 0x00ff_00ff;
    let script = Script::new()
        .open(first.size(), "a machine")
        .wait_for_update_request()
        .framebuffer_update(|update| update.raw(Rect::of(first.size()), first.pixels()))
        .framebuffer_update(|update| update.vmware_display_mode_change(last, narrow))
        .pixel_format(narrow)
        .framebuffer_update(|update| update.raw(Rect::of(last), &vec![colour; last.area()]))
        .expect_close();
    let (address, _peer) = script.listen().expect("a free port");
    let session = start(options(address.port()));
    wait_for(&session, |event| (event == Event::Resized(last)).then_some(()));
    let deadline = std::time::Instant::now() + PATIENCE;
    while session.screen().look(|framebuffer| framebuffer.pixels().iter().any(|pixel| *pixel != colour)) {
        assert!(std::time::Instant::now() < deadline, "the new picture did not come");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}
