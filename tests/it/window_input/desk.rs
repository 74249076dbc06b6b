//! The user's side: a display with a keyboard layout, the viewer's window on it, and hands on keyboard and mouse.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ConfigureWindowAux, ConnectionExt as _, GrabMode, GrabStatus, InputFocus,
    KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MOTION_NOTIFY_EVENT, MapState, ModMask, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use super::listener::COLOUR;
use crate::rig::process::require;
use crate::rig::program::Running;
use crate::rig::xorg::{self, TouchScreen};
use crate::rig::{Display, Folder, Process, Program, eventually, port, xvfb};

/// The size of the user's screen.
const SCREEN: (usize, usize) = (1280, 960);

/// The size of the remote desktop.
pub const REMOTE: (usize, usize) = (640, 420);

/// Neither the keyboard nor the mouse stands still while one is grabbed.
const ASYNC: GrabMode = GrabMode::ASYNC;

/// The user's display with the viewer on it.
pub struct Desk {
    connection: RustConnection,
    root: Window,
    window: Window,
    display: Display,
    folder: Arc<Folder>,
    /// Ends before the display does.
    viewer: Running,
    _server: Process,
}

/// Keys by what is printed on them on a US keyboard, as X numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Key {
    Escape = 9,
    Digit2 = 11,
    Digit7 = 16,
    Digit0 = 19,
    Equal = 21,
    Tab = 23,
    Q = 24,
    E = 26,
    T = 28,
    Y = 29,
    BracketLeft = 34,
    BracketRight = 35,
    Return = 36,
    ControlLeft = 37,
    A = 38,
    G = 42,
    Semicolon = 47,
    Quote = 48,
    Backquote = 49,
    ShiftLeft = 50,
    Backslash = 51,
    Z = 52,
    X = 53,
    C = 54,
    N = 57,
    Comma = 59,
    Period = 60,
    Slash = 61,
    AltLeft = 64,
    Space = 65,
    CapsLock = 66,
    F1 = 67,
    F8 = 74,
    NumLock = 77,
    Keypad7 = 79,
    IntlBackslash = 94,
    KeypadEnter = 104,
    AltRight = 108,
    ArrowLeft = 113,
    Delete = 119,
    SuperLeft = 133,
}

/// Where the remote desktop is drawn, in pixels of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub x: i16,
    pub y: i16,
    pub width: u16,
    pub height: u16,
}

impl Place {
    /// The pixel of the window at a part of the picture's width and height.
    pub fn at(self, horizontal: f64, vertical: f64) -> (i16, i16) {
        let along = |start: i16, length: u16, part: f64| start + (f64::from(length) * part) as i16;
        (along(self.x, self.width, horizontal), along(self.y, self.height, vertical))
    }

    /// Whether it is not cut off, as it is for a moment while the window becomes smaller.
    fn has_the_shape_of_the_remote_desktop(self) -> bool {
        let height = f64::from(self.width) * REMOTE.1 as f64 / REMOTE.0 as f64;
        (height - f64::from(self.height)).abs() < 2.0
    }

    /// Whether a pixel of the window, or the nearest one in the picture, shows this pixel of the remote desktop.
    pub fn shows(self, window: (i16, i16), remote: (i16, i16)) -> bool {
        let covers = |start: i16, length: u16, extent: usize, window: i16, remote: i16| {
            let scale = extent as f64 / f64::from(length);
            let inside = f64::from((window - start).clamp(0, length as i16 - 1));
            (inside * scale).floor() <= f64::from(remote) && f64::from(remote) < ((inside + 1.0) * scale).ceil()
        };
        let (width, height) = REMOTE;
        covers(self.x, self.width, width, window.0, remote.0) && covers(self.y, self.height, height, window.1, remote.1)
    }
}

impl Desk {
    /// Opens the viewer on `target` with this keyboard layout, gives it the focus, and waits until its window shows
    /// something of this colour.
    pub fn open(target: &str, layout: &str, options: &[&str], colour: u32) -> Self {
        Self::open_with("", target, layout, options, colour)
    }

    /// The same with these settings.
    pub fn open_with(settings: &str, target: &str, layout: &str, options: &[&str], colour: u32) -> Self {
        let folder = Arc::new(Folder::new());
        let screen = xvfb::start(port::free(), SCREEN, 24, &folder);
        set_layout(&screen.1, layout);
        Self::open_on(screen, &folder, settings, target, options, colour)
    }

    /// The same with no settings and an American keyboard, on a screen that can be touched.
    pub fn open_touched(target: &str, options: &[&str], colour: u32) -> (Self, TouchScreen) {
        let folder = Arc::new(Folder::new());
        let (server, display, touch) = xorg::start(port::free(), SCREEN, &folder);
        (Self::open_on((server, display), &folder, "", target, options, colour), touch)
    }

    fn open_on(
        (server, display): (Process, Display),
        folder: &Arc<Folder>,
        settings: &str,
        target: &str,
        options: &[&str],
        colour: u32,
    ) -> Self {
        let written = folder.write("settings.toml", settings.as_bytes());
        let settings = written.parent().and_then(std::path::Path::to_str).expect("a folder with a plain name");
        let (connection, index) = RustConnection::connect(Some(&display.name())).expect("X is there");
        let root = connection.setup().roots[index].root;
        let viewer = Program::new([target].iter().chain(options))
            .environment("DISPLAY", &display.name())
            .environment("LC_ALL", "C.UTF-8")
            .environment("WAYLAND_DISPLAY", "")
            .environment("FARVIEW_CONFIG_DIR", settings)
            .start();
        let window = eventually("the viewer's window", || visible_window(&connection, root));
        let folder = Arc::clone(folder);
        let desk = Self { connection, root, window, display, folder, viewer, _server: server };
        desk.focus();
        eventually("the remote desktop in the window", || desk.shown(colour));
        desk
    }

    /// What the file of settings says.
    pub fn settings(&self) -> String {
        std::fs::read_to_string(self.folder.path("settings.toml")).unwrap_or_default()
    }

    /// Gives the window the keyboard.
    pub fn focus(&self) {
        self.connection.set_input_focus(InputFocus::PARENT, self.window, x11rb::CURRENT_TIME).expect("X is there");
        self.finish();
    }

    /// Waits until the viewer has done what it was told.
    pub fn settle(&self) {
        eventually("the viewer to come to rest", || self.viewer.rests(Duration::from_millis(300)).then_some(()));
    }

    /// Takes the keyboard away from the window.
    pub fn take_focus(&self) {
        self.connection.set_input_focus(InputFocus::NONE, self.root, x11rb::CURRENT_TIME).expect("X is there");
        self.finish();
    }

    /// Keeps a key with Alt for itself, as a window manager does.
    pub fn keep_with_alt(&self, key: Key) {
        for locks in [ModMask::default(), ModMask::M2] {
            let held = ModMask::M1 | locks;
            let kept = self.connection.grab_key(false, self.root, held, key as u8, ASYNC, ASYNC).expect("X is there");
            kept.check().expect("a key that nobody keeps yet");
        }
    }

    /// Whether a key that the display keeps for itself arrived there since this was asked last.
    pub fn kept_a_key(&self) -> bool {
        let mut kept = false;
        while let Some(event) = self.connection.poll_for_event().expect("X is there") {
            kept |= matches!(event, Event::KeyPress(_));
        }
        kept
    }

    /// Takes every key, as a window manager does while it switches windows.
    pub fn grab_keyboard(&self) {
        let grab = || {
            let request = self.connection.grab_keyboard(false, self.root, x11rb::CURRENT_TIME, ASYNC, ASYNC);
            request.ok()?.reply().ok().filter(|reply| reply.status == GrabStatus::SUCCESS)
        };
        eventually("the keyboard for another program", grab);
    }

    /// Gives the keys back.
    pub fn ungrab_keyboard(&self) {
        self.connection.ungrab_keyboard(x11rb::CURRENT_TIME).expect("X is there");
        self.finish();
    }

    /// Makes the window this large, away from the edges of the screen.
    pub fn resize(&self, width: u16, height: u16) {
        let place = ConfigureWindowAux::new().x(60).y(50).width(u32::from(width)).height(u32::from(height));
        self.connection.configure_window(self.window, &place).expect("X is there");
        self.finish();
    }

    /// The same, and says where in it the remote desktop is shown.
    pub fn place(&self, width: u16, height: u16) -> Place {
        self.resize(width, height);
        let mut before = None;
        eventually("the remote desktop in the window", || {
            let fills = |now: &Place| now.width == width || now.height == height;
            let now = self.shown(COLOUR).filter(|now| fills(now) && now.has_the_shape_of_the_remote_desktop());
            let came_to_rest = now.is_some() && now == before;
            before = now;
            now.filter(|_| came_to_rest)
        })
    }

    /// Presses and releases a key while others are held.
    pub fn tap(&self, held: &[Key], key: Key) {
        for key in held.iter().chain([&key]) {
            self.press(*key);
        }
        for key in [&key].into_iter().chain(held.iter().rev()) {
            self.release(*key);
        }
    }

    /// Presses a key.
    pub fn press(&self, key: Key) {
        self.fake(KEY_PRESS_EVENT, key as u8, (0, 0));
    }

    /// Releases a key.
    pub fn release(&self, key: Key) {
        self.fake(KEY_RELEASE_EVENT, key as u8, (0, 0));
    }

    /// Moves the mouse to a pixel of the window.
    pub fn point(&self, (x, y): (i16, i16)) {
        let (left, top) = self.corner();
        self.fake(MOTION_NOTIFY_EVENT, 0, (left + x, top + y));
    }

    /// Moves the mouse by so much.
    pub fn move_by(&self, (x, y): (i16, i16)) {
        self.fake(MOTION_NOTIFY_EVENT, 1, (x, y));
    }

    /// Presses a button of the mouse.
    pub fn hold(&self, button: u8) {
        self.fake(BUTTON_PRESS_EVENT, button, (0, 0));
    }

    /// Releases a button of the mouse.
    pub fn let_go(&self, button: u8) {
        self.fake(BUTTON_RELEASE_EVENT, button, (0, 0));
    }

    /// Copies a text, as a program on the user's display does.
    pub fn copy(&self, text: &str) {
        require("xclip", "xclip");
        let file = self.folder.write("copied.txt", text.as_bytes());
        let mut command = Command::new("xclip");
        // It serves the text from the background, until the display goes.
        let command = command.args(["-selection", "clipboard", "-in"]).arg(file);
        let quiet = command.stdout(Stdio::null()).stderr(Stdio::null()).env("DISPLAY", self.display.name());
        assert!(quiet.status().expect("an installed program can be run").success());
    }

    /// Runs xdotool.
    pub fn xdotool(&self, arguments: &[&str]) {
        require("xdotool", "xdotool");
        // Outside a UTF-8 locale xdotool reads no text but ASCII.
        let mut command = Command::new("xdotool");
        run(command.args(arguments).env("DISPLAY", self.display.name()).env("LC_ALL", "C.UTF-8"));
    }

    /// The colour of a pixel of the window.
    pub fn pixel(&self, (x, y): (i16, i16)) -> u32 {
        let (left, top) = self.corner();
        let picture = self.display.picture();
        picture.pixels[(top + y) as usize * picture.width + (left + x) as usize]
    }

    /// How many pixels of the screen have a colour.
    pub fn count(&self, colour: u32) -> usize {
        self.display.picture().pixels.iter().filter(|pixel| **pixel == colour).count()
    }

    /// Where in the window a colour is shown.
    pub fn shown(&self, colour: u32) -> Option<Place> {
        let (left, top) = self.corner();
        let picture = self.display.picture();
        let places = || {
            let coloured = picture.pixels.iter().enumerate().filter(|(_, pixel)| **pixel == colour);
            coloured.map(|(index, _)| ((index % picture.width) as i16 - left, (index / picture.width) as i16 - top))
        };
        let (x, right) = (places().map(|(x, _)| x).min()?, places().map(|(x, _)| x).max()?);
        let (y, bottom) = (places().map(|(_, y)| y).min()?, places().map(|(_, y)| y).max()?);
        Some(Place { x, y, width: (right - x + 1) as u16, height: (bottom - y + 1) as u16 })
    }

    /// Where the window is on the screen.
    /// The pixel of the screen at a pixel of the window.
    pub fn on_screen(&self, (x, y): (i16, i16)) -> (i16, i16) {
        let (left, top) = self.corner();
        (left + x, top + y)
    }

    fn corner(&self) -> (i16, i16) {
        let reply = self.connection.translate_coordinates(self.window, self.root, 0, 0).expect("X is there").reply();
        let corner = reply.expect("the place of the window");
        (corner.dst_x, corner.dst_y)
    }

    fn fake(&self, event: u8, detail: u8, at: (i16, i16)) {
        self.connection.xtest_fake_input(event, detail, 0, self.root, at.0, at.1, 0).expect("X is there");
        self.finish();
    }

    fn finish(&self) {
        self.connection.sync().expect("X is there");
    }
}

fn set_layout(display: &Display, layout: &str) {
    require("setxkbmap", "x11-xkb-utils");
    run(Command::new("setxkbmap").args(["-display", &display.name()]).args(layout.split(' ')));
}

fn run(command: &mut Command) {
    let output = command.output().expect("an installed program can be run");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The viewer's window: the one child of the root window that can be seen and is no bubble or icon.
fn visible_window(connection: &RustConnection, root: Window) -> Option<Window> {
    let children = connection.query_tree(root).ok()?.reply().ok()?.children;
    children.into_iter().rev().find(|child| {
        let shown = connection.get_window_attributes(*child).ok().and_then(|cookie| cookie.reply().ok());
        let geometry = connection.get_geometry(*child).ok().and_then(|cookie| cookie.reply().ok());
        shown.is_some_and(|attributes| attributes.map_state == MapState::VIEWABLE)
            && geometry.is_some_and(|geometry| geometry.width > 100)
    })
}
