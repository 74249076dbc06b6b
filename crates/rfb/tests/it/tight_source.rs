//! Where the vectors of Tight, TightPNG and JPEG come from that need more than a picture: wishes of the viewer, filters
//! that only some rectangles get, and JPEG pictures, of which libjpeg-turbo (`djpeg`) says how they look.

use std::io::Write;
use std::process::{Command, Stdio};

use rfb::{Encoding, Rect, Size};
use server::encoder::{Encoders, Source, Translation, Wishes};

use crate::vector_source::{FORMATS, LITTLE, Made, kind, paint, write};

const TIGHT: i32 = 7;

#[test]
#[ignore = "writes tests/vectors anew: cargo test -p farview-rfb -- --ignored write_vectors"]
fn write_vectors_of_tight() {
    for (name, format) in FORMATS.iter().filter(|(_, format)| format.bits_per_pixel > 8) {
        let size = Size::new(53, 37);
        let mut made = Made::new(size, *format);
        let slope = |x: u16, y: u16| u32::from(x) << 18 | (255 - u32::from(x + y) * 2) << 8 | (u32::from(y) * 7) & 0xff;
        paint(&mut made.picture, Rect::of(size), *format, slope);
        let mut encoders = Encoders::default();
        made.update(&mut encoders, TIGHT, *format, &[Rect::of(size), Rect::new(7, 9, 20, 11), Rect::new(3, 3, 1, 20)]);
        write("tight", &format!("gradient_of_{name}"), &made);
    }
    write("tight", "less_than_twelve_bytes", &small());
    write("tight", "without_zlib", &with_wishes(&[&[-256, -317]]));
    write("tight", "resets", &with_wishes(&[&[-247], &[-255], &[-250], &[-247]]));
    write("tight", "one_colour_wider_than_2048", &wide());
    for encoding in [Encoding::Tight, Encoding::TightPng, Encoding::Jpeg] {
        for (name, wishes) in JPEG {
            let made = pictures(encoding.number(), Wishes::of(wishes));
            write(encoding.module(), &format!("jpeg_{name}"), &made);
        }
    }
}

/// A quality and a subsampling.
const JPEG: [(&str, &[i32]); 5] = [
    ("4_4_4", &[-417, -768]),
    ("4_2_2", &[-427, -766]),
    ("4_2_0", &[-432, -767]),
    ("grey", &[-422, -765]),
    ("rough", &[-502, -767]),
];

/// Two to eleven bytes of pixels or indices, which are not compressed.
fn small() -> Made {
    let size = Size::new(30, 5);
    let mut made = Made::new(size, LITTLE);
    let colour = |x: u16, y: u16| match x {
        7..16 => u32::from((x ^ y) & 1) * 0x00ff_ee11,
        _ => u32::from(x * 37 + y * 91) * 0x0001_0307,
    };
    paint(&mut made.picture, Rect::of(size), LITTLE, colour);
    let rects = [(0, 1, 1), (1, 2, 1), (3, 3, 1), (6, 1, 3), (7, 9, 5), (16, 4, 1), (20, 2, 2), (22, 8, 1)];
    let rects = rects.map(|(x, width, height)| Rect::new(x, 0, width, height));
    made.update(&mut Encoders::default(), TIGHT, LITTLE, &rects);
    for rect in (0..30).flat_map(|x| (0..5).map(move |y| Rect::new(x, y, 1, 1))) {
        if !rects.iter().any(|done| done.contains(rect)) {
            made.picture.target(rect).expect("it lies inside").fill(0);
        }
    }
    made
}

/// One update for each of `wishes`, of another picture each.
fn with_wishes(wishes: &[&[i32]]) -> Made {
    let size = Size::new(48, 40);
    let mut made = Made::new(size, LITTLE);
    let mut encoders = Encoders::default();
    let rects: Vec<Rect> = (0..15).map(|cell| Rect::new(cell % 4 * 12, cell / 4 * 10, 12, 10)).collect();
    for (wishes, shift) in wishes.iter().zip(0..) {
        encoders.wish(Wishes::of(wishes));
        paint(&mut made.picture, Rect::of(size), LITTLE, |x, y| kind((x + 12 * shift) % 48, (y + shift) % 40, 12));
        made.update(&mut encoders, TIGHT, LITTLE, &rects);
        made.update(&mut encoders, TIGHT, LITTLE, &[Rect::new(36, 30, 12, 10)]);
    }
    made
}

/// What TigerVNC sends: a rectangle of one colour that is wider than the specification allows.
fn wide() -> Made {
    let size = Size::new(3000, 4);
    let mut made = Made::new(size, LITTLE);
    paint(&mut made.picture, Rect::of(size), LITTLE, |_, _| 0x0012_3456);
    made.stream.extend([0, 0, 0, 1, 0, 0, 0, 0, 0x0b, 0xb8, 0, 4, 0, 0, 0, 7, 0x80, 0x12, 0x34, 0x56]);
    made
}

/// Two JPEG pictures of other extents; the second of the JPEG encoding lacks the tables.
fn pictures(encoding: i32, wishes: Wishes) -> Made {
    let size = Size::new(67, 41);
    let mut made = Made::new(size, LITTLE);
    let mountain = |x: u16, y: u16| kind(x / 3, y / 3, 6) & 0x003f_3f3f | u32::from(x) << 17 | u32::from(y) << 10;
    paint(&mut made.picture, Rect::of(size), LITTLE, |x, y| mountain(x, y) & 0x00ff_ffff);
    let mut encoders = Encoders::default();
    encoders.wish(wishes);
    let rects = [Rect::new(0, 0, 67, 24), Rect::new(0, 24, 67, 17)];
    made.update(&mut encoders, encoding, LITTLE, &rects);
    for rect in rects {
        let (mut fresh, mut body) = (Encoders::default(), Vec::new());
        fresh.wish(wishes);
        let source = Source { framebuffer: &made.picture, rect, translation: &Translation::new(LITTLE) };
        fresh.get(encoding).expect("it is in the table").encode(&source, &mut body);
        let start = body.windows(2).position(|bytes| bytes == [0xff, 0xd8]).expect("a JPEG picture");
        let pixels = libjpeg_turbo(&body[start..]);
        assert_eq!(pixels.len(), rect.area());
        let mut target = made.picture.target(rect).expect("it lies inside");
        for (row, pixels) in target.rows_mut().zip(pixels.chunks_exact(rect.width.into())) {
            row.copy_from_slice(pixels);
        }
    }
    made
}

/// The pixels of a JPEG picture as `djpeg` decodes it, by the accurate integer transform and smooth upsampling.
fn libjpeg_turbo(picture: &[u8]) -> Vec<u32> {
    let mut program = Command::new("djpeg")
        .args(["-rgb", "-pnm", "-dct", "int"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("djpeg of libjpeg-turbo (apt install libjpeg-turbo-progs)");
    program.stdin.take().expect("it is piped").write_all(picture).expect("it reads");
    let pnm = program.wait_with_output().expect("it ends").stdout;
    // Three lines: P6, the extent, the largest value.
    let header = pnm.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2).expect("a header").0;
    pnm[header + 1..].chunks_exact(3).map(|rgb| u32::from_be_bytes([0, rgb[0], rgb[1], rgb[2]])).collect()
}
