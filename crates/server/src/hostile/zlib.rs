//! Attacks inside Zlib and ZlibHex: lengths that lie, streams that end, break or bring too much or too little.

use rfb::Rect;

use super::Reaction::{Either, Error};
use super::Stage::Rectangle;
use super::deflate::{bomb, deflated, finished, with_length};
use super::{Attack, SIZE, attack, one_rectangle, opened, proof};
use crate::script::Script;

const ZLIB: i32 = 6;
const ZLIB_HEX: i32 = 8;
/// One tile of ZlibHex.
const TILE: Rect = Rect::new(8, 8, 16, 16);
/// Bytes of its pixels.
const TILE_BYTES: usize = 16 * 16 * 4;

/// Bits of a ZlibHex tile's mask.
const BACKGROUND: u8 = 2;
const FOREGROUND: u8 = 4;
const SUBRECTANGLES: u8 = 8;
const RAW: u8 = 32;
const REST: u8 = 64;

pub(super) const ATTACKS: &[Attack] = &[
    attack("zlib-too-low", Rectangle, Error, || {
        one_rectangle(Rect::new(0, 40, 8, 9), ZLIB, with_length(&deflated(&[1; 288])))
    }),
    attack("zlib-without-pixels", Rectangle, Either, || {
        one_rectangle(Rect::new(0, 0, 9, 0), ZLIB, with_length(&deflated(&[])))
    }),
    attack("zlib-a-length-of-4-gib", Rectangle, Error, || head(ZLIB).send([0xff; 4]).flood([0; 16384], 1 << 30)),
    attack("zlib-a-length-of-2-gib", Rectangle, Error, || head(ZLIB).send([0x80, 0, 0, 0]).flood([0; 16384], 1 << 30)),
    attack("zlib-a-bomb-of-1-gib", Rectangle, Error, || zlib_bytes(&bomb(1024))),
    attack("zlib-no-zlib-at-all", Rectangle, Error, || zlib_bytes(&[0x55; 200])),
    attack("zlib-no-bytes-at-all", Rectangle, Error, || zlib_bytes(&[])),
    attack("zlib-a-preset-dictionary", Rectangle, Error, || zlib_bytes(&[0x78, 0xbb, 1, 2, 3, 4, 5, 6, 7, 8])),
    attack("zlib-one-byte-too-few", Rectangle, Error, || zlib(&[1; TILE_BYTES - 1])),
    attack("zlib-a-row-too-few", Rectangle, Error, || zlib(&[1; TILE_BYTES - 64])),
    attack("zlib-more-rows-than-the-rectangle", Rectangle, Either, || zlib(&[1; TILE_BYTES * 8])),
    attack("zlib-more-data-than-anything-needs", Rectangle, Error, || zlib(&[1; TILE_BYTES * 100])),
    attack("zlib-a-stream-that-ended-before", Rectangle, Error, after_the_end),
    attack("zlib-cut-off", Rectangle, Error, || head(ZLIB).send([0, 0, 1, 0, 0x78, 0x9c]).close()),
    attack("zlib-thousands-of-bombs-in-one-update", Rectangle, Error, many_bombs),
    attack("zlibhex-too-wide", Rectangle, Error, || one_rectangle(Rect::new(0, 0, 65, 48), ZLIB_HEX, [1; 64])),
    attack("zlibhex-without-pixels", Rectangle, Either, || one_rectangle(Rect::new(0, 0, 0, 9), ZLIB_HEX, [])),
    attack("zlibhex-raw-pixels-too-few", Rectangle, Error, || hex(RAW, &deflated(&[1; TILE_BYTES - 1]))),
    attack("zlibhex-raw-pixels-too-many", Rectangle, Either, || hex(RAW, &deflated(&[1; TILE_BYTES + 64]))),
    attack("zlibhex-a-bomb-in-the-first-stream", Rectangle, Error, || hex(RAW, &bomb(64)[..65535])),
    attack("zlibhex-a-bomb-in-the-second-stream", Rectangle, Error, || hex(REST | BACKGROUND, &bomb(64)[..65535])),
    attack("zlibhex-no-zlib-at-all", Rectangle, Error, || hex(REST | BACKGROUND, &[0x55; 200])),
    attack("zlibhex-no-bytes-at-all", Rectangle, Error, || hex(RAW, &[])),
    attack("zlibhex-no-background-in-the-first-tile", Rectangle, Error, || hex(REST, &deflated(&[1, 2, 3]))),
    attack("zlibhex-a-subrectangle-outside-its-tile", Rectangle, Error, || {
        let content = [1, 2, 3, 0, 4, 5, 6, 0, 1, 0x11, 0xff];
        hex(REST | BACKGROUND | FOREGROUND | SUBRECTANGLES, &deflated(&content))
    }),
    attack("zlibhex-more-subrectangles-than-there-are", Rectangle, Error, || {
        let content = [1, 2, 3, 0, 4, 5, 6, 0, 200, 0, 0];
        hex(REST | BACKGROUND | FOREGROUND | SUBRECTANGLES, &deflated(&content))
    }),
    attack("zlibhex-the-unused-bit", Rectangle, Error, || one_rectangle(TILE, ZLIB_HEX, [0x80; 2048])),
    attack("zlibhex-cut-off", Rectangle, Error, || head(ZLIB_HEX).send([RAW, 255, 255, 0x78]).close()),
];

fn zlib(pixels: &[u8]) -> Script {
    zlib_bytes(&deflated(pixels))
}

fn zlib_bytes(bytes: &[u8]) -> Script {
    one_rectangle(TILE, ZLIB, with_length(bytes))
}

/// One tile of ZlibHex, whose data is at most 65535 bytes.
fn hex(mask: u8, data: &[u8]) -> Script {
    one_rectangle(TILE, ZLIB_HEX, [&[mask][..], &(data.len() as u16).to_be_bytes(), data].concat())
}

/// The head of an update of one tile.
fn head(encoding: i32) -> Script {
    opened().send([0, 0, 0, 1, 0, 8, 0, 8, 0, 16, 0, 16]).send(encoding.to_be_bytes())
}

/// A rectangle whose zlib stream ends, and another one after it.
fn after_the_end() -> Script {
    let last = with_length(&finished(&[1; TILE_BYTES]));
    let more = with_length(&deflated(&[1; TILE_BYTES]));
    proof(opened().framebuffer_update(|update| update.rectangle(TILE, ZLIB, last).rectangle(TILE, ZLIB, more)))
}

fn many_bombs() -> Script {
    let body = with_length(&bomb(16));
    proof(opened().framebuffer_update(|mut update| {
        for _ in 0..2000 {
            update = update.rectangle(Rect::of(SIZE), ZLIB, &body);
        }
        update
    }))
}
