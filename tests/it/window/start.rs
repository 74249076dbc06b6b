//! The start page, as a new user meets it and as somebody with many computers does.

use std::fs;

use super::{Manager, Remote, Stage, frames, scene, settled};
use crate::rig::program::Running;
use crate::rig::{Folder, Program, eventually};

/// The colour of the button that is most likely wanted, in the dark theme.
const ACCENT: u32 = 0x003d_7df0;

/// Whether a pixel has it, as far as renderers agree on colours.
fn is_accent(pixel: u32) -> bool {
    let near = |shift: u32| (((pixel >> shift) & 0xff) as i32 - ((ACCENT >> shift) & 0xff) as i32).abs() <= 2;
    near(0) && near(8) && near(16)
}

/// A start page with a folder for settings of its own.
struct Start {
    stage: Stage,
    folder: Folder,
    viewer: Running,
}

impl Start {
    fn new(computers: Option<&str>) -> Self {
        let (stage, folder) = (Stage::new((1000, 700), Manager::Openbox), Folder::new());
        if let Some(computers) = computers {
            folder.write("computers.toml", computers.as_bytes());
        }
        let viewer = Program::new(["-vv", "--theme", "dark", "--renderer", "cpu"])
            .environment("DISPLAY", &stage.display.name())
            .environment("XDG_RUNTIME_DIR", "/nonexistent")
            .environment("FARVIEW_CONFIG_DIR", &folder.as_ref().display().to_string())
            .start();
        stage.focus();
        settled(&viewer);
        Self { stage, folder, viewer }
    }

    /// Types and presses what the start page is to see, one after the other.
    fn keys(&self, steps: &[&str]) {
        for step in steps {
            match step.strip_prefix('<') {
                Some(key) => self.stage.xdotool(&format!("key {key}")),
                None => self.stage.xdotool(&format!("type {step}")),
            };
            settled(&self.viewer);
        }
    }

    fn computers(&self) -> String {
        fs::read_to_string(self.folder.path("computers.toml")).unwrap_or_default()
    }

    #[track_caller]
    fn eventually_kept(&self, what: &str, is_so: impl Fn(&str) -> bool) {
        eventually(what, || is_so(&self.computers()).then_some(()));
    }
}

#[test]
fn a_new_user_sees_the_demo_with_one_click_and_comes_back_to_the_start_page() {
    let start = Start::new(None);
    // The field at the top has an edge of the same colour.
    let button = || -> Vec<(usize, usize)> {
        let picture = start.stage.display.picture();
        let (width, height) = (picture.width, picture.height);
        let places = (height / 3..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        places.filter(|&(x, y)| is_accent(picture.pixels[y * width + x])).collect()
    };
    let whole = button();
    assert!(whole.len() > 1000, "there is a button for the demo");
    let (x, y) = whole[whole.len() / 2];
    start.stage.xdotool(&format!("mousemove {x} {y} click 1"));
    start.viewer.wait_stderr("session open");
    assert_eq!(start.computers(), "", "the demo is gone with the program, and not remembered");
    eventually("the demo", || (button().len() < 1000).then_some(()));
    start.stage.xdotool("mousemove 3 690 key ctrl+alt+shift+w");
    eventually("the start page", || (button().len() > 1000).then_some(()));
}

#[test]
fn a_server_is_reached_with_one_line_typed_and_remembered() {
    let (start, picture) = (Start::new(None), scene(640, 480));
    let remote = Remote::new(&picture);
    start.keys(&[&remote.target(), "<Return"]);
    start.viewer.wait_stderr("session open");
    start.eventually_kept("the computer to be remembered", |text| text.contains(&remote.target()));
    assert!(start.computers().contains("saved = false"));
    assert!(!start.folder.path("thumbnails").exists(), "no picture is kept of what was only visited");
}

#[test]
fn computers_are_added_changed_and_deleted_by_keyboard_alone() {
    let start = Start::new(None);
    start.keys(&["<ctrl+n", "lab:2", "<Tab", "Laboratory", "<Return"]);
    start.eventually_kept("the computer to be saved", |text| {
        text.contains("name = \"Laboratory\"") && text.contains("target = \"lab:2\"")
    });
    start.keys(&["<Down", "<F2", "X", "<Return"]);
    start.eventually_kept("the change", |text| text.contains("name = \"LaboratoryX\""));
    start.keys(&["<ctrl+d"]);
    start.eventually_kept("the copy", |text| text.contains("LaboratoryX (copy)"));
    start.keys(&["<Delete"]);
    start.eventually_kept("the deletion", |text| text.matches("[[computer]]").count() == 1);
    start.keys(&["<ctrl+z"]);
    start.eventually_kept("the deletion to be taken back", |text| text.matches("[[computer]]").count() == 2);
}

#[test]
fn a_saved_computer_gets_a_picture_when_its_session_ends_unless_it_is_private() {
    let (picture, remotes) = (scene(640, 480), [Remote::new(&scene(640, 480)), Remote::new(&scene(640, 480))]);
    let entry = |id: &str, remote: &Remote, private: bool| {
        format!("[[computer]]\nid = \"{id}\"\nname = \"{id}\"\ntarget = \"{}\"\nprivate = {private}\n", remote.target())
    };
    let computers = entry("open", &remotes[0], false) + &entry("secret", &remotes[1], true);
    for name in ["open", "secret"] {
        let start = Start::new(Some(&computers));
        start.keys(&[name, "<Return"]);
        start.viewer.wait_stderr("session open");
        settled(&start.viewer);
        let window = start.stage.focus();
        let (x, y) = start.stage.position(&window);
        start.stage.wait_for(&picture, x, y);
        start.stage.xdotool("key alt+F4");
        let thumbnail = start.folder.path(&format!("thumbnails/{name}.png"));
        let stderr = start.viewer.finish();
        stderr.assert_success();
        assert_eq!(thumbnail.exists(), name == "open", "{name}");
    }
}

#[test]
fn a_connection_that_fails_leads_back_to_the_start_page() {
    let start = Start::new(None);
    start.keys(&[&format!("127.0.0.1::{}", crate::rig::port::free()), "<Return"]);
    start.viewer.wait_stderr("session closed");
    settled(&start.viewer);
    let remote = Remote::new(&scene(640, 480));
    start.keys(&["<Escape", &remote.target(), "<Return"]);
    start.viewer.wait_stderr("session open");
}

#[test]
fn two_hundred_computers_are_found_in_a_few_letters_and_nothing_is_drawn_at_rest() {
    let remote = Remote::new(&scene(640, 480));
    let entry = |id: &str, name: &str, target: &str, group: &str| {
        format!("[[computer]]\nid = \"{id}\"\nname = \"{name}\"\ntarget = \"{target}\"\ngroup = \"{group}\"\n")
    };
    let mut computers: Vec<String> = (0..200)
        .map(|number| {
            let (name, target) = (format!("Machine {number}"), format!("10.1.{number}.1"));
            entry(&number.to_string(), &name, &target, &format!("Group {}", number % 9))
        })
        .collect();
    computers.push(entry("it", "Needle", &remote.target(), ""));
    let start = Start::new(Some(&computers.concat()));
    start.keys(&["<Down", "<Next", "<Next", "<End", "<Escape"]);
    let before = frames(&start.viewer);
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(frames(&start.viewer), before, "nothing changes");
    start.keys(&["need", "<Return"]);
    start.viewer.wait_stderr("session open");
}

#[test]
fn a_broken_list_is_told_on_the_page_and_never_written_over() {
    let broken = "version = 1\n[[computer]]\ntarget = 7\n";
    let (start, remote) = (Start::new(Some(broken)), Remote::new(&scene(640, 480)));
    start.keys(&[&remote.target(), "<Return"]);
    start.viewer.wait_stderr("session open");
    start.viewer.wait_stderr("the list of computers cannot be used");
    assert_eq!(start.computers(), broken);
}

#[test]
fn a_computer_that_announces_itself_on_the_network_is_listed_and_opened() {
    let remote = Remote::with_options(&scene(640, 480), server::Options::default(), "0.0.0.0:0");
    let port = remote.server.local_addr().port();
    let daemon = mdns_sd::ServiceDaemon::new().expect("a daemon");
    let name = format!("Farview test {port}");
    let host = format!("farview-test-{port}.local.");
    let properties: &[(&str, &str)] = &[];
    let service = mdns_sd::ServiceInfo::new("_rfb._tcp.local.", &name, &host, "", port, properties);
    daemon.register(service.expect("a service").enable_addr_auto()).expect("it is announced");
    let start = Start::new(None);
    start.viewer.wait_stderr("computers on the network");
    start.keys(&[&port.to_string(), "<Return"]);
    start.viewer.wait_stderr("session open");
    let _ = daemon.shutdown();
}

#[test]
fn several_computers_are_opened_at_once_in_tabs() {
    let remotes = [Remote::new(&scene(640, 480)), Remote::new(&scene(320, 240))];
    let entry =
        |name: &str, remote: &Remote| format!("[[computer]]\nname = \"{name}\"\ntarget = \"{}\"\n", remote.target());
    let start = Start::new(Some(&(entry("one", &remotes[0]) + &entry("two", &remotes[1]))));
    start.keys(&["<Down", "<ctrl+space", "<Right", "<ctrl+space", "<alt+Return"]);
    eventually("both sessions", || (start.viewer.stderr().matches("session open").count() >= 2).then_some(()));
    settled(&start.viewer);
    let windows = start.stage.xdotool("search --onlyvisible --name Farview");
    assert_eq!(windows.lines().count(), 1, "{windows}");
}
