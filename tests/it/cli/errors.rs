//! Every kind of failure has its exit code, says what failed and why, and what to do.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::farview;
use crate::rig::Folder;
use rfb::{Framebuffer, Size};
use server::script::Script;
use server::{Options, Server, StillDesktop};

/// Something that listens, says `greeting` to everybody, and reads until they leave.
fn peer(greeting: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut stream = stream;
                let _ = stream.write_all(greeting);
                let _ = stream.shutdown(Shutdown::Write);
                let _ = stream.read_to_end(&mut Vec::new());
            });
        }
    });
    format!("127.0.0.1::{}", address.port())
}

/// A port that nobody listens on.
fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    format!("127.0.0.1::{}", listener.local_addr().expect("an address").port())
}

fn protected() -> server::Handle {
    let options = Options { password: Some("secret12".into()), ..Options::default() };
    let server = Server::bind("127.0.0.1:0", options).expect("a free port");
    server.spawn(StillDesktop::new(Framebuffer::new(Size::new(64, 48)))).expect("a thread")
}

fn target(handle: &server::Handle) -> String {
    format!("127.0.0.1::{}", handle.local_addr().port())
}

#[test]
fn usage_errors_exit_with_2() {
    for words in [
        vec!["snapshot"],
        vec!["--password", "secret12", "office"],
        vec!["--shared", "--exclusive", "office"],
        vec!["--encodings", "zrle,jpg", "office"],
        vec!["--scale", "huge", "office"],
        vec!["--view-only", "demo"],
        vec!["snapshot", "office:one", "/dev/null"],
        vec!["probe", "http://office"],
        vec!["--password-file", "/nonexistent", "office"],
        vec!["replay", "--repeat", "3", "file"],
    ] {
        let finished = farview(words.clone()).run();
        finished.assert_code(2);
        assert!(finished.stdout.is_empty() && !finished.stderr.is_empty(), "{words:?}");
    }
}

#[test]
fn a_target_that_cannot_be_understood_is_explained() {
    let finished = farview(["snapshot", "office:one", "/dev/null"]).run();
    assert_eq!(
        finished.stderr,
        "farview: cannot understand \"office:one\" as a target: \"one\" is not the number of a display\n\
         hint: write host:0 for the first display (port 5900), or host::5901 for a port\n"
    );
}

#[test]
fn where_nobody_listens_the_exit_code_is_3() {
    let target = nobody();
    let finished = farview(["snapshot", &target, "/dev/null"]).run();
    finished.assert_code(3).assert_says("farview: cannot connect to").assert_says("\nhint: ");
    farview(["probe", &target]).run().assert_code(3);
    farview(["record", &target, "/nonexistent/file"]).run().assert_code(3);
}

#[test]
fn a_name_that_does_not_exist_says_so() {
    let finished = farview(["probe", "no-such-computer.invalid"]).run();
    finished.assert_code(3).assert_says("no-such-computer.invalid").assert_says("\nhint: ");
}

#[test]
fn a_missing_socket_says_so() {
    let finished = farview(["probe", "unix:/nonexistent/vnc.sock"]).run();
    finished.assert_code(3).assert_says("there is no socket at /nonexistent/vnc.sock");
}

#[test]
fn other_services_are_recognised_with_code_6() {
    for (greeting, name) in [
        (&b"SSH-2.0-OpenSSH_9.2\r\n"[..], "SSH"),
        (b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", "web server"),
        (b"220 mail ESMTP\r\n", "mail"),
        (b"\x00\x01\x02 what is this", "not a VNC server"),
    ] {
        let finished = farview(["probe", "--timeout", "4", &peer(greeting)]).run();
        finished.assert_code(6).assert_says(name).assert_says("\nhint: ");
    }
}

/// RDP says nothing before its own first message came, and does not understand ours.
#[test]
fn a_windows_remote_desktop_is_recognised_though_it_says_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let target = format!("127.0.0.1::{}", listener.local_addr().expect("an address").port());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut first = [0; 19];
            let read = stream
                .read_exact(&mut first[..4])
                .and_then(|()| if first[..4] == [3, 0, 0, 19] { stream.read_exact(&mut first[4..]) } else { Ok(()) });
            if read.is_ok() && first[5] == 0xe0 {
                let _ = stream.write_all(&[3, 0, 0, 19, 14, 0xd0, 0, 0, 0x12, 0x34, 0, 2, 0x1f, 8, 0, 2, 0, 0, 0]);
            }
        }
    });
    let finished = farview(["snapshot", "--timeout", "8", &target, "/dev/null"]).run();
    finished.assert_code(6).assert_says("Windows remote desktop").assert_says("hint: use a program for RDP");
    let finished = farview(["probe", "--timeout", "3", &target]).run();
    finished.assert_code(6).assert_says("Windows remote desktop");
}

#[test]
fn what_servers_say_when_they_turn_us_away_is_understood() {
    for (reason, hint) in [
        ("Too many security failures", "hint: after several wrong passwords"),
        ("too many viewers are connected", "hint: close another viewer"),
        ("Connection rejected by user", "hint: somebody at the server said no"),
        ("This server does not have a valid password enabled", "hint: the server takes nobody before it is set up"),
        ("", "hint: ask whoever runs the server"),
    ] {
        let (address, _peer) = Script::new().version_3_8().send([0]).reason(reason).close().listen().expect("a port");
        let finished = farview(["snapshot", &format!("127.0.0.1::{}", address.port()), "/dev/null"]).run();
        finished.assert_code(4).assert_says("refuses the connection").assert_says(reason).assert_says(hint);
    }
}

#[test]
fn a_password_that_the_server_could_not_look_at_whole_is_worth_a_word() {
    let server = protected();
    let finished = farview(["snapshot", &target(&server), "/dev/null"]).password("secret-of-many-letters").run();
    finished.assert_code(5).assert_says("only the first 8 characters of the password counted");
    let finished = farview(["snapshot", &target(&server), "/dev/null"]).password("secret").run();
    finished.assert_code(5);
    assert!(!finished.stderr.contains("first 8"), "{}", finished.stderr);
}

#[test]
fn silence_ends_after_the_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let target = format!("127.0.0.1::{}", listener.local_addr().expect("an address").port());
    let finished = farview(["probe", "--timeout", "1", &target]).deadline(Duration::from_secs(10)).run();
    finished.assert_code(6).assert_says("does not greet as a VNC server within 1 second");
}

#[test]
fn a_wrong_or_missing_password_exits_with_5_and_appears_nowhere() {
    let server = protected();
    let target = target(&server);
    let wrong = farview(["-vvv", "snapshot", &target, "/dev/null"]).password("wonderland").run();
    wrong.assert_code(5).assert_says("\nhint: ");
    assert!(!wrong.stderr.contains("wonderland"), "{}", wrong.stderr);
    let missing = farview(["snapshot", &target, "/dev/null"]).run();
    missing.assert_code(5).assert_says("there is no terminal to ask on").assert_says("--password-file");
}

#[test]
fn the_right_password_gets_in_from_every_source() {
    let server = protected();
    let target = target(&server);
    let folder = Folder::new();
    let file = folder.path("password");
    std::fs::write(&file, "secret12\nsecond line\n").expect("a file");
    let file = file.to_str().expect("a path of text");
    farview(["snapshot", &target, "/dev/null"]).password("secret12").run().assert_success();
    farview(["snapshot", &target, "/dev/null"]).environment("VNC_PASSWORD", "secret12").run().assert_success();
    farview(["snapshot", "--password-stdin", &target, "/dev/null"]).stdin("secret12\n").run().assert_success();
    farview(["snapshot", "--password-file", file, &target, "/dev/null"]).run().assert_success();
    let address = format!("vnc://127.0.0.1:{}/?VncPassword=secret12", server.local_addr().port());
    farview(["snapshot", &address, "/dev/null"]).run().assert_success();
}

#[test]
fn a_probe_sends_no_password_unless_an_option_gives_it() {
    let server = protected();
    let target = target(&server);
    let held_back = farview(["probe", "--json", &target]).password("secret12").run();
    assert_eq!(held_back.assert_success().json()["access"], "password-needed");
    let sent = farview(["probe", "--json", "--password-stdin", &target]).stdin("secret12").run();
    let json = sent.assert_success().json();
    assert_eq!(json["access"], "open");
    assert_eq!(json["desktop"]["width"], 64);
}

#[test]
fn a_readable_password_file_is_warned_about() {
    use std::os::unix::fs::PermissionsExt;
    let server = protected();
    let folder = Folder::new();
    let file = folder.path("password");
    std::fs::write(&file, "secret12\n").expect("a file");
    let path = file.to_str().expect("a path of text");
    for (mode, warned) in [(0o644, true), (0o600, false)] {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).expect("permissions");
        let finished = farview(["snapshot", "--password-file", path, &target(&server), "/dev/null"]).run();
        finished.assert_success();
        assert_eq!(finished.stderr.contains("chmod 600"), warned, "{}", finished.stderr);
    }
}

#[test]
fn a_picture_that_cannot_be_written_exits_with_1_and_leaves_nothing() {
    let server = protected();
    let folder = Folder::new();
    let path = folder.path("missing/picture.png");
    let path = path.to_str().expect("a path of text");
    let finished = farview(["snapshot", &target(&server), path]).password("secret12").run();
    finished.assert_code(1).assert_says("cannot write");
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_farview"))
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("farview can be run");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{:?}", output.status);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
#[cfg(feature = "gui")]
fn without_a_display_the_window_is_refused_with_a_hint() {
    let program = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
    let program = program.into_iter().fold(farview(["office"]), |program, name| program.environment(name, ""));
    program.run().assert_code(1).assert_says("cannot open a window: there is no display").assert_says("\nhint: ");
}
