//! Servers that go and come back, as seen by a front end.

use std::time::{Duration, Instant};

use farview::session::{
    Command, Credentials, CredentialsRequest, Event, FailureKind, Interaction, Reconnect, Secret, Session,
};
use rfb::{Framebuffer, Size};
use server::Options;
use server::desktop::{Key, Received};

use super::{attempt, is_first_picture, options, reconnecting, serve_at, wait_for_picture};
use crate::session::{key, picture, received, serve, start, wait_for};

fn credentials(password: &str) -> Command {
    Command::Credentials(Credentials { username: None, password: Secret::new(password) })
}

fn asked(event: Event) -> Option<CredentialsRequest> {
    match event {
        Event::CredentialsNeeded(request) => Some(request),
        _ => None,
    }
}

/// The failure that a session ends with, and whether it ever tried to come back.
#[track_caller]
fn end(session: &Session) -> (farview::session::Failure, bool) {
    let (deadline, mut tried) = (Instant::now() + crate::session::PATIENCE, false);
    while let Some(event) = session.wait_event(deadline.saturating_duration_since(Instant::now())) {
        tried |= matches!(event, Event::Reconnecting(_));
        if let Event::Ended(failure) = event {
            return (failure.expect("it failed"), tried);
        }
    }
    panic!("the session did not end");
}

#[test]
fn a_server_that_restarts_is_found_again_and_the_last_picture_stays_until_then() {
    let (before, after) = (picture(Size::new(64, 48)), picture(Size::new(90, 31)));
    let (server, _, first) = serve(before.clone(), Options::default());
    let address = server.local_addr();
    let session = start(options(address));
    drop(first);
    wait_for(&session, is_first_picture);
    wait_for_picture(&session, &before);

    drop(server);
    let told = attempt(&session, 1);
    assert_eq!((told.delay, told.failure.kind), (Duration::ZERO, FailureKind::Lost));
    let told = attempt(&session, 2);
    assert_eq!(told.failure.kind, FailureKind::Connect, "why the attempt before failed");
    assert!((800..=1200).contains(&told.delay.as_millis()), "{told:?}");
    let shows = |picture: &Framebuffer| session.screen().look(|framebuffer| framebuffer == picture);
    assert!(shows(&before), "the last picture is gone");

    let _server = serve_at(address, &after, Options::default());
    wait_for(&session, |event| {
        // The new one may come with loss at first.
        let is_new = session.screen().look(Framebuffer::size) == after.size();
        assert!(shows(&before) || is_new, "the last picture went before the next was there");
        is_first_picture(event)
    });
    wait_for_picture(&session, &after);
}

#[test]
fn the_wait_can_be_cut_short_and_ended() {
    let before = picture(Size::new(64, 48));
    let (server, _, _) = serve(before.clone(), Options::default());
    let address = server.local_addr();
    let session = start(options(address));
    wait_for(&session, is_first_picture);
    drop(server);
    // Its pause is at least 1.6 seconds long.
    attempt(&session, 3);
    let server = serve_at(address, &before, Options::default());
    let asked = Instant::now();
    session.send(Command::ReconnectNow);
    wait_for(&session, is_first_picture);
    assert!(asked.elapsed() < Duration::from_millis(800), "{:?}", asked.elapsed());

    // It did not last, so that the pauses go on growing.
    drop(server);
    attempt(&session, 4);
    let closed = Instant::now();
    session.close();
    assert!(closed.elapsed() < Duration::from_millis(500), "{:?}", closed.elapsed());
}

#[test]
fn what_the_user_said_is_remembered_and_what_was_turned_off_stays_off() {
    let secured = || Options { password: Some("secret12".into()), ..Options::default() };
    let before = picture(Size::new(64, 48));
    let (server, _, _) = serve(before.clone(), secured());
    let address = server.local_addr();
    let session = start(options(address));
    assert_eq!(wait_for(&session, asked).refused, None);
    session.send(credentials("secret12"));
    wait_for(&session, is_first_picture);
    drop(server);
    attempt(&session, 1);
    // While there is no connection.
    session.send(Command::Interaction(Interaction::ViewOnly));
    let (_server, handle) = serve_at(address, &before, secured());
    wait_for(&session, |event| {
        assert_eq!(asked(event.clone()), None, "the password was asked for again");
        is_first_picture(event)
    });
    session.send(key(0x61, true));
    session.send(Command::Interaction(Interaction::Full));
    session.send(key(0x62, true));
    assert_eq!(received(&handle, 1), [Received::Key(Key { keysym: 0x62, scancode: None, pressed: true })]);
}

#[test]
fn a_password_that_has_changed_meanwhile_is_asked_for_and_not_tried_again_and_again() {
    let secured = |password: &str| Options { password: Some(password.into()), ..Options::default() };
    let before = picture(Size::new(64, 48));
    let (server, _, _) = serve(before.clone(), secured("secret12"));
    let address = server.local_addr();
    let mut first = options(address);
    first.credentials = Some(Credentials { username: None, password: Secret::new("secret12") });
    let session = start(first);
    wait_for(&session, is_first_picture);
    drop(server);
    let _server = serve_at(address, &before, secured("another1"));
    assert!(wait_for(&session, asked).refused.is_some());
    assert_eq!(session.wait_event(Duration::from_secs(2)), None, "it goes on by itself");
    session.send(credentials("another1"));
    wait_for(&session, is_first_picture);
}

#[test]
fn without_leave_nothing_is_tried_again() {
    let (server, _, mut options) = serve(picture(Size::new(64, 48)), Options::default());
    options.reconnect = Reconnect::Off;
    let session = start(options);
    wait_for(&session, is_first_picture);
    drop(server);
    let (failure, tried) = end(&session);
    assert_eq!((failure.kind, tried), (FailureKind::Lost, false));
}

#[test]
fn what_never_worked_is_not_tried_again_either() {
    let (server, _, _) = serve(picture(Size::new(64, 48)), Options::default());
    let nobody = options(server.local_addr());
    drop(server);
    let (failure, tried) = end(&start(nobody));
    assert_eq!((failure.kind, tried), (FailureKind::Connect, false));
}

#[test]
fn after_as_many_attempts_as_were_allowed_the_session_ends() {
    let (server, _, _) = serve(picture(Size::new(64, 48)), Options::default());
    let mut options = options(server.local_addr());
    options.reconnect = Reconnect::Times(2);
    let session = start(options);
    wait_for(&session, is_first_picture);
    drop(server);
    wait_for(&session, |event| reconnecting(event).filter(|told| told.attempt == 2));
    let (failure, _) = end(&session);
    assert_eq!(failure.kind, FailureKind::Connect);
    assert!(failure.why.contains("2 attempts"), "{failure}");
}
