//! Every encoder against the client's decoder of the same encoding, which was written without knowing of it.

use rfb::{Config, Framebuffer, PixelFormat, Rect, Size};
use server::encoder::{Encoders, Source, TABLE, Translation, Wishes, colour_map, pieces};

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

fn painted(size: Size, paint: impl Fn(u32, u32) -> u32) -> Framebuffer {
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
    shown_with(picture, format, number, &[Wishes::default()])
}

/// As [`shown`], all of it once for each of `wishes`, through the same streams.
fn shown_with(picture: &Framebuffer, format: PixelFormat, number: i32, wishes: &[Wishes]) -> Framebuffer {
    let (size, translation) = (picture.size(), Translation::new(format));
    let mut viewer = opened(size, format);
    let mut encoders = Encoders::default();
    let part = Rect::new(size.width / 3, size.height / 3, size.width.div_ceil(2), size.height.div_ceil(2));
    for wishes in wishes {
        encoders.wish(*wishes);
        let encoder = encoders.get(number).unwrap();
        let largest = encoder.largest();
        viewer.framebuffer.pixels_mut().fill(0);
        for rect in [Rect::of(size), part].into_iter().flat_map(|rect| pieces(rect, largest)) {
            let mut body = Vec::new();
            let source = Source { framebuffer: picture, rect, translation: &translation };
            encoder.encode(&source, &mut body);
            viewer.feed(&update(rect, number, &body)).unwrap();
            assert!(viewer.client.unread().is_empty(), "bytes are left over");
        }
    }
    viewer.framebuffer
}

/// The most by which a channel of this many values may be off.
fn tolerance(format: PixelFormat) -> [u32; 3] {
    let max = if format.true_colour { format.max } else { [7, 7, 3] };
    max.map(|max| 128 / u32::from(max) + u32::from(max < 255))
}

#[track_caller]
fn assert_near(seen: &Framebuffer, original: &Framebuffer, tolerance: [u32; 3], what: &str) {
    for (original, seen) in original.pixels().iter().zip(seen.pixels()) {
        for (shift, tolerance) in [16, 8, 0].into_iter().zip(tolerance) {
            let difference = (original >> shift & 0xff).abs_diff(seen >> shift & 0xff);
            assert!(difference <= tolerance, "{what}: {original:06x} became {seen:06x}");
        }
    }
}

/// PNG and JPEG pictures have colours that the pixel format may not have, and JPEG has losses.
const PNG: i32 = -260;
const JPEG: i32 = 21;
const ZYWRLE: i32 = 17;
const H264: i32 = 50;
/// What JPEG may be off at its best: conversion and quantisation round several times.
const BEST_JPEG: [u32; 3] = [6; 3];

/// What ZYWRLE may be off with all details: brightness and colour differences are rounded to the bits of a channel.
fn best_zywrle(format: PixelFormat) -> [u32; 3] {
    if format.max == [255; 3] { [4; 3] } else { [40; 3] }
}

#[test]
fn every_encoding_shows_what_raw_shows_and_that_is_the_picture() {
    for (format_name, format) in FORMATS {
        for (name, size, paint) in PICTURES {
            let picture = painted(*size, *paint);
            let raw = shown(&picture, *format, 0);
            assert_near(&raw, &picture, tolerance(*format), &format!("{name}, {format_name}"));
            // The coefficients of ZYWRLE are bytes.
            let can = |number| number != ZYWRLE || format.max[0] <= 255;
            for entry in TABLE.iter().filter(|entry| can(entry.number)) {
                let seen = shown(&picture, *format, entry.number);
                let what = format!("{name} in {} with {format_name}", entry.name);
                match entry.number {
                    ZYWRLE => assert_near(&seen, &raw, best_zywrle(*format), &what),
                    PNG => assert_near(&seen, &picture, tolerance(*format), &what),
                    // It mixes the colours of four pixels: see below.
                    H264 => {}
                    JPEG => assert_near(&seen, &picture, BEST_JPEG, &what),
                    _ => assert!(seen == raw, "{what} differs from Raw"),
                }
            }
        }
    }
}

/// What video may be off where four pixels share a colour: luminance and differences of colour are rounded to whole numbers
/// of which there are fewer than of colours.
#[cfg(feature = "h264")]
const BEST_VIDEO: [u32; 3] = [3; 3];

#[cfg(feature = "h264")]
#[test]
fn video_is_near_the_picture_where_four_pixels_share_a_colour() {
    let translation = Translation::new(PixelFormat::RENDERER);
    for (name, size, paint) in PICTURES {
        let rect = Rect::of(*size);
        let mut viewer = opened(*size, PixelFormat::RENDERER);
        let mut encoders = Encoders::default();
        // Whole, twice with another stripe changed, and as it was; then the numbers of pictures begin again.
        for step in (0..4).chain([4; 20]) {
            let changed = |x: u32, y: u32| if x / 64 == step % 4 { paint(x / 2, y / 3) } else { paint(x & !1, y & !1) };
            let picture = painted(*size, |x, y| changed(x & !1, y & !1));
            let mut body = Vec::new();
            let source = Source { framebuffer: &picture, rect, translation: &translation };
            encoders.get(H264).unwrap().encode(&source, &mut body);
            viewer.feed(&update(rect, H264, &body)).unwrap();
            assert_near(&viewer.framebuffer, &picture, BEST_VIDEO, &format!("{name}, picture {step}"));
        }
    }
}

#[test]
fn tight_is_the_same_at_every_compression_level_and_without_zlib() {
    let levels = [&[-247][..], &[-256], &[-256, -317], &[-252, -317], &[]].map(Wishes::of);
    for (format_name, format) in FORMATS {
        for (name, size, paint) in PICTURES {
            let picture = painted(*size, *paint);
            let raw = shown(&picture, *format, 0);
            for count in 1..=levels.len() {
                let seen = shown_with(&picture, *format, 7, &levels[..count]);
                assert!(seen == raw, "{name} with {format_name} after {:?} differs from Raw", levels[count - 1]);
            }
        }
    }
}

#[test]
fn jpeg_is_near_the_picture_at_the_quality_that_was_wished_for() {
    let (_, size, paint) = PICTURES.iter().find(|(name, ..)| *name == "gradient").unwrap();
    let picture = painted(*size, *paint);
    for number in [7, PNG, JPEG] {
        for (wishes, tolerance) in [
            (&[-412][..], 6),
            (&[-422, -768], 8),
            (&[-422, -766], 12),
            (&[-422, -767], 16),
            (&[-23], 6),
            (&[-26], 24),
            (&[-32], 70),
        ] {
            let seen = shown_with(&picture, PixelFormat::RENDERER, number, &[Wishes::of(wishes)]);
            assert_near(&seen, &picture, [tolerance; 3], &format!("encoding {number} with {wishes:?}"));
            assert!(seen != picture, "encoding {number} with {wishes:?} has no losses: it is no JPEG");
        }
        let grey = shown_with(&picture, PixelFormat::RENDERER, number, &[Wishes::of(&[-23, -765])]);
        assert!(grey.pixels().iter().all(|pixel| pixel & 0xff == pixel >> 8 & 0xff && pixel >> 16 == pixel & 0xff));
    }
}

#[test]
fn tight_uses_every_sub_type_where_it_suits() {
    let size = Size::new(64, 32);
    let noisy: Paint = |x, y| noise(x, y) & 0x00ff_ffff;
    let cases: [(&str, Paint, &[i32], u8); 11] = [
        ("fill", |_, _| 5, &[], 0x80),
        ("two colours", |x, y| (x ^ y) & 1, &[], 0x50),
        ("a palette", |x, y| (x + y) % 200, &[], 0x60),
        ("a palette of 256", |x, y| (x + 64 * y) % 256, &[], 0x60),
        ("copy", noisy, &[], 0x00),
        ("gradient", |x, y| x << 18 | y << 11 | (x + y), &[], 0x70),
        ("JPEG", noisy, &[-26], 0x90),
        ("no JPEG for few colours", |x, y| (x + y) % 20, &[-26], 0x60),
        ("copy without zlib", noisy, &[-256, -317], 0xa0),
        ("a palette without zlib", |x, y| (x + y) % 200, &[-256, -317], 0xe0),
        ("zlib where no other was offered", noisy, &[-256], 0x00),
    ];
    for (name, paint, wishes, control) in cases {
        let picture = painted(size, paint);
        let translation = Translation::new(PixelFormat::RENDERER);
        let source = Source { framebuffer: &picture, rect: Rect::of(size), translation: &translation };
        let mut encoders = Encoders::default();
        encoders.wish(Wishes::of(wishes));
        let mut body = Vec::new();
        encoders.get(7).unwrap().encode(&source, &mut body);
        assert_eq!(body[0], control, "{name}");
    }
}

/// The colour transform of ZYWRLE loses nothing where a pixel's channels are all odd.
#[test]
fn zywrle_with_all_details_shows_odd_colours_as_they_are() {
    for format in [PixelFormat::RENDERER, PixelFormat { big_endian: true, ..PixelFormat::RENDERER }] {
        for (name, size, paint) in PICTURES {
            let mut picture = painted(*size, *paint);
            picture.pixels_mut().iter_mut().for_each(|pixel| *pixel |= 0x0001_0101);
            assert!(shown(&picture, format, ZYWRLE) == shown(&picture, format, 0), "{name}");
        }
    }
}

#[test]
fn zywrle_is_near_the_picture_at_the_quality_that_was_wished_for() {
    let smooth = painted(Size::new(201, 133), |x, y| x << 16 | (x / 2 + y / 2) << 8 | y);
    for (quality, tolerance) in [(&[-26][..], 16), (&[-412], 16), (&[], 4)] {
        let seen = shown_with(&smooth, PixelFormat::RENDERER, ZYWRLE, &[Wishes::of(quality)]);
        assert_near(&seen, &smooth, [tolerance; 3], &format!("with {quality:?}"));
        assert!(seen != smooth, "something is lost");
    }
}
