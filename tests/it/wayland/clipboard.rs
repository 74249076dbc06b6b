//! What is copied and selected, on both sides.

use std::io::Write as _;
use std::process::Stdio;
use std::time::Duration;

use server::desktop::Received;

use super::{Desk, eventually};
use crate::rig::require;

/// How long something is waited for that should not happen.
const LONG: Duration = Duration::from_millis(1500);

impl Desk {
    fn copy(&self, arguments: &[&str], text: &str) {
        require("wl-copy", "wl-clipboard");
        let mut command = self.sway.client("wl-copy");
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("wl-copy can be run");
        child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("wl-copy reads");
        assert!(child.wait().expect("wl-copy ends").success());
    }

    fn paste(&self, arguments: &[&str]) -> String {
        let output = self.sway.client("wl-paste").arg("--no-newline").args(arguments).output();
        String::from_utf8_lossy(&output.expect("wl-paste can be run").stdout).into_owned()
    }

    /// All texts that were sent, in order.
    fn sent(&self) -> Vec<String> {
        let text = |what| match what {
            Received::CutText(clipping) => Some(clipping.text),
            _ => None,
        };
        self.desktop.received().into_iter().filter_map(text).collect()
    }

    #[track_caller]
    fn wait_sent(&self, text: &str) {
        let last = || self.sent().pop().filter(|last| last == text);
        eventually(&format!("{text} to be sent, not only {:?}", self.sent()), last);
    }
}

#[test]
fn what_is_copied_passes_both_ways_and_not_while_another_window_is_in_use() {
    let desk = Desk::new("", &["--renderer", "cpu"]);
    desk.copy(&[], "in use");
    desk.wait_sent("in use");
    desk.copy(&["--primary"], "selected");
    desk.sway.tell("workspace 2");
    eventually("the focus to be gone", || (!desk.window()?.is_focused).then_some(()));
    desk.settled();
    desk.copy(&[], "meanwhile");
    std::thread::sleep(LONG);
    assert_eq!(desk.sent(), ["in use"]);
    desk.sway.tell("workspace 1");
    desk.wait_sent("meanwhile");
    desk.desktop.cut("from there");
    eventually("the remote text", || (desk.paste(&[]) == "from there").then_some(()));
    assert_eq!(desk.paste(&["--primary"]), "selected");
}

#[test]
fn of_the_clipboard_and_the_selection_the_newer_one_counts() {
    let settings = "[clipboard]\nsend_selection = true\nreceive_selection = true\n";
    let desk = Desk::new(settings, &["--renderer", "cpu"]);
    desk.copy(&["--primary"], "selected");
    desk.wait_sent("selected");
    desk.copy(&[], "copied");
    desk.wait_sent("copied");
    desk.sway.tell("workspace 2");
    eventually("the focus to be gone", || (!desk.window()?.is_focused).then_some(()));
    desk.settled();
    desk.copy(&["--primary"], "selected once more");
    desk.copy(&[], "copied last");
    desk.sway.tell("workspace 1");
    desk.wait_sent("copied last");
    std::thread::sleep(LONG);
    assert_eq!(desk.sent(), ["selected", "copied", "copied last"]);
    desk.desktop.cut("from there");
    eventually("the remote text for the middle button", || (desk.paste(&["--primary"]) == "from there").then_some(()));
}

#[test]
fn formatted_text_comes_from_the_remote_side() {
    let desk = Desk::new("", &["--renderer", "cpu"]);
    desk.desktop.cut(server::desktop::Clipping { text: "bold".into(), html: Some("<b>bold</b>".into()) });
    eventually("the remote HTML", || desk.paste(&["--type", "text/html"]).contains("<b>bold</b>").then_some(()));
    assert_eq!(desk.paste(&["--type", "text/plain"]), "bold");
}
