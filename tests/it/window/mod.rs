//! The window, end to end: the real program on an X display that nobody sees, against the built-in server.

mod appearance;
mod bar;
mod captured;
mod clipboard;
mod closing;
mod controls;
mod drawing;
mod lost;
mod pages;
mod picture;
mod recording;
mod scales;
mod screens;
mod settings;
mod sizes;
mod start;
mod tabs;
mod trust;

use std::process::{Command, Output};
use std::sync::Arc;

use rfb::{Framebuffer, Size};
use server::desktop::StillHandle;
use server::{Handle, Options, Server, StillDesktop};

use super::rig::process::require;
use super::rig::program::Running;
use super::rig::{Display, Folder, Picture, Process, Program, Scene, eventually, port, xvfb};

/// The renderers, by the names of `--renderer`.
const RENDERERS: [&str; 2] = ["cpu", "gpu"];

/// An X display for one window.
struct Stage {
    display: Display,
    managed: bool,
    /// The window manager comes first, and ends first.
    _processes: Vec<Process>,
}

/// Who decides where windows are.
#[derive(Clone, Copy, PartialEq)]
enum Manager {
    Nobody,
    Openbox,
}

impl Stage {
    fn new(size: (usize, usize), manager: Manager) -> Self {
        require("xdotool", "xdotool");
        let folder = Arc::new(Folder::new());
        let (server, display) = xvfb::start(port::free(), size, 24, &folder);
        let mut processes = vec![server];
        if manager == Manager::Openbox {
            let arguments = ["--sm-disable", "--startup", "true"].map(str::to_owned);
            processes.insert(0, Process::start_on(&display.name(), "openbox", "openbox", &arguments, &folder));
        }
        let stage = Self { display, managed: manager == Manager::Openbox, _processes: processes };
        if stage.managed {
            // Only a window manager answers this.
            eventually("openbox to manage the display", || stage.command("get_desktop").status.success().then_some(()));
        }
        stage
    }

    /// Opens a window on `target`.
    fn open(&self, target: &str, arguments: &[&str]) -> Running {
        Program::new([target])
            .argument("-vv")
            .arguments(arguments)
            .environment("DISPLAY", &self.display.name())
            .environment("XDG_RUNTIME_DIR", "/nonexistent")
            .environment("LIBGL_ALWAYS_SOFTWARE", "1")
            .start()
    }

    /// Runs xdotool, and fails the test if that fails.
    #[track_caller]
    fn xdotool(&self, arguments: &str) -> String {
        let output = self.command(arguments);
        assert!(output.status.success(), "xdotool {arguments}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn command(&self, arguments: &str) -> Output {
        let mut command = Command::new("timeout");
        command
            .args(["30", "xdotool"])
            .args(arguments.split(' '))
            .env("DISPLAY", self.display.name())
            .env("LC_ALL", "C.UTF-8");
        command.output().expect("xdotool can be run")
    }

    /// Waits for the window and gives it the keyboard, as a window manager would. Returns its number.
    #[track_caller]
    fn focus(&self) -> String {
        let window = self.xdotool("search --sync --onlyvisible --name Farview").lines().next().map(str::to_owned);
        let window = window.expect("a window");
        self.xdotool(&format!("{} {window}", if self.managed { "windowactivate --sync" } else { "windowfocus" }));
        window
    }

    /// Presses keys in the menu one after the other, each when the one before has been drawn: a letter moves the focus to the
    /// next entry that begins with it.
    #[track_caller]
    fn choose(&self, viewer: &Running, keys: &[&str]) {
        for key in keys {
            let before = frames(viewer);
            self.xdotool(&format!("key {key}"));
            eventually("a frame for the key", || (frames(viewer) > before).then_some(()));
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
    }

    /// Where the contents of a window begin.
    fn position(&self, window: &str) -> (usize, usize) {
        self.display.position_of(window.parse().expect("the number of a window"))
    }

    /// Waits until the display shows `picture` with its corner at `x` and `y`.
    #[track_caller]
    fn wait_for(&self, picture: &Picture, x: usize, y: usize) {
        let shows = || self.display.picture().part(x, y, picture.width, picture.height) == *picture;
        let shown = super::rig::until(super::rig::wait::READY, || shows().then_some(()));
        if shown.is_none() {
            let part = self.display.picture().part(x, y, picture.width, picture.height);
            part.assert_same(picture, "what the window shows");
        }
    }
}

/// A built-in server whose picture the test decides.
struct Remote {
    server: Handle,
    desktop: StillHandle,
}

impl Remote {
    fn new(picture: &Picture) -> Self {
        Self::with_options(picture, Options::default(), "127.0.0.1:0")
    }

    fn with_options(picture: &Picture, options: Options, address: &str) -> Self {
        let desktop = StillDesktop::new(framebuffer(picture)).named("still life");
        let handle = desktop.handle();
        let server = Server::bind(address, options).expect("a free port").spawn(desktop).expect("a thread");
        Self { server, desktop: handle }
    }

    /// A desktop of these pixels.
    fn of(framebuffer: Framebuffer) -> Self {
        let desktop = StillDesktop::new(framebuffer).named("still life");
        let handle = desktop.handle();
        let server = Server::bind("127.0.0.1:0", Options::default()).expect("a free port");
        Self { server: server.spawn(desktop).expect("a thread"), desktop: handle }
    }

    fn target(&self) -> String {
        format!("127.0.0.1::{}", self.server.local_addr().port())
    }
}

fn framebuffer(picture: &Picture) -> Framebuffer {
    let mut framebuffer = Framebuffer::new(Size::new(picture.width as u16, picture.height as u16));
    framebuffer.pixels_mut().copy_from_slice(&picture.pixels);
    framebuffer
}

/// A picture in which no two neighbouring parts are alike.
fn scene(width: usize, height: usize) -> Picture {
    Scene::FullColour.picture(width, height)
}

/// The largest difference between two colours in one channel.
fn distance(one: u32, other: u32) -> u8 {
    let channels = one.to_le_bytes().into_iter().zip(other.to_le_bytes());
    channels.map(|(one, other)| one.abs_diff(other)).max().unwrap_or_default()
}

/// How many frames were drawn so far.
fn frames(viewer: &Running) -> usize {
    viewer.stderr().matches("frame drawn").count()
}

/// Waits until no more frames are drawn, and returns how many there were.
fn settled(viewer: &Running) -> usize {
    let quiet = std::time::Duration::from_millis(600);
    eventually("the window to come to rest", || {
        let before = frames(viewer);
        (viewer.rests(quiet) && before > 0 && frames(viewer) == before).then_some(before)
    })
}
