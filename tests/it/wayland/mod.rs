//! The window under Wayland, end to end: the real program in sway without a screen, against the built-in server.

mod clipboard;
mod keyboard;
mod outputs;
mod picture;

use std::path::Path;
use std::time::Duration;

use rfb::{Framebuffer, Rect, Size};
use server::desktop::{Received, StillHandle};
use server::{Handle, Options, Server, StillDesktop};

use super::rig::hands::{Hands, Key};
use super::rig::program::Running;
use super::rig::sway::{Shown, Sway};
use super::rig::{Folder, Picture, Program, Scene, eventually, until};

/// How long something may take to arrive at the server.
const PATIENCE: Duration = Duration::from_secs(20);

/// A compositor with hands, a server, and the window.
struct Desk {
    sway: Sway,
    hands: Hands,
    desktop: StillHandle,
    viewer: Running,
    picture: Picture,
    _server: Handle,
    _settings: Folder,
}

impl Desk {
    /// On one output of 800 by 600 pixels, which the window fills.
    fn new(settings: &str, arguments: &[&str]) -> Self {
        Self::on((800, 600), "", settings, arguments)
    }

    /// The same with this output and these lines in the configuration of sway.
    fn on(size: (usize, usize), configuration: &str, settings: &str, arguments: &[&str]) -> Self {
        Self::showing(&[], size, configuration, settings, arguments)
    }

    /// The same with a remote desktop of these screens.
    fn showing(
        screens: &[Rect],
        size: (usize, usize),
        configuration: &str,
        settings: &str,
        arguments: &[&str],
    ) -> Self {
        let sway = Sway::start(size, configuration);
        let mut hands = Hands::on(&sway.display(), [size.0 as u32, size.1 as u32], "us");
        // The pictures that sway gives away have the mouse in them.
        hands.point(10, size.1 as u32 - 10);
        let picture = Scene::FullColour.picture(400, 300);
        let mut framebuffer = Framebuffer::new(Size::new(400, 300));
        framebuffer.pixels_mut().copy_from_slice(&picture.pixels);
        let mut still = StillDesktop::new(framebuffer).named("still life");
        if !screens.is_empty() {
            still = still.with_screens(screens);
        }
        let desktop = still.handle();
        let server = Server::bind("127.0.0.1:0", Options::default()).expect("a free port");
        let server = server.spawn(still).expect("a thread");
        let folder = Folder::new();
        folder.write("settings.toml", settings.as_bytes());
        let viewer = open(&sway, &folder.path(""), &format!("127.0.0.1::{}", server.local_addr().port()), arguments);
        let desk = Self { sway, hands, desktop, viewer, picture, _server: server, _settings: folder };
        // This is written when the picture is there.
        desk.viewer.wait_stderr("remembering the computer");
        eventually("the window to be in use", || desk.window().filter(|window| window.is_focused));
        desk
    }

    fn window(&self) -> Option<Shown> {
        self.sway.windows().into_iter().next()
    }

    /// Waits until the output shows `picture` at this place.
    #[track_caller]
    fn wait_for(&self, output: &str, picture: &Picture, x: usize, y: usize) {
        let part = || {
            let whole = self.sway.picture(output);
            (whole.width >= x + picture.width && whole.height >= y + picture.height)
                .then(|| whole.part(x, y, picture.width, picture.height))
        };
        if until(PATIENCE, || (part()? == *picture).then_some(())).is_none() {
            part().expect("an output that is large enough").assert_same(picture, "what the output shows");
        }
    }

    /// Presses keys in the menu one after the other, each when the one before has been drawn.
    fn choose(&mut self, keys: &[Key]) {
        for key in keys {
            let before = self.frames();
            self.hands.press(&[*key]);
            eventually("a frame for the key", || (self.frames() > before).then_some(()));
            self.settled();
        }
    }

    fn frames(&self) -> usize {
        self.viewer.stderr().matches("frame drawn").count()
    }

    /// Waits until nothing is drawn any more.
    fn settled(&self) -> usize {
        eventually("the window to come to rest", || {
            let before = self.frames();
            let rests = self.viewer.rests(Duration::from_millis(400));
            (rests && before > 0 && self.frames() == before).then_some(before)
        })
    }

    #[track_caller]
    fn assert_received(&self, what: &str, is_it: impl Fn(&Received) -> bool) {
        let arrived = |received: &[Received]| received.iter().any(&is_it);
        let found = self.desktop.wait_until(PATIENCE, arrived);
        assert!(found.is_some(), "{what}: {:?}\n{}", self.desktop.received(), self.viewer.stderr());
    }
}

fn open(sway: &Sway, settings: &Path, target: &str, arguments: &[&str]) -> Running {
    let mut program = Program::new([target]).argument("-vv").arguments(arguments);
    for (name, value) in sway.environment() {
        program = program.environment(name, &value);
    }
    program
        .environment("FARVIEW_CONFIG_DIR", settings.to_str().expect("a path"))
        .environment("LIBGL_ALWAYS_SOFTWARE", "1")
        .start()
}
