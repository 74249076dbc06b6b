//! Sway without a screen: a Wayland compositor whose outputs, windows and bindings a test decides, and what it shows.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use serde_json::Value;

use super::{Folder, Picture, Process, eventually, require};

/// The user `nobody` on every Linux: sway refuses to run as root.
const NOBODY: u32 = 65534;

/// A running compositor.
pub struct Sway {
    folder: Arc<Folder>,
    process: Process,
}

/// A window as sway tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The name of its output.
    pub output: String,
    pub title: String,
    /// Left, top, width and height, in logical pixels of all outputs together.
    pub place: [i64; 4],
    pub is_full_screen: bool,
    pub is_focused: bool,
}

impl Sway {
    /// Starts it with one output, `HEADLESS-1`, of this size, and with these lines more in its configuration.
    pub fn start(size: (usize, usize), configuration: &str) -> Self {
        require("swaymsg", "sway");
        require("grim", "grim");
        let folder = Arc::new(Folder::new());
        let configuration = format!(
            "output HEADLESS-1 resolution {}x{} position 0 0\nseat seat0 fallback true\ndefault_border none\n\
             xwayland disable\n{configuration}\n",
            size.0, size.1
        );
        let path = folder.write("sway.conf", configuration.as_bytes()).display().to_string();
        let run = folder.path("run");
        fs::create_dir(&run).expect("a folder can be made");
        fs::set_permissions(&run, fs::Permissions::from_mode(0o700)).expect("it is ours");
        let is_root = rustix::process::geteuid().is_root();
        let mut arguments = vec!["--pdeathsig", "KILL"];
        if is_root {
            chown(&run, Some(NOBODY), Some(NOBODY)).expect("root may give folders away");
            arguments.extend(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        }
        arguments.extend(["--", "sway", "--config", &path]);
        let arguments: Vec<String> = arguments.into_iter().map(str::to_owned).collect();
        let environment = [
            ("XDG_RUNTIME_DIR", run.display().to_string()),
            ("SWAYSOCK", run.join("sway").display().to_string()),
            ("WLR_BACKENDS", "headless".into()),
            ("WLR_RENDERER", "pixman".into()),
            ("WLR_LIBINPUT_NO_DEVICES", "1".into()),
            ("HOME", run.display().to_string()),
        ]
        .map(|(name, value)| (name.to_owned(), value));
        require("sway", "sway");
        let process = Process::start_in(&environment, "setpriv", "util-linux", &arguments, &folder);
        let mut sway = Self { folder, process };
        sway.wait_ready();
        sway
    }

    fn wait_ready(&mut self) {
        let (socket, display) = (self.runtime().join("sway"), self.runtime().join("wayland-1"));
        self.process.wait_ready("its socket", || (socket.exists() && display.exists()).then_some(()));
        eventually("sway to have an output", || (!self.outputs().is_empty()).then_some(()));
    }

    /// The folder with its sockets.
    pub fn runtime(&self) -> PathBuf {
        self.folder.path("run")
    }

    /// The path of its Wayland socket.
    pub fn display(&self) -> PathBuf {
        self.runtime().join("wayland-1")
    }

    /// What its clients have in their environment.
    pub fn environment(&self) -> HashMap<&'static str, String> {
        HashMap::from([
            ("XDG_RUNTIME_DIR", self.runtime().display().to_string()),
            ("WAYLAND_DISPLAY", "wayland-1".to_owned()),
            ("SWAYSOCK", self.runtime().join("sway").display().to_string()),
            ("DISPLAY", String::new()),
        ])
    }

    /// A client of it, which may not take longer than a minute.
    pub fn client(&self, program: &str) -> Command {
        let mut command = Command::new("timeout");
        command.args(["60", program]).envs(self.environment());
        command
    }

    /// Tells it to do something.
    #[track_caller]
    pub fn tell(&self, what: &str) {
        let output = self.client("swaymsg").arg("--").arg(what).output().expect("swaymsg can be run");
        assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stdout));
    }

    /// What an output shows.
    pub fn picture(&self, output: &str) -> Picture {
        let grim = self.client("grim").args(["-t", "ppm", "-o", output, "-"]).output().expect("grim can be run");
        assert!(grim.status.success(), "{}", String::from_utf8_lossy(&grim.stderr));
        Picture::decode_ppm(&grim.stdout).expect("a picture of the output")
    }

    /// The names of its outputs.
    pub fn outputs(&self) -> Vec<String> {
        let name = |output: &Value| output["name"].as_str().map(str::to_owned);
        self.ask("get_outputs").as_array().map(|outputs| outputs.iter().filter_map(name).collect()).unwrap_or_default()
    }

    /// All windows.
    pub fn windows(&self) -> Vec<Shown> {
        let mut found = Vec::new();
        collect(&self.ask("get_tree"), "", &mut found);
        found
    }

    fn ask(&self, what: &str) -> Value {
        let answer = self.client("swaymsg").args(["--raw", "--type", what]).output().expect("swaymsg can be run");
        serde_json::from_slice(&answer.stdout).unwrap_or_default()
    }
}

fn collect(node: &Value, output: &str, found: &mut Vec<Shown>) {
    let text = |key: &str| node[key].as_str().unwrap_or_default().to_owned();
    let output = if node["type"] == "output" { text("name") } else { output.to_owned() };
    if node["app_id"].is_string() {
        found.push(Shown {
            output: output.clone(),
            title: text("name"),
            place: ["x", "y", "width", "height"].map(|key| node["rect"][key].as_i64().unwrap_or_default()),
            is_full_screen: node["fullscreen_mode"].as_i64().unwrap_or_default() > 0,
            is_focused: node["focused"] == true,
        });
    }
    for children in ["nodes", "floating_nodes"] {
        for child in node[children].as_array().into_iter().flatten() {
            collect(child, &output, found);
        }
    }
}
