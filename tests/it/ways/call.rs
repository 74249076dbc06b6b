//! Servers that call: x11vnc and TigerVNC's own.

use super::{CONNECT, DISTRUSTED, server, snapshot, without_proxies};
use crate::rig::{Folder, Picture, Program, RealServer, Setup, eventually, port};

/// `farview snapshot` that waits for a call.
fn waiting(port: u16, options: &[&str]) -> (Folder, Program) {
    let folder = Folder::new();
    let target = format!("listen://127.0.0.1:{port}");
    let program = Program::new(["snapshot", "--quality", "lossless", &target]).arguments(options);
    let program = without_proxies(program).argument(folder.path("picture.png"));
    (folder, program)
}

#[test]
fn a_desktop_is_seen_when_x11vnc_calls() {
    let port = port::free();
    let (folder, program) = waiting(port, &["--accept"]);
    let running = program.start();
    eventually("the door", || port::is_listening(port).then_some(()));
    let setup = Setup::default().with_options(&["-connect", &format!("127.0.0.1:{port}")]);
    let server = RealServer::x11vnc(&setup);
    running.finish().assert_success();
    Picture::read_png(&folder.path("picture.png")).assert_same(&server.picture(), "what the server shows");
}

#[test]
fn a_desktop_is_seen_when_tigervnc_calls() {
    let (server, port) = (server(), port::free());
    let (folder, program) = waiting(port, &["--accept"]);
    let running = program.start();
    eventually("the door", || port::is_listening(port).then_some(()));
    let call = std::process::Command::new("vncconfig")
        .args(["-display", &server.display().name(), "-connect", &format!("127.0.0.1:{port}")])
        .status();
    assert!(call.expect("vncconfig, of Debian's tigervnc-common, can be run").success());
    running.finish().assert_success();
    Picture::read_png(&folder.path("picture.png")).assert_same(&server.picture(), "what the server shows");
}

#[test]
fn who_calls_is_not_let_in_without_a_yes() {
    let port = port::free();
    let (_folder, program) = waiting(port, &[]);
    let running = program.start();
    eventually("the door", || port::is_listening(port).then_some(()));
    let mut caller = std::net::TcpStream::connect(("127.0.0.1", port)).expect("the door is open");
    std::io::Write::write_all(&mut caller, b"RFB 003.008\n").expect("it can be spoken to");
    running.finish().assert_code(DISTRUSTED).assert_says("A server calls");
    let mut heard = Vec::new();
    let _ = std::io::Read::read_to_end(&mut caller, &mut heard);
    assert_eq!(heard, b"", "nothing is said to a caller before it is let in");
}

#[test]
fn a_door_that_is_taken_is_told() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let finished = snapshot(&format!("listen://127.0.0.1:{port}")).run();
    finished.assert_code(CONNECT).assert_says("another program uses the port").assert_says("farview listen 5501");
}
