//! Help texts, completions and manual pages.

use super::farview;
use super::golden::assert_golden;
use crate::rig::Folder;

const COMMANDS: [&str; 12] = [
    "view",
    "demo",
    "snapshot",
    "probe",
    "listen",
    "record",
    "replay",
    "play",
    "computers",
    "trust",
    "completions",
    "man",
];

#[test]
fn help_texts_are_the_golden_ones() {
    for (name, words) in [("farview-short.txt", ["-h"]), ("farview-long.txt", ["--help"])] {
        let finished = farview(words).run();
        finished.assert_success();
        assert_golden(&format!("help/{name}"), &finished.text());
    }
    for command in COMMANDS {
        let finished = farview([command, "--help"]).run();
        finished.assert_success();
        assert_golden(&format!("help/{command}.txt"), &finished.text());
    }
}

#[test]
fn the_help_lists_every_command_and_every_exit_code() {
    let help = farview(["--help"]).run().text();
    for command in COMMANDS {
        assert!(help.contains(&format!("\n  {command} ")), "{command} is missing in:\n{help}");
    }
    let codes = help.split_once("Exit codes:").map(|(_, codes)| codes.lines().filter(|line| !line.is_empty()).count());
    assert_eq!(codes, Some(10), "{help}");
}

#[test]
fn without_a_target_and_without_a_display_the_short_help_is_shown() {
    let nowhere = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
    let finished = nowhere.into_iter().fold(farview([]), |program, name| program.environment(name, "")).run();
    finished.assert_success();
    assert_eq!(finished.text(), farview(["-h"]).run().text());
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = farview(["completions", shell]).run();
        script.assert_success();
        let text = script.text();
        assert!(COMMANDS.iter().all(|command| text.contains(command)), "{shell}:\n{text}");
    }
}

#[test]
fn a_manual_page_is_written_for_every_command() {
    let folder = Folder::new();
    let path = folder.path("man1");
    farview(["man", path.to_str().expect("a path of text")]).run().assert_success();
    for command in COMMANDS {
        let page = std::fs::read_to_string(path.join(format!("farview-{command}.1"))).expect(command);
        assert!(page.contains(".TH"), "{page}");
    }
    assert!(path.join("farview.1").is_file());
}

#[test]
fn the_version_is_the_packages() {
    let finished = farview(["--version"]).run();
    assert_eq!(finished.text(), format!("farview {}\n", env!("CARGO_PKG_VERSION")));
}
