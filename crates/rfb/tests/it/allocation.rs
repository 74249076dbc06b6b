//! In the steady state a rectangle is decoded without asking for memory.

use rfb::pipeline::Decoders;
use rfb::{Client, Config, Event, Framebuffer, PixelFormat, Rect, ServerInit, Size};
use server::encoder::{Encoders, Entry, Source, TABLE, Translation};

const SIZE: Size = Size::new(256, 192);
/// Rectangles of an update: four across, three down.
const RECTANGLES: [u16; 2] = [4, 3];
const UPDATES: u32 = 40;
/// After so many updates everything has been seen.
const WARM: usize = 20;
/// What a client is given at a time.
const READ: usize = 16 << 10;

/// ServerInit, and updates in one encoding: flat, text, few colours, many colours.
fn session(entry: &Entry) -> (Vec<u8>, Vec<Vec<u8>>) {
    let format = PixelFormat::RENDERER;
    let init = ServerInit { size: SIZE, server_format: format, format, name: "steady".into() };
    let (mut encoders, translation) = (Encoders::default(), Translation::new(format));
    let updates = (0..UPDATES).map(|number| update(entry.number, &mut encoders, &translation, number));
    (init.to_wire(), updates.collect())
}

fn update(encoding: i32, encoders: &mut Encoders, translation: &Translation, number: u32) -> Vec<u8> {
    let [columns, rows] = RECTANGLES;
    let mut framebuffer = Framebuffer::new(SIZE);
    for (place, pixel) in (0..).zip(framebuffer.pixels_mut()) {
        let (x, y) = (place % u32::from(SIZE.width), place / u32::from(SIZE.width));
        *pixel = match (x / 64 + number) % 4 {
            0 => 0x0020_3040 + number,
            1 if (x * 7 + y * 13 + number) % 9 < 2 => 0,
            1 => 0x00ff_ffff,
            2 => (x / 3 + y + number) % 40 * 0x0006_0502,
            _ => (x << 16 | y << 8 | (x * y + number)) & 0x00ff_ffff,
        };
    }
    let mut bytes = vec![0, 0, 0, (columns * rows) as u8];
    let (width, height) = (SIZE.width / columns, SIZE.height / rows);
    for place in 0..columns * rows {
        let rect = Rect::new(place % columns * width, place / columns * height, width, height);
        for number in [rect.x, rect.y, rect.width, rect.height] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend(encoding.to_be_bytes());
        let source = Source { framebuffer: &framebuffer, rect, translation };
        encoders.get(encoding).expect("it is in the table").encode(&source, &mut bytes);
    }
    bytes
}

/// Encodings whose pictures a library decodes that asks for memory for each of them.
const BY_LIBRARY: [&str; 2] = ["TightPNG", "Open-H264"];

struct Steady {
    client: Client,
    decoders: Decoders,
    framebuffer: Framebuffer,
    rectangles: u64,
}

impl Steady {
    fn feed(&mut self, bytes: &[u8]) {
        for bytes in bytes.chunks(READ) {
            self.client.buffer().extend_from_slice(bytes);
            while let Some(event) = self.client.poll().expect("it is valid") {
                match event {
                    Event::Connected(init) => self.framebuffer = Framebuffer::new(init.size),
                    Event::Rectangle(job) => {
                        self.rectangles += 1;
                        self.decoders.apply(&job, &mut self.framebuffer).expect("it is valid");
                    }
                    _ => {}
                }
            }
            drop(self.client.poll_transmit());
        }
    }
}

#[test]
fn rectangles_are_decoded_without_asking_for_memory() {
    for entry in TABLE.iter().filter(|entry| !BY_LIBRARY.contains(&entry.name)) {
        let (init, updates) = session(entry);
        let mut steady = Steady {
            client: Client::replaying(Config::default()),
            decoders: Decoders::new(),
            framebuffer: Framebuffer::default(),
            rectangles: 0,
        };
        steady.feed(&init);
        updates.iter().take(WARM).for_each(|update| steady.feed(update));
        let before = steady.rectangles;
        let asked = allocation_counter::measure(|| updates.iter().skip(WARM).for_each(|update| steady.feed(update)));
        let rectangles = steady.rectangles - before;
        assert!(rectangles >= 20 * 12, "{}: {rectangles} rectangles", entry.name);
        // The receive buffer may be replaced now and then, whose bytes a rectangle still held.
        assert!(
            asked.count_total * 10 <= rectangles,
            "{}: memory was asked for {} times in {rectangles} rectangles",
            entry.name,
            asked.count_total
        );
    }
}
