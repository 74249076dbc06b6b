//! A monitor whose scale changes while a window is on it, as desktops let their users do.

use std::time::Duration;

use server::desktop::Received;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, CreateWindowAux, PropMode, WindowClass};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use super::{Manager, RENDERERS, Remote, Stage, scene};
use crate::rig::{Folder, Program, eventually};

/// What a desktop environment runs to tell programs of its settings.
struct SettingsManager {
    connection: RustConnection,
    window: u32,
    property: u32,
}

impl SettingsManager {
    /// Becomes the one of the display of `stage`.
    fn new(stage: &Stage, dots_per_inch: u32) -> Self {
        let (connection, index) = x11rb::connect(Some(&stage.display.name())).expect("a display");
        let root = connection.setup().roots[index].root;
        let window = connection.generate_id().expect("a number");
        let attributes = CreateWindowAux::new();
        connection
            .create_window(0, window, root, -1, -1, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &attributes)
            .expect("a request");
        let atom = |name: &str| {
            connection.intern_atom(false, name.as_bytes()).expect("a request").reply().expect("an answer").atom
        };
        let (selection, property) = (atom(&format!("_XSETTINGS_S{index}")), atom("_XSETTINGS_SETTINGS"));
        let manager = Self { connection, window, property };
        manager.tell(dots_per_inch);
        manager.connection.set_selection_owner(window, selection, 0_u32).expect("a request").check().expect("ours");
        manager
    }

    /// Says how fine the screen is: 96 is a scale of 1.
    fn tell(&self, dots_per_inch: u32) {
        let mut settings = vec![0_u8, 0, 0, 0];
        // A serial number, and how many settings there are.
        for number in [dots_per_inch, 1] {
            settings.extend(number.to_le_bytes());
        }
        // A whole number, whose name has seven letters and is filled up to eight.
        settings.extend([0, 0, 7, 0]);
        settings.extend(b"Xft/DPI\0");
        for number in [0, dots_per_inch * 1024] {
            settings.extend(u32::to_le_bytes(number));
        }
        let (window, property) = (self.window, self.property);
        self.connection
            .change_property8(PropMode::REPLACE, window, property, property, &settings)
            .expect("a request")
            .check()
            .expect("it is ours");
    }
}

/// The size of a window.
fn size(stage: &Stage, window: &str) -> (usize, usize) {
    let text = stage.xdotool(&format!("getwindowgeometry --shell {window}"));
    let number = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        line.and_then(|number| number.parse().ok()).expect("a number")
    };
    (number("WIDTH"), number("HEIGHT"))
}

#[test]
fn a_window_takes_another_scale_once_and_its_picture_stays_in_its_place_and_under_the_mouse() {
    for renderer in RENDERERS {
        let (stage, picture) = (Stage::new((1400, 1000), Manager::Openbox), scene(400, 300));
        let desktop = SettingsManager::new(&stage, 96);
        let (remote, settings) = (Remote::new(&picture), Folder::new());
        std::fs::write(settings.path("settings.toml"), "[window]\nbar = \"pinned\"\n").expect("it can be written");
        let viewer = Program::new([remote.target()])
            .arguments(&["-vv", "--renderer", renderer, "--scale", "1:1"])
            .environment("DISPLAY", &stage.display.name())
            .environment("XDG_RUNTIME_DIR", "/nonexistent")
            .environment("LIBGL_ALWAYS_SOFTWARE", "1")
            .environment("FARVIEW_CONFIG_DIR", &settings.path("").to_string_lossy())
            .start();
        let window = stage.focus();
        let shows = |width: usize, height: usize, x: usize, y: usize, what: &str| {
            eventually(&format!("{renderer}: {what}"), || {
                let (left, top) = stage.position(&window);
                let shown = || stage.display.picture().part(left + x, top + y, 400, 300);
                (size(&stage, &window) == (width, height) && shown() == picture).then_some(())
            });
        };
        // The bar takes 42 points from above.
        shows(400, 342, 0, 42, "the picture below the bar");
        desktop.tell(192);
        shows(800, 684, 200, 84 + 150, "twice the scale: a window twice as large, the picture at its own size");
        // winit tells of it again when the window is moved.
        stage.xdotool(&format!("windowmove --sync {window} 300 120"));
        eventually("the second word", || viewer.stderr().contains("the same scale again").then_some(()));
        shows(800, 684, 200, 84 + 150, "the same after it was moved");
        let (left, top) = stage.position(&window);
        stage.xdotool(&format!("mousemove {} {} click 1", left + 217, top + 84 + 150 + 23));
        let clicked = |received: &[Received]| {
            let at = |what: &Received| match what {
                Received::Pointer(pointer) => pointer.buttons == 1 && pointer.position == rfb::Point::new(17, 23),
                _ => false,
            };
            received.iter().any(at)
        };
        let click = remote.desktop.wait_until(Duration::from_secs(30), clicked);
        assert!(click.is_some(), "{renderer}: {:?}", remote.desktop.received());
        desktop.tell(96);
        shows(400, 342, 0, 42, "the scale of before");
    }
}
