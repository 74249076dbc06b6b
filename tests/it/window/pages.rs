//! The pages of the window: the error page and the password prompt.

use server::Options;

use super::{Manager, RENDERERS, Remote, Stage, scene, settled};
use crate::rig::port;

#[test]
fn a_refused_connection_shows_why_and_ends_with_its_exit_code() {
    for renderer in RENDERERS {
        let stage = Stage::new((1000, 700), Manager::Nobody);
        let viewer = stage.open(&format!("127.0.0.1::{}", port::free()), &["--renderer", renderer]);
        stage.focus();
        settled(&viewer);
        assert!(stage.display.picture().colours() > 20, "{renderer}: there is a page with text");
        stage.xdotool("key Escape");
        viewer.finish().assert_code(3).assert_says("cannot connect").assert_says("hint: ");
    }
}

#[test]
fn retry_connects_again_in_the_same_window() {
    let (stage, picture, port) = (Stage::new((1000, 700), Manager::Nobody), scene(640, 480), port::free());
    let viewer = stage.open(&format!("127.0.0.1::{port}"), &["--renderer", "cpu", "--reconnect", "off"]);
    stage.focus();
    settled(&viewer);
    let remote = Remote::with_options(&picture, Options::default(), &format!("127.0.0.1:{port}"));
    stage.xdotool("key Return");
    stage.wait_for(&picture, 0, 0);

    drop(remote);
    viewer.wait_stderr("lost the connection");
    settled(&viewer);
    assert!(stage.display.picture().part(0, 0, 640, 480) != picture, "the page is in front of the last picture");
    let _remote = Remote::with_options(&picture, Options::default(), &format!("127.0.0.1:{port}"));
    stage.xdotool("key Return");
    stage.wait_for(&picture, 0, 0);
}

#[test]
fn a_lost_connection_ends_with_its_exit_code() {
    let (stage, picture) = (Stage::new((1000, 700), Manager::Nobody), scene(640, 480));
    let remote = Remote::new(&picture);
    let viewer = stage.open(&remote.target(), &["--renderer", "cpu", "--reconnect", "off"]);
    stage.focus();
    stage.wait_for(&picture, 0, 0);
    drop(remote);
    viewer.wait_stderr("session closed");
    settled(&viewer);
    stage.xdotool("key Escape");
    viewer.finish().assert_code(7).assert_says("lost the connection");
}

#[test]
fn the_password_is_typed_into_the_window_and_asked_again_when_it_was_wrong() {
    let (stage, picture) = (Stage::new((1000, 700), Manager::Nobody), scene(640, 480));
    let options = Options { password: Some("letmein".into()), ..Options::default() };
    let remote = Remote::with_options(&picture, options, "127.0.0.1:0");
    let viewer = stage.open(&remote.target(), &["--renderer", "cpu"]);
    stage.focus();
    let prompts = || viewer.stderr().matches("password prompt").count();
    crate::rig::eventually("the prompt", || (prompts() == 1).then_some(()));
    settled(&viewer);
    stage.xdotool("type wrong");
    stage.xdotool("key Return");
    crate::rig::eventually("the prompt again", || (prompts() == 2).then_some(()));
    stage.xdotool("type letmein");
    stage.xdotool("key Return");
    stage.wait_for(&picture, 0, 0);
    assert!(!viewer.stderr().contains("letmein"), "the password is in the log");
}
