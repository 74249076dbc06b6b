//! What a client asks for, changed while the session goes on: encodings, levels and the pixel format.

use rfb::message::client::{EnableContinuousUpdates, FramebufferUpdateRequest, Incremental};
use rfb::message::server::fence::{BLOCK_BEFORE, REQUEST, SYNC_NEXT};
use rfb::pipeline::Decoders;
use rfb::{Client, Config, Encoding, Event, Framebuffer, Level, Levels, PixelFormat, Quality, Rect, ServerInit, Size};

const SIZE: Size = Size::new(4, 1);
/// A pixel of 16 bits that is not the same in 32, and its colour.
const RED_565: [u8; 2] = [0x00, 0xf8];

/// An open session, and what was sent and drawn since.
struct Desk {
    client: Client,
    decoders: Decoders,
    framebuffer: Framebuffer,
}

impl Desk {
    fn open() -> Self {
        let format = PixelFormat::RENDERER;
        let init = ServerInit { size: SIZE, server_format: format, format, name: "test".into() };
        let mut client = Client::new(Config::default());
        client.buffer().extend_from_slice(b"RFB 003.008\n\x01\x01\0\0\0\0");
        client.buffer().extend_from_slice(&init.to_wire());
        let mut desk = Self { client, decoders: Decoders::new(), framebuffer: Framebuffer::new(SIZE) };
        desk.receive(&[]);
        desk.sent();
        desk
    }

    /// Feeds `bytes`, draws what is in them, and returns the formats that came into force.
    fn receive(&mut self, bytes: &[u8]) -> Vec<PixelFormat> {
        self.client.buffer().extend_from_slice(bytes);
        let mut formats = Vec::new();
        while let Some(event) = self.client.poll().expect("the server does nothing wrong") {
            match event {
                Event::Rectangle(job) => self.decoders.apply(&job, &mut self.framebuffer).expect("it can be decoded"),
                Event::PixelFormat(format) => formats.push(format),
                _ => {}
            }
        }
        formats
    }

    fn sent(&mut self) -> Vec<u8> {
        self.client.poll_transmit().unwrap_or_default().to_vec()
    }

    fn request(&mut self) -> Vec<u8> {
        let rect = Rect::of(SIZE);
        self.client.send(FramebufferUpdateRequest { incremental: Incremental::Yes, rect }).expect("it is open");
        self.sent()
    }

    fn pixel(&self, x: usize) -> u32 {
        self.framebuffer.pixels()[x]
    }
}

/// An update of one Raw pixel.
fn update(x: u8, pixel: &[u8]) -> Vec<u8> {
    [&[0, 0, 0, 1, 0, x, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0], pixel].concat()
}

/// A server's fence.
fn fence(flags: u32, payload: &[u8]) -> Vec<u8> {
    [&[248, 0, 0, 0][..], &flags.to_be_bytes(), &[payload.len() as u8], payload].concat()
}

/// What stands in fences that were sent, flags and payload.
fn fences(mut sent: &[u8]) -> Vec<(u32, Vec<u8>)> {
    let mut found = Vec::new();
    while let [248, _, _, _, f0, f1, f2, f3, length, rest @ ..] = sent {
        let (payload, rest) = rest.split_at((*length).into());
        found.push((u32::from_be_bytes([*f0, *f1, *f2, *f3]), payload.to_vec()));
        sent = rest;
    }
    found
}

#[test]
fn encodings_and_levels_are_announced_again_only_when_they_change() {
    let mut desk = Desk::open();
    let levels =
        Levels { quality: Quality::Level(Level::new(6).unwrap()), compression: Level::new(2), ..Levels::default() };
    desk.client.set_encodings(&[Encoding::Raw], levels);
    let sent = desk.sent();
    let numbers: Vec<i32> =
        sent[4..].chunks_exact(4).map(|number| i32::from_be_bytes(number.try_into().unwrap())).collect();
    assert_eq!((sent[0], numbers[0]), (2, 0), "SetEncodings, Raw");
    assert!(numbers.contains(&-239), "what else is understood stays announced");
    assert_eq!(numbers[numbers.len() - 2..], [-26, -254], "quality 6, compression 2");
    desk.client.set_encodings(&[Encoding::Raw], levels);
    assert_eq!(desk.sent(), [0; 0]);
}

#[test]
fn without_fences_the_format_changes_after_the_update_that_was_asked_for() {
    let mut desk = Desk::open();
    desk.request();
    desk.client.change_pixel_format(PixelFormat::RGB565).unwrap();
    assert_eq!(desk.request(), [0; 0], "a request now would bring pixels of unknown format");
    assert_eq!(desk.sent(), [0; 0]);
    let cut_short = update(0, &[1, 2, 3, 0]);
    assert_eq!(desk.receive(&cut_short[..18]), []);
    assert_eq!(desk.receive(&cut_short[18..]), [PixelFormat::RGB565]);
    assert_eq!(desk.sent()[4..], PixelFormat::RGB565.to_wire());
    assert_eq!(desk.pixel(0), 0x0003_0201, "it was in the old format");
    assert!(!desk.request().is_empty());
    desk.receive(&update(1, &RED_565));
    assert_eq!(desk.pixel(1), 0x00ff_0000);
}

#[test]
fn without_a_request_on_its_way_the_format_changes_at_once() {
    let mut desk = Desk::open();
    desk.client.change_pixel_format(PixelFormat::RGB332).unwrap();
    assert_eq!(desk.receive(&[]), [PixelFormat::RGB332]);
    assert_eq!(desk.sent()[4..], PixelFormat::RGB332.to_wire());
    desk.request();
    desk.receive(&update(2, &[0b0001_1100]));
    assert_eq!(desk.pixel(2), 0x0000_ff00);
}

#[test]
fn an_update_without_pixels_answers_no_request() {
    let mut desk = Desk::open();
    desk.request();
    desk.client.change_pixel_format(PixelFormat::RGB565).unwrap();
    let name = [&[0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0][..], &(-307i32).to_be_bytes(), &[0, 0, 0, 1], b"n"].concat();
    assert_eq!(desk.receive(&name), []);
    assert_eq!(desk.receive(&update(0, &[9, 9, 9, 0])), [PixelFormat::RGB565]);
}

#[test]
fn with_two_requests_on_their_way_the_format_stays_as_it_is() {
    let mut desk = Desk::open();
    desk.request();
    desk.request();
    desk.client.change_pixel_format(PixelFormat::RGB565).unwrap();
    assert_eq!(desk.receive(&[]), [PixelFormat::RENDERER]);
    assert_eq!(desk.sent(), [0; 0]);
    assert!(!desk.request().is_empty(), "requests are sent again");
}

#[test]
fn with_fences_the_format_changes_where_the_mark_stands_though_updates_keep_coming() {
    let mut desk = Desk::open();
    desk.receive(&fence(REQUEST, b"first"));
    desk.sent();
    desk.client.send(EnableContinuousUpdates { rect: Some(Rect::of(SIZE)) }).unwrap();
    desk.sent();
    desk.client.change_pixel_format(PixelFormat::RGB565).unwrap();
    let question = fences(&desk.sent());
    assert_eq!(question.len(), 2, "the question and the message that it waits for");
    assert_eq!(question[0].0, REQUEST | SYNC_NEXT);
    desk.receive(&fence(BLOCK_BEFORE, &question[1].1));
    assert_eq!(desk.receive(&fence(SYNC_NEXT, &question[0].1)), []);
    let sent = desk.sent();
    let mark = fences(&sent).remove(0);
    assert_eq!(mark.0, REQUEST | SYNC_NEXT | BLOCK_BEFORE);
    assert_eq!(sent[sent.len() - 20..][..4], [0; 4], "SetPixelFormat comes right after it");
    let stream = [update(0, &[1, 2, 3, 0]), fence(SYNC_NEXT | BLOCK_BEFORE, &mark.1), update(1, &RED_565)].concat();
    assert_eq!(desk.receive(&stream), [PixelFormat::RGB565]);
    assert_eq!((desk.pixel(0), desk.pixel(1)), (0x0003_0201, 0x00ff_0000));
}

#[test]
fn a_server_that_does_not_keep_to_sync_next_gets_the_format_between_updates_or_not_at_all() {
    for (continuous, expected) in [(None, PixelFormat::RGB565), (Some(Rect::of(SIZE)), PixelFormat::RENDERER)] {
        let mut desk = Desk::open();
        desk.receive(&fence(REQUEST, &[]));
        desk.client.send(EnableContinuousUpdates { rect: continuous }).unwrap();
        desk.sent();
        desk.client.change_pixel_format(PixelFormat::RGB565).unwrap();
        let question = fences(&desk.sent()).remove(0);
        assert_eq!(desk.receive(&fence(BLOCK_BEFORE, &question.1)), [expected]);
    }
}

#[test]
fn one_change_at_a_time_and_only_to_formats_that_make_sense() {
    let mut desk = Desk::open();
    desk.request();
    let nonsense = PixelFormat { bits_per_pixel: 24, ..PixelFormat::RENDERER };
    assert!(desk.client.change_pixel_format(nonsense).is_err());
    desk.client.change_pixel_format(PixelFormat::RGB565).unwrap();
    assert!(desk.client.change_pixel_format(PixelFormat::RGB332).is_err());
    assert!(Client::new(Config::default()).change_pixel_format(PixelFormat::RGB565).is_err());
}
