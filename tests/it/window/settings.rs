//! Settings in a real window: what is chosen counts at once and is in the file; broken files; one computer alone; the command line.

use std::fs;

use server::desktop::Received;

use super::{Manager, Remote, Stage, frames, scene, settled};
use crate::rig::program::Running;
use crate::rig::wait::READY;
use crate::rig::{Folder, Program, eventually, until};

/// A folder for settings with this in `settings.toml`.
fn folder(text: &str) -> Folder {
    let folder = Folder::new();
    fs::write(folder.path("settings.toml"), text).expect("it can be written");
    folder
}

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path(name)).unwrap_or_default()
}

/// Opens a window with these settings on `remote`, and waits for its picture.
fn open(stage: &Stage, remote: &Remote, settings: &Folder, arguments: &[&str]) -> Running {
    let path = settings.path("");
    let viewer = Program::new([remote.target()])
        .arguments(&["-vv", "--renderer", "cpu"])
        .arguments(arguments)
        .environment("DISPLAY", &stage.display.name())
        .environment("XDG_RUNTIME_DIR", "/nonexistent")
        .environment("FARVIEW_CONFIG_DIR", path.to_str().expect("a path"))
        .start();
    stage.focus();
    eventually("a picture", || (frames(&viewer) > 1).then_some(()));
    settled(&viewer);
    viewer
}

/// Opens the settings page.
fn open_page(stage: &Stage, viewer: &Running) {
    press(stage, viewer, "ctrl+alt+shift+comma");
}

/// Presses keys, each when what the one before did has been drawn.
fn press(stage: &Stage, viewer: &Running, keys: &str) {
    for key in keys.split(' ') {
        drawn(viewer, || stage.xdotool(&format!("key {key}")));
    }
}

/// Does something that shows in the window, and waits until it does.
fn drawn<R>(viewer: &Running, act: impl FnOnce() -> R) {
    let before = frames(viewer);
    act();
    eventually("another frame", || (frames(viewer) > before).then_some(()));
    settled(viewer);
}

/// How much of the window is as white as a light card.
fn white(stage: &Stage) -> usize {
    stage.display.picture().pixels.iter().filter(|pixel| **pixel & 0x00ff_ffff == 0x00ff_ffff).count()
}

const MUCH: usize = 50_000;

#[test]
fn what_is_chosen_counts_at_once_and_is_in_the_file() {
    let (stage, remote) = (Stage::new((1000, 700), Manager::Nobody), Remote::new(&scene(900, 640)));
    let settings = folder("# mine\n[clipboard]\nlimit_kib = 64 # small\n");
    let viewer = open(&stage, &remote, &settings, &[]);
    open_page(&stage, &viewer);
    assert!(white(&stage) < MUCH, "it is dark");
    drawn(&viewer, || stage.xdotool("type panels"));
    press(&stage, &viewer, "Tab Tab Tab Tab Tab space");
    eventually("a light window", || (white(&stage) > MUCH).then_some(()));
    let expected = "# mine\n[clipboard]\nlimit_kib = 64 # small\n\n[window]\ntheme = \"light\"\n";
    eventually("the file", || (read(&settings, "settings.toml") == expected).then_some(()));
    eventually("an open page to come to rest", || {
        let before = settled(&viewer);
        std::thread::sleep(std::time::Duration::from_secs(2));
        (frames(&viewer) == before).then_some(())
    });
}

#[test]
fn a_broken_file_is_told_with_its_line_and_left_alone() {
    let (stage, remote) = (Stage::new((1000, 700), Manager::Nobody), Remote::new(&scene(900, 640)));
    let broken = "[window]\ntheme = \n";
    let settings = folder(broken);
    let viewer = open(&stage, &remote, &settings, &[]);
    assert!(viewer.stderr().contains("line 2"), "{}", viewer.stderr());
    open_page(&stage, &viewer);
    drawn(&viewer, || stage.xdotool("type panels"));
    press(&stage, &viewer, "Tab Tab Tab Tab Tab space");
    eventually("a light window all the same", || (white(&stage) > MUCH).then_some(()));
    viewer.wait_stderr("a setting is not kept");
    assert_eq!(read(&settings, "settings.toml"), broken);
}

#[test]
fn what_is_chosen_for_one_computer_counts_there_the_next_time() {
    let (stage, remote) = (Stage::new((1000, 700), Manager::Nobody), Remote::new(&scene(900, 640)));
    let settings = folder("");
    let viewer = open(&stage, &remote, &settings, &[]);
    open_page(&stage, &viewer);
    drawn(&viewer, || stage.xdotool("type view_only"));
    press(&stage, &viewer, "Tab Tab space Tab space");
    eventually("the computer's own", || read(&settings, "computers.toml").contains("view_only = true").then_some(()));
    assert!(!read(&settings, "settings.toml").contains("view_only"));
    drop(viewer);
    let viewer = open(&stage, &remote, &settings, &[]);
    stage.xdotool("key z");
    settled(&viewer);
    let typed = remote.desktop.received().iter().any(|what| matches!(what, Received::Key(key) if key.keysym == 0x7a));
    assert!(!typed, "only looking, as was chosen for this computer");
}

#[test]
fn the_command_line_wins() {
    let (stage, remote) = (Stage::new((1000, 700), Manager::Nobody), Remote::new(&scene(900, 640)));
    let settings = folder("[window]\ntheme = \"light\"\n");
    let viewer = open(&stage, &remote, &settings, &["--theme", "dark"]);
    open_page(&stage, &viewer);
    assert!(white(&stage) < MUCH, "the option is for dark");
    drop(viewer);
    let viewer = open(&stage, &remote, &settings, &[]);
    open_page(&stage, &viewer);
    eventually("the light of the file", || (white(&stage) > MUCH).then_some(()));
}

#[test]
fn the_keys_of_an_action_are_changed_by_pressing_them_and_nobody_loses_theirs_unasked() {
    let (stage, remote) = (Stage::new((1000, 700), Manager::Nobody), Remote::new(&scene(900, 640)));
    let settings = folder("");
    let viewer = open(&stage, &remote, &settings, &[]);
    let is = |screenshot: &str, menu: &str| {
        let expected = [("screenshot", screenshot), ("menu", menu)];
        let is_so = || {
            let written = read(&settings, "settings.toml");
            let has = |(key, keys): &(&str, &str)| match *keys {
                "usual" => !written.contains(&format!("{key} =")),
                keys => written.contains(&format!("{key} = \"{keys}\"\n")),
            };
            expected.iter().all(has).then_some(())
        };
        let found = until(READY, is_so);
        assert!(found.is_some(), "{expected:?} is not in the file: {}", read(&settings, "settings.toml"));
    };
    open_page(&stage, &viewer);
    drawn(&viewer, || stage.xdotool("type shortcuts.screenshot"));
    // The button for it has the focus, at first and again after each time.
    let change = |times: usize| {
        eventually("the window to wait for keys", || {
            let is_waiting = viewer.stderr().matches("keys are waited for").count() >= times;
            if !is_waiting {
                drawn(&viewer, || stage.xdotool("key Return"));
            }
            is_waiting.then_some(())
        });
    };
    press(&stage, &viewer, "Tab Tab Tab");
    change(1);
    press(&stage, &viewer, "ctrl+alt+y");
    is("Ctrl+Alt+Y", "usual");
    // The menu's key is left to it, Escape changes nothing, and what is needed for typing is not taken.
    change(2);
    press(&stage, &viewer, "F8 Escape");
    change(3);
    press(&stage, &viewer, "x Escape");
    is("Ctrl+Alt+Y", "usual");
    change(4);
    press(&stage, &viewer, "BackSpace");
    is("", "usual");
    let sent = |keysym: u32| {
        let is = |what: &Received| matches!(what, Received::Key(key) if key.keysym == keysym);
        remote.desktop.received().iter().any(is)
    };
    assert!(![0x78, 0x79, 0xff08, 0xffc5].into_iter().any(sent), "none of that was for the remote desktop");
}
