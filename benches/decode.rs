//! Decoding: every encoding on pictures of different kinds, and recordings from end to end. `README.md` beside this file has
//! the last table.

use std::path::PathBuf;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rfb::pipeline::Decoders;
use rfb::pseudo::extended_desktop_size::Status;
use rfb::{Client, Config, Event, Framebuffer, PixelFormat, Rect, ServerInit, Size};
use server::encoder::{Encoders, Source, TABLE, Translation};

const SIZE: Size = Size::new(1920, 1080);
/// What a client is given at a time, as a socket would.
const READ: usize = 64 << 10;

/// A picture's name, and its pixel at a place.
type Picture = (&'static str, fn(u32, u32) -> u32);

/// Pictures for which the encoders choose different sub-encodings.
const PICTURES: [Picture; 4] = [
    ("flat", |x, y| if (x / 480 + y / 270) % 2 == 0 { 0x0020_3040 } else { 0x00f0_f0f0 }),
    ("text", |x, y| if (x * 7 + y * 13 + x * y / 11) % 9 == 0 && y % 18 < 12 { 0x0010_1010 } else { 0x00ff_ffff }),
    ("gradient", |x, y| ((x * 255 / 1920) << 16) | ((y * 255 / 1080) << 8) | (((x + y) / 12) & 255)),
    ("noise", |x, y| x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca6b).rotate_left(13)),
];

/// A session as a server sends it: ServerInit and one update of the whole screen.
fn session(number: i32, picture: fn(u32, u32) -> u32) -> Vec<u8> {
    let mut framebuffer = Framebuffer::new(SIZE);
    let width = u32::from(SIZE.width);
    for (index, pixel) in (0..).zip(framebuffer.pixels_mut()) {
        *pixel = picture(index % width, index / width) & 0x00ff_ffff;
    }
    let format = PixelFormat::RENDERER;
    let init = ServerInit { size: SIZE, server_format: format, format, name: "bench".into() };
    let mut bytes = init.to_wire();
    bytes.extend([0, 0, 0, 1, 0, 0, 0, 0]);
    bytes.extend(SIZE.width.to_be_bytes());
    bytes.extend(SIZE.height.to_be_bytes());
    bytes.extend(number.to_be_bytes());
    let source = Source { framebuffer: &framebuffer, rect: Rect::of(SIZE), translation: &Translation::new(format) };
    Encoders::default().get(number).expect("it is in the table").encode(&source, &mut bytes);
    bytes
}

/// Decodes a session and returns how many pixels it had.
fn decode(bytes: &[u8]) -> Result<u64, rfb::Error> {
    let (mut client, mut decoders) = (Client::replaying(Config::default()), Decoders::new());
    let (mut framebuffer, mut pixels) = (Framebuffer::default(), 0);
    for read in bytes.chunks(READ) {
        client.buffer().extend_from_slice(read);
        while let Some(event) = client.poll()? {
            match event {
                Event::Connected(init) => framebuffer = Framebuffer::new(init.size),
                Event::DesktopSize(layout) if layout.status == Status::Done => framebuffer.resize(layout.size),
                Event::Rectangle(job) => {
                    pixels += job.head.rect.area() as u64;
                    decoders.apply(&job, &mut framebuffer)?;
                }
                _ => {}
            }
        }
    }
    Ok(pixels)
}

fn encodings(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decode");
    group.throughput(Throughput::Elements(SIZE.area() as u64)).sample_size(20);
    group.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    for entry in TABLE {
        for (name, picture) in PICTURES {
            let bytes = session(entry.number, picture);
            group.bench_with_input(BenchmarkId::new(entry.name, name), &bytes, |bencher, bytes| {
                bencher.iter(|| decode(bytes));
            });
        }
    }
    group.finish();
}

/// Every `.rfb` file in the folder that `FARVIEW_CAPTURES` names; none where it is not set.
fn recordings(criterion: &mut Criterion) {
    let Some(folder) = std::env::var_os("FARVIEW_CAPTURES").map(PathBuf::from) else { return };
    let mut group = criterion.benchmark_group("recording");
    group.sample_size(10);
    let files = std::fs::read_dir(folder).expect("FARVIEW_CAPTURES names a folder").filter_map(Result::ok);
    for path in files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|ending| ending == "rfb")) {
        let bytes = std::fs::read(&path).expect("the capture can be read");
        let Ok(pixels) = decode(&bytes) else { continue };
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        group.throughput(Throughput::Elements(pixels));
        group.bench_function(name, |bencher| bencher.iter(|| decode(&bytes)));
    }
    group.finish();
}

criterion_group!(benches, encodings, recordings);
criterion_main!(benches);
