//! Passwords from every place: they open the session, and are seen nowhere else.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use rfb::{Framebuffer, Size};
use server::{Handle, Options, Server, StillDesktop};

use crate::rig::{Folder, Program};

const PASSWORD: &str = "secret12";

/// The same as `vncpasswd -f` of TigerVNC 1.12 hides it.
const HIDDEN: [u8; 8] = [0x24, 0xb5, 0xae, 0x4c, 0xe1, 0x55, 0x03, 0xc6];

const USAGE: i32 = 2;
const AUTHENTICATION: i32 = 5;

#[test]
fn a_password_from_any_place_opens_the_session_and_is_seen_nowhere() {
    let folder = Folder::new();
    let server = serve();
    let target = format!("127.0.0.1::{}", server.local_addr().port());
    let plain = private(&folder, "plain", format!("{PASSWORD}\nand a second line\n").as_bytes());
    let hidden = private(&folder, "hidden", &HIDDEN);
    let both = private(&folder, "both", &[HIDDEN, [0x11; 8]].concat());
    let command = format!("cat {plain}");
    let places: [(&[&str], Option<&str>, &str); 6] = [
        (&["--password-file", &plain], None, ""),
        (&["--password-file", &hidden], None, ""),
        (&["--password-file", &both], None, ""),
        (&["--password-command", &command], None, ""),
        (&["--password-stdin"], None, "secret12\n"),
        (&[], Some(PASSWORD), ""),
    ];
    for (options, variable, stdin) in places {
        let recording = folder.path("recording.fvr");
        let arguments =
            ["record", "-vvv", "--no-keyring", "--duration", "1", &target].into_iter().chain(options.iter().copied());
        let mut program = Program::new(arguments).argument(&recording).stdin(stdin);
        if let Some(password) = variable {
            program = program.password(password);
        }
        let running = program.start();
        running.wait_stderr("session open");
        let process = format!("/proc/{}", running.id());
        let command_line = fs::read(format!("{process}/cmdline")).expect("a command line");
        let limits = fs::read_to_string(format!("{process}/limits")).expect("the limits of a process");
        let cores = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit for core files");
        assert_eq!(cores.split_whitespace().nth(4), Some("0"), "{cores}");
        let finished = running.finish();
        finished.assert_success();
        for (what, bytes) in [
            ("its command line", command_line),
            ("its log", finished.stderr.clone().into_bytes()),
            ("its output", finished.stdout.clone()),
            ("its recording", fs::read(&recording).expect("a recording")),
        ] {
            assert!(!holds_password(&bytes), "{options:?}: the password is in {what}");
        }
        assert!(finished.stderr.len() > 500, "the log is talkative: {}", finished.stderr);
    }
}

#[test]
fn a_password_command_that_fails_is_told_and_so_is_a_wrong_password() {
    let server = serve();
    let target = format!("127.0.0.1::{}", server.local_addr().port());
    let snapshot =
        |command: &str| Program::new(["snapshot", "--no-keyring", "--password-command", command, &target, "-"]).run();
    let failed = snapshot("echo out of order >&2; exit 1");
    failed.assert_code(AUTHENTICATION);
    failed.assert_says("The password command has no password: it failed");
    failed.assert_says("out of order");
    snapshot("echo wrong").assert_code(AUTHENTICATION).assert_says("refused the password");
}

#[test]
fn a_user_name_is_taken_from_the_option_and_sasl_lets_in_its_owner() {
    use server::security::sasl::{Hash, Mechanism, Sasl};
    let sasl = || Sasl::new("alice", PASSWORD, &[Mechanism::Scram(Hash::Sha256)]);
    let options = Options { security: vec![std::sync::Arc::new(sasl())], ..Options::default() };
    let server = Server::bind("127.0.0.1:0", options).expect("a free port").spawn(desktop()).expect("a thread");
    let target = format!("127.0.0.1::{}", server.local_addr().port());
    let snapshot = |username: &str, password: &str| {
        let arguments = ["snapshot", "-vv", "--no-keyring", "--username", username, &target, "-"];
        Program::new(arguments).password(password).run()
    };
    let finished = snapshot("alice", PASSWORD);
    finished.assert_success();
    assert!(!holds_password(finished.stderr.as_bytes()));
    snapshot("bob", PASSWORD).assert_code(AUTHENTICATION);
    snapshot("alice", "wonderland").assert_code(AUTHENTICATION);
}

#[test]
fn without_a_keyring_its_command_says_so() {
    let finished =
        Program::new(["passwords", "list"]).environment("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent").run();
    assert_ne!(finished.code, Some(0));
    finished.assert_says("cannot list the passwords").assert_says("hint: ");
    Program::new(["passwords", "forget", "no target::"]).run().assert_code(USAGE);
}

fn holds_password(bytes: &[u8]) -> bool {
    bytes.windows(PASSWORD.len()).any(|window| window == PASSWORD.as_bytes() || window == HIDDEN)
}

fn private(folder: &Folder, name: &str, content: &[u8]) -> String {
    let path = folder.write(name, content);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("the owner may");
    text(&path)
}

fn text(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}

fn desktop() -> StillDesktop {
    StillDesktop::new(Framebuffer::new(Size::new(64, 48)))
}

fn serve() -> Handle {
    let options =
        Options { password: Some(PASSWORD.into()), handshake_timeout: Duration::from_secs(60), ..Options::default() };
    Server::bind("127.0.0.1:0", options).expect("a free port").spawn(desktop()).expect("a thread")
}
