//! Attacks inside Tight: control bytes, filters, palettes, lengths and zlib streams that lie. See `pictures` for JPEG and PNG.

use rfb::{Rect, Size};

use super::Reaction::{Either, Error, Tolerate};
use super::Stage::Rectangle;
use super::deflate::{bomb, deflated, finished};
use super::{Attack, SIZE, attack, one_rectangle, opened, proof};
use crate::script::Script;

const TIGHT: i32 = 7;
const TILE: Rect = Rect::new(0, 0, 16, 16);
/// Bytes of its pixels, three each.
const TILE_BYTES: usize = 16 * 16 * 3;

/// Control bytes.
const COPY: u8 = 0x00;
const FILTERED: u8 = 0x40;
const FILL: u8 = 0x80;
const WITHOUT_ZLIB: u8 = 0xa0;
/// Filters.
const PALETTE: u8 = 1;
const GRADIENT: u8 = 2;

pub(super) const ATTACKS: &[Attack] = &[
    attack("tight-too-wide", Rectangle, Error, || one_rectangle(Rect::new(0, 0, 65, 48), TIGHT, [FILL, 1, 2, 3])),
    attack("tight-far-outside", Rectangle, Error, || {
        one_rectangle(Rect::new(65535, 65535, 65535, 65535), TIGHT, [FILL, 1, 2, 3])
    }),
    attack("tight-no-columns", Rectangle, Either, || one_rectangle(Rect::new(3, 3, 0, 5), TIGHT, [COPY])),
    attack("tight-no-rows-of-a-gradient", Rectangle, Either, || {
        one_rectangle(Rect::new(3, 3, 5, 0), TIGHT, [FILTERED, GRADIENT])
    }),
    attack("tight-no-pixels-of-a-palette", Rectangle, Either, || {
        one_rectangle(Rect::new(0, 0, 0, 0), TIGHT, [FILTERED, PALETTE, 1, 1, 2, 3, 4, 5, 6])
    }),
    attack("tight-one-colour-for-no-pixels", Rectangle, Either, || {
        one_rectangle(Rect::new(64, 48, 0, 0), TIGHT, [FILL, 1, 2, 3])
    }),
    attack("tight-unused-compression-method-11", Rectangle, Error, || tile(&[0xb0; 64])),
    attack("tight-unused-compression-method-12", Rectangle, Error, || tile(&[0xc0; 64])),
    attack("tight-unused-compression-method-13", Rectangle, Error, || tile(&[0xd0; 64])),
    attack("tight-unused-compression-method-15", Rectangle, Error, || tile(&[0xff; 64])),
    attack("tight-unused-filter", Rectangle, Error, || tile(&[FILTERED, 3, 1, 1])),
    attack("tight-a-length-of-4-mib", Rectangle, Error, || {
        head().send([COPY, 0xff, 0xff, 0xff]).flood([0; 16384], 1 << 30)
    }),
    attack("tight-a-bomb", Rectangle, Error, || block(&bomb(48))),
    attack("tight-a-bomb-behind-a-gradient", Rectangle, Error, || block_behind(&[FILTERED, GRADIENT], &bomb(48))),
    attack("tight-thousands-of-bombs-in-one-update", Rectangle, Error, many_bombs),
    attack("tight-no-zlib-at-all", Rectangle, Error, || block(&[0x55; 200])),
    attack("tight-an-empty-block", Rectangle, Error, || block(&[])),
    attack("tight-a-preset-dictionary", Rectangle, Error, || block(&[0x78, 0xbb, 1, 2, 3, 4, 5, 6, 7, 8])),
    attack("tight-one-byte-too-few", Rectangle, Error, || block(&deflated(&[7; TILE_BYTES - 1]))),
    attack("tight-a-row-too-few", Rectangle, Error, || block(&deflated(&[7; TILE_BYTES - 48]))),
    attack("tight-more-rows-than-the-rectangle", Rectangle, Either, || block(&deflated(&[7; TILE_BYTES * 8]))),
    attack("tight-more-rows-of-a-gradient", Rectangle, Either, || {
        block_behind(&[FILTERED, GRADIENT], &deflated(&[7; TILE_BYTES * 8]))
    }),
    attack("tight-more-rows-of-indices", Rectangle, Either, || {
        block_behind(&palette(3), &deflated(&[1; TILE_BYTES * 8]))
    }),
    attack("tight-more-data-than-anything-needs", Rectangle, Error, || block(&deflated(&[7; TILE_BYTES * 100]))),
    attack("tight-a-stream-that-ended-before", Rectangle, Error, after_the_end),
    attack("tight-a-reset-and-no-new-stream", Rectangle, Error, || after_reset(&deflated_again())),
    attack("tight-a-reset-and-a-new-stream", Rectangle, Tolerate, || after_reset(&deflated(&[9; TILE_BYTES]))),
    attack("tight-a-new-stream-without-a-reset", Rectangle, Error, || {
        let stream = behind(&[COPY], &deflated(&[7; TILE_BYTES]));
        two_rectangles(&stream, &stream)
    }),
    attack("tight-resets-of-streams-that-never-were", Rectangle, Tolerate, || tile(&[FILL | 0x0f, 1, 2, 3])),
    attack("tight-an-index-outside-the-palette", Rectangle, Error, || block_behind(&palette(3), &deflated(&[3; 256]))),
    attack("tight-the-last-index-of-all", Rectangle, Error, || block_behind(&palette(3), &deflated(&[255; 256]))),
    attack("tight-a-palette-of-one-colour", Rectangle, Either, || {
        block_behind(&[FILTERED, PALETTE, 0, 1, 2, 3], &deflated(&[0xaa; 32]))
    }),
    attack("tight-without-zlib-and-too-short", Rectangle, Error, || block_behind(&[WITHOUT_ZLIB], &[1; 100])),
    attack("tight-without-zlib-and-too-long", Rectangle, Error, || block_behind(&[WITHOUT_ZLIB], &[1; TILE_BYTES * 5])),
    attack("tight-without-zlib-and-without-bytes", Rectangle, Error, || block_behind(&[WITHOUT_ZLIB], &[])),
    attack("tight-less-than-twelve-bytes-cut-off", Rectangle, Error, || {
        opened().send([0, 0, 0, 1, 0, 0, 0, 0, 0, 3, 0, 1, 0, 0, 0, 7, COPY, 1, 2, 3]).close()
    }),
    attack("tight-cut-off-in-the-length", Rectangle, Error, || head().send([COPY, 0x80]).close()),
    attack("tight-cut-off-in-the-palette", Rectangle, Error, || head().send([FILTERED, PALETTE, 255, 1, 2]).close()),
    attack("tight-one-colour-wider-than-2048", Rectangle, Tolerate, || on_a_wide_desktop([FILL, 1, 2, 3])),
    attack("tight-a-gradient-wider-than-2048", Rectangle, Either, || {
        on_a_wide_desktop(behind(&[FILTERED, GRADIENT], &deflated(&vec![1; WIDE.area() * 3])))
    }),
    attack("tight-a-palette-wider-than-2048", Rectangle, Either, || {
        on_a_wide_desktop(behind(&palette(3), &deflated(&vec![2; WIDE.area()])))
    }),
    attack("tight-65534-colours-of-the-whole-desktop", Rectangle, Tolerate, || {
        proof(opened().framebuffer_update(|mut update| {
            for _ in 0..65534 {
                update = update.rectangle(Rect::of(SIZE), TIGHT, [FILL, 1, 2, 3]);
            }
            update
        }))
    }),
    attack("tight-65534-resets-of-all-streams", Rectangle, Tolerate, many_resets),
];

/// Wider than Tight allows, and than its viewers had memory for.
const WIDE: Size = Size::new(9000, 3);

fn tile(body: &[u8]) -> Script {
    one_rectangle(TILE, TIGHT, body)
}

/// A tile that is the next piece of stream 0.
fn block(data: &[u8]) -> Script {
    block_behind(&[COPY], data)
}

fn block_behind(start: &[u8], data: &[u8]) -> Script {
    tile(&behind(start, data))
}

/// The start of a rectangle, a compact length of three bytes, and as much data.
pub(super) fn behind(start: &[u8], data: &[u8]) -> Vec<u8> {
    let length = data.len();
    let compact = [(length & 0x7f) as u8 | 0x80, (length >> 7 & 0x7f) as u8 | 0x80, (length >> 14) as u8];
    [start, &compact, data].concat()
}

/// Control byte, filter and a palette of so many colours.
fn palette(colours: u8) -> Vec<u8> {
    let start = [FILTERED, PALETTE, colours - 1];
    start.into_iter().chain((0..colours * 3).map(|value| value * 9)).collect()
}

/// The head of an update of one tile.
fn head() -> Script {
    opened().send([0, 0, 0, 1, 0, 0, 0, 0, 0, 16, 0, 16, 0, 0, 0, 7])
}

fn two_rectangles(first: &[u8], second: &[u8]) -> Script {
    proof(opened().framebuffer_update(|update| update.rectangle(TILE, TIGHT, first).rectangle(TILE, TIGHT, second)))
}

/// A rectangle whose zlib stream ends, and another one after it.
fn after_the_end() -> Script {
    let data = [7; TILE_BYTES];
    two_rectangles(&behind(&[COPY], &finished(&data)), &behind(&[COPY], &deflated(&data)))
}

/// A rectangle of stream 0, and another one that resets it first.
fn after_reset(data: &[u8]) -> Script {
    two_rectangles(&behind(&[COPY], &deflated(&[7; TILE_BYTES])), &behind(&[COPY | 1], data))
}

/// What is no beginning of a stream: without the two bytes of its header.
fn deflated_again() -> Vec<u8> {
    deflated(&[7; TILE_BYTES])[2..].to_vec()
}

fn many_bombs() -> Script {
    let body = behind(&[COPY | 1], &bomb(16));
    proof(opened().framebuffer_update(|mut update| {
        for _ in 0..2000 {
            update = update.rectangle(Rect::of(SIZE), TIGHT, &body);
        }
        update
    }))
}

fn many_resets() -> Script {
    let streams = [0x0f, 0x1f, 0x2f, 0x3f].map(|control| behind(&[control], &deflated(&[7; 12])));
    proof(opened().framebuffer_update(|mut update| {
        for index in 0..65534 {
            update = update.rectangle(Rect::new(0, 0, 4, 1), TIGHT, &streams[index % 4]);
        }
        update
    }))
}

/// A rectangle on a desktop that is as wide for a moment.
fn on_a_wide_desktop(body: impl AsRef<[u8]>) -> Script {
    let script = opened().framebuffer_update(|update| update.desktop_size(WIDE));
    let script = script.framebuffer_update(|update| update.rectangle(Rect::of(WIDE), TIGHT, body));
    proof(script.framebuffer_update(|update| update.desktop_size(SIZE)))
}
