//! Real VNC servers: TigerVNC's Xtigervnc, TightVNC's Xtightvnc, x11vnc on Xvfb. (QEMU is in `qemu`.)

use std::sync::Arc;

use super::qemu::Monitor;
use super::{Display, Folder, Picture, Process, Scene, port};

/// The password of every server that has one.
pub const PASSWORD: &str = "secret12";

/// [`PASSWORD`] as `vncpasswd` keeps it in a file.
const PASSWORD_FILE: [u8; 8] = [0x24, 0xb5, 0xae, 0x4c, 0xe1, 0x55, 0x03, 0xc6];

/// How a server lets clients in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// It lets everybody in.
    None,
    /// VNC authentication with [`PASSWORD`].
    Password,
}

/// The highest protocol version a server offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// RFB 3.3.
    V3_3,
    /// RFB 3.7.
    V3_7,
    /// RFB 3.8.
    V3_8,
}

/// What a server should be like.
#[derive(Debug, Clone)]
pub struct Setup {
    pub security: Security,
    pub version: Version,
    pub width: usize,
    pub height: usize,
    pub depth: u8,
    pub scene: Scene,
    /// The port, where it is not any free one. Xtigervnc alone looks at it.
    pub port: Option<u16>,
    /// Further options of the server's own.
    pub options: Vec<String>,
    /// Environment variables of the server's.
    pub environment: Vec<(String, String)>,
}

impl Default for Setup {
    fn default() -> Self {
        let (security, version, scene) = (Security::None, Version::V3_8, Scene::FullColour);
        let (options, environment) = (Vec::new(), Vec::new());
        Self { security, version, width: 640, height: 420, depth: 24, scene, port: None, options, environment }
    }
}

impl Setup {
    /// The usual server with this way in.
    pub fn with_security(security: Security) -> Self {
        Self { security, ..Self::default() }
    }

    /// The same with another protocol version.
    pub fn with_version(self, version: Version) -> Self {
        Self { version, ..self }
    }

    /// The same with further options.
    pub fn with_options(mut self, options: &[&str]) -> Self {
        self.options.extend(strings(options));
        self
    }

    /// The same with an environment variable.
    pub fn with_environment(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with a colour map of 256 colours instead of full colour. Xtightvnc alone can do this.
    pub fn with_colour_map(self) -> Self {
        // Visual class 3 of X is PseudoColor.
        Self { depth: 8, scene: Scene::FewColours, ..self }.with_options(&["-cc", "3"])
    }

    fn geometry(&self) -> String {
        format!("{}x{}", self.width, self.height)
    }
}

/// A running server whose own idea of its screen is known.
pub struct RealServer {
    pub port: u16,
    screen: Screen,
    /// The server that speaks RFB comes first, and ends first.
    pub processes: Vec<Process>,
    _folder: Arc<Folder>,
}

/// Who can tell what is on a server's screen.
enum Screen {
    X(Box<Display>),
    Machine(Monitor),
}

impl RealServer {
    /// Starts TigerVNC's X server.
    pub fn xtigervnc(setup: &Setup) -> Self {
        let (folder, port) = (Arc::new(Folder::new()), setup.port.unwrap_or_else(port::free));
        let mut arguments = x_arguments(port, setup);
        let security = match setup.security {
            Security::None => "None",
            Security::Password => "VncAuth",
        };
        arguments.extend(strings(&["-interface", "127.0.0.1", "-SecurityTypes", security, "-desktop", "Xtigervnc"]));
        arguments.extend(strings(&["-AlwaysShared", "-UseBlacklist=0", "-Log", "*:stderr:30", "-PasswordFile"]));
        arguments.push(password_file(&folder));
        match setup.version {
            Version::V3_3 => arguments.push("-Protocol3.3".to_owned()),
            Version::V3_7 => panic!("Xtigervnc cannot be held to RFB 3.7"),
            Version::V3_8 => {}
        }
        arguments.extend_from_slice(&setup.options);
        Self::x_server("Xtigervnc", "tigervnc-standalone-server", &arguments, port, folder, setup)
    }

    /// Starts TightVNC's X server, which is of 2009 and speaks RFB 3.8.
    pub fn xtightvnc(setup: &Setup) -> Self {
        assert_eq!(setup.version, Version::V3_8, "Xtightvnc cannot be held to another version");
        let (folder, port) = (Arc::new(Folder::new()), port::free());
        let mut arguments = x_arguments(port, setup);
        arguments.extend(strings(&["-localhost", "-alwaysshared", "-desktop", "Xtightvnc"]));
        arguments.extend(strings(&["-fp", "/usr/share/fonts/X11/misc", "-co", "/usr/share/X11/rgb"]));
        match setup.security {
            Security::None => {}
            Security::Password => arguments.extend(["-rfbauth".to_owned(), password_file(&folder)]),
        }
        arguments.extend_from_slice(&setup.options);
        Self::x_server("Xtightvnc", "tightvncserver xfonts-base", &arguments, port, folder, setup)
    }

    /// Starts x11vnc on an Xvfb of its own that shows the scene already.
    pub fn x11vnc(setup: &Setup) -> Self {
        let (folder, port) = (Arc::new(Folder::new()), port::free());
        let (xvfb, display) = super::xvfb::start(port, (setup.width, setup.height), setup.depth, &folder);
        display.paint(&setup.scene.picture(setup.width, setup.height), 0, 0);
        let port_text = port.to_string();
        let mut arguments = strings(&["-norc", "-rfbport", &port_text, "-localhost", "-no6", "-noipv6", "-display"]);
        arguments.push(display.name());
        arguments.extend(strings(&["-forever", "-shared", "-desktop", "x11vnc", "-noxkb", "-nodpms"]));
        match setup.security {
            Security::None => arguments.push("-nopw".to_owned()),
            Security::Password => arguments.extend(["-rfbauth".to_owned(), password_file(&folder)]),
        }
        match setup.version {
            Version::V3_3 => arguments.extend(strings(&["-rfbversion", "3.3"])),
            Version::V3_7 => arguments.extend(strings(&["-rfbversion", "3.7"])),
            Version::V3_8 => {}
        }
        arguments.extend_from_slice(&setup.options);
        let mut x11vnc = Process::start_in(&setup.environment, "x11vnc", "x11vnc", &arguments, &folder);
        x11vnc.wait_ready("listening", || port::is_listening(port).then_some(()));
        Self { port, screen: Screen::X(Box::new(display)), processes: vec![x11vnc, xvfb], _folder: folder }
    }

    /// Starts QEMU with a machine that paints its screen once and halts. Only the setup's security and options count.
    pub fn qemu(setup: &Setup) -> Self {
        let (folder, port) = (Arc::new(Folder::new()), port::free());
        let password = match setup.security {
            Security::None => None,
            Security::Password => Some(PASSWORD),
        };
        let (process, monitor) = super::qemu::start(port, password, &setup.options, &folder);
        Self { port, screen: Screen::Machine(monitor), processes: vec![process], _folder: folder }
    }

    /// The target that the program is given.
    pub fn target(&self) -> String {
        format!("127.0.0.1::{}", self.port)
    }

    /// What the server's own side says is on its screen.
    pub fn picture(&self) -> Picture {
        match &self.screen {
            Screen::X(display) => display.picture(),
            Screen::Machine(monitor) => monitor.picture(),
        }
    }

    /// The X display it shows.
    #[track_caller]
    pub fn display(&self) -> &Display {
        match &self.screen {
            Screen::X(display) => display,
            Screen::Machine(_) => panic!("QEMU shows no X display"),
        }
    }

    /// Starts an X server that speaks RFB itself, and paints the scene.
    fn x_server(
        program: &str,
        package: &str,
        arguments: &[String],
        port: u16,
        folder: Arc<Folder>,
        setup: &Setup,
    ) -> Self {
        let mut process = Process::start(program, package, arguments, &folder).with_display(port);
        let display = process.wait_ready("its X display", || Display::connect(port));
        process.wait_ready("listening", || port::is_listening(port).then_some(()));
        display.paint(&setup.scene.picture(setup.width, setup.height), 0, 0);
        Self { port, screen: Screen::X(Box::new(display)), processes: vec![process], _folder: folder }
    }
}

/// The arguments that Xtigervnc and Xtightvnc have in common.
fn x_arguments(port: u16, setup: &Setup) -> Vec<String> {
    let (name, port, depth) = (format!(":{port}"), port.to_string(), setup.depth.to_string());
    strings(&[&name, "-geometry", &setup.geometry(), "-depth", &depth, "-rfbport", &port, "-nolisten", "tcp"])
}

fn password_file(folder: &Folder) -> String {
    folder.write("passwd", &PASSWORD_FILE).display().to_string()
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn x_shows_the_scene_as_it_was_painted() {
    let setup = Setup::default();
    let scene = setup.scene.picture(setup.width, setup.height);
    for server in [RealServer::xtigervnc(&setup), RealServer::xtightvnc(&setup), RealServer::x11vnc(&setup)] {
        server.picture().assert_same(&scene, "what X says");
    }
}

#[test]
fn x_shows_the_scene_of_few_colours_through_a_colour_map() {
    let setup = Setup::default().with_colour_map();
    let scene = setup.scene.picture(setup.width, setup.height);
    RealServer::xtightvnc(&setup).picture().assert_same(&scene, "what X says");
}

#[test]
fn qemu_shows_many_colours_and_then_stands_still() {
    let server = RealServer::qemu(&Setup::default());
    let picture = server.picture();
    assert_eq!((picture.width, picture.height), (640, 480));
    assert!(picture.colours() > 1000, "{} colours", picture.colours());
    server.picture().assert_same(&picture, "the second look");
}
