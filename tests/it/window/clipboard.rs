//! What passes between the clipboard here and the remote one: with xclip as the other program.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use server::desktop::Received;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, InputFocus};
use x11rb::rust_connection::RustConnection;

use super::{Manager, Remote, Stage, scene, settled};
use crate::rig::program::Running;
use crate::rig::{Folder, Program, eventually};

const PATIENCE: Duration = Duration::from_secs(15);
/// Long enough for a text that is sent to arrive, as every other test here shows.
const LONG: Duration = Duration::from_secs(1);

struct Desk {
    stage: Stage,
    remote: Remote,
    viewer: Running,
    _settings: Folder,
}

impl Desk {
    /// A window that has the focus, with these settings.
    fn new(settings: &str) -> Self {
        crate::rig::process::require("xclip", "xclip");
        let (stage, remote) = (Stage::new((1000, 700), Manager::Nobody), Remote::new(&scene(640, 480)));
        let folder = Folder::new();
        fs::write(folder.path("settings.toml"), settings).expect("it can be written");
        let path = folder.path("");
        let viewer = Program::new([remote.target()])
            .arguments(&["-vv", "--renderer", "cpu"])
            .environment("DISPLAY", &stage.display.name())
            .environment("WAYLAND_DISPLAY", "")
            .environment("FARVIEW_CONFIG_DIR", path.to_str().expect("a path"))
            .start();
        stage.focus();
        stage.wait_for(&scene(640, 480), 0, 0);
        settled(&viewer);
        Self { stage, remote, viewer, _settings: folder }
    }

    fn copy(&self, board: &str, text: &str) {
        let mut command = Command::new("xclip");
        command.env("DISPLAY", self.stage.display.name()).args(["-selection", board]).stdin(Stdio::piped());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("xclip can be run");
        child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("xclip reads");
        assert!(child.wait().expect("xclip ends").success());
    }

    fn paste(&self, board: &str) -> String {
        let mut command = Command::new("timeout");
        command.env("DISPLAY", self.stage.display.name()).args(["10", "xclip", "-selection", board, "-o"]);
        String::from_utf8_lossy(&command.output().expect("xclip can be run").stdout).into_owned()
    }

    /// Takes the keyboard away from the window.
    fn take_focus(&self) {
        let (connection, _) = RustConnection::connect(Some(&self.stage.display.name())).expect("X is there");
        connection.set_input_focus(InputFocus::NONE, x11rb::NONE, x11rb::CURRENT_TIME).expect("X is there");
        connection.flush().expect("X is there");
        eventually("the focus to be gone", || {
            connection.get_input_focus().ok()?.reply().ok().filter(|focus| focus.focus == x11rb::NONE)
        });
        settled(&self.viewer);
    }

    #[track_caller]
    fn assert_sent(&self, text: &str) {
        let arrived = |received: &[Received]| received.contains(&Received::CutText(text.into()));
        assert!(self.remote.desktop.wait_until(PATIENCE, arrived).is_some(), "{text}: {}", self.viewer.stderr());
    }

    #[track_caller]
    fn assert_not_sent(&self, text: &str) {
        let arrived = |received: &[Received]| received.contains(&Received::CutText(text.into()));
        assert!(self.remote.desktop.wait_until(LONG, arrived).is_none(), "{text} was sent");
    }
}

#[test]
fn what_is_copied_while_the_window_is_in_use_is_sent_at_once_and_otherwise_when_it_is_again() {
    let desk = Desk::new("");
    desk.copy("clipboard", "in use");
    desk.assert_sent("in use");
    desk.take_focus();
    desk.copy("clipboard", "meanwhile");
    desk.assert_not_sent("meanwhile");
    desk.stage.focus();
    desk.assert_sent("meanwhile");
}

#[test]
fn each_direction_is_a_setting_of_its_own() {
    let desk = Desk::new("[clipboard]\nsend = false\n");
    desk.copy("clipboard", "from here");
    desk.assert_not_sent("from here");
    desk.remote.desktop.cut("from there");
    eventually("the remote text", || (desk.paste("clipboard") == "from there").then_some(()));
    let desk = Desk::new("[clipboard]\nreceive = false\n");
    desk.copy("clipboard", "from here");
    desk.assert_sent("from here");
    desk.remote.desktop.cut("from there");
    thread::sleep(LONG);
    assert_eq!(desk.paste("clipboard"), "from here");
}

#[test]
fn the_selection_passes_where_that_is_wanted() {
    let desk = Desk::new("[clipboard]\nsend_selection = true\nreceive_selection = true\n");
    desk.copy("primary", "selected");
    desk.assert_sent("selected");
    desk.remote.desktop.cut("from there");
    eventually("the remote text for the middle button", || (desk.paste("primary") == "from there").then_some(()));
    let desk = Desk::new("");
    desk.copy("primary", "selected");
    desk.assert_not_sent("selected");
    desk.remote.desktop.cut("from there");
    eventually("the remote text", || (desk.paste("clipboard") == "from there").then_some(()));
    assert_eq!(desk.paste("primary"), "selected");
}

#[test]
fn what_is_longer_than_the_limit_stays_where_it_is() {
    let desk = Desk::new("[clipboard]\nlimit_kib = 1\n");
    desk.copy("clipboard", &"long ".repeat(300));
    desk.assert_not_sent(&"long ".repeat(300));
    desk.copy("clipboard", "short");
    desk.assert_sent("short");
    desk.remote.desktop.cut("far ".repeat(300));
    thread::sleep(LONG);
    assert_eq!(desk.paste("clipboard"), "short");
}
