//! Connections that fall silent, which nothing but a question that nobody answers can show.

use std::time::{Duration, Instant};

use farview::session::{Event, Session, Silence};
use rfb::Size;
use server::Options;

use super::{attempt, is_first_picture, options, serve_at};
use crate::rig::relay::{Cut, Relay};
use crate::session::{key, picture, start, wait_for};

fn silence(event: Event) -> Option<Silence> {
    match event {
        Event::Silence(silence) => Some(silence),
        _ => None,
    }
}

/// An open session through a relay.
fn through_a_relay() -> (server::Handle, Relay, Session) {
    let (server, _) = serve_at(([127, 0, 0, 1], 0).into(), &picture(Size::new(64, 48)), Options::default());
    let relay = Relay::start(server.local_addr());
    let session = start(options(relay.address()));
    wait_for(&session, is_first_picture);
    (server, relay, session)
}

#[test]
fn who_types_into_silence_is_told_so_within_seconds_and_also_when_it_is_over() {
    let (_server, relay, session) = through_a_relay();
    // What is on its way after the first picture would count as an answer.
    std::thread::sleep(Duration::from_secs(2));
    relay.stall();
    let typed = Instant::now();
    session.send(key(0x61, true));
    assert_eq!(wait_for(&session, silence), Silence::Silent);
    let noticed = typed.elapsed();
    assert!(noticed < Duration::from_secs(6), "{noticed:?}");
    relay.resume();
    assert_eq!(wait_for(&session, silence), Silence::Over);
    assert_eq!(relay.accepted(), 1, "the connection was given up");
}

#[test]
fn a_connection_that_stays_silent_is_given_up_and_made_again() {
    let (_server, relay, session) = through_a_relay();
    relay.stall();
    let typed = Instant::now();
    session.send(key(0x61, true));
    let deadline = typed + Duration::from_secs(40);
    let told = loop {
        let event = session.wait_event(deadline.saturating_duration_since(Instant::now()));
        if let Some(told) = super::reconnecting(event.expect("it is given up")) {
            break told;
        }
    };
    assert!(told.failure.why.contains("nothing"), "{}", told.failure);
    assert!(typed.elapsed() > Duration::from_secs(15), "too soon: {:?}", typed.elapsed());
    relay.resume();
    let resumed = Instant::now();
    wait_for(&session, is_first_picture);
    assert!(resumed.elapsed() < Duration::from_secs(3), "{:?}", resumed.elapsed());
}

#[test]
fn a_connection_that_is_cut_is_noticed_at_once() {
    for cut in [Cut::InGoodOrder, Cut::Reset] {
        let (_server, relay, session) = through_a_relay();
        let before = Instant::now();
        relay.cut(cut);
        attempt(&session, 1);
        let noticed = before.elapsed();
        wait_for(&session, is_first_picture);
        let back = before.elapsed();
        assert!(noticed < Duration::from_millis(500) && back < Duration::from_secs(2), "{noticed:?} {back:?}");
    }
}

#[test]
fn an_attempt_that_gets_no_answer_ends_and_another_follows() {
    let (_server, relay, session) = through_a_relay();
    relay.stall();
    relay.cut(Cut::Reset);
    // The relay accepts the connection and says nothing: the handshake's patience is ten seconds.
    let told = attempt(&session, 2);
    assert!(told.failure.why.contains("seconds"), "{}", told.failure);
    relay.resume();
    wait_for(&session, is_first_picture);
}
