//! The pipeline: the same picture, and the same error, on however many threads.

use rfb::pipeline::{Decoders, Pipeline, Thresholds};
use rfb::pseudo::extended_desktop_size::Status;
use rfb::{Client, Config, Error, Event, Framebuffer, PixelFormat, Rect, ServerInit, Size};
use server::encoder::{Encoder, Encoders, Source, TABLE, TightEncoder, Translation};

use crate::oracle::HANDSHAKE;
use crate::{oracle, vectors};

/// Everything goes to other threads.
const EAGER: Thresholds = Thresholds { task: 1, gain: 1 };
/// What a client is given at a time: several rectangles, and not always whole ones.
const READ: usize = 20_000;

/// The last picture, and how it ended.
type Shown = (Framebuffer, Option<Error>);

/// Decodes what `server` sends: with `Decoders` one by one, or in a pipeline.
fn show(mut client: Client, server: &[u8], mut pipeline: Option<Pipeline>) -> Shown {
    let (mut framebuffer, mut decoders) = (Framebuffer::default(), Decoders::new());
    for bytes in server.chunks(READ) {
        client.buffer().extend_from_slice(bytes);
        loop {
            let step = match client.poll() {
                Ok(None) => break,
                Ok(Some(Event::Rectangle(job))) => match &mut pipeline {
                    None => decoders.apply(&job, &mut framebuffer),
                    Some(pipeline) => {
                        pipeline.push(job);
                        if pipeline.is_full() { draw(pipeline, &mut framebuffer) } else { Ok(()) }
                    }
                },
                Ok(Some(event)) => {
                    let drawn = pipeline.as_mut().map_or(Ok(()), |pipeline| draw(pipeline, &mut framebuffer));
                    match event {
                        Event::Connected(init) => framebuffer = Framebuffer::new(init.size),
                        Event::DesktopSize(layout) if layout.status == Status::Done => framebuffer.resize(layout.size),
                        _ => {}
                    }
                    drawn
                }
                Err(error) => Err(error),
            };
            if let Err(error) = step {
                return (framebuffer, Some(error));
            }
        }
    }
    let drawn = pipeline.map_or(Ok(()), |mut pipeline| draw(&mut pipeline, &mut framebuffer));
    (framebuffer, drawn.err())
}

fn draw(pipeline: &mut Pipeline, framebuffer: &mut Framebuffer) -> Result<(), Error> {
    pipeline.decode();
    while !pipeline.is_empty() {
        pipeline.apply(framebuffer)?;
    }
    Ok(())
}

fn on_any_number_of_threads(name: &str, client: impl Fn() -> Client, server: &[u8]) -> Shown {
    let expected = show(client(), server, None);
    for threads in [1, 2, 4] {
        for thresholds in [EAGER, Thresholds::default()] {
            let shown = show(client(), server, Some(Pipeline::new(threads, thresholds)));
            assert_eq!(shown.1, expected.1, "{name}: how it ends on {threads} threads");
            assert!(
                expected.1.is_some() || shown.0 == expected.0,
                "{name}: another picture on {threads} threads, {thresholds:?}"
            );
        }
    }
    expected
}

#[test]
fn every_vector_looks_the_same_on_any_number_of_threads() {
    for vector in vectors::all() {
        let server = [HANDSHAKE, &vector.server].concat();
        let (_, error) = on_any_number_of_threads(&vector.name, || Client::new(oracle::config()), &server);
        assert_eq!(error, None, "{}", vector.name);
    }
}

const SIZE: Size = Size::new(400, 300);

/// A session with updates of many overlapping rectangles in every encoding, each a piece of a changing picture.
fn busy_session(updates: u32) -> Vec<u8> {
    let format = PixelFormat::RENDERER;
    let init = ServerInit { size: SIZE, server_format: format, format, name: "busy".into() };
    let mut server = init.to_wire();
    let (mut encoders, translation) = (Encoders::default(), Translation::new(format));
    let mut framebuffer = Framebuffer::new(SIZE);
    for update in 0..updates {
        for (place, pixel) in (0..).zip(framebuffer.pixels_mut()) {
            *pixel = (place / 7 * (update + 3)).wrapping_mul(0x0012_3457) >> (update % 9) & 0x00ff_ffff;
        }
        server.extend([0, 0]);
        let count = 6 * (TABLE.len() + 1) as u16;
        server.extend(count.to_be_bytes());
        for number in 0..6 {
            for (entry, place) in TABLE.iter().zip(0..) {
                let rect = Rect::new(number * 31 + place, number * 23, 120 + place, 100 + number);
                header(&mut server, rect, entry.number);
                let source = Source { framebuffer: &framebuffer, rect, translation: &translation };
                encoders.get(entry.number).expect("it is in the table").encode(&source, &mut server);
            }
            header(&mut server, Rect::new(number * 9, 50, 90, 70), 1);
            server.extend([0, 40, 0, 20 + number as u8]);
        }
    }
    server
}

fn header(server: &mut Vec<u8>, rect: Rect, number: i32) {
    let Rect { x, y, width, height } = rect;
    for number in [x, y, width, height] {
        server.extend(number.to_be_bytes());
    }
    server.extend(number.to_be_bytes());
}

#[test]
fn overlapping_rectangles_of_all_encodings_are_drawn_in_the_order_in_which_they_came() {
    let server = busy_session(8);
    let replaying = || Client::replaying(Config::default());
    let (framebuffer, error) = on_any_number_of_threads("busy", replaying, &server);
    assert_eq!(error, None);
    assert!(framebuffer.pixels().iter().any(|pixel| *pixel != 0), "something was drawn");
}

/// Updates in Tight whose streams begin anew now and then, which small and large rectangles of other streams may say.
fn restless_session(updates: u32) -> Vec<u8> {
    let format = PixelFormat::RENDERER;
    let init = ServerInit { size: SIZE, server_format: format, format, name: "restless".into() };
    let (mut server, mut framebuffer) = (init.to_wire(), Framebuffer::new(SIZE));
    let (mut encoder, translation) = (TightEncoder::default(), Translation::new(format));
    for update in 0..updates {
        for (place, pixel) in (0..).zip(framebuffer.pixels_mut()) {
            // Two colours, a few, and many: each for a stream of its own.
            let noise = (place * (2 * update + 3)).wrapping_mul(0x9e37_79b1_u32) >> 8;
            *pixel = match place % 400 / 50 % 3 {
                0 => (noise >> 4 & 1) * 0x00ff_ffff,
                1 => (noise >> 4 & 7) * 0x0001_2345,
                _ => noise,
            };
        }
        server.extend([0, 0, 0, 24]);
        for number in 0..24 {
            if (number as u32 * 7 + update * 5).is_multiple_of(11) {
                encoder.restart();
            }
            let height = if (number + update as u16).is_multiple_of(3) { 3 } else { 90 };
            let rect = Rect::new(number % 8 * 50, number / 8 * 97, 50, height);
            header(&mut server, rect, 7);
            encoder.encode(&Source { framebuffer: &framebuffer, rect, translation: &translation }, &mut server);
        }
    }
    server
}

#[test]
fn streams_that_begin_anew_do_so_once_whoever_says_so() {
    let server = restless_session(30);
    let replaying = || Client::replaying(Config::default());
    for task in [1, 60, 400, 2000, 6000] {
        let thresholds = Thresholds { task, gain: 1 };
        let expected = show(replaying(), &server, None);
        let shown = show(replaying(), &server, Some(Pipeline::new(2, thresholds)));
        assert_eq!((shown.1, expected.1), (None, None), "{thresholds:?}");
        assert!(shown.0 == expected.0, "another picture with {thresholds:?}");
    }
}

#[test]
fn damaged_data_is_the_same_error_on_any_number_of_threads() {
    let whole = busy_session(2);
    let replaying = || Client::replaying(Config::default());
    let mut errors = 0;
    for at in (60..whole.len()).step_by(whole.len() / 97) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x5a;
        errors += usize::from(on_any_number_of_threads("damaged", replaying, &damaged).1.is_some());
    }
    assert!(errors > 5, "{errors} of the damaged recordings were refused");
}
