//! Attacks with JPEG and PNG pictures, in Tight, TightPNG and JPEG: extents that lie, bombs, what is no picture.

use flate2::Crc;
use jpeg_encoder::ColorType;
use rfb::Rect;

use super::Reaction::{Either, Error, Tolerate};
use super::Stage::Rectangle;
use super::deflate::{bomb, finished};
use super::tight::behind;
use super::{Attack, attack, one_rectangle, opened, proof};
use crate::script::Script;

const TIGHT: i32 = 7;
const JPEG: i32 = 21;
const TIGHT_PNG: i32 = -260;
const TILE: Rect = Rect::new(0, 0, 16, 16);

/// Control bytes of Tight and TightPNG.
const JPEG_PICTURE: u8 = 0x90;
const PNG_PICTURE: u8 = 0xa0;

pub(super) const ATTACKS: &[Attack] = &[
    attack("tight-jpeg-that-is-none", Rectangle, Error, || in_tight(&[0x55; 500])),
    attack("tight-jpeg-without-bytes", Rectangle, Error, || in_tight(&[])),
    attack("tight-jpeg-wider-than-its-rectangle", Rectangle, Error, || in_tight(&jpeg(17, 16))),
    attack("tight-jpeg-much-wider-than-its-rectangle", Rectangle, Error, || in_tight(&jpeg(2000, 16))),
    attack("tight-jpeg-narrower-than-its-rectangle", Rectangle, Error, || in_tight(&jpeg(15, 16))),
    attack("tight-jpeg-higher-than-its-rectangle", Rectangle, Error, || in_tight(&jpeg(16, 48))),
    attack("tight-jpeg-lower-than-its-rectangle", Rectangle, Error, || in_tight(&jpeg(16, 1))),
    attack("tight-jpeg-of-65535-by-65535", Rectangle, Error, || in_tight(&with_extent([0xff; 4]))),
    attack("tight-jpeg-of-no-pixels", Rectangle, Error, || in_tight(&with_extent([0; 4]))),
    attack("tight-jpeg-of-no-pixels-for-none", Rectangle, Either, || {
        one_rectangle(Rect::default(), TIGHT, behind(&[JPEG_PICTURE], &with_extent([0; 4])))
    }),
    attack("tight-jpeg-cut-short", Rectangle, Either, || in_tight(&jpeg(16, 16)[..500])),
    attack("tight-jpeg-cut-in-its-tables", Rectangle, Error, || in_tight(&jpeg(16, 16)[..60])),
    attack("tight-jpeg-whose-huffman-codes-overflow", Rectangle, Error, || in_tight(&with_bad_codes())),
    attack("tight-jpeg-of-restart-markers", Rectangle, Either, || in_tight(&with_data(&[0xff, 0xd0].repeat(100_000)))),
    attack("tight-jpeg-of-ones", Rectangle, Either, || in_tight(&with_data(&[0xff, 0x00].repeat(1000)))),
    attack("tight-jpeg-of-a-thousand-scans", Rectangle, Either, || in_tight(&progressive(1000))),
    attack("tight-65534-jpegs-that-are-none", Rectangle, Error, || {
        let body = behind(&[JPEG_PICTURE], &[0xff, 0xd8, 0xff, 0xd9]);
        proof(opened().framebuffer_update(|mut update| {
            for _ in 0..65534 {
                update = update.rectangle(TILE, TIGHT, &body);
            }
            update
        }))
    }),
    attack("jpeg-that-is-none", Rectangle, Error, || one_rectangle(TILE, JPEG, [0x55; 500])),
    attack("jpeg-that-ends-at-once", Rectangle, Error, || one_rectangle(TILE, JPEG, [0xff, 0xd8, 0xff, 0xd9])),
    attack("jpeg-that-does-not-begin", Rectangle, Error, || one_rectangle(TILE, JPEG, [0xff, 0xd9])),
    attack("jpeg-wider-than-its-rectangle", Rectangle, Error, || one_rectangle(TILE, JPEG, jpeg(48, 16))),
    attack("jpeg-outside-the-desktop", Rectangle, Error, || {
        one_rectangle(Rect::new(60, 40, 16, 16), JPEG, jpeg(16, 16))
    }),
    attack("jpeg-without-tables", Rectangle, Error, || one_rectangle(TILE, JPEG, without_tables())),
    attack("jpeg-with-the-tables-of-the-one-before", Rectangle, Tolerate, || {
        let update = opened().framebuffer_update(|update| {
            update.rectangle(TILE, JPEG, jpeg(16, 16)).rectangle(TILE, JPEG, without_tables())
        });
        proof(update)
    }),
    attack("jpeg-with-a-segment-shorter-than-its-length", Rectangle, Error, || {
        one_rectangle(TILE, JPEG, [0xff, 0xd8, 0xff, 0xdb, 0, 1, 0, 0])
    }),
    attack("jpeg-of-comments-without-end", Rectangle, Error, || {
        let comment = [&[0xff, 0xfe, 0xff, 0xff][..], &[0; 0xfffd]].concat();
        jpeg_head().send([0xff, 0xd8]).flood(comment, 1 << 30)
    }),
    attack("jpeg-of-data-without-end", Rectangle, Error, || {
        jpeg_head().send(&jpeg(16, 16)[..600]).flood([0x3f; 16384], 1 << 30)
    }),
    attack("jpeg-of-markers-without-end", Rectangle, Error, || jpeg_head().flood([0xff; 16384], 1 << 30)),
    attack("png-that-is-none", Rectangle, Error, || in_png(&[0x55; 500])),
    attack("png-without-bytes", Rectangle, Error, || in_png(&[])),
    attack("png-wider-than-its-rectangle", Rectangle, Error, || in_png(&png(Header { width: 17, ..HEADER }, &[]))),
    attack("png-of-4-gib-by-4-gib", Rectangle, Error, || {
        in_png(&png(Header { width: u32::MAX, height: u32::MAX, ..HEADER }, &[]))
    }),
    attack("png-of-2-gib-by-1", Rectangle, Error, || {
        in_png(&png(Header { width: 0x7fff_ffff, height: 1, ..HEADER }, &[]))
    }),
    attack("png-of-no-pixels", Rectangle, Error, || in_png(&png(Header { width: 0, height: 0, ..HEADER }, &[]))),
    attack("png-of-no-pixels-for-none", Rectangle, Either, || {
        let picture = png(Header { width: 0, height: 0, ..HEADER }, &[]);
        one_rectangle(Rect::default(), TIGHT_PNG, behind(&[PNG_PICTURE], &picture))
    }),
    attack("png-of-a-kind-there-is-not", Rectangle, Error, || in_png(&png(Header { colour: 7, ..HEADER }, &[]))),
    attack("png-without-data", Rectangle, Error, || in_png(&png(HEADER, &[]))),
    attack("png-with-too-little-data", Rectangle, Error, || in_png(&png(HEADER, &[(b"IDAT", &finished(&[0; 49]))]))),
    attack("png-with-a-bomb-for-data", Rectangle, Either, || in_png(&png(HEADER, &[(b"IDAT", &bomb(1024))]))),
    attack("png-with-a-bomb-for-text", Rectangle, Either, || {
        in_png(&png(HEADER, &[(b"zTXt", &[b"a\0\0", &bomb(512)[..]].concat()), (b"IDAT", &pixels())]))
    }),
    attack("png-with-a-bomb-for-a-colour-profile", Rectangle, Either, || {
        in_png(&png(HEADER, &[(b"iCCP", &[b"a\0\0", &bomb(512)[..]].concat()), (b"IDAT", &pixels())]))
    }),
    attack("png-with-thousands-of-chunks", Rectangle, Either, || {
        let chunks = [(b"tEXt", &b"a\0b"[..]); 20_000];
        in_png(&png(HEADER, &[&chunks[..], &[(b"IDAT", &pixels())]].concat()))
    }),
    attack("png-with-interlacing-and-data-without", Rectangle, Error, || {
        in_png(&png(Header { interlace: 1, ..HEADER }, &[(b"IDAT", &finished(&[9; 20]))]))
    }),
    attack("png-with-a-palette-of-nothing", Rectangle, Error, || {
        in_png(&png(Header { colour: 3, ..HEADER }, &[(b"IDAT", &finished(&[0; 17 * 16]))]))
    }),
    attack("png-with-an-index-outside-the-palette", Rectangle, Either, || {
        let chunks: [(&[u8; 4], &[u8]); 2] = [(b"PLTE", &[1, 2, 3, 4, 5, 6]), (b"IDAT", &finished(&[0x77; 17 * 16]))];
        in_png(&png(Header { colour: 3, ..HEADER }, &chunks))
    }),
    attack("png-with-a-wrong-checksum", Rectangle, Error, || {
        let mut picture = png(HEADER, &[(b"IDAT", &pixels())]);
        picture[30] ^= 1;
        in_png(&picture)
    }),
    attack("png-with-a-chunk-of-2-gib", Rectangle, Error, || {
        let mut picture = png(HEADER, &[]);
        picture.splice(33.., [0x7f, 0xff, 0xff, 0xff, b'I', b'D', b'A', b'T', 1, 2, 3]);
        in_png(&picture)
    }),
    attack("png-of-a-million-frames", Rectangle, Either, || {
        let frames = [&1_000_000_u32.to_be_bytes()[..], &[0; 4]].concat();
        in_png(&png(HEADER, &[(b"acTL", &frames), (b"IDAT", &pixels())]))
    }),
    attack("png-in-tight", Rectangle, Error, || {
        one_rectangle(TILE, TIGHT, behind(&[PNG_PICTURE], &png(HEADER, &[(b"IDAT", &pixels())])))
    }),
];

fn in_tight(picture: &[u8]) -> Script {
    one_rectangle(TILE, TIGHT, behind(&[JPEG_PICTURE], picture))
}

fn in_png(picture: &[u8]) -> Script {
    one_rectangle(TILE, TIGHT_PNG, behind(&[PNG_PICTURE], picture))
}

/// The head of an update of one tile in JPEG.
fn jpeg_head() -> Script {
    opened().send([0, 0, 0, 1, 0, 0, 0, 0, 0, 16, 0, 16, 0, 0, 0, 21])
}

/// A JPEG picture with nothing wrong in it.
fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let samples: Vec<u8> = (0..usize::from(width) * usize::from(height) * 3).map(|index| (index * 37) as u8).collect();
    let mut picture = Vec::new();
    // Memory takes all of it.
    let _ = jpeg_encoder::Encoder::new(&mut picture, 80).encode(&samples, width, height, ColorType::Rgb);
    picture
}

/// Where the segment with this marker begins.
fn segment(picture: &[u8], marker: u8) -> usize {
    picture.windows(2).position(|bytes| bytes == [0xff, marker]).unwrap_or(0)
}

/// A picture that says it has this height and width.
fn with_extent(extent: [u8; 4]) -> Vec<u8> {
    let mut picture = jpeg(16, 16);
    let frame = segment(&picture, 0xc0);
    picture[frame + 5..frame + 9].copy_from_slice(&extent);
    picture
}

/// A picture with a table of more codes of one bit than there are.
fn with_bad_codes() -> Vec<u8> {
    let mut picture = jpeg(16, 16);
    let table = segment(&picture, 0xc4);
    picture[table + 5..table + 21].fill(0);
    picture[table + 5] = 12;
    picture
}

/// A picture with other data in its scan.
fn with_data(data: &[u8]) -> Vec<u8> {
    let mut picture = jpeg(16, 16);
    let scan = segment(&picture, 0xda) + 14;
    picture.truncate(scan);
    [&picture, data, &[0xff, 0xd9]].concat()
}

/// A progressive picture with its last scan again and again.
fn progressive(scans: usize) -> Vec<u8> {
    let mut picture = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut picture, 80);
    encoder.set_progressive(true);
    // Memory takes all of it.
    let _ = encoder.encode(&[100; 16 * 16 * 3], 16, 16, ColorType::Rgb);
    let last = picture.windows(2).rposition(|bytes| bytes == [0xff, 0xda]).unwrap_or(0);
    let (before, scan) = picture.split_at(last);
    let scan = &scan[..scan.len() - 2];
    [before, &scan.repeat(scans), &[0xff, 0xd9]].concat()
}

/// A picture without quantisation tables and Huffman codes.
fn without_tables() -> Vec<u8> {
    let picture = jpeg(16, 16);
    let (mut kept, mut rest) = (picture[..2].to_vec(), &picture[2..]);
    while rest[1] != 0xda {
        let length = 2 + usize::from(u16::from_be_bytes([rest[2], rest[3]]));
        if !matches!(rest[1], 0xc4 | 0xdb) {
            kept.extend(&rest[..length]);
        }
        rest = &rest[length..];
    }
    [&kept, rest].concat()
}

/// What a PNG file says of itself.
#[derive(Clone, Copy)]
struct Header {
    width: u32,
    height: u32,
    colour: u8,
    interlace: u8,
}

/// True colour, and of the tile's extent.
const HEADER: Header = Header { width: 16, height: 16, colour: 2, interlace: 0 };

/// The data of a picture with this header and nothing wrong in it.
fn pixels() -> Vec<u8> {
    finished(&[[0].as_slice(), &[50; 48]].concat().repeat(16))
}

/// A PNG file with these chunks after the header.
fn png(header: Header, chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let Header { width, height, colour, interlace } = header;
    let start = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, colour, 0, 0, interlace]].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    put_chunk(*b"IHDR", &start, &mut file);
    for (name, data) in chunks {
        put_chunk(**name, data, &mut file);
    }
    put_chunk(*b"IEND", &[], &mut file);
    file
}

fn put_chunk(name: [u8; 4], data: &[u8], out: &mut Vec<u8>) {
    let mut checksum = Crc::new();
    checksum.update(&name);
    checksum.update(data);
    out.extend((data.len() as u32).to_be_bytes());
    out.extend(name);
    out.extend(data);
    out.extend(checksum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_without_a_fault_have_none() {
        let file = png(HEADER, &[(b"IDAT", &pixels())]);
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut samples = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut samples).unwrap();
        assert_eq!(samples, [50; 16 * 16 * 3]);
        assert!(without_tables().len() < jpeg(16, 16).len());
    }
}
