//! Questions of trust in the window, answered by the keyboard, and what the window says of the session afterwards.

use std::sync::Arc;

use server::Options;
use server::security::RsaAes;
use server::security::rsa_aes::{Login, ServerKey, Variant};

use super::{Manager, Remote, Stage, scene, settled};
use crate::rig::program::Running;
use crate::rig::{Picture, eventually};

/// How long the page keeps its dangerous buttons back, and some more.
const RIPENS: std::time::Duration = std::time::Duration::from_millis(1500);

/// A server that shows a key of its own before it asks for the password.
fn with_key(picture: &Picture) -> Remote {
    let key = ServerKey::generate(2048).expect("a key");
    let security = RsaAes::new(Variant::Ra2With256, key, Login::Password("letmein".into()));
    Remote::with_options(picture, Options { security: vec![Arc::new(security)], ..Options::default() }, "127.0.0.1:0")
}

fn asked(viewer: &Running) {
    eventually("the question", || viewer.stderr().contains("a question of trust").then_some(()));
    settled(viewer);
    std::thread::sleep(RIPENS);
}

fn title(stage: &Stage, window: &str) -> String {
    stage.xdotool(&format!("getwindowname {window}"))
}

#[test]
fn a_new_server_is_accepted_by_the_keyboard_and_the_title_tells_how_private_the_session_is() {
    let (stage, picture) = (Stage::new((1000, 700), Manager::Nobody), scene(640, 480));
    let remote = with_key(&picture);
    let viewer = stage.open(&remote.target(), &["--renderer", "cpu"]);
    let window = stage.focus();
    asked(&viewer);
    assert!(!title(&stage, &window).contains("private"), "nothing is known yet");
    stage.xdotool("key Tab");
    settled(&viewer);
    stage.xdotool("key space");
    eventually("the prompt", || viewer.stderr().contains("password prompt").then_some(()));
    settled(&viewer);
    stage.xdotool("type letmein");
    stage.xdotool("key Return");
    stage.wait_for(&picture, 0, 0);
    assert_eq!(title(&stage, &window), "still life – private – Farview");
    assert!(!viewer.stderr().contains("letmein"), "the password is in the log");
}

#[test]
fn enter_and_escape_refuse_a_new_server_before_anything_is_sent_to_it() {
    for key in ["Return", "Escape"] {
        let (stage, picture) = (Stage::new((1000, 700), Manager::Nobody), scene(640, 480));
        let remote = with_key(&picture);
        let viewer = stage.open(&remote.target(), &["--renderer", "cpu"]);
        stage.focus();
        asked(&viewer);
        stage.xdotool(&format!("key {key}"));
        viewer.wait_stderr("session closed");
        settled(&viewer);
        assert!(!viewer.stderr().contains("password prompt"), "{key}");
        stage.xdotool("key Escape");
        viewer.finish().assert_says("is not trusted").assert_says("hint: ");
    }
}
