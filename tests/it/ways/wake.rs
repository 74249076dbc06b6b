//! A computer that sleeps until the packet comes that wakes it.

use std::net::{TcpListener, TcpStream, UdpSocket};
use std::time::Duration;

use super::{CONNECT, USAGE, snapshot, without_proxies};
use crate::rig::scripted::relay;
use crate::rig::{Folder, Picture, Program, RealServer, Scripted, Setup, port};

const HARDWARE: [u8; 6] = [0x01, 0x23, 0x45, 0x67, 0x89, 0xab];

/// The packet that came, or none for a while.
fn packet(socket: &UdpSocket) -> Vec<u8> {
    let mut packet = [0; 200];
    socket.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket has time-outs");
    let length = socket.recv(&mut packet).expect("a packet");
    packet[..length].to_vec()
}

#[test]
fn a_server_that_starts_after_the_packet_is_reached() {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a free port");
    let wake = format!("01:23:45:67:89:ab@{}", socket.local_addr().expect("an address"));
    let folder = Folder::new();
    let port = port::free();
    let target = format!("127.0.0.1::{port}");
    let program = without_proxies(Program::new(["snapshot", &target, "--wake", &wake])).argument(folder.path("it.png"));
    let running = program.start();
    assert_eq!(packet(&socket), [&[0xff; 6][..], &HARDWARE.repeat(16)].concat());
    assert_eq!(packet(&socket).len(), 102, "it is sent again while nobody answers");
    let server = RealServer::xtigervnc(&Setup::default());
    let door = TcpListener::bind(("127.0.0.1", port)).expect("the port is still free");
    let (ours, theirs) = (door.accept().expect("it is tried again").0, TcpStream::connect(("127.0.0.1", server.port)));
    std::thread::spawn(move || relay(&ours, &theirs.expect("the server is there")));
    running.finish().assert_success();
    Picture::read_png(&folder.path("it.png")).assert_same(&server.picture(), "what the server shows");
}

#[test]
fn patience_with_a_computer_that_does_not_wake_up_ends() {
    let wake = format!("01:23:45:67:89:ab@127.0.0.1:{}", port::free());
    let target = format!("127.0.0.1::{}", port::free());
    let finished = snapshot(&target).arguments(&["--wake", &wake, "--wake-timeout", "2"]).run();
    finished.assert_code(CONNECT).assert_says("nothing listens");
    assert!(finished.took > Duration::from_secs(2) && finished.took < Duration::from_secs(15), "{:?}", finished.took);
}

#[test]
fn a_server_that_is_up_but_says_no_is_not_tried_again() {
    let web = Scripted::answering("HTTP/1.1 403 Forbidden\r\n\r\n");
    let target = format!("ws://127.0.0.1:{}", web.port);
    let wake = format!("01:23:45:67:89:ab@127.0.0.1:{}", port::free());
    let finished = snapshot(&target).arguments(&["--wake", &wake]).run();
    assert!(finished.took < Duration::from_secs(10), "{:?}", finished.took);
    for wake in ["01:23", "01:23:45:67:89:ab@office"] {
        snapshot("office").arguments(&["--wake", wake]).run().assert_code(USAGE);
    }
}
