//! A picture that does not fit the window: bars, dragging, zooming, and one of several screens.

use std::time::Duration;

use server::desktop::{Pointer, Received};

use super::{Manager, RENDERERS, Remote, Stage, framebuffer, scene, settled};
use crate::rig::{Folder, Picture, Program};

const PATIENCE: Duration = Duration::from_secs(15);
/// What a window leaves of this display for a picture that is larger, less the bars.
const DISPLAY: (usize, usize) = (900, 700);
const AREA: (usize, usize) = (872, 600);
/// Where the bars are.
const LOWER_BAR: usize = 606;
const RIGHT_BAR: usize = 878;

fn shown(picture: &Picture, x: usize, y: usize) -> Picture {
    picture.part(x, y, AREA.0, AREA.1)
}

fn pointers(remote: &Remote) -> Vec<Pointer> {
    let pointer = |what: &Received| if let Received::Pointer(pointer) = what { Some(*pointer) } else { None };
    remote.desktop.received().iter().filter_map(pointer).collect()
}

/// Where the remote desktop is clicked by a click at a place of the window.
fn clicked(stage: &Stage, remote: &Remote, x: usize, y: usize) -> (u16, u16) {
    let before = remote.desktop.received().len();
    stage.xdotool(&format!("mousemove {x} {y} click 1"));
    let pressed = |what: &Received| matches!(what, Received::Pointer(Pointer { buttons: 1, .. }));
    let received = remote.desktop.wait_until(PATIENCE, |all| all[before.min(all.len())..].iter().any(pressed));
    let received = received.expect("a click");
    let found = received[before..].iter().find(|what| pressed(what));
    let Some(Received::Pointer(pointer)) = found else { panic!("a click was waited for") };
    (pointer.position.x, pointer.position.y)
}

#[test]
fn bars_move_the_picture_and_keep_the_mouse_to_themselves() {
    for renderer in RENDERERS {
        let (stage, picture) = (Stage::new(DISPLAY, Manager::Nobody), scene(1400, 1100));
        let remote = Remote::new(&picture);
        let viewer = stage.open(&remote.target(), &["--renderer", renderer, "--scale", "1:1"]);
        stage.focus();
        stage.wait_for(&shown(&picture, 0, 0), 0, 0);

        // Drag the lower thumb to the end, and a little back and forth on the way.
        stage.xdotool(&format!(
            "mousemove 100 {LOWER_BAR} mousedown 1 mousemove 400 {LOWER_BAR} mousemove 899 650 mouseup 1"
        ));
        stage.wait_for(&shown(&picture, 1400 - AREA.0, 0), 0, 0);
        // A click at the lower end of the right track brings the thumb there.
        stage.xdotool(&format!("mousemove {RIGHT_BAR} 590 click 1"));
        stage.wait_for(&shown(&picture, 1400 - AREA.0, 1100 - AREA.1), 0, 0);
        // The wheel on the lower bar goes to the left.
        stage.xdotool(&format!("mousemove 400 {LOWER_BAR} click 4"));
        stage.wait_for(&shown(&picture, 1400 - AREA.0 - 60, 1100 - AREA.1), 0, 0);
        let pressed: Vec<_> = pointers(&remote).into_iter().filter(|pointer| pointer.buttons != 0).collect();
        assert_eq!(pressed, [], "{renderer}: the bars are not the remote side's\n{}", viewer.stderr());
        assert_eq!(clicked(&stage, &remote, 10, 20), (1400 - 872 - 60 + 10, 1100 - 600 + 20));
    }
}

#[test]
fn a_window_of_another_size_and_a_desktop_of_another_size_keep_the_place() {
    let (stage, picture) = (Stage::new(DISPLAY, Manager::Nobody), scene(1600, 1300));
    let remote = Remote::new(&picture);
    let _viewer = stage.open(&remote.target(), &["--renderer", "cpu", "--scale", "1:1"]);
    let window = stage.focus();
    stage.wait_for(&shown(&picture, 0, 0), 0, 0);
    stage.xdotool(
        "keydown Control_L mousemove 700 500 mousedown 2 mousemove 500 400 mousemove 300 200 mouseup 2 keyup Control_L",
    );
    stage.wait_for(&shown(&picture, 400, 300), 0, 0);
    assert!(pointers(&remote).iter().all(|pointer| pointer.buttons == 0), "dragging is not the remote side's");
    let larger = scene(2000, 1500);
    remote.desktop.replace(framebuffer(&larger));
    stage.wait_for(&shown(&larger, 400, 300), 0, 0);
    stage.xdotool(&format!("windowsize --sync {window} 684 412"));
    stage.wait_for(&larger.part(500, 400, 672, 400), 0, 0);
    stage.xdotool(&format!("windowsize --sync {window} 884 612"));
    stage.wait_for(&shown(&larger, 400, 300), 0, 0);
}

#[test]
fn ctrl_and_the_wheel_zoom_around_the_mouse_and_send_nothing() {
    for renderer in RENDERERS {
        let (stage, picture) = (Stage::new(DISPLAY, Manager::Nobody), scene(1400, 1100));
        let remote = Remote::new(&picture);
        let viewer = stage.open(&remote.target(), &["--renderer", renderer, "--scale", "1:1"]);
        stage.focus();
        stage.wait_for(&shown(&picture, 0, 0), 0, 0);
        stage.xdotool("mousemove 600 400 keydown Control_L click 4 click 4 click 4 click 4 click 4 keyup Control_L");
        settled(&viewer);
        let wheel = pointers(&remote).into_iter().find(|pointer| pointer.buttons != 0);
        assert_eq!(wheel, None, "{renderer}: the wheel was not the remote side's");
        // 110, 125, 150, 175, 200 percent: what is beside the mouse has moved away.
        assert_eq!(clicked(&stage, &remote, 600, 400), (600, 400), "{renderer}");
        assert_eq!(clicked(&stage, &remote, 500, 300), (550, 350), "{renderer}");
        stage.xdotool("mousemove 600 400 keydown Control_L click 5 click 5 click 5 click 5 click 5 keyup Control_L");
        stage.wait_for(&shown(&picture, 0, 0), 0, 0);
    }
}

#[test]
fn every_scale_of_the_command_line_is_what_is_shown() {
    let picture = scene(400, 300);
    for (scale, size, point) in [
        ("integer", (884, 612), ((42, 6), (442, 306))),
        ("width", (884, 612), ((0, 0), (436, 300))),
        ("200%", (900, 650), ((50, 25), (450, 325))),
    ] {
        let (stage, remote) = (Stage::new(DISPLAY, Manager::Nobody), Remote::new(&picture));
        let viewer = stage.open(&remote.target(), &["--renderer", "cpu", "--scale", scale]);
        let window = stage.focus();
        settled(&viewer);
        stage.xdotool(&format!("windowsize --sync {window} {} {}", size.0, size.1));
        settled(&viewer);
        let ((left, top), (middle_x, middle_y)) = point;
        assert_eq!(clicked(&stage, &remote, left + 1, top + 1), (0, 0), "{scale}");
        let middle = clicked(&stage, &remote, middle_x, middle_y);
        assert!(
            middle.0.abs_diff(200) <= 1 && middle.1.abs_diff(if scale == "width" { 137 } else { 150 }) <= 1,
            "{scale}: {middle:?}"
        );
    }
}

#[test]
fn what_was_chosen_for_a_computer_is_there_the_next_time_and_the_command_line_comes_first() {
    let (stage, picture) = (Stage::new(DISPLAY, Manager::Nobody), scene(400, 300));
    let remote = Remote::new(&picture);
    let folder = Folder::new();
    let open = |arguments: &[&str]| {
        Program::new([remote.target()])
            .arguments(&["-vv", "--renderer", "cpu"])
            .arguments(arguments)
            .environment("DISPLAY", &stage.display.name())
            .environment("XDG_RUNTIME_DIR", "/nonexistent")
            .environment("FARVIEW_CONFIG_DIR", folder.path("settings").to_str().expect("a name"))
            .start()
    };
    let viewer = open(&[]);
    stage.focus();
    stage.wait_for(&picture, 0, 0);
    // From 100 to 125 percent, and pixels as they are: the menu has it under "Size".
    stage.xdotool("mousemove 200 150 keydown Control_L click 4 click 4 keyup Control_L");
    stage.choose(&viewer, &["F8", "s", "Return", "p", "Return", "Escape", "Escape"]);
    // It is written by a thread of its own.
    let is_written = || {
        let files = std::fs::read_dir(folder.path("settings")).ok()?;
        let mut texts = files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        texts.any(|text| text.contains("nearest") && text.contains("125%")).then_some(())
    };
    crate::rig::eventually("the choice to be written", is_written);
    drop(viewer);

    let viewer = open(&[]);
    stage.focus();
    settled(&viewer);
    // A window of the size of the picture, whose pixels are one or two of the window.
    let colours: Vec<u32> = (0..5).map(|x| picture.part(x, 0, 1, 1).pixels[0]).collect();
    let row = stage.display.picture().part(0, 0, 6, 1).pixels;
    assert_eq!(row, [colours[0], colours[1], colours[2], colours[2], colours[3], colours[4]], "125 percent, nearest");
    drop(viewer);
    let viewer = open(&["--scale", "200%"]);
    stage.focus();
    settled(&viewer);
    let row = stage.display.picture().part(0, 0, 6, 1).pixels;
    assert_eq!(row, [colours[0], colours[0], colours[1], colours[1], colours[2], colours[2]], "the command line");
}
