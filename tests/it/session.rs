//! A session as a front end uses it, against the built-in server.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use farview::session::{
    Address, Buttons, Command, Credentials, Depth, Event, Interaction, KeyInput, Options, PointerInput, Secret,
    Session, Wishes,
};
use rfb::{Framebuffer, Point, Size};
use server::desktop::{Key, Pointer, Received};
use server::{Handle, Server, StillDesktop};

pub const PATIENCE: Duration = Duration::from_secs(20);

/// A server that shows `picture`, what it received, and options to connect to it.
pub fn serve(picture: Framebuffer, options: server::Options) -> (Handle, server::desktop::StillHandle, Options) {
    let desktop = StillDesktop::new(picture);
    let received = desktop.handle();
    let server = Server::bind("127.0.0.1:0", options).expect("a free port");
    let server = server.spawn(desktop).expect("a thread");
    let port = server.local_addr().port();
    (server, received, Options::new(Address::Tcp { host: "127.0.0.1".into(), port }))
}

pub fn picture(size: Size) -> Framebuffer {
    let mut picture = Framebuffer::new(size);
    picture
        .pixels_mut()
        .iter_mut()
        .zip(0..)
        .for_each(|(pixel, number): (_, u32)| *pixel = (number * 7919) & 0x00ff_ffff);
    picture
}

pub fn start(options: Options) -> Session {
    Session::start(options, Arc::new(|| {}))
}

/// The first event that `wanted` takes.
#[track_caller]
pub fn wait_for<T>(session: &Session, mut wanted: impl FnMut(Event) -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    while let Some(event) = session.wait_event(deadline.saturating_duration_since(Instant::now())) {
        assert!(!matches!(event, Event::Ended(Some(_))), "{event:?}");
        if let Some(found) = wanted(event) {
            return found;
        }
    }
    panic!("the event did not come");
}

fn is(event: &Event, expected: &Event) -> Option<()> {
    (event == expected).then_some(())
}

/// Waits until the server has received `count` events, and returns them.
#[track_caller]
pub fn received(handle: &server::desktop::StillHandle, count: usize) -> Vec<Received> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let received = handle.received();
        if received.len() >= count || Instant::now() > deadline {
            return received;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

pub fn key(keysym: u32, pressed: bool) -> Command {
    Command::Key(KeyInput { keysym, scancode: 0, pressed })
}

#[test]
fn a_session_that_is_dropped_leaves_nothing_pressed() {
    let (_server, handle, options) = serve(picture(Size::new(64, 48)), server::Options::default());
    let session = start(options);
    wait_for(&session, |event| is(&event, &Event::FirstPicture));
    session.send(key(0xffe1, true));
    session.send(key(0x41, true));
    let position = Point::new(5, 6);
    session.send(Command::Pointer(PointerInput { position, buttons: Buttons::LEFT }));
    drop(session);
    let sent = |keysym, pressed| Received::Key(Key { keysym, scancode: None, pressed });
    let pointer = |buttons| Received::Pointer(Pointer { position, buttons });
    let expected =
        [sent(0xffe1, true), sent(0x41, true), pointer(1), sent(0x41, false), sent(0xffe1, false), pointer(0)];
    assert_eq!(received(&handle, expected.len()), expected);
}

#[test]
fn colours_are_sent_otherwise_in_the_middle_of_a_session_and_everything_is_counted() {
    let (_server, _handle, options) = serve(picture(Size::new(64, 48)), server::Options::default());
    let session = start(options);
    wait_for(&session, |event| is(&event, &Event::FirstPicture));
    let wait_for_colours = |wanted: std::ops::RangeInclusive<usize>| {
        let colours = || session.screen().look(|shown| shown.pixels().iter().copied().collect::<HashSet<_>>().len());
        let deadline = Instant::now() + PATIENCE;
        while !wanted.contains(&colours()) {
            assert!(Instant::now() < deadline, "{} colours", colours());
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    wait_for_colours(3072..=3072);
    session.send(Command::Wishes(Wishes { depth: Depth::Bits8, ..Wishes::default() }));
    wait_for_colours(2..=256);
    session.send(Command::Wishes(Wishes::default()));
    wait_for_colours(3072..=3072);
    let statistics = session.statistics();
    assert!(statistics.pixels() >= 3 * 3072, "{statistics:?}");
    let received: u64 = statistics.used_encodings().iter().map(|(_, tally)| tally.bytes).sum();
    assert!(received > 0 && received < statistics.received, "{statistics:?}");
    assert!(statistics.decoding > Duration::ZERO, "{statistics:?}");
}

#[test]
fn a_wrong_password_is_asked_for_again_in_the_same_session() {
    let server_options = server::Options { password: Some("secret12".into()), ..server::Options::default() };
    let (_server, _handle, options) = serve(picture(Size::new(64, 48)), server_options);
    let session = start(options);
    let asked = |event| match event {
        Event::CredentialsNeeded(request) => Some(request),
        _ => None,
    };
    let answer = |password: &str| {
        session.send(Command::Credentials(Credentials { username: None, password: Secret::new(password) }));
    };
    let first = wait_for(&session, asked);
    assert_eq!((first.method.as_str(), first.refused), ("VNC Authentication", None));
    answer("wrong");
    assert!(wait_for(&session, asked).refused.is_some());
    answer("secret12");
    wait_for(&session, |event| is(&event, &Event::FirstPicture));
}

#[test]
fn the_screen_follows_the_desktop_to_another_size() {
    let (_server, handle, options) = serve(picture(Size::new(64, 48)), server::Options::default());
    let session = start(options);
    wait_for(&session, |event| is(&event, &Event::FirstPicture));
    let larger = picture(Size::new(90, 31));
    handle.replace(larger.clone());
    wait_for(&session, |event| is(&event, &Event::Resized(Size::new(90, 31))));
    let deadline = Instant::now() + PATIENCE;
    while session.screen().look(|framebuffer| *framebuffer != larger) {
        assert!(Instant::now() < deadline, "the new picture did not come");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn who_only_looks_sends_nothing() {
    let (_server, handle, mut options) = serve(picture(Size::new(64, 48)), server::Options::default());
    options.interaction = Interaction::ViewOnly;
    let session = start(options);
    wait_for(&session, |event| is(&event, &Event::FirstPicture));
    session.send(key(0x61, true));
    session.send(Command::Clipboard("private".into()));
    session.send(Command::Interaction(Interaction::Full));
    session.send(key(0x62, true));
    let only = Received::Key(Key { keysym: 0x62, scancode: None, pressed: true });
    assert_eq!(received(&handle, 1), [only]);
}
