//! Several remote screens, several windows on one session, and full screens over one monitor or all.

use std::process::Command;
use std::time::Duration;

use rfb::{Rect, Size};
use server::{Options, Server, StillDesktop};
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, EventMask, PropMode};
use x11rb::wrapper::ConnectionExt as _;

use super::{Manager, RENDERERS, Remote, Stage, framebuffer, scene, settled};
use crate::rig::{Picture, eventually, require};

const LEFT: Rect = Rect::new(0, 0, 400, 300);
const RIGHT: Rect = Rect::new(400, 20, 300, 240);

/// A remote desktop with two screens of different size.
fn two_screens(picture: &Picture) -> Remote {
    let desktop = StillDesktop::new(framebuffer(picture)).named("two screens").with_screens([LEFT, RIGHT]);
    let handle = desktop.handle();
    let server = Server::bind("127.0.0.1:0", Options::default()).expect("a free port");
    Remote { server: server.spawn(desktop).expect("a thread"), desktop: handle }
}

fn windows(stage: &Stage) -> Vec<String> {
    let found = stage.command("search --onlyvisible --name Farview");
    String::from_utf8_lossy(&found.stdout).lines().map(str::to_owned).collect()
}

/// The contents of a window, as the display shows them.
fn contents(stage: &Stage, window: &str, size: Size) -> Picture {
    let (x, y) = stage.position(window);
    stage.display.picture().part(x, y, usize::from(size.width), usize::from(size.height))
}

/// Divides the display into two monitors.
fn two_monitors(stage: &Stage) {
    require("xrandr", "x11-xserver-utils");
    for monitor in ["left 500/100x700/200+0+0", "right 700/100x700/200+500+0"] {
        let arguments: Vec<&str> = monitor.split(' ').collect();
        let output = Command::new("xrandr")
            .args(["--display", &stage.display.name(), "--setmonitor", arguments[0], arguments[1], "none"])
            .output()
            .expect("xrandr can be run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

fn part(picture: &Picture, rect: Rect) -> Picture {
    picture.part(usize::from(rect.x), usize::from(rect.y), usize::from(rect.width), usize::from(rect.height))
}

#[test]
fn one_remote_screen_is_shown_as_large_as_it_can_be_and_clicked_where_it_is() {
    for renderer in RENDERERS {
        let (stage, picture) = (Stage::new((1000, 800), Manager::Nobody), scene(700, 300));
        let remote = two_screens(&picture);
        let viewer = stage.open(&remote.target(), &["--renderer", renderer, "--scale", "1:1"]);
        stage.focus();
        stage.wait_for(&picture, 0, 0);
        // Screens, the second one, and out of the menu.
        stage.choose(&viewer, &["F8", "s", "s", "Return", "s", "s", "Return", "Escape", "Escape"]);
        stage.wait_for(&part(&picture, RIGHT), 200, 30);
        stage.xdotool("mousemove 203 35 click 1");
        let clicked = |received: &[server::desktop::Received]| {
            received.iter().any(|what| {
                matches!(what, server::desktop::Received::Pointer(pointer)
                    if pointer.buttons == 1 && (pointer.position.x, pointer.position.y) == (403, 25))
            })
        };
        assert!(
            remote.desktop.wait_until(Duration::from_secs(10), clicked).is_some(),
            "{:?}",
            remote.desktop.received()
        );
        // What happens on the other screen is not to be seen, what happens on this one is.
        remote.desktop.draw(Rect::new(0, 0, 700, 300), vec![0x0012_3456; 700 * 300]);
        let mut plain = part(&picture, RIGHT);
        plain.fill(0, 0, 300, 240, 0x0012_3456);
        stage.wait_for(&plain, 200, 30);
    }
}

#[test]
fn each_remote_screen_has_a_window_of_its_own_and_all_are_one_session() {
    let (stage, picture) = (Stage::new((1400, 900), Manager::Openbox), scene(700, 300));
    let remote = two_screens(&picture);
    let viewer = stage.open(&remote.target(), &["--renderer", "cpu", "--scale", "1:1"]);
    let first = stage.focus();
    settled(&viewer);
    stage.choose(&viewer, &["F8", "s", "s", "Return", "e", "Return"]);
    let second = eventually("the second window", || windows(&stage).into_iter().find(|window| *window != first));
    stage.xdotool(&format!("windowmove --sync {second} 650 420"));
    stage.xdotool(&format!("windowmove --sync {first} 20 20"));
    let shows = |window: &str, rect: Rect, picture: &Picture| {
        // The first window keeps its size of 700 by 300: the first screen is in its middle.
        let whole = contents(&stage, window, if *window == first { Size::new(700, 300) } else { rect.size() });
        let (x, y) = ((whole.width - usize::from(rect.width)) / 2, (whole.height - usize::from(rect.height)) / 2);
        (whole.part(x, y, usize::from(rect.width), usize::from(rect.height)) == part(picture, rect)).then_some(())
    };
    eventually("the first screen", || shows(&first, LEFT, &picture));
    eventually("the second screen", || shows(&second, RIGHT, &picture));
    let mut changed = picture.clone();
    for (x, y) in [(10, 10), (500, 100)] {
        remote.desktop.draw(Rect::new(x, y, 30, 20), vec![0x0000_ff00; 600]);
        changed.fill(usize::from(x), usize::from(y), 30, 20, 0x0000_ff00);
    }
    eventually("the change in the first window", || shows(&first, LEFT, &changed));
    eventually("the change in the second window", || shows(&second, RIGHT, &changed));
    // The first window goes; the session goes on in the other.
    stage.xdotool(&format!("windowclose {first}"));
    eventually("one window to be left", || (windows(&stage) == [second.clone()]).then_some(()));
    remote.desktop.draw(Rect::new(420, 40, 30, 20), vec![0x00ff_0000; 600]);
    changed.fill(420, 40, 30, 20, 0x00ff_0000);
    eventually("a change after the first window has gone", || shows(&second, RIGHT, &changed));
    assert_eq!(viewer.stderr().matches("connected address=").count(), 1, "{}", viewer.stderr());
}

#[test]
fn the_full_screen_covers_all_monitors_or_one_and_goes_back_to_where_the_window_was() {
    let (stage, picture) = (Stage::new((1200, 700), Manager::Nobody), scene(400, 300));
    two_monitors(&stage);
    let remote = Remote::new(&picture);
    let viewer = stage.open(&remote.target(), &["--renderer", "cpu", "--scale", "1:1"]);
    stage.focus();
    stage.wait_for(&picture, 0, 0);
    let geometry = |window: &str| {
        let text = stage.xdotool(&format!("getwindowgeometry --shell {window}"));
        let number = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            line.and_then(|number| number.parse::<i32>().ok()).expect("a number")
        };
        [number("X"), number("Y"), number("WIDTH"), number("HEIGHT")]
    };
    let window = windows(&stage)[0].clone();
    // Screens, all monitors: the next entry that begins with an A.
    stage.choose(&viewer, &["F8", "s", "s", "Return", "a", "Return"]);
    eventually("all monitors", || (geometry(&window) == [0, 0, 1200, 700]).then_some(()));
    stage.xdotool("key Escape");
    stage.xdotool("key Escape");
    settled(&viewer);
    stage.wait_for(&picture, 400, 200);
    stage.xdotool("key F11");
    eventually("the place before", || (geometry(&window) == [0, 0, 400, 300]).then_some(()));
    stage.wait_for(&picture, 0, 0);
}

#[test]
fn a_window_manager_that_can_is_told_which_monitors_the_full_screen_covers() {
    let (stage, picture) = (Stage::new((1200, 700), Manager::Nobody), scene(400, 300));
    two_monitors(&stage);
    let (connection, screen) = x11rb::connect(Some(&stage.display.name())).expect("a display");
    let root = connection.setup().roots[screen].root;
    let atom = |name: &str| {
        connection.intern_atom(false, name.as_bytes()).expect("a request").reply().expect("an answer").atom
    };
    let (supported, wish) = (atom("_NET_SUPPORTED"), atom("_NET_WM_FULLSCREEN_MONITORS"));
    connection.change_property32(PropMode::REPLACE, root, supported, AtomEnum::ATOM, &[wish]).expect("a request");
    let listen = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
    connection.change_window_attributes(root, &listen).expect("a request").check().expect("it is allowed");

    let remote = Remote::new(&picture);
    let viewer = stage.open(&remote.target(), &["--renderer", "cpu", "--scale", "1:1"]);
    let window = stage.focus();
    stage.wait_for(&picture, 0, 0);
    let told = || {
        let event = connection.poll_for_event().expect("the display works")?;
        match event {
            Event::ClientMessage(message) if message.type_ == wish => Some((message.window, message.data.as_data32())),
            _ => None,
        }
    };
    stage.choose(&viewer, &["F8", "s", "s", "Return", "a", "Return"]);
    let (whose, monitors) = eventually("a word to the window manager", told);
    assert_eq!(whose.to_string(), window);
    assert_eq!(monitors, [0, 0, 0, 1, 1], "top, bottom, left, right, and that an application asks");
    // This monitor only: what was said before is taken back.
    stage.choose(&viewer, &["t", "Return"]);
    let (_, monitors) = eventually("another word", told);
    assert_eq!(monitors, [0, 0, 0, 0, 1]);
}
