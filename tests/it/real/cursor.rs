//! The cursors of real servers, in each form that they can be sent in, against what X itself says they look like.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rfb::message::client::{FramebufferUpdateRequest, Incremental, PointerEvent, SetEncodings};
use rfb::{Client, Config, Cursor, Event, Point, Rect};

use crate::rig::cursor::{Look, look};
use crate::rig::{RealServer, Setup};

const CURSOR: i32 = -239;
const X_CURSOR: i32 = -240;
const CURSOR_WITH_ALPHA: i32 = -314;
const VMWARE_CURSOR: i32 = 0x574d_5664;

/// How long a server may take to tell of a cursor.
const PATIENCE: Duration = Duration::from_secs(15);

/// Connects with one way to send cursors and waits until `right` is content with one.
fn wait_for_cursor(server: &RealServer, number: i32, right: impl Fn(&Look) -> bool) {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_millis(200))).expect("a socket");
    let mut client = Client::new(Config { pixel_format: None, ..Config::default() });
    let (mut buffer, mut seen) = (vec![0; 1 << 16], Vec::new());
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        while let Some(event) = client.poll().expect("the server keeps to the protocol") {
            match event {
                Event::Connected(init) => {
                    // In place of what the client has announced of itself.
                    drop(client.poll_transmit());
                    client.send(SetEncodings(vec![0, number])).expect("the session is open");
                    let rect = Rect::of(init.size);
                    client.send(FramebufferUpdateRequest { incremental: Incremental::No, rect }).expect("it is open");
                    // TigerVNC draws the cursor into the picture until the client has moved it.
                    let position = Point::new(90 + (number.unsigned_abs() % 50) as u16, 80);
                    client.send(PointerEvent { buttons: 0, position }).expect("it is open");
                }
                Event::UpdateEnd => {
                    let rect = Rect::of(client.framebuffer_size());
                    client.send(FramebufferUpdateRequest { incremental: Incremental::Yes, rect }).expect("it is open");
                }
                Event::Cursor(cursor) => {
                    let look = seen_as(&cursor);
                    if right(&look) {
                        return;
                    }
                    seen.push(look);
                }
                _ => {}
            }
        }
        while let Some(bytes) = client.poll_transmit() {
            stream.write_all(&bytes).expect("the server listens");
        }
        if let Ok(count) = stream.read(&mut buffer) {
            assert!(count > 0, "the server closed");
            client.buffer().extend_from_slice(&buffer[..count]);
        }
    }
    panic!("{number}: of {} cursors none was right; the last: {:?}", seen.len(), seen.last());
}

/// What the client makes of a cursor, with alpha multiplied in.
fn seen_as(Cursor { size, hotspot, rgba }: &Cursor) -> Look {
    let multiplied = |[red, green, blue, alpha]: [u8; 4]| {
        let channel = |value: u8| ((u32::from(value) * u32::from(alpha) + 127) / 255) as u8;
        [channel(red), channel(green), channel(blue), alpha]
    };
    look(rgba, usize::from(size.width).max(1), (hotspot.x, hotspot.y), multiplied)
}

/// Whether two cursors have the same shape and transparency, and colours within `tolerance`.
fn near(one: &Look, other: &Look, tolerance: u8) -> bool {
    let pixel =
        |(a, b): (&[u8; 4], &[u8; 4])| a[3] == b[3] && a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= tolerance);
    one.keys().eq(other.keys()) && one.values().zip(other.values()).all(pixel)
}

#[test]
fn a_cursor_of_two_colours_is_what_x_shows_in_every_form() {
    let server = RealServer::xtigervnc(&Setup::default());
    let set = server.display().set_two_coloured_cursor();
    assert_eq!(server.display().cursor_look(), set, "what X says");
    for number in [CURSOR, CURSOR_WITH_ALPHA, VMWARE_CURSOR] {
        wait_for_cursor(&server, number, |look| *look == set);
    }
    // As XCursor this server sends every cursor in black and white.
    let black_and_white = |pixel: &[u8; 4]| matches!(pixel, [0, 0, 0, 255] | [255, 255, 255, 255]);
    wait_for_cursor(&server, X_CURSOR, |look| look.keys().eq(set.keys()) && look.values().all(black_and_white));
}

/// This X server is too old to tell what its cursor looks like.
#[test]
fn a_cursor_of_two_colours_of_xtightvnc_is_what_was_set() {
    let server = RealServer::xtightvnc(&Setup::default());
    let set = server.display().set_two_coloured_cursor();
    for number in [CURSOR, X_CURSOR] {
        wait_for_cursor(&server, number, |look| *look == set);
    }
}

/// Servers take the alpha out of the colours and put it in again, which costs up to two levels of 255.
#[test]
fn a_translucent_cursor_is_what_x_shows() {
    let server = RealServer::xtigervnc(&Setup::default());
    server.display().set_translucent_cursor();
    let shown = server.display().cursor_look();
    assert!(shown.len() > 300, "{}", shown.len());
    for number in [CURSOR_WITH_ALPHA, VMWARE_CURSOR] {
        wait_for_cursor(&server, number, |look| near(look, &shown, 2));
    }
}
