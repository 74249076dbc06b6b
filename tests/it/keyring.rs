//! The keyring of the system, by a GNOME keyring on a bus of its own.

use std::process::Command;
use std::time::{Duration, Instant};

use farview::config::{KeyringEntry, Target};
use farview::session::{Address, CredentialSource, CredentialStore, Credentials, Secret};
use rfb::{Framebuffer, Size};
use server::{Options, Server, StillDesktop};

use crate::rig::{Folder, Program, require};

const PASSWORD: &str = "secret12";
const USAGE: i32 = 2;
const AUTHENTICATION: i32 = 5;

/// Starts a bus and a keyring that is empty and unlocked, and runs this program's own `inside` with them.
const SESSION: &str = r#"printf unlock | gnome-keyring-daemon --unlock --components=secrets && exec "$0" --ignored --exact keyring::inside"#;

#[test]
fn passwords_are_remembered_used_listed_and_forgotten() {
    require("dbus-run-session", "dbus-daemon");
    require("gnome-keyring-daemon", "gnome-keyring");
    let folder = Folder::new();
    let mut session = Command::new("dbus-run-session");
    session.args(["--", "sh", "-c", SESSION]).arg(std::env::current_exe().expect("this program"));
    for variable in ["HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"] {
        session.env(variable, folder.path(""));
    }
    let output = session.output().expect("a bus can be started");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
#[ignore = "changes the keyring of whoever runs it; the test above runs it with one of its own"]
fn inside() {
    let options = Options { password: Some(PASSWORD.into()), ..Options::default() };
    let desktop = StillDesktop::new(Framebuffer::new(Size::new(64, 48)));
    let server = Server::bind("127.0.0.1:0", options).expect("a free port").spawn(desktop).expect("a thread");
    let name = format!("127.0.0.1::{}", server.local_addr().port());
    let address: Address = name.parse::<Target>().expect("a target").address;
    let snapshot = |options: &[&str]| Program::new(["snapshot", "-vvv", &name, "-"].iter().chain(options)).run();

    let (entry, named) = (KeyringEntry::new(&address, None), KeyringEntry::new(&address, Some("alice")));
    assert!(entry.is_available());
    assert_eq!(entry.find(), Ok(None));
    snapshot(&[]).assert_code(AUTHENTICATION);

    let credentials = |username: Option<&str>, password: &str| Credentials {
        username: username.map(str::to_owned),
        password: Secret::new(password),
    };
    for odd in [credentials(None, "\"quoted\\\" and ü"), credentials(Some("alice"), ""), credentials(None, PASSWORD)] {
        assert_eq!(entry.save(&odd), Ok(()));
        assert_eq!(entry.find(), Ok(Some(odd)));
    }
    let finished = snapshot(&[]);
    finished.assert_success();
    assert!(!finished.stderr.contains(PASSWORD), "{}", finished.stderr);
    snapshot(&["--no-keyring"]).assert_code(AUTHENTICATION);

    assert_eq!(named.save(&credentials(Some("alice"), "wrong")), Ok(()));
    snapshot(&["--username", "alice"]).assert_code(AUTHENTICATION);
    let listed = || Program::new(["passwords", "list"]).run().assert_success().text();
    assert_eq!(listed(), format!("{name}\nalice@{name}\n"));
    let forget = |options: &[&str]| Program::new(["passwords", "forget", &name].iter().chain(options)).run();
    forget(&["--username", "alice"]).assert_success();
    forget(&[]).assert_success();
    forget(&[]).assert_code(USAGE);
    assert_eq!(listed(), "");
    snapshot(&[]).assert_code(AUTHENTICATION);
}

#[test]
fn a_bus_that_is_not_there_or_says_nothing_holds_nothing_up() {
    let folder = Folder::new();
    let silent = folder.path("bus");
    let _listener = std::os::unix::net::UnixListener::bind(&silent).expect("a socket");
    let options = Options { password: Some(PASSWORD.into()), ..Options::default() };
    let desktop = StillDesktop::new(Framebuffer::new(Size::new(64, 48)));
    let server = Server::bind("127.0.0.1:0", options).expect("a free port").spawn(desktop).expect("a thread");
    let name = format!("127.0.0.1::{}", server.local_addr().port());
    for bus in ["/nonexistent/bus", silent.to_str().expect("a path in UTF-8")] {
        let program = Program::new(["snapshot", "--timeout", "60", &name, "-"]).deadline(Duration::from_secs(70));
        let start = Instant::now();
        let finished = program.environment("DBUS_SESSION_BUS_ADDRESS", &format!("unix:path={bus}")).run();
        finished.assert_code(AUTHENTICATION);
        assert!(start.elapsed() < Duration::from_secs(30), "{bus}: {:?}", start.elapsed());
    }
}
