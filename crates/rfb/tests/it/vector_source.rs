//! Where the vectors come from: pictures in every pixel format, encoded by the reference encoders of the built-in server.
//!
//! What is expected is the picture that was encoded, so no decoder has a part in it.

use std::fs;
use std::io::BufWriter;
use std::path::Path;

use rfb::{Framebuffer, PixelFormat, Rect, Size};
use server::encoder::{Encoders, Source, TABLE, Translation, colour_map, pieces};

use crate::vector_extensions::every_extension;
use crate::vectors::root;

#[test]
#[ignore = "writes tests/vectors anew: cargo test -p farview-rfb -- --ignored write_vectors"]
fn write_vectors() {
    // What JPEG, ZYWRLE and H.264 make of a picture comes from `tight_source`, `zywrle_source` and `h264_source`.
    let lossy = ["jpeg", "zywrle", "h264"];
    for entry in TABLE.iter().filter(|entry| !lossy.contains(&entry.module())) {
        let module = entry.module();
        for (name, format) in FORMATS {
            write(module, name, &every_kind(entry.number, *format));
        }
        write(module, "one_pixel", &one_rectangle(entry.number, Size::new(1, 1)));
        write(module, "one_row", &one_rectangle(entry.number, Size::new(200, 1)));
        write(module, "one_column", &one_rectangle(entry.number, Size::new(1, 140)));
        write(module, "many_rectangles", &many_rectangles(entry.number));
    }
    write("copy_rect", "every_direction", &copies());
    write("session", "every_message", &every_message());
    write("session", "every_extension", &every_extension());
}

pub const LITTLE: PixelFormat = PixelFormat::RENDERER;

/// A pixel format of each kind that is read in a way of its own.
pub const FORMATS: &[(&str, PixelFormat)] = &[
    ("every_kind_of_tile", LITTLE),
    ("big_endian", PixelFormat { big_endian: true, ..LITTLE }),
    ("colours_in_the_high_bytes", PixelFormat { shift: [8, 16, 24], ..LITTLE }),
    ("ten_bits_per_colour", PixelFormat { depth: 30, max: [1023; 3], shift: [20, 10, 0], ..LITTLE }),
    ("sixteen_bits", PixelFormat { bits_per_pixel: 16, depth: 16, max: [31, 63, 31], shift: [11, 5, 0], ..LITTLE }),
    (
        "sixteen_bits_big_endian",
        PixelFormat { bits_per_pixel: 16, depth: 15, big_endian: true, max: [31, 31, 31], shift: [10, 5, 0], ..LITTLE },
    ),
    ("eight_bits", PixelFormat { bits_per_pixel: 8, depth: 8, max: [7, 7, 3], shift: [0, 3, 6], ..LITTLE }),
    ("colour_map", PixelFormat { bits_per_pixel: 8, depth: 8, true_colour: false, ..LITTLE }),
];

/// A vector in the making.
pub struct Made {
    pub stream: Vec<u8>,
    pub picture: Framebuffer,
}

impl Made {
    pub fn new(size: Size, format: PixelFormat) -> Self {
        let mut stream = Vec::new();
        stream.extend(size.width.to_be_bytes());
        stream.extend(size.height.to_be_bytes());
        stream.extend(format.to_wire());
        stream.extend(6_u32.to_be_bytes());
        stream.extend(b"vector");
        if !format.true_colour {
            stream.extend([1, 0, 0, 0]);
            stream.extend((colour_map().len() as u16).to_be_bytes());
            stream.extend(colour_map().flatten().flat_map(u16::to_be_bytes));
        }
        Self { stream, picture: Framebuffer::new(size) }
    }

    /// Sends one update whose rectangles are these parts of the picture, or pieces of them.
    pub fn update(&mut self, encoders: &mut Encoders, encoding: i32, format: PixelFormat, rects: &[Rect]) {
        let translation = Translation::new(format);
        let encoder = encoders.get(encoding).expect("an encoder of the table");
        let largest = encoder.largest();
        let rects: Vec<Rect> = rects.iter().flat_map(|rect| pieces(*rect, largest)).collect();
        self.open_update(rects.len());
        for rect in rects {
            self.open_rectangle(rect, encoding);
            let source = Source { framebuffer: &self.picture, rect, translation: &translation };
            encoder.encode(&source, &mut self.stream);
        }
    }

    pub fn open_update(&mut self, rectangles: usize) {
        self.stream.extend([0, 0]);
        self.stream.extend((rectangles as u16).to_be_bytes());
    }

    pub fn open_rectangle(&mut self, rect: Rect, encoding: i32) {
        for number in [rect.x, rect.y, rect.width, rect.height] {
            self.stream.extend(number.to_be_bytes());
        }
        self.stream.extend(encoding.to_be_bytes());
    }
}

/// A picture with a tile of each kind for 16×16 and for 64×64 tiles, then a second update that changes a part of it.
fn every_kind(encoding: i32, format: PixelFormat) -> Made {
    // Raw and its kin have no tiles, and some no compression either.
    let (size, cell) = match (encoding, format.bits_per_pixel) {
        (0 | 2 | 4 | 6, _) => (Size::new(37, 23), 8),
        (5 | 7 | 8 | 15 | -260, _) => (Size::new(70, 53), 16),
        (_, 32) => (Size::new(136, 131), 64),
        (_, _) => (Size::new(80, 67), 20),
    };
    let mut made = Made::new(size, format);
    paint(&mut made.picture, Rect::of(size), format, |x, y| kind(x, y, cell));
    let mut encoders = Encoders::default();
    // Tight has no tiles either: each of its rectangles is of one kind.
    let rects: Vec<Rect> = match encoding {
        7 | -260 => pieces(Rect::of(size), Size::new(cell, cell)).collect(),
        _ => vec![Rect::of(size)],
    };
    made.update(&mut encoders, encoding, format, &rects);
    let part = Rect::new(5, 3, size.width - 9, size.height / 2);
    paint(&mut made.picture, part, format, |x, y| kind(x + 4 * cell, y + 1, cell));
    made.update(&mut encoders, encoding, format, &[part]);
    made
}

pub fn one_rectangle(encoding: i32, size: Size) -> Made {
    let mut made = Made::new(size, LITTLE);
    paint(&mut made.picture, Rect::of(size), LITTLE, |x, y| kind(x, y, 16) ^ 0x0055_aa33);
    made.update(&mut Encoders::default(), encoding, LITTLE, &[Rect::of(size)]);
    made
}

/// Rectangles of all sizes around those of a tile, side by side and in more than one update.
fn many_rectangles(encoding: i32) -> Made {
    let height = match encoding {
        0 => 5,
        2 | 4 | 6 => 20,
        _ => 80,
    };
    let mut made = Made::new(Size::new(140, height), LITTLE);
    let mut encoders = Encoders::default();
    for round in 0..3_u16 {
        let area = Rect::of(made.picture.size());
        paint(&mut made.picture, area, LITTLE, |x, y| palette(5, u32::from(x / 9 + y / 4 + round)));
        let widths = [1, 15, 16, 17, 63, 28_u16];
        let rects: Vec<Rect> = widths
            .iter()
            .scan(0, |x, width| {
                *x += width;
                Some(Rect::new(*x - width, 0, *width, height))
            })
            .collect();
        assert_eq!(rects.iter().map(|rect| rect.width).sum::<u16>(), 140);
        made.update(&mut encoders, encoding, LITTLE, &rects);
    }
    made
}

/// Copies to the left, right, up, down and onto themselves, overlapping and not.
fn copies() -> Made {
    let size = Size::new(40, 30);
    let mut made = Made::new(size, LITTLE);
    paint(&mut made.picture, Rect::of(size), LITTLE, |x, y| u32::from(x) * 0x0006_0301 + u32::from(y) * 0x0000_0805);
    made.update(&mut Encoders::default(), 0, LITTLE, &[Rect::of(size)]);
    let moves = [
        (Rect::new(5, 5, 20, 10), (8, 7)),
        (Rect::new(8, 7, 20, 10), (5, 5)),
        (Rect::new(0, 0, 30, 29), (10, 1)),
        (Rect::new(10, 0, 30, 30), (0, 0)),
        (Rect::new(0, 10, 40, 20), (0, 0)),
        (Rect::new(0, 0, 40, 20), (0, 10)),
        (Rect::new(39, 29, 1, 1), (0, 0)),
        (Rect::new(3, 3, 7, 7), (3, 3)),
    ];
    made.open_update(moves.len());
    for (from, (x, y)) in moves {
        made.open_rectangle(Rect::new(x, y, from.width, from.height), 1);
        made.stream.extend(from.x.to_be_bytes());
        made.stream.extend(from.y.to_be_bytes());
        copy(&mut made.picture, from, (x, y));
    }
    made
}

/// Every message and pseudo-encoding there is, the last being a picture in the last of several sizes.
fn every_message() -> Made {
    let mut made = Made::new(Size::new(20, 10), LITTLE);
    let size = Size::new(30, 14);
    made.picture = Framebuffer::new(size);
    paint(&mut made.picture, Rect::of(size), LITTLE, |x, y| kind(x, y, 7));
    // SetColourMapEntries of two colours, Bell, ServerCutText, Apple's change of state.
    made.stream.extend([1, 0, 0, 5, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    made.stream.extend([2]);
    made.stream.extend([&[3, 0, 0, 0, 0, 0, 0, 5][..], b"gr\xfcn\n", &[20, 0, 0, 2, 9, 9]].concat());
    // EndOfContinuousUpdates; a fence that wants an answer and one that is one.
    made.stream.extend([150]);
    made.stream.extend([248, 0, 0, 0, 0x80, 0, 0, 3, 4, 1, 2, 3, 4]);
    made.stream.extend([248, 0, 0, 0, 0, 0, 0, 0, 0]);
    made.open_update(7);
    let pseudo = |made: &mut Made, rect: (u16, u16, u16, u16), number: i32, body: &[u8]| {
        made.open_rectangle(Rect::new(rect.0, rect.1, rect.2, rect.3), number);
        made.stream.extend(body);
    };
    pseudo(&mut made, (1, 1, 9, 2), -239, &[&[0x40; 72][..], &[0xff, 0x80, 0x55, 0x00]].concat());
    pseudo(&mut made, (0, 1, 2, 2), -314, &[&[0; 4][..], &[0x20; 16]].concat());
    pseudo(&mut made, (0, 0, 0, 0), -307, b"\0\0\0\x05again");
    pseudo(&mut made, (0, 0, 0, 0), -258, &[]);
    let screen = [0, 0, 0, 1, 0, 0, 0, 0, 0, 24, 0, 12, 0, 0, 0, 0];
    pseudo(&mut made, (0, 0, 24, 12), -308, &[&[1, 0, 0, 0][..], &screen].concat());
    // What we asked for is not allowed, so nothing changes.
    pseudo(&mut made, (1, 1, 60000, 60000), -308, &[&[1, 0, 0, 0][..], &screen].concat());
    pseudo(&mut made, (0, 0, size.width, size.height), -223, &[]);
    // An update of as many rectangles as there may be, of which the second is the last.
    made.open_update(usize::from(u16::MAX));
    let all = Rect::of(size);
    made.open_rectangle(all, 0);
    let raw: Vec<u8> = made.picture.pixels().iter().flat_map(|pixel| pixel.to_le_bytes()).collect();
    made.stream.extend(raw);
    pseudo(&mut made, (0, 0, 0, 0), -224, &[]);
    made.stream.extend([2]);
    made
}

/// A copy as the specification describes its result: as if the source had been put aside first.
fn copy(picture: &mut Framebuffer, from: Rect, (x, y): (u16, u16)) {
    let aside: Vec<Vec<u32>> = picture.rows(from).map(<[u32]>::to_vec).collect();
    let stride = usize::from(picture.size().width);
    for (row, pixels) in aside.iter().enumerate() {
        let start = (usize::from(y) + row) * stride + usize::from(x);
        picture.pixels_mut()[start..start + pixels.len()].copy_from_slice(pixels);
    }
}

/// Paints colours that `format` can name exactly.
pub fn paint(picture: &mut Framebuffer, area: Rect, format: PixelFormat, colour: impl Fn(u16, u16) -> u32) {
    let stride = usize::from(picture.size().width);
    for y in area.y..area.y + area.height {
        for x in area.x..area.x + area.width {
            picture.pixels_mut()[usize::from(y) * stride + usize::from(x)] = exact(format, colour(x, y));
        }
    }
}

/// The nearest colour that comes out of `format` as it went in.
fn exact(format: PixelFormat, colour: u32) -> u32 {
    if !format.true_colour {
        let [_, red, green, blue] = colour.to_be_bytes();
        let index = usize::from(red & 0xe0 | green >> 5 << 2 | blue >> 6);
        let [red, green, blue] = colour_map().nth(index).expect("256 colours").map(|wide| u32::from(wide >> 8));
        return red << 16 | green << 8 | blue;
    }
    let [_, channels @ ..] = colour.to_be_bytes();
    channels.into_iter().zip(format.max).fold(0, |result, (channel, max)| {
        let max = u32::from(max);
        let level = (u32::from(channel) * max + 127) / 255;
        (result << 8) | ((level * 255 + max / 2) / max)
    })
}

/// Cells of one tile each: flat, two, four, sixteen and a hundred colours, runs, and noise where the picture ends.
pub fn kind(x: u16, y: u16, cell: u16) -> u32 {
    let (wide_x, wide_y) = (u32::from(x), u32::from(y));
    let noise = noise(wide_x, wide_y);
    match x / cell + 4 * (y / cell) {
        0 => 0x0020_4060,
        1 => palette(2, noise),
        // Where tiles have 64 pixels, only a strip of this one is left.
        2 => noise & 0x00ff_ffff,
        3 => palette(4, noise),
        4 => palette(16, noise),
        5 => palette(100, noise_of_runs(wide_x, wide_y)),
        6 => wide_y * 0x0003_0201,
        7 => palette(3, noise),
        8 => palette(2, wide_x / 5),
        9 => palette(200, noise_of_runs(wide_x, wide_y)),
        10 => 0x00ff_ffff,
        11 => 0,
        other => palette(7, wide_x / 3 + u32::from(other)),
    }
}

fn palette(count: u32, index: u32) -> u32 {
    (index % count + 1).wrapping_mul(0x0032_9c57) & 0x00ff_ffff
}

fn noise(x: u32, y: u32) -> u32 {
    let value = (x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca77)).wrapping_mul(0x2c1b_3c6d);
    value ^ value >> 15
}

fn noise_of_runs(x: u32, y: u32) -> u32 {
    noise(x / 9, y)
}

pub fn write(module: &str, name: &str, made: &Made) {
    let folder = root().join(module).join(name);
    fs::create_dir_all(&folder).expect("a folder for the vector");
    fs::write(folder.join("server.bin"), &made.stream).expect("the server's bytes");
    write_png(&folder.join("expected.png"), &made.picture);
}

fn write_png(path: &Path, picture: &Framebuffer) {
    let file = BufWriter::new(fs::File::create(path).expect("a file for the picture"));
    let mut encoder = png::Encoder::new(file, picture.size().width.into(), picture.size().height.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    let data: Vec<u8> = picture.pixels().iter().flat_map(|pixel| pixel.to_be_bytes()[1..].to_vec()).collect();
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&data)).expect("a PNG file");
}
