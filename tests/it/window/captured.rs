//! The sign that the keyboard is captured: there as long as it is, in a window and on the full screen, and in nobody's way.

use std::fs;
use std::time::Duration;

use server::desktop::Received;

use super::{Manager, RENDERERS, Remote, Stage, frames, scene, settled};
use crate::rig::program::Running;
use crate::rig::{Folder, Picture, Program, eventually};

const SIZE: (usize, usize) = (640, 480);

/// A window with the desktop in its own size, for a user with these settings.
fn open(stage: &Stage, remote: &Remote, renderer: &str, settings: &Folder) -> Running {
    let path = settings.path("");
    let viewer = Program::new([remote.target()])
        .arguments(&["-vv", "--scale", "1:1", "--renderer", renderer])
        .environment("DISPLAY", &stage.display.name())
        .environment("XDG_RUNTIME_DIR", "/nonexistent")
        .environment("LIBGL_ALWAYS_SOFTWARE", "1")
        .environment("FARVIEW_CONFIG_DIR", path.to_str().expect("a path"))
        .start();
    stage.focus();
    viewer
}

/// Where what is shown differs from `picture` at the corner of the display: left, top, right and bottom.
fn differs(stage: &Stage, picture: &Picture) -> Option<[usize; 4]> {
    let shown = stage.display.picture().part(0, 0, picture.width, picture.height);
    let places = || {
        let pairs = shown.pixels.iter().zip(&picture.pixels).enumerate();
        pairs.filter(|(_, (now, then))| now != then).map(|(place, _)| (place % picture.width, place / picture.width))
    };
    let (left, right) = (places().map(|(x, _)| x).min()?, places().map(|(x, _)| x).max()?);
    Some([left, places().map(|(_, y)| y).min()?, right, places().map(|(_, y)| y).max()?])
}

/// Whether nothing but a small sign in the middle of the upper edge is in sight of a picture `width` pixels wide.
fn is_sign([left, top, right, bottom]: [usize; 4], width: usize) -> bool {
    top == 0 && bottom < 19 && left.abs_diff(width / 2) < 16 && right.abs_diff(width / 2) < 16
}

fn clicks(remote: &Remote) -> Vec<(u16, u16)> {
    let click = |what: &Received| match what {
        Received::Pointer(pointer) if pointer.buttons == 1 => Some((pointer.position.x, pointer.position.y)),
        _ => None,
    };
    remote.desktop.received().iter().filter_map(click).collect()
}

#[test]
fn a_captured_keyboard_has_a_small_sign_that_lasts_and_takes_no_click() {
    for renderer in RENDERERS {
        let (stage, picture) = (Stage::new((1000, 700), Manager::Nobody), scene(SIZE.0, SIZE.1));
        let (remote, settings) = (Remote::new(&picture), Folder::new());
        let viewer = open(&stage, &remote, renderer, &settings);
        stage.wait_for(&picture, 0, 0);
        stage.xdotool("key ctrl+alt+shift+g");
        eventually("the sign alone, when the note has gone", || {
            differs(&stage, &picture).is_some_and(|part| is_sign(part, SIZE.0)).then_some(())
        });
        let before = settled(&viewer);
        std::thread::sleep(Duration::from_secs(2));
        assert_eq!(frames(&viewer), before, "{renderer}: it is only there");
        stage.xdotool("mousemove 320 9 click 1");
        eventually("the click on the sign, which is the remote desktop's", || {
            clicks(&remote).contains(&(320, 9)).then_some(())
        });
        stage.xdotool("mousemove 100 300");
        // The menu has the keyboard; then it is captured again.
        stage.xdotool("key F8");
        eventually("a free keyboard", || viewer.stderr().contains("keyboard captured=false").then_some(()));
        stage.xdotool("key Escape");
        eventually("the sign again", || {
            differs(&stage, &picture).is_some_and(|part| is_sign(part, SIZE.0)).then_some(())
        });
        stage.xdotool("key ctrl+alt+shift+g");
        stage.wait_for(&picture, 0, 0);
    }
}

#[test]
fn on_the_full_screen_the_sign_is_there_by_itself_and_where_it_is_not_wanted_it_is_not() {
    let (stage, picture) = (Stage::new((1000, 700), Manager::Openbox), scene(SIZE.0, SIZE.1));
    let (remote, settings) = (Remote::new(&picture), Folder::new());
    // The desktop is in the middle of the screen, with nothing above it but the sign.
    let above = || stage.display.picture().part(0, 0, 1000, 40);
    let lit = |part: &Picture| part.pixels.iter().filter(|pixel| **pixel != part.pixels[0]).count();
    for (written, is_wanted) in [("", true), ("[keyboard]\ncapture_sign = false\n", false)] {
        fs::write(settings.path("settings.toml"), written).expect("it can be written");
        let viewer = open(&stage, &remote, "cpu", &settings);
        eventually("a picture", || (frames(&viewer) > 1).then_some(()));
        settled(&viewer);
        stage.xdotool("key F11");
        stage.wait_for(&picture, 180, 110);
        viewer.wait_stderr("keyboard captured=true");
        settled(&viewer);
        if is_wanted {
            eventually("the sign", || (100..500).contains(&lit(&above())).then_some(()));
            // In the menu nothing is captured; the bar is not what is seen here.
            stage.xdotool("key F8");
            eventually("no sign", || (lit(&above()) == 0).then_some(()));
        } else {
            // What is said when it begins goes after a while.
            eventually("nothing above the desktop", || (lit(&above()) == 0).then_some(()));
        }
    }
}
