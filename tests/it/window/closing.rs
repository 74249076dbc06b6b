//! The window can be closed in every state, and the program ends at once and well.

use std::net::TcpListener;
use std::time::Duration;

use server::Options;

use super::{Manager, Remote, Stage, scene, settled};
use crate::rig::program::Running;
use crate::rig::until;
use crate::rig::wait::READY;

/// Closes the window as openbox offers it. A window manager that is late to listen hears a later keystroke.
fn close(stage: &Stage, mut viewer: Running) {
    let closed = until(READY, || {
        stage.xdotool("key alt+F4");
        until(Duration::from_secs(2), || viewer.has_ended().then_some(()))
    });
    assert!(closed.is_some(), "the window stayed open; the viewer said:\n{}", viewer.stderr());
    viewer.finish().assert_success();
}

#[test]
fn while_the_server_says_nothing() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let target = format!("127.0.0.1::{}", silent.local_addr().expect("an address").port());
    let stage = Stage::new((1000, 700), Manager::Openbox);
    let viewer = stage.open(&target, &[]);
    stage.focus();
    viewer.wait_stderr("frame drawn");
    close(&stage, viewer);
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
    close(&stage, viewer);
}
