//! What the mouse, the menu and the clipboard do. Keys are the subject of the tests of typing.

use std::process::{Command, Stdio};
use std::time::Duration;

use server::desktop::{Pointer, Received};

use super::{Manager, Remote, Stage, scene, settled};

const PATIENCE: Duration = Duration::from_secs(15);

fn pointers(received: &[Received]) -> Vec<Pointer> {
    let pointer = |what: &Received| match what {
        Received::Pointer(pointer) => Some(*pointer),
        Received::Key(_) | Received::Moved(..) | Received::CutText(_) | Received::Power(_) | Received::Resized(_) => {
            None
        }
    };
    received.iter().filter_map(pointer).collect()
}

#[test]
fn clicks_arrive_at_the_pixel_under_the_mouse_at_any_scale() {
    for (scale, (x, y), pixel) in
        [("1:1", (123, 45), (123, 45)), ("200%", (247, 91), (123, 45)), ("50%", (61, 23), (122, 46))]
    {
        let (stage, picture) = (Stage::new((1400, 1100), Manager::Nobody), scene(640, 480));
        let remote = Remote::new(&picture);
        let viewer = stage.open(&remote.target(), &["--renderer", "cpu", "--scale", scale]);
        stage.focus();
        settled(&viewer);
        stage.xdotool(&format!("mousemove {x} {y} click 1"));
        let clicked = |received: &[Received]| pointers(received).iter().any(|pointer| pointer.buttons == 1);
        let received = remote.desktop.wait_until(PATIENCE, clicked).expect("a click");
        let click = pointers(&received).into_iter().find(|pointer| pointer.buttons == 1).expect("a click");
        assert_eq!((click.position.x, click.position.y), pixel, "{scale}");
        let released = |received: &[Received]| pointers(received).last().is_some_and(|last| last.buttons == 0);
        assert!(remote.desktop.wait_until(PATIENCE, released).is_some(), "{scale}: the button stayed down");
    }
}

#[test]
fn the_menu_keeps_keys_and_clicks_to_itself_and_can_send_what_it_keeps() {
    let (stage, picture) = (Stage::new((1000, 700), Manager::Nobody), scene(640, 480));
    let remote = Remote::new(&picture);
    let viewer = stage.open(&remote.target(), &["--renderer", "cpu"]);
    stage.focus();
    stage.wait_for(&picture, 0, 0);
    stage.xdotool("key F8");
    settled(&viewer);
    assert!(stage.display.picture().part(0, 0, 640, 480) != picture, "the menu is open");
    stage.xdotool("type abc");
    stage.xdotool("key Escape");
    stage.wait_for(&picture, 0, 0);
    let keys = |received: &[Received]| received.iter().filter(|what| matches!(what, Received::Key(_))).count();
    stage.xdotool("key z");
    let received = remote.desktop.wait_until(PATIENCE, |received| keys(received) >= 2).expect("the key after the menu");
    let all: Vec<_> = received
        .iter()
        .filter_map(|what| if let Received::Key(key) = what { Some(key.keysym) } else { None })
        .collect();
    assert_eq!(all, [0x7a, 0x7a], "only what was typed outside the menu");
}

#[test]
fn text_is_copied_both_ways() {
    crate::rig::process::require("xclip", "xclip");
    let (stage, picture) = (Stage::new((1000, 700), Manager::Nobody), scene(640, 480));
    let remote = Remote::new(&picture);
    copy(&stage, "from here");
    let viewer = stage.open(&remote.target(), &["--renderer", "cpu"]);
    stage.focus();
    let arrived = |received: &[Received]| received.contains(&Received::CutText("from here".into()));
    assert!(remote.desktop.wait_until(PATIENCE, arrived).is_some(), "{}", viewer.stderr());
    remote.desktop.cut("from there");
    crate::rig::eventually("the remote text", || (paste(&stage) == "from there").then_some(()));
}

fn copy(stage: &Stage, text: &str) {
    let mut command = Command::new("xclip");
    command.env("DISPLAY", stage.display.name()).args(["-selection", "clipboard"]).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("xclip can be run");
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), text.as_bytes()).expect("xclip reads");
    assert!(child.wait().expect("xclip ends").success());
}

fn paste(stage: &Stage) -> String {
    let mut command = Command::new("xclip");
    command.env("DISPLAY", stage.display.name()).args(["-selection", "clipboard", "-o"]);
    String::from_utf8_lossy(&command.output().expect("xclip can be run").stdout).into_owned()
}
