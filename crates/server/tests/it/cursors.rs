//! Every way to send a cursor against the client that reads it, in several pixel formats.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use rfb::{Config, Cursor, Event, PixelFormat, Point, Rect, Size};
use server::desktop::CursorShape;
use server::script::{Script, Update};

use crate::viewer::Viewer;

const FORMATS: [PixelFormat; 3] = [
    PixelFormat::RENDERER,
    PixelFormat { big_endian: true, shift: [8, 16, 24], ..PixelFormat::RENDERER },
    PixelFormat { bits_per_pixel: 16, depth: 16, max: [31, 63, 31], shift: [11, 5, 0], ..PixelFormat::RENDERER },
];

/// A cursor of this extent with every degree of transparency and many colours.
fn shape(size: Size) -> CursorShape {
    let pixel = |index: usize| [index * 7, index * 31 + 5, index * 3, index * 17].map(|value| value as u8);
    let rgba = (0..size.area()).flat_map(pixel).collect();
    CursorShape { size, hotspot: Point::new(size.width / 3, size.height / 2), rgba }
}

/// The cursors that a client is told of by one update.
fn told(format: PixelFormat, build: impl FnOnce(Update<'_>) -> Update<'_>) -> Vec<Cursor> {
    let script = Script::new()
        .version_3_8()
        .security_types(&[1])
        .expect_security_type(1)
        .security_result_ok()
        .expect_client_init()
        .server_init(Size::new(64, 48), format, "cursors")
        .wait_for_update_request()
        .framebuffer_update(build)
        .bell()
        .expect_close();
    let (address, _peer) = script.listen().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut viewer = Viewer::new(Config { pixel_format: None, ..Config::default() });
    let mut buffer = vec![0; 1 << 16];
    while !viewer.events.contains(&Event::Bell) {
        let count = stream.read(&mut buffer).unwrap();
        assert!(count > 0, "the server closed");
        viewer.feed(&buffer[..count]).unwrap();
        while let Some(bytes) = viewer.client.poll_transmit() {
            stream.write_all(&bytes).unwrap();
        }
    }
    let cursor = |event| if let Event::Cursor(cursor) = event { Some(cursor) } else { None };
    viewer.events.into_iter().filter_map(cursor).collect()
}

/// Checks the extent and hands out pairs of pixels: as it was, and as it came.
fn pairs(shape: &CursorShape, cursor: &Cursor) -> Vec<([u8; 4], [u8; 4])> {
    assert_eq!((cursor.size, cursor.hotspot), (shape.size, shape.hotspot));
    assert_eq!(cursor.rgba.len(), shape.size.area() * 4);
    let (before, after) = (shape.rgba.as_chunks::<4>().0, cursor.rgba.as_chunks::<4>().0);
    before.iter().copied().zip(after.iter().copied()).collect()
}

#[test]
fn cursors_arrive_in_every_form_and_format() {
    for (format, size) in FORMATS.into_iter().flat_map(|format| [(7, 5), (8, 1), (33, 20)].map(|size| (format, size))) {
        let shape = shape(Size::new(size.0, size.1));
        let cursors = told(format, |update| {
            update.cursor(&shape).x_cursor(&shape).cursor_with_alpha(&shape).vmware_cursor(&shape)
        });
        let [masked, two_colours, with_alpha, vmware] = &cursors[..] else { panic!("{}", cursors.len()) };
        assert_eq!(vmware.rgba, shape.rgba);
        for (before, after) in pairs(&shape, masked) {
            let tolerance = if format.bits_per_pixel == 16 { 4 } else { 0 };
            let near = before.iter().zip(after).take(3).all(|(before, after)| before.abs_diff(after) <= tolerance);
            assert!(if before[3] >= 128 { near && after[3] == 255 } else { after == [0; 4] }, "{before:?} {after:?}");
        }
        for (before, after) in pairs(&shape, two_colours) {
            let dark = before[..3].iter().map(|channel| u32::from(*channel)).sum::<u32>() < 384;
            let colour = if dark { [0, 0, 0, 255] } else { [255; 4] };
            assert_eq!(after, if before[3] >= 128 { colour } else { [0; 4] });
        }
        for (before, after) in pairs(&shape, with_alpha) {
            assert_eq!(before[3], after[3]);
            // What is left of a colour under its alpha has as many levels as the alpha.
            let tolerance = 128 / before[3].max(1) + 1;
            let near = before.iter().zip(after).take(3).all(|(before, after)| before.abs_diff(after) <= tolerance);
            assert!(near || before[3] == 0, "{before:?} {after:?}");
        }
    }
}

#[test]
fn masks_of_vmware_arrive_and_empty_cursors_hide_it() {
    let (and, xor) = ([0, 0x00ff_ffff, 0x00ff_ffff, 0x00ff_ffff], [0x00ff_0000, 0, 0, 0x00ff_ffff]);
    let nothing = CursorShape::default();
    for format in FORMATS {
        let cursors = told(format, |update| {
            let update = update.vmware_masks(Rect::new(3, 0, 4, 1), &and, &xor);
            update.cursor(&nothing).x_cursor(&nothing).cursor_with_alpha(&nothing).vmware_cursor(&nothing)
        });
        let rgba = [[255, 0, 0, 255], [0; 4], [255; 4], [0, 0, 0, 255]].concat();
        assert_eq!(cursors[0], Cursor { size: Size::new(4, 1), hotspot: Point::new(3, 0), rgba });
        assert_eq!(cursors[1..], [(); 4].map(|()| Cursor::default()));
    }
}

/// The format of pixels changes within an update: what comes before has the old one, what comes after the new one.
#[test]
fn a_change_of_the_display_mode_counts_from_where_it_stands() {
    let (shape, narrow) = (shape(Size::new(5, 3)), FORMATS[2]);
    let pixels = [[0x1f_u8, 0xf8], [0xe0, 0x07]];
    let cursors = told(FORMATS[0], |update| {
        let update = update.cursor(&shape).vmware_display_mode_change(Size::new(30, 20), narrow);
        let mask = [0b1100_0000];
        let body = [pixels.concat(), mask.to_vec()].concat();
        update.rectangle(Rect::new(0, 0, 2, 1), server::protocol::pseudo_encoding::CURSOR, body)
    });
    assert_eq!(pairs(&shape, &cursors[0]).len(), shape.size.area());
    assert_eq!(cursors[1].rgba, [[255, 0, 255, 255], [0, 255, 0, 255]].concat());
}
