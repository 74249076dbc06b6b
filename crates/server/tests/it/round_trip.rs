//! Every encoder against the client's decoder of the same encoding, which was written without knowing of it.

use rfb::{Config, Framebuffer, PixelFormat, Rect, Size};
use server::encoder::{Encoders, Source, TABLE, Translation, colour_map, pieces};

use crate::viewer::Viewer;

/// A picture as a function of the place.
type Paint = fn(u32, u32) -> u32;

const PICTURES: &[(&str, Size, Paint)] = &[
    ("flat", Size::new(200, 130), |_, _| 0x0033_5577),
    ("text", Size::new(333, 97), |x, y| if (x * 7 + y * 13) % 11 < 3 { 0x0010_1010 } else { 0x00ff_ffff }),
    ("five colours", Size::new(150, 70), |x, y| {
        [1, 0x00ff, 0x00ff_00ff, 0x0080_8080, 0x00ff_ff00][(x / 3 + y) as usize % 5]
    }),
    ("thirty colours", Size::new(190, 66), |x, y| (x / 4 + y / 5) % 30 * 0x0008_0604),
    ("gradient", Size::new(256, 128), |x, y| x << 16 | y << 8 | x.midpoint(y)),
    ("photograph", Size::new(210, 140), |x, y| {
        noise(x / 3, y / 3) & 0x003f_3f3f | x << 15 & 0x0080_0000 | y << 7 & 0x8000
    }),
    ("noise", Size::new(129, 65), noise),
    ("long runs", Size::new(700, 64), |x, y| if y * 700 + x < 40_000 { 7 } else { (x / 300) * 0x0050_5050 }),
    ("one pixel", Size::new(1, 1), |_, _| 0x00ab_cdef),
    ("one column", Size::new(1, 300), |_, y| y / 7 * 0x0001_0203),
    ("one row", Size::new(3000, 1), |x, _| x / 11 % 200 * 0x0001_0101),
    ("one wide row", Size::new(16384, 1), |x, _| x / 5 % 300 * 0x0001_0307),
    ("as wide as a wall", Size::new(16384, 3), |x, y| if x / 50 % 7 == y { noise(x, y) } else { x / 700 * 0x0a_0503 }),
    ("odd", Size::new(67, 65), |x, y| (x ^ y) * 0x0003_0201),
];

const FORMATS: &[(&str, PixelFormat)] = &[
    ("32 bits", PixelFormat::RENDERER),
    ("32 bits, big endian", PixelFormat { big_endian: true, ..PixelFormat::RENDERER }),
    ("32 bits in the high bytes", PixelFormat { shift: [8, 16, 24], ..PixelFormat::RENDERER }),
    ("high bytes, big endian", PixelFormat { shift: [24, 16, 8], big_endian: true, ..PixelFormat::RENDERER }),
    ("30 bits", PixelFormat { depth: 30, max: [1023; 3], shift: [20, 10, 0], ..PixelFormat::RENDERER }),
    ("16 bits", SIXTEEN_BITS),
    ("16 bits, big endian", PixelFormat { big_endian: true, ..SIXTEEN_BITS }),
    ("8 bits", PixelFormat { bits_per_pixel: 8, depth: 8, max: [7, 7, 3], shift: [0, 3, 6], ..SIXTEEN_BITS }),
    ("8 bits with a colour map", PixelFormat { bits_per_pixel: 8, depth: 8, true_colour: false, ..SIXTEEN_BITS }),
];

const SIXTEEN_BITS: PixelFormat =
    PixelFormat { bits_per_pixel: 16, depth: 16, max: [31, 63, 31], shift: [11, 5, 0], ..PixelFormat::RENDERER };

fn noise(x: u32, y: u32) -> u32 {
    let mixed = (x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca6b)).wrapping_mul(0xc2b2_ae35);
    (mixed ^ mixed >> 13) & 0x00ff_ffff
}

fn painted(size: Size, paint: Paint) -> Framebuffer {
    let mut picture = Framebuffer::new(size);
    for (pixel, index) in picture.pixels_mut().iter_mut().zip(0..) {
        *pixel = paint(index % u32::from(size.width), index / u32::from(size.width));
    }
    picture
}

/// A viewer for whom a desktop of this size and format was opened.
fn opened(size: Size, format: PixelFormat) -> Viewer {
    let mut viewer = Viewer::new(Config { pixel_format: None, ..Config::default() });
    let size_bytes = [size.width.to_be_bytes(), size.height.to_be_bytes()].concat();
    let opening = [b"RFB 003.008\n", &[1, 1, 0, 0, 0, 0][..], &size_bytes, &format.to_wire(), &[0; 4]].concat();
    viewer.feed(&opening).unwrap();
    if !format.true_colour {
        let entries: Vec<u8> = colour_map().flatten().flat_map(u16::to_be_bytes).collect();
        viewer.feed(&[&[1, 0, 0, 0, 1, 0][..], &entries].concat()).unwrap();
    }
    viewer
}

fn update(rect: Rect, number: i32, body: &[u8]) -> Vec<u8> {
    let place = [rect.x, rect.y, rect.width, rect.height].map(u16::to_be_bytes).concat();
    [&[0, 0, 0, 1][..], &place, &number.to_be_bytes(), body].concat()
}

/// What the viewer shows after `picture` was sent twice: whole, then a part of it once more through the same streams.
fn shown(picture: &Framebuffer, format: PixelFormat, number: i32) -> Framebuffer {
    let (size, translation) = (picture.size(), Translation::new(format));
    let mut viewer = opened(size, format);
    let mut encoders = Encoders::default();
    let part = Rect::new(size.width / 3, size.height / 3, size.width.div_ceil(2), size.height.div_ceil(2));
    let encoder = encoders.get(number).unwrap();
    let largest = encoder.largest();
    for rect in [Rect::of(size), part].into_iter().flat_map(|rect| pieces(rect, largest)) {
        let mut body = Vec::new();
        let source = Source { framebuffer: picture, rect, translation: &translation };
        encoder.encode(&source, &mut body);
        viewer.feed(&update(rect, number, &body)).unwrap();
        assert!(viewer.client.unread().is_empty(), "bytes are left over");
    }
    viewer.framebuffer
}

/// The most by which a channel of this many values may be off.
fn tolerance(format: PixelFormat) -> [u32; 3] {
    let max = if format.true_colour { format.max } else { [7, 7, 3] };
    max.map(|max| 128 / u32::from(max) + u32::from(max < 255))
}

#[test]
fn every_encoding_shows_what_raw_shows_and_that_is_the_picture() {
    for (format_name, format) in FORMATS {
        for (name, size, paint) in PICTURES {
            let picture = painted(*size, *paint);
            let raw = shown(&picture, *format, 0);
            for (original, seen) in picture.pixels().iter().zip(raw.pixels()) {
                for (shift, tolerance) in [16, 8, 0].into_iter().zip(tolerance(*format)) {
                    let difference = (original >> shift & 0xff).abs_diff(seen >> shift & 0xff);
                    assert!(difference <= tolerance, "{name}, {format_name}: {original:06x} became {seen:06x}");
                }
            }
            for entry in TABLE {
                let seen = shown(&picture, *format, entry.number);
                assert!(seen == raw, "{name} in {} with {format_name} differs from Raw", entry.name);
            }
        }
    }
}
