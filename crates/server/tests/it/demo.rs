//! The demo desktop over a real connection, seen with the client: what arrives is what was painted.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use rfb::{Config, Encoding, Size};
use server::desktop::{Pointer, Received};
use server::{Options, Server, StillDesktop, demo};

use crate::viewer::Viewer;

/// Reads until `enough`, at most ten seconds.
fn watch(address: SocketAddr, config: Config, enough: impl Fn(&Viewer) -> bool) -> (Viewer, TcpStream) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut viewer = Viewer::new(config);
    let deadline = Instant::now() + Duration::from_secs(10);
    let mut buffer = vec![0; 1 << 16];
    while !enough(&viewer) {
        assert!(Instant::now() < deadline, "the viewer waited too long");
        let count = stream.read(&mut buffer).unwrap();
        assert!(count > 0, "the server closed");
        viewer.feed(&buffer[..count]).unwrap();
        while let Some(bytes) = viewer.client.poll_transmit() {
            stream.write_all(&bytes).unwrap();
        }
    }
    (viewer, stream)
}

#[test]
fn a_still_picture_arrives_pixel_for_pixel_over_tcp_in_every_encoding() {
    let picture = {
        use server::Desktop;
        let mut desktop = demo::DemoDesktop::new(Size::new(640, 480));
        desktop.tick(Duration::from_secs(1_795_315_445));
        desktop.framebuffer().clone()
    };
    for encoding in Encoding::ALL {
        let desktop = StillDesktop::new(picture.clone());
        let server = Server::bind("127.0.0.1:0", Options::default()).unwrap().spawn(desktop).unwrap();
        let config = Config { encodings: vec![encoding], ..Config::default() };
        let same = |viewer: &Viewer| viewer.framebuffer == picture;
        watch(server.local_addr(), config, same);
    }
}

#[test]
fn the_demo_desktop_goes_on_and_two_viewers_see_it() {
    let server = demo::spawn("127.0.0.1:0", Options::default(), demo::DEFAULT_SIZE).unwrap();
    let cursor_came = |viewer: &Viewer| viewer.events.iter().any(|event| matches!(event, rfb::Event::Cursor(_)));
    let (first, _stream) = watch(server.local_addr(), Config::default(), cursor_came);
    assert_eq!(first.framebuffer.size(), demo::DEFAULT_SIZE);
    let before = first.framebuffer.clone();
    let moved_on = |viewer: &Viewer| {
        viewer.client.is_open() && viewer.framebuffer.size() == before.size() && viewer.framebuffer != before
    };
    watch(server.local_addr(), Config::default(), moved_on);
}

#[test]
fn what_a_viewer_sends_arrives() {
    let desktop = StillDesktop::new(rfb::Framebuffer::new(Size::new(64, 64)));
    let handle = desktop.handle();
    let server = Server::bind("127.0.0.1:0", Options::default()).unwrap().spawn(desktop).unwrap();
    let (_, mut stream) = watch(server.local_addr(), Config::default(), |viewer| viewer.client.is_open());
    stream.write_all(&[5, 1, 0, 9, 0, 8]).unwrap();
    let clicked = Received::Pointer(Pointer { position: rfb::Point::new(9, 8), buttons: 1 });
    let received = handle.wait_until(Duration::from_secs(5), |received| received.contains(&clicked));
    assert!(received.is_some());
}
