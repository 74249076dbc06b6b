//! Through a repeater, in both modes, and from there a server that calls it.

use super::{CONNECT, PROTOCOL, REFUSED, assert_shows, server, snapshot};
use crate::rig::repeater::Repeater;
use crate::rig::{RealServer, Scripted, Setup, port};

#[test]
fn a_repeater_that_calls_the_server_leads_to_it() {
    let (repeater, server) = (Repeater::start(), server());
    let target = format!("repeater://127.0.0.1:{}/127.0.0.1:{}", repeater.viewer_port(), server.port);
    assert_shows(&server, &[&target], |program| program);
}

#[test]
fn a_server_that_calls_the_repeater_is_found_by_its_id() {
    let repeater = Repeater::start();
    let call = format!("repeater://127.0.0.1:{}+ID:1234", repeater.server_port());
    let server = RealServer::x11vnc(&Setup::default().with_options(&["-connect", &call]));
    let target = format!("repeater://127.0.0.1:{}/ID:1234", repeater.viewer_port());
    assert_shows(&server, &[&target], |program| program);
}

#[test]
fn a_repeater_that_is_met_unawares_is_named_and_so_is_a_server_in_its_place() {
    let repeater = Repeater::start();
    let unawares = snapshot(&format!("127.0.0.1::{}", repeater.viewer_port())).run();
    unawares.assert_code(PROTOCOL).assert_says("UltraVNC repeater").assert_says("/ID:1234");
    let server = server();
    let instead = snapshot(&format!("repeater://127.0.0.1:{}/ID:1", server.port)).run();
    instead.assert_code(PROTOCOL).assert_says("a VNC server answers there, not a repeater");
}

#[test]
fn a_repeater_that_passes_nothing_on_is_told() {
    let repeater = Repeater::start();
    let nobody = format!("repeater://127.0.0.1:{}/127.0.0.1:{}", repeater.viewer_port(), port::free());
    snapshot(&nobody).run().assert_code(REFUSED).assert_says("instead of passing it on");
    let absent = format!("repeater://127.0.0.1:{}/ID:77", repeater.viewer_port());
    snapshot(&absent).run().assert_code(CONNECT).assert_says("no server came to the repeater within 10 seconds");
    let other = Scripted::start(|mut stream, _| {
        let _ = std::io::Write::write_all(&mut stream, b"HTTP/1.1 400 Bad Request");
    });
    let target = format!("repeater://127.0.0.1:{}/ID:1", other.port);
    snapshot(&target).run().assert_code(PROTOCOL).assert_says("no repeater: it starts with \"HTTP/1.1 400\"");
}
