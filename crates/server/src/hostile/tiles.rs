//! Attacks inside TRLE and ZRLE: palettes, runs and sub-encodings that do not fit, and zlib streams that lie.

use rfb::Rect;

use super::Reaction::{Either, Error};
use super::Stage::Rectangle;
use super::deflate::{bomb, deflated, finished, with_length};
use super::{Attack, SIZE, attack, one_rectangle, opened, proof};
use crate::script::Script;

const TRLE: i32 = 15;
const ZRLE: i32 = 16;
/// One tile in both encodings.
const TILE: Rect = Rect::new(0, 0, 16, 16);

pub(super) const ATTACKS: &[Attack] = &[
    attack("trle-packed-index-outside-the-palette", Rectangle, Error, || trle(&packed_outside())),
    attack("trle-run-index-outside-the-palette", Rectangle, Error, || trle(&run_outside())),
    attack("trle-plain-run-longer-than-the-tile", Rectangle, Error, || trle(&[128, 1, 2, 3, 255, 255, 0])),
    attack("trle-indexed-run-longer-than-the-tile", Rectangle, Error, || {
        trle(&[130, 1, 2, 3, 4, 5, 6, 128, 255, 255, 0])
    }),
    attack("trle-last-run-one-pixel-too-long", Rectangle, Error, || trle(&[128, 1, 2, 3, 254, 4, 5, 6, 1])),
    attack("trle-a-run-length-without-end", Rectangle, Error, || {
        trle_head().send([128, 1, 2, 3]).flood([255; 16384], 1 << 30)
    }),
    attack("trle-sub-encoding-17", Rectangle, Error, || trle(&[17; 1024])),
    attack("trle-sub-encoding-126", Rectangle, Error, || trle(&[126; 1024])),
    attack("trle-packed-palette-of-no-previous-tile", Rectangle, Error, || trle(&[127; 64])),
    attack("trle-run-palette-of-no-previous-tile", Rectangle, Error, || trle(&[129, 0, 0, 0])),
    attack("trle-packed-reuse-of-a-palette-too-large-to-pack", Rectangle, Error, reuse_of_large_palette),
    attack("trle-reuse-with-an-index-outside", Rectangle, Error, reuse_outside),
    attack("zrle-a-length-of-4-gib", Rectangle, Error, || zrle_head().send([0xff; 4]).flood([0; 16384], 1 << 30)),
    attack("zrle-a-length-of-2-gib", Rectangle, Error, || zrle_head().send([0x80, 0, 0, 0]).flood([0; 16384], 1 << 30)),
    attack("zrle-a-bomb-of-1-gib", Rectangle, Error, || zrle_bytes(&bomb(1024))),
    attack("zrle-no-zlib-at-all", Rectangle, Error, || zrle_bytes(&[0x55; 200])),
    attack("zrle-no-bytes-at-all", Rectangle, Error, || zrle_bytes(&[])),
    attack("zrle-a-preset-dictionary", Rectangle, Error, || zrle_bytes(&[0x78, 0xbb, 1, 2, 3, 4, 5, 6, 7, 8])),
    attack("zrle-a-reserved-block-type", Rectangle, Error, || zrle_bytes(&[0x78, 0x9c, 0x07, 0, 0, 0, 0])),
    attack("zrle-a-distance-before-the-beginning", Rectangle, Error, || {
        zrle_bytes(&[0x78, 0x9c, 0x03, 0x02, 0x00, 0x00])
    }),
    attack("zrle-too-little-data", Rectangle, Error, || zrle(&[0, 1, 2, 3])),
    attack("zrle-too-much-data", Rectangle, Either, || zrle(&[[1, 1, 2, 3].as_slice(), &[7; 5000]].concat())),
    attack("zrle-a-stream-that-ended-before", Rectangle, Error, after_the_end),
    attack("zrle-packed-index-outside-the-palette", Rectangle, Error, || zrle(&packed_outside())),
    attack("zrle-run-index-outside-the-palette", Rectangle, Error, || zrle(&run_outside())),
    attack("zrle-indices-beyond-the-largest-palette", Rectangle, Error, || {
        zrle(&[&[255][..], &[9; 127 * 3], &[127; 256]].concat())
    }),
    attack("zrle-plain-run-longer-than-the-tile", Rectangle, Error, || zrle(&[128, 1, 2, 3, 255, 255, 0])),
    attack("zrle-indexed-run-longer-than-the-tile", Rectangle, Error, || {
        zrle(&[130, 1, 2, 3, 4, 5, 6, 129, 255, 255, 0])
    }),
    attack("zrle-a-run-of-many-millions", Rectangle, Error, || {
        zrle(&[&[128, 1, 2, 3][..], &[255; 1 << 20], &[0]].concat())
    }),
    attack("zrle-sub-encoding-17", Rectangle, Error, || zrle(&[17; 4096])),
    attack("zrle-sub-encoding-127", Rectangle, Error, || zrle(&[127; 4096])),
    attack("zrle-sub-encoding-129", Rectangle, Error, || zrle(&[129; 4096])),
    attack("zrle-thousands-of-bombs-in-one-update", Rectangle, Error, many_bombs),
];

/// Three colours, and an index that means a fourth.
fn packed_outside() -> Vec<u8> {
    [&[3, 1, 1, 1, 2, 2, 2, 3, 3, 3][..], &[0xff; 16 * 4]].concat()
}

/// Two colours, and a run of a third.
fn run_outside() -> Vec<u8> {
    [&[130, 1, 1, 1, 2, 2, 2][..], &[128 | 2, 254, 2]].concat()
}

fn trle(tiles: &[u8]) -> Script {
    one_rectangle(TILE, TRLE, tiles)
}

fn zrle(tiles: &[u8]) -> Script {
    zrle_bytes(&deflated(tiles))
}

fn zrle_bytes(bytes: &[u8]) -> Script {
    one_rectangle(TILE, ZRLE, with_length(bytes))
}

fn trle_head() -> Script {
    opened().send([0, 0, 0, 1, 0, 0, 0, 0, 0, 16, 0, 16, 0, 0, 0, 15])
}

fn zrle_head() -> Script {
    opened().send([0, 0, 0, 1, 0, 0, 0, 0, 0, 16, 0, 16, 0, 0, 0, 16])
}

/// A palette of seventeen colours in the first tile, which the second wants to use in packed form.
fn reuse_of_large_palette() -> Script {
    let first = [&[128 + 17][..], &[5; 17 * 3], &[128, 254, 128, 0]].concat();
    one_rectangle(Rect::new(0, 0, 32, 16), TRLE, [first, vec![127; 1 + 128]].concat())
}

/// A palette of two colours in the first tile, and a third wanted by the second.
fn reuse_outside() -> Script {
    let first = [&[130, 1, 1, 1, 2, 2, 2][..], &[128, 254, 1]].concat();
    one_rectangle(Rect::new(0, 0, 32, 16), TRLE, [&first[..], &[129, 128 | 2, 254, 2]].concat())
}

/// A rectangle whose zlib stream ends, and another one after it.
fn after_the_end() -> Script {
    let last = with_length(&finished(&[1, 1, 2, 3]));
    let more = with_length(&deflated(&[1, 1, 2, 3]));
    proof(opened().framebuffer_update(|update| update.rectangle(TILE, ZRLE, last).rectangle(TILE, ZRLE, more)))
}

fn many_bombs() -> Script {
    let body = with_length(&bomb(16));
    proof(opened().framebuffer_update(|mut update| {
        for _ in 0..2000 {
            update = update.rectangle(Rect::of(SIZE), ZRLE, &body);
        }
        update
    }))
}
