//! Servers that close what was just opened: another viewer has taken the desktop over, or the server falls over each time.

use std::time::{Duration, Instant};

use farview::session::{Event, FailureKind, Session};
use rfb::Size;
use server::Options;

use super::{is_first_picture, options, serve_at};
use crate::rig::relay::{Cut, Relay};
use crate::session::{PATIENCE, picture, start, wait_for};

/// Cuts every connection as soon as it shows something, until the session ends. Returns how often that was, and why it ended.
fn cut_until_the_end(
    session: &Session,
    relay: &Relay,
    cut: Cut,
    most: usize,
) -> (usize, Option<farview::session::Failure>) {
    let (deadline, mut cuts) = (Instant::now() + PATIENCE, 0);
    while let Some(event) = session.wait_event(deadline.saturating_duration_since(Instant::now())) {
        match event {
            Event::FirstPicture if cuts == most => return (cuts, None),
            Event::FirstPicture => {
                relay.cut(cut);
                cuts += 1;
            }
            Event::Ended(failure) => return (cuts, failure),
            _ => {}
        }
    }
    panic!("nothing happens any more after {cuts} cuts");
}

#[test]
fn a_server_that_closes_what_was_just_opened_is_left_alone() {
    let (server, _) = serve_at(([127, 0, 0, 1], 0).into(), &picture(Size::new(64, 48)), Options::default());
    let relay = Relay::start(server.local_addr());
    let session = start(options(relay.address()));
    let (cuts, failure) = cut_until_the_end(&session, &relay, Cut::InGoodOrder, 10);
    let failure = failure.expect("it failed");
    assert_eq!((cuts, failure.kind), (3, FailureKind::Lost), "{failure}");
    assert!(failure.why.contains("soon after it was opened"), "{failure}");
    assert!(failure.hint.contains("another viewer"), "{failure}");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(relay.accepted(), cuts, "it went on");
}

#[test]
fn a_network_that_resets_connections_is_no_such_server() {
    let (server, _) = serve_at(([127, 0, 0, 1], 0).into(), &picture(Size::new(64, 48)), Options::default());
    let relay = Relay::start(server.local_addr());
    let session = start(options(relay.address()));
    assert_eq!(cut_until_the_end(&session, &relay, Cut::Reset, 4), (4, None));
}

#[test]
fn two_viewers_that_both_want_the_desktop_for_themselves_do_not_fight_for_it() {
    let (server, _) = serve_at(([127, 0, 0, 1], 0).into(), &picture(Size::new(64, 48)), Options::default());
    let mut alone = options(server.local_addr());
    alone.sharing = rfb::Sharing::Exclusive;
    let first = start(alone.clone());
    wait_for(&first, is_first_picture);
    let second = start(alone);
    wait_for(&second, is_first_picture);
    // Whoever is thrown out asks for no more than to look on as well.
    wait_for(&first, is_first_picture);
    assert_eq!(second.wait_event(Duration::from_secs(3)).filter(|event| matches!(event, Event::Reconnecting(_))), None);
}
