//! What the window speaks, and how the desktop wants it to look: with a portal of our own on a bus of our own.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use zbus::blocking::connection;
use zbus::zvariant::{OwnedValue, Value};

use super::{Manager, Remote, Stage, scene};
use crate::rig::program::Running;
use crate::rig::wait::READY;
use crate::rig::{Program, eventually, until};

const PLACE: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const APPEARANCE: &str = "org.freedesktop.appearance";

/// A message bus, for as long as it is kept.
struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    fn start() -> Self {
        let mut command = Command::new("dbus-daemon");
        command.args(["--session", "--nofork", "--print-address"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut daemon = command.spawn().expect("dbus-daemon can be started (apt install dbus-daemon)");
        let mut address = String::new();
        let said = daemon.stdout.take().expect("it is a pipe");
        BufReader::new(said).read_line(&mut address).expect("it says its address");
        Self { daemon, address: address.trim().to_owned() }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// The part of the desktop portal that says how programs should look.
struct Portal {
    scheme: u32,
}

#[zbus::interface(name = "org.freedesktop.portal.Settings")]
impl Portal {
    #[expect(clippy::needless_pass_by_value, reason = "the interface of the bus hands it over")]
    fn read_all(&self, namespaces: Vec<String>) -> HashMap<String, HashMap<String, OwnedValue>> {
        assert!(namespaces.iter().any(|name| name == APPEARANCE));
        let scheme = HashMap::from([("color-scheme".to_owned(), OwnedValue::from(self.scheme))]);
        HashMap::from([(APPEARANCE.to_owned(), scheme)])
    }
}

/// A window on a server that is not there, which shows its page.
fn page(stage: &Stage, arguments: &[&str], variables: &[(&str, &str)]) -> Running {
    let mut program = Program::new(["127.0.0.1::9"])
        .argument("-vv")
        .arguments(arguments)
        .environment("DISPLAY", &stage.display.name())
        .environment("XDG_RUNTIME_DIR", "/nonexistent");
    for (name, value) in variables {
        program = program.environment(name, value);
    }
    program.start()
}

#[test]
fn the_window_is_as_dark_as_the_desktop_wants_it_and_follows_when_that_changes() {
    let (stage, bus) = (Stage::new((1000, 700), Manager::Nobody), Bus::start());
    let portal = connection::Builder::address(bus.address.as_str())
        .and_then(|builder| builder.name("org.freedesktop.portal.Desktop"))
        .and_then(|builder| builder.serve_at(PLACE, Portal { scheme: 2 }))
        .and_then(connection::Builder::build)
        .expect("the bus takes a portal");
    let viewer = page(&stage, &["--renderer", "cpu"], &[("DBUS_SESSION_BUS_ADDRESS", &bus.address)]);
    let is_light = || stage.display.picture().part(8, 8, 1, 1).pixels[0] & 0xff > 0x80;
    let light = until(READY, || is_light().then_some(()));
    assert!(light.is_some(), "the window stays dark: {}", viewer.stderr());
    let dark = (APPEARANCE, "color-scheme", Value::from(1_u32));
    portal.emit_signal(None::<&str>, PLACE, SETTINGS, "SettingChanged", &dark).expect("a signal is sent");
    eventually("a dark window", || (!is_light()).then_some(()));
}

#[test]
fn the_window_speaks_the_language_that_was_named_or_that_of_the_system() {
    let remote = Remote::new(&scene(64, 64));
    let languages: [(&[&str], &str, &str); 4] = [
        (&["--lang", "de"], "C", "still life – privat – Farview"),
        (&[], "fr_CA.UTF-8", "still life – privé – Farview"),
        (&["--lang", "en"], "de_DE.UTF-8", "still life – private – Farview"),
        (&[], "pt_BR.UTF-8", "still life – private – Farview"),
    ];
    for (arguments, locale, title) in languages {
        let stage = Stage::new((400, 300), Manager::Nobody);
        let target = remote.target();
        let program = Program::new([target.as_str()]).arguments(arguments);
        let _viewer = program
            .environment("DISPLAY", &stage.display.name())
            .environment("XDG_RUNTIME_DIR", "/nonexistent")
            .environment("LC_ALL", locale)
            .start();
        eventually(title, || {
            let found = stage.command("search --onlyvisible --name Farview");
            let window = String::from_utf8_lossy(&found.stdout).lines().next().map(str::to_owned)?;
            let said = stage.command(&format!("getwindowname {window}"));
            (String::from_utf8_lossy(&said.stdout).trim() == title).then_some(())
        });
    }
}
