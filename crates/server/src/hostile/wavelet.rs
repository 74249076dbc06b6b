//! Attacks inside ZYWRLE: coefficients that are missing, or tiles within tiles that do not fit.

use rfb::Rect;

use super::Reaction::{Either, Error, Tolerate};
use super::Stage::Rectangle;
use super::deflate::{bomb, deflated, with_length};
use super::{Attack, attack, one_rectangle, opened};
use crate::script::Script;

const ZYWRLE: i32 = 17;
const TILE: Rect = Rect::new(3, 5, 17, 15);

pub(super) const ATTACKS: &[Attack] = &[
    attack("zywrle-too-wide", Rectangle, Error, || zywrle_in(Rect::new(0, 0, 65, 48), &[1, 1, 1, 1])),
    attack("zywrle-without-pixels", Rectangle, Either, || zywrle_in(Rect::new(0, 0, 0, 9), &[])),
    attack("zywrle-a-length-of-4-gib", Rectangle, Error, || {
        opened()
            .send([0, 0, 0, 1, 0, 0, 0, 0, 0, 16, 0, 16, 0, 0, 0, 17, 255, 255, 255, 255])
            .flood([0; 16384], 1 << 30)
    }),
    attack("zywrle-a-bomb-of-1-gib", Rectangle, Error, || one_rectangle(TILE, ZYWRLE, with_length(&bomb(1024)))),
    attack("zywrle-a-wavelet-of-nothing", Rectangle, Error, || zywrle(&[0])),
    attack("zywrle-coefficients-missing", Rectangle, Error, || zywrle(&[0, 0, 1, 2, 3])),
    attack("zywrle-a-wavelet-within-a-wavelet", Rectangle, Either, || zywrle(&[0; 2 + 17 * 15 * 3])),
    attack("zywrle-coefficients-of-a-run-too-long", Rectangle, Error, || zywrle(&[0, 128, 1, 2, 3, 255, 255, 0])),
    attack("zywrle-coefficients-outside-the-palette", Rectangle, Error, || {
        zywrle(&[&[0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3][..], &[0xff; 15 * 5]].concat())
    }),
    attack("zywrle-coefficients-of-an-unused-sub-encoding", Rectangle, Error, || {
        zywrle(&[&[0][..], &[17; 4096]].concat())
    }),
    attack("zywrle-coefficients-that-no-encoder-has", Rectangle, Tolerate, || zywrle(&[0, 1, 0x80, 0x80, 0x80])),
    attack("zywrle-a-wavelet-of-one-column", Rectangle, Tolerate, || {
        zywrle_in(Rect::new(9, 9, 1, 33), &[0, 1, 0x80, 0x80, 0x80])
    }),
];

/// One tile.
fn zywrle(tile: &[u8]) -> Script {
    zywrle_in(TILE, tile)
}

fn zywrle_in(rect: Rect, tiles: &[u8]) -> Script {
    one_rectangle(rect, ZYWRLE, with_length(&deflated(tiles)))
}
