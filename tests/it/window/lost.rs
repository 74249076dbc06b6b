//! A lost connection in the window: the last picture is dimmed, the card says what happens, and the picture comes back.

use std::time::Duration;

use server::Options;

use super::{Manager, RENDERERS, Remote, Stage, frames, scene};
use crate::rig::program::Running;
use crate::rig::{Picture, Scene, eventually, port};

/// A part of the picture that no card covers.
const CORNER: (usize, usize, usize, usize) = (0, 0, 60, 40);

fn corner(picture: &Picture) -> Picture {
    let (x, y, width, height) = CORNER;
    picture.part(x, y, width, height)
}

/// How bright a picture is, from 0 to 255.
fn brightness(picture: &Picture) -> f64 {
    let channels = picture.pixels.iter().flat_map(|pixel| pixel.to_le_bytes().into_iter().take(3));
    channels.map(f64::from).sum::<f64>() / (3 * picture.pixels.len()) as f64
}

/// A viewer that shows `picture`, and whose server has gone.
fn lose(stage: &Stage, picture: &Picture, port: u16, arguments: &[&str]) -> Running {
    let remote = Remote::with_options(picture, Options::default(), &format!("127.0.0.1:{port}"));
    let viewer = stage.open(&remote.target(), arguments);
    stage.focus();
    stage.wait_for(picture, 0, 0);
    drop(remote);
    viewer.wait_stderr("connection lost");
    eventually("the dimmed picture", || (corner(&stage.display.picture()) != corner(picture)).then_some(()));
    viewer
}

#[test]
fn the_last_picture_is_dimmed_and_a_server_that_comes_back_is_shown_in_the_same_window() {
    for renderer in RENDERERS {
        let (stage, picture, port) = (Stage::new((900, 700), Manager::Nobody), scene(640, 480), port::free());
        let viewer = lose(&stage, &picture, port, &["--renderer", renderer]);
        let [before, after] = [&picture, &stage.display.picture()].map(|picture| brightness(&corner(picture)));
        assert!((0.2..0.6).contains(&(after / before)), "{renderer}: {before} became {after}");
        let after = Scene::Plain.picture(640, 480);
        let _remote = Remote::with_options(&after, Options::default(), &format!("127.0.0.1:{port}"));
        stage.wait_for(&after, 0, 0);
        assert!(!viewer.stderr().contains("session closed"), "{}", viewer.stderr());
    }
}

#[test]
fn while_it_waits_the_window_draws_no_more_than_the_seconds() {
    let (stage, picture, port) = (Stage::new((900, 700), Manager::Nobody), scene(640, 480), port::free());
    let viewer = lose(&stage, &picture, port, &["--renderer", "cpu"]);
    eventually("the third attempt", || viewer.stderr().contains("attempt=4").then_some(()));
    let before = frames(&viewer);
    std::thread::sleep(Duration::from_secs(3));
    let drawn = frames(&viewer) - before;
    assert!((2..=5).contains(&drawn), "{drawn} frames in three seconds");
}

#[test]
fn what_was_typed_into_the_session_does_not_close_the_window_but_the_button_does() {
    let (stage, picture, port) = (Stage::new((900, 700), Manager::Nobody), scene(640, 480), port::free());
    let mut viewer = lose(&stage, &picture, port, &["--renderer", "cpu"]);
    stage.xdotool("key Escape");
    stage.xdotool("type quit");
    std::thread::sleep(Duration::from_millis(500));
    assert!(!viewer.has_ended(), "{}", viewer.stderr());
    // To the second button.
    stage.xdotool("key Tab");
    stage.xdotool("key Tab");
    stage.xdotool("key space");
    viewer.finish().assert_code(3).assert_says("hint: ");
}
