//! The session bar, the menu's entries, numbers, the log and screenshots, operated as a user does.

use std::process::Command;
use std::time::Duration;

use rfb::Rect;
use server::desktop::Received;

use super::{Manager, RENDERERS, Remote, Stage, frames, scene, settled};
use crate::rig::program::Running;
use crate::rig::{Folder, Picture, Program, eventually};

/// A window of 640 by 480 in the upper left corner, with the desktop in its own size.
struct Desk {
    stage: Stage,
    remote: Remote,
    picture: Picture,
    viewer: Running,
}

impl Desk {
    fn new(arguments: &[&str]) -> Self {
        Self::with_pictures_in("/nonexistent", arguments)
    }

    fn with_pictures_in(folder: &str, arguments: &[&str]) -> Self {
        let (stage, picture) = (Stage::new((1000, 700), Manager::Nobody), scene(640, 480));
        let remote = Remote::new(&picture);
        let viewer = Program::new([remote.target()])
            .argument("-vv")
            .arguments(arguments)
            .environment("DISPLAY", &stage.display.name())
            .environment("XDG_RUNTIME_DIR", "/nonexistent")
            .environment("XDG_PICTURES_DIR", folder)
            .environment("LIBGL_ALWAYS_SOFTWARE", "1")
            .start();
        stage.focus();
        stage.wait_for(&picture, 0, 0);
        settled(&viewer);
        Self { stage, remote, picture, viewer }
    }

    /// Lets the mouse rest at the upper edge until the bar is there, and returns where it begins and ends.
    fn bar(&self) -> (usize, usize) {
        self.stage.xdotool("mousemove 320 100 mousemove 320 1");
        eventually("the bar", || self.bar_now());
        // It slides in.
        settled(&self.viewer);
        self.bar_now().expect("the bar stays while the mouse is there")
    }

    /// Where the bar begins and ends, if it is there.
    fn bar_now(&self) -> Option<(usize, usize)> {
        // Half way between its edge and its buttons nothing but the bar is drawn.
        let row = 10;
        let shown = self.stage.display.picture().part(0, row, 640, 1);
        let ours = self.picture.part(0, row, 640, 1);
        let differs = |x: &usize| shown.pixels[*x] != ours.pixels[*x];
        let (first, last) = ((0..640).find(differs)?, (0..640).rev().find(differs)?);
        (last - first > 200).then_some((first, last))
    }

    /// Whether the bar takes the whole edge: nothing of the picture is above its buttons.
    fn has_strip(&self) -> bool {
        let row = self.stage.display.picture().part(0, 2, 640, 1);
        row.pixels.iter().all(|pixel| *pixel == row.pixels[0])
    }

    fn clicks(&self) -> Vec<(u16, u16)> {
        let click = |what: &Received| match what {
            Received::Pointer(pointer) if pointer.buttons == 1 => Some((pointer.position.x, pointer.position.y)),
            _ => None,
        };
        self.remote.desktop.received().iter().filter_map(click).collect()
    }

    fn differs(&self) -> bool {
        self.stage.display.picture().part(0, 0, 640, 480) != self.picture
    }

    /// The keysyms that went down or up.
    fn keys(&self) -> Vec<u32> {
        let key = |what: &Received| if let Received::Key(key) = what { Some(key.keysym) } else { None };
        self.remote.desktop.received().iter().filter_map(key).collect()
    }
}

/// Where a button is, counted from an end of the bar.
const BUTTON: usize = 5 + 17;
/// How high the bar is where it stays.
const STRIP: usize = 42;

#[test]
fn the_bar_comes_where_the_mouse_rests_takes_only_its_own_clicks_and_goes_again() {
    for renderer in RENDERERS {
        let desk = Desk::new(&["--renderer", renderer]);
        let (left, _) = desk.bar();
        desk.stage.xdotool("click 1");
        eventually("the click at the edge, which is the remote desktop's", || {
            desk.clicks().contains(&(320, 1)).then_some(())
        });
        // Pinned, it stays, and the picture gets the rest of the window; the click does not get through.
        desk.stage.xdotool(&format!("mousemove {} 23 click 1", left + BUTTON));
        desk.stage.xdotool("mousemove 320 300");
        eventually("the bar along the whole edge", || desk.has_strip().then_some(()));
        std::thread::sleep(Duration::from_secs(1));
        assert!(desk.has_strip(), "{renderer}: it is pinned");
        desk.stage.xdotool("click 1");
        eventually("the click on the desktop", || desk.clicks().iter().any(|(x, _)| *x == 320).then_some(()));
        let before = settled(&desk.viewer);
        std::thread::sleep(Duration::from_secs(2));
        assert_eq!(frames(&desk.viewer), before, "{renderer}: nothing is drawn while the bar is only there");

        desk.stage.xdotool(&format!("mousemove {} 21 click 1 mousemove 320 300", left + BUTTON));
        desk.stage.wait_for(&desk.picture, 0, 0);
        let before = settled(&desk.viewer);
        std::thread::sleep(Duration::from_secs(2));
        assert_eq!(frames(&desk.viewer), before, "{renderer}: nor while it is not");
        let ours = desk.clicks().into_iter().filter(|(x, y)| *y < 60 && usize::from(*x) != 320).count();
        assert_eq!(ours, 0, "{renderer}: {:?}", desk.clicks());

        let (_, right) = desk.bar();
        desk.stage.xdotool(&format!("mousemove {} 23 click 1", right - BUTTON));
        desk.viewer.finish().assert_success();
    }
}

#[test]
fn a_bar_that_stays_lies_over_nothing_and_gives_its_room_back() {
    for renderer in RENDERERS {
        let desk = Desk::new(&["--renderer", renderer]);
        let (left, _) = desk.bar();
        desk.stage.xdotool(&format!("mousemove {} 23 click 1 mousemove 320 300", left + BUTTON));
        eventually("the bar along the whole edge", || desk.has_strip().then_some(()));
        let window = desk.stage.focus();
        // With room for both the picture has its own size again.
        let height = 480 + STRIP;
        desk.stage.xdotool(&format!("windowsize --sync {window} 640 {height}"));
        desk.stage.wait_for(&desk.picture, 0, STRIP);
        for (x, y) in [(20, 0), (20, STRIP - 1), (20, STRIP), (639, height - 1)] {
            desk.stage.xdotool(&format!("mousemove {x} {y} click 1"));
        }
        eventually("the clicks on the desktop", || {
            let clicks = desk.clicks();
            (clicks.contains(&(20, 0)) && clicks.contains(&(639, 479))).then_some(())
        });
        assert_eq!(desk.clicks().len(), 2, "{renderer}: those on the bar are the bar's: {:?}", desk.clicks());

        // What hangs from it opens without a detour over the edge, and another click closes it.
        let before = desk.stage.display.picture();
        desk.stage.xdotool(&format!("mousemove {} 21 click 1", left + BUTTON + 2 * 36 + 11));
        let hanging = || desk.stage.display.picture().part(0, STRIP, 640, 200);
        eventually("what hangs from the bar", || (hanging() != before.part(0, STRIP, 640, 200)).then_some(()));
        desk.stage.xdotool("click 1");
        desk.stage.wait_for(&desk.picture, 0, STRIP);

        desk.stage.xdotool(&format!("mousemove {} 21 click 1 mousemove 320 300", left + BUTTON));
        desk.stage.wait_for(&desk.picture, 0, STRIP / 2);
        assert_eq!(desk.clicks().len(), 2, "{renderer}: {:?}", desk.clicks());
    }
}

#[test]
fn the_window_makes_room_for_a_bar_that_stays_and_the_remote_desktop_follows_what_is_left() {
    let (stage, picture) = (Stage::new((1000, 700), Manager::Nobody), scene(640, 480));
    let (remote, settings) = (Remote::new(&picture), Folder::new());
    let text = "[window]\nbar = \"pinned\"\n[picture]\nfollow_window = true\n";
    std::fs::write(settings.path("settings.toml"), text).expect("it can be written");
    let _viewer = Program::new([remote.target()])
        .arguments(&["-vv", "--renderer", "cpu"])
        .environment("DISPLAY", &stage.display.name())
        .environment("XDG_RUNTIME_DIR", "/nonexistent")
        .environment("FARVIEW_CONFIG_DIR", &settings.path("").to_string_lossy())
        .start();
    let window = stage.focus();
    stage.wait_for(&picture, 0, STRIP);
    stage.xdotool(&format!("windowsize --sync {window} 700 500"));
    let size = rfb::Size::new(700, 500 - STRIP as u16);
    let asked = |received: &[Received]| received.contains(&Received::Resized(size));
    let answer = remote.desktop.wait_until(Duration::from_secs(30), asked);
    assert!(answer.is_some(), "{:?}", remote.desktop.received());
    let others = remote.desktop.received();
    let others = others.iter().any(|what| matches!(what, Received::Resized(other) if *other != size));
    assert!(!others, "{:?}", remote.desktop.received());
}

#[test]
fn panels_stay_as_they_are_while_the_picture_changes_beside_and_below_them() {
    for (renderer, keys) in RENDERERS.into_iter().flat_map(|one| [(one, "F8"), (one, "ctrl+alt+shift+k")]) {
        let desk = Desk::new(&["--renderer", renderer]);
        desk.stage.xdotool(&format!("mousemove 630 240 key {keys}"));
        settled(&desk.viewer);
        let before = desk.stage.display.picture();
        assert!(desk.differs(), "{renderer}: a panel is open");
        for rect in [Rect::new(0, 0, 640, 480), Rect::new(4, 460, 16, 16), Rect::new(0, 200, 640, 60)] {
            let (x, y) = (usize::from(rect.x), usize::from(rect.y));
            let (width, height) = (usize::from(rect.width), usize::from(rect.height));
            desk.remote.desktop.draw(rect, vec![0x0020_40ff; width * height]);
            eventually("the change", || (desk.stage.display.picture() != before).then_some(()));
            desk.remote.desktop.draw(rect, desk.picture.part(x, y, width, height).pixels);
            eventually("all as it was", || (desk.stage.display.picture() == before).then_some(()));
        }
    }
}

#[test]
fn who_presses_at_the_edge_or_passes_it_gets_no_bar() {
    let desk = Desk::new(&["--renderer", "cpu"]);
    desk.stage.xdotool("mousemove 320 100 mousemove 320 1 mousedown 1");
    std::thread::sleep(Duration::from_millis(900));
    assert_eq!(desk.bar_now(), None);
    desk.stage.xdotool("mouseup 1");
    std::thread::sleep(Duration::from_millis(900));
    assert_eq!(desk.bar_now(), None, "the click was meant for the remote desktop");
    desk.stage.xdotool("mousemove 320 200 mousemove 10 1");
    std::thread::sleep(Duration::from_millis(900));
    assert_eq!(desk.bar_now(), None, "corners are the remote desktop's");
    desk.stage.wait_for(&desk.picture, 0, 0);
}

#[test]
fn the_keyboard_opens_the_bar_walks_along_it_and_gives_itself_back() {
    let desk = Desk::new(&["--renderer", "cpu"]);
    desk.stage.xdotool("key ctrl+alt+shift+b");
    eventually("the bar", || desk.bar_now());
    settled(&desk.viewer);
    desk.stage.xdotool("key Tab");
    desk.stage.xdotool("key space");
    desk.stage.xdotool("key Escape");
    settled(&desk.viewer);
    assert!(desk.bar_now().is_some(), "it was pinned");
    desk.stage.xdotool("key z");
    eventually("a key for the remote desktop", || desk.keys().contains(&0x7a).then_some(()));
    for (keysym, name) in [(0xff09, "Tab"), (0x20, "space"), (0xff1b, "Escape")] {
        assert!(!desk.keys().contains(&keysym), "{name} was for the bar");
    }
}

#[test]
fn the_menu_is_operated_by_letters_arrows_and_enter() {
    let desk = Desk::new(&["--renderer", "cpu"]);
    for keys in ["F8", "q", "Return", "l", "Return"] {
        desk.stage.xdotool(&format!("key {keys}"));
        settled(&desk.viewer);
    }
    eventually("another quality", || desk.viewer.stderr().contains("quality: Some(Lossless)").then_some(()));
    desk.stage.xdotool("key Escape");
    desk.stage.xdotool("key Escape");
    desk.stage.wait_for(&desk.picture, 0, 0);
    assert!(desk.keys().is_empty(), "nothing of it was sent: {:?}", desk.keys());
}

#[test]
fn a_screenshot_shows_what_the_screen_does_in_a_file_and_on_the_clipboard() {
    crate::rig::process::require("xclip", "xclip");
    let folder = Folder::new();
    let pictures = folder.path("Pictures");
    let desk = Desk::with_pictures_in(&pictures.to_string_lossy(), &["--renderer", "cpu"]);
    desk.stage.xdotool("key ctrl+alt+shift+p");
    let saved = || std::fs::read_dir(&pictures).ok()?.flatten().map(|entry| entry.path()).find(|path| is_png(path));
    let saved = crate::rig::until(Duration::from_secs(30), saved);
    let Some(saved) = saved else { panic!("there is no file: {}", desk.viewer.stderr()) };
    Picture::read_png(&saved).assert_same(&desk.picture, "the file");
    let name = saved.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(name.starts_with("127.0.0.1-"), "{name}");

    // The third entry that begins with this letter.
    for keys in ["F8", "s", "s", "s", "Return", "c", "Return"] {
        desk.stage.xdotool(&format!("key {keys}"));
        settled(&desk.viewer);
    }
    let copied = eventually("the picture", || paste(&desk.stage));
    Picture::decode_png(std::io::Cursor::new(copied)).assert_same(&desk.picture, "the clipboard");
}

fn is_png(path: &std::path::Path) -> bool {
    path.extension().is_some_and(|extension| extension == "png")
}

fn paste(stage: &Stage) -> Option<Vec<u8>> {
    let mut command = Command::new("timeout");
    command.args(["10", "xclip", "-selection", "clipboard", "-o", "-t", "image/png"]);
    let output = command.env("DISPLAY", stage.display.name()).output().expect("xclip can be run");
    (output.status.success() && !output.stdout.is_empty()).then_some(output.stdout)
}

#[test]
fn numbers_take_no_input_and_the_log_only_what_is_over_it() {
    let desk = Desk::new(&["--renderer", "cpu"]);
    desk.stage.xdotool("key ctrl+alt+shift+s");
    eventually("the numbers", || desk.differs().then_some(()));
    desk.stage.xdotool("mousemove 560 60 click 1");
    eventually("a click through the numbers", || desk.clicks().contains(&(560, 60)).then_some(()));
    desk.stage.xdotool("key ctrl+alt+shift+s");
    desk.stage.wait_for(&desk.picture, 0, 0);

    desk.stage.xdotool("key ctrl+alt+shift+l");
    eventually("the log", || desk.differs().then_some(()));
    desk.stage.xdotool("mousemove 200 420 click 1 mousemove 200 100 click 1");
    eventually("the click beside the log", || desk.clicks().contains(&(200, 100)).then_some(()));
    assert!(!desk.clicks().contains(&(200, 420)), "the click on the log");
    desk.stage.xdotool("key a");
    eventually("a key", || desk.keys().contains(&0x61).then_some(()));
    desk.stage.xdotool("key ctrl+alt+shift+l");
    desk.stage.wait_for(&desk.picture, 0, 0);
    let before = settled(&desk.viewer);
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(frames(&desk.viewer), before, "hidden, they draw nothing");
}

#[test]
fn the_log_is_searched_with_keys_that_nobody_else_gets() {
    let desk = Desk::new(&["--renderer", "cpu"]);
    desk.stage.xdotool("key ctrl+alt+shift+f");
    eventually("the log", || desk.differs().then_some(()));
    settled(&desk.viewer);
    let everything = desk.stage.display.picture();
    desk.stage.xdotool("type fnord");
    eventually("no line", || (desk.stage.display.picture() != everything).then_some(()));
    settled(&desk.viewer);
    let before = frames(&desk.viewer);
    desk.stage.xdotool("key Escape");
    eventually("the lines again", || (frames(&desk.viewer) > before).then_some(()));
    settled(&desk.viewer);
    desk.stage.xdotool("key Escape");
    settled(&desk.viewer);
    desk.stage.xdotool("key a");
    eventually("a key for the remote desktop", || desk.keys().contains(&0x61).then_some(()));
    assert!(!desk.keys().contains(&0x6e), "none of what was searched for: {:?}", desk.keys());
    // A click into the field is enough to search, one beside the log to stop.
    desk.stage.xdotool("mousemove 150 280 click 1");
    desk.stage.xdotool("mousemove 320 100");
    desk.stage.xdotool("key ctrl+alt+shift+l");
    desk.stage.wait_for(&desk.picture, 0, 0);
}
