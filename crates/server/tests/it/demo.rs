//! The demo desktop over a real connection, seen with the client: what arrives is what was painted.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rfb::{Config, Encoding, Framebuffer, Point, Size};
use server::demo::DemoDesktop;
use server::desktop::{Changes, Clipping, CursorShape, Key, Pointer, Received, ResizeRefused};
use server::{Desktop, Options, Server, StillDesktop, demo};

use crate::viewer::Viewer;

const START: Duration = Duration::from_secs(1_795_315_445);

/// The demo desktop in quick motion for a while, with the mouse dragging a window, until it stands still for good.
struct Hurried {
    demo: DemoDesktop,
    ticks: u32,
    last: Arc<Mutex<Option<Framebuffer>>>,
}

impl Desktop for Hurried {
    fn name(&self) -> &'static str {
        "hurried"
    }

    fn framebuffer(&self) -> &Framebuffer {
        self.demo.framebuffer()
    }

    fn cursor(&self) -> &CursorShape {
        self.demo.cursor()
    }

    fn tick(&mut self, _now: Duration) -> Changes {
        if self.ticks == 250 {
            self.last.lock().unwrap().get_or_insert_with(|| self.demo.framebuffer().clone());
            return Changes::default();
        }
        self.ticks += 1;
        let step = (self.ticks % 100) as u16;
        let position = Point::new(150 + step * 4, 60 + step * 2);
        self.demo.pointer(Pointer { position, buttons: u8::from(step > 20) });
        self.demo.tick(START + Duration::from_millis(33) * self.ticks)
    }

    fn pace(&self) -> Duration {
        Duration::from_millis(5)
    }

    fn key(&mut self, _key: Key) {}

    fn pointer(&mut self, _pointer: Pointer) {}

    fn cut_text(&mut self, _clipping: Clipping) {}

    fn resize(&mut self, _size: Size) -> Result<(), ResizeRefused> {
        Err(ResizeRefused::Prohibited)
    }
}

#[test]
fn a_viewer_that_followed_every_move_ends_with_the_last_picture() {
    for encodings in [vec![Encoding::CopyRect, Encoding::Zrle], vec![Encoding::Trle], vec![Encoding::CopyRect]] {
        let last = Arc::new(Mutex::new(None));
        let demo = DemoDesktop::new(Size::new(640, 480));
        let desktop = Hurried { demo, ticks: 0, last: Arc::clone(&last) };
        let server = Server::bind("127.0.0.1:0", Options::default()).unwrap().spawn(desktop).unwrap();
        let config = Config { encodings, ..Config::default() };
        let arrived = |viewer: &Viewer| last.lock().unwrap().as_ref().is_some_and(|last| *last == viewer.framebuffer);
        watch(server.local_addr(), config, arrived);
    }
}

/// Reads until `enough`, at most ten seconds.
fn watch(address: SocketAddr, config: Config, enough: impl Fn(&Viewer) -> bool) -> (Viewer, TcpStream) {
    let mut stream = TcpStream::connect(address).unwrap();
    // Now and then look again even where nothing comes: what is waited for may happen on the other side.
    stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    let mut viewer = Viewer::new(config);
    let deadline = Instant::now() + Duration::from_secs(10);
    let mut buffer = vec![0; 1 << 16];
    while !enough(&viewer) {
        assert!(Instant::now() < deadline, "the viewer waited too long");
        let count = match stream.read(&mut buffer) {
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => continue,
            result => result.unwrap(),
        };
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
    let mut desktop = DemoDesktop::new(Size::new(640, 480));
    desktop.tick(START);
    let picture = desktop.framebuffer().clone();
    for encoding in Encoding::unnamed() {
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
