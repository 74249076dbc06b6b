//! Peers that are no VNC servers: each gets an error of its own that says what to do.

use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::time::Duration;

use crate::rig::{Finished, Folder, Program, port};

const CONNECT: i32 = 3;
const REFUSED: i32 = 4;
const PROTOCOL: i32 = 6;

#[test]
fn a_web_server_is_called_one() {
    let answer = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
    snapshot_of(answer, Then::Wait).assert_code(PROTOCOL).assert_says("web server").assert_says("hint: ");
}

#[test]
fn an_ssh_server_is_called_one() {
    snapshot_of(b"SSH-2.0-OpenSSH_9.2p1\r\n", Then::Wait)
        .assert_code(PROTOCOL)
        .assert_says("SSH")
        .assert_says("hint: ");
}

#[test]
fn a_mail_server_is_no_vnc_server() {
    let greeting = b"220 mail.example.org ESMTP ready\r\n";
    snapshot_of(greeting, Then::Wait).assert_code(PROTOCOL).assert_says("hint: ");
}

#[test]
fn a_server_that_waits_for_tls_is_no_plain_vnc_server() {
    let alert = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46];
    snapshot_of(&alert, Then::Close).assert_code(PROTOCOL).assert_says("hint: ");
}

#[test]
fn nonsense_is_no_vnc_server_and_is_not_shown_raw() {
    let finished = snapshot_of(b"\x1b]0;owned\x07\x1b[2J\x9b31m\xff\xfe\r\n", Then::Wait);
    finished.assert_code(PROTOCOL).assert_says("hint: ");
    let raw = |c: char| c.is_control() && c != '\n';
    assert!(!finished.stderr.contains(raw), "control characters reached the terminal: {:?}", finished.stderr);
}

#[test]
fn a_server_that_says_nothing_is_given_up_in_time() {
    let finished = snapshot_of(b"", Then::Wait);
    finished.assert_code(PROTOCOL).assert_says("does not greet").assert_says("hint: ");
    assert!(finished.took < Duration::from_secs(40), "took {:?}", finished.took);
}

#[test]
fn a_server_that_closes_at_once_says_nothing_wrong_about_us() {
    snapshot_of(b"", Then::Close).assert_code(REFUSED).assert_says("closed").assert_says("hint: ");
}

#[test]
fn a_server_that_closes_within_its_banner_is_told_apart() {
    snapshot_of(b"RFB 003", Then::Close).assert_code(REFUSED).assert_says("closed").assert_says("hint: ");
}

#[test]
fn a_port_where_nobody_listens_is_refused_at_once() {
    let finished = snapshot(port::free());
    finished.assert_code(CONNECT).assert_says("refused").assert_says("hint: ");
    assert!(finished.took < Duration::from_secs(5), "took {:?}", finished.took);
}

#[test]
fn a_name_that_does_not_exist_is_called_unknown() {
    let folder = Folder::new();
    let finished = Program::new(["snapshot", "no-such-host.invalid"]).argument(folder.path("never.png")).run();
    finished.assert_code(CONNECT).assert_says("no-such-host.invalid").assert_says("hint: ");
}

/// What a peer does when it has said its line.
#[derive(Clone, Copy)]
enum Then {
    Wait,
    Close,
}

/// Runs `farview snapshot` against a peer that says `line` to everybody.
fn snapshot_of(line: &[u8], then: Then) -> Finished {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let line = line.to_vec();
    // The thread ends with the process: it only ever waits for the next client.
    std::thread::spawn(move || {
        let mut kept = Vec::new();
        for stream in listener.incoming().flatten() {
            let mut stream = stream;
            let _ = stream.write_all(&line);
            match then {
                Then::Wait => kept.push(stream),
                Then::Close => drop(stream),
            }
        }
    });
    snapshot(port)
}

fn snapshot(port: u16) -> Finished {
    let folder = Folder::new();
    let file = folder.path("never.png");
    let finished = Program::new(["snapshot", &format!("127.0.0.1::{port}")]).argument(&file).run();
    assert!(!file.exists(), "a picture of nothing");
    finished
}
