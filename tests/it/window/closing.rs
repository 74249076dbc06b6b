//! The window can be closed in every state, and the program ends at once and well.

use std::net::TcpListener;

use server::Options;

use super::{Manager, Remote, Stage, scene, settled};

/// What a user does to close a window, as openbox offers it.
const CLOSE: &str = "key alt+F4";

#[test]
fn while_the_server_says_nothing() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let target = format!("127.0.0.1::{}", silent.local_addr().expect("an address").port());
    let stage = Stage::new((1000, 700), Manager::Openbox);
    let viewer = stage.open(&target, &[]);
    stage.focus();
    viewer.wait_stderr("frame drawn");
    stage.xdotool(CLOSE);
    viewer.finish().assert_success();
}

#[test]
fn while_it_asks_for_a_password() {
    let options = Options { password: Some("letmein".into()), ..Options::default() };
    let remote = Remote::with_options(&scene(64, 64), options, "127.0.0.1:0");
    let stage = Stage::new((1000, 700), Manager::Openbox);
    let viewer = stage.open(&remote.target(), &[]);
    stage.focus();
    settled(&viewer);
    stage.xdotool("key Escape");
    viewer.finish().assert_success();
}

#[test]
fn while_the_desktop_is_shown() {
    let remote = Remote::new(&scene(320, 240));
    let stage = Stage::new((1000, 700), Manager::Openbox);
    let viewer = stage.open(&remote.target(), &[]);
    stage.focus();
    settled(&viewer);
    stage.xdotool(CLOSE);
    viewer.finish().assert_success();
}
