//! Attacks inside RRE, CoRRE and Hextile: counts that lie, subrectangles that leave their parent, tiles without colours.

use rfb::Rect;

use super::Reaction::{Either, Error, Tolerate};
use super::Stage::Rectangle;
use super::{Attack, SIZE, attack, one_rectangle, opened, proof};
use crate::script::Script;

const RRE: i32 = 2;
const CO_RRE: i32 = 4;
const HEXTILE: i32 = 5;
/// One tile of Hextile.
const TILE: Rect = Rect::new(8, 8, 16, 16);

pub(super) const ATTACKS: &[Attack] = &[
    attack("rre-too-wide", Rectangle, Error, || one_rectangle(Rect::new(0, 0, 65, 48), RRE, rre(&[]))),
    attack("rre-far-outside", Rectangle, Error, || one_rectangle(Rect::new(65535, 65535, 65535, 65535), RRE, rre(&[]))),
    attack("rre-without-pixels", Rectangle, Either, || one_rectangle(Rect::new(3, 3, 0, 5), RRE, rre(&[]))),
    attack("rre-a-subrectangle-in-nothing", Rectangle, Error, || {
        one_rectangle(Rect::new(3, 3, 0, 5), RRE, rre(&[[0, 0, 1, 1]]))
    }),
    attack("rre-4-gib-of-subrectangles", Rectangle, Error, || rre_head([0xff; 4])),
    attack("rre-2-gib-of-subrectangles", Rectangle, Error, || rre_head([0x80, 0, 0, 0])),
    attack("rre-subrectangles-whose-size-overflows", Rectangle, Error, || rre_head(0x1555_5556_u32.to_be_bytes())),
    attack("rre-one-subrectangle-more-than-pixels", Rectangle, Error, || {
        one_rectangle(Rect::new(0, 0, 2, 1), RRE, rre(&[[0, 0, 1, 1]; 3]))
    }),
    attack("rre-a-subrectangle-one-pixel-too-wide", Rectangle, Error, || in_tile(RRE, &rre(&[[1, 0, 16, 1]]))),
    attack("rre-a-subrectangle-one-pixel-too-low", Rectangle, Error, || in_tile(RRE, &rre(&[[0, 15, 1, 2]]))),
    attack("rre-a-subrectangle-far-outside", Rectangle, Error, || in_tile(RRE, &rre(&[[65535, 65535, 1, 1]]))),
    attack("rre-a-subrectangle-whose-edge-overflows", Rectangle, Error, || in_tile(RRE, &rre(&[[65535, 65535, 2, 2]]))),
    attack("rre-a-subrectangle-of-the-desktop-outside-its-parent", Rectangle, Error, || {
        in_tile(RRE, &rre(&[[0, 0, 40, 40]]))
    }),
    attack("rre-subrectangles-without-pixels", Rectangle, Tolerate, || {
        in_tile(RRE, &rre(&[[16, 16, 0, 0], [0, 0, 16, 0], [0, 0, 0, 16]]))
    }),
    attack("rre-the-same-subrectangle-again-and-again", Rectangle, Error, || {
        one_rectangle(Rect::of(SIZE), RRE, rre(&[[0, 0, 64, 48]; 64 * 48]))
    }),
    attack("rre-cut-off", Rectangle, Error, || head(RRE).send(&rre(&[[0, 0, 1, 1]; 3])[..20]).close()),
    attack("corre-too-low", Rectangle, Error, || one_rectangle(Rect::new(0, 40, 8, 9), CO_RRE, co_rre(&[]))),
    attack("corre-a-subrectangle-outside", Rectangle, Error, || in_tile(CO_RRE, &co_rre(&[[255, 255, 255, 255]]))),
    attack("corre-a-subrectangle-one-pixel-too-low", Rectangle, Error, || in_tile(CO_RRE, &co_rre(&[[0, 1, 1, 16]]))),
    attack("corre-4-gib-of-subrectangles", Rectangle, Error, || {
        head(CO_RRE).send([0xff; 4]).flood([1; 16384], 1 << 30)
    }),
    attack("corre-the-same-subrectangle-again-and-again", Rectangle, Error, || {
        one_rectangle(Rect::of(SIZE), CO_RRE, co_rre(&[[0, 0, 64, 48]; 64 * 48]))
    }),
    attack("hextile-too-wide", Rectangle, Error, || one_rectangle(Rect::new(0, 0, 65, 48), HEXTILE, [0; 64])),
    attack("hextile-without-pixels", Rectangle, Either, || one_rectangle(Rect::new(0, 0, 7, 0), HEXTILE, [])),
    attack("hextile-no-background-in-the-first-tile", Rectangle, Error, || in_tile(HEXTILE, &[0])),
    attack("hextile-no-foreground-at-all", Rectangle, Error, || in_tile(HEXTILE, &[10, 1, 2, 3, 0, 1, 0, 0])),
    attack("hextile-a-subrectangle-one-pixel-too-wide", Rectangle, Error, || {
        in_tile(HEXTILE, &[14, 1, 2, 3, 0, 4, 5, 6, 0, 1, 0x10, 0xf0])
    }),
    attack("hextile-a-subrectangle-one-pixel-too-low", Rectangle, Error, || {
        in_tile(HEXTILE, &[26, 1, 2, 3, 0, 1, 4, 5, 6, 0, 0x0f, 0x01])
    }),
    attack("hextile-a-subrectangle-outside-the-last-tile", Rectangle, Error, || {
        one_rectangle(Rect::new(60, 44, 4, 4), HEXTILE, [14, 1, 2, 3, 0, 4, 5, 6, 0, 1, 0x44, 0xff])
    }),
    attack("hextile-a-mask-of-all-bits", Rectangle, Error, || in_tile(HEXTILE, &[0xff; 2048])),
    attack("hextile-both-kinds-of-foreground", Rectangle, Either, || {
        in_tile(HEXTILE, &[30, 1, 2, 3, 0, 4, 5, 6, 0, 1, 7, 8, 9, 0, 0, 0])
    }),
    attack("hextile-subrectangles-but-none", Rectangle, Tolerate, || {
        in_tile(HEXTILE, &[14, 1, 2, 3, 0, 4, 5, 6, 0, 0])
    }),
    attack("hextile-255-subrectangles-over-one-another", Rectangle, Tolerate, || {
        in_tile(HEXTILE, &[&[14, 1, 2, 3, 0, 4, 5, 6, 0, 255][..], &[0, 0xff].repeat(255)].concat())
    }),
    attack("hextile-cut-off-within-a-raw-tile", Rectangle, Error, || head(HEXTILE).send([1; 1000]).close()),
];

/// A background and subrectangles in RRE.
fn rre(subrectangles: &[[u16; 4]]) -> Vec<u8> {
    let places = subrectangles.iter().map(|place| place.iter().flat_map(|number| number.to_be_bytes()).collect());
    with_count(places.collect())
}

/// A background and subrectangles in CoRRE.
fn co_rre(subrectangles: &[[u8; 4]]) -> Vec<u8> {
    with_count(subrectangles.iter().map(|place| place.to_vec()).collect())
}

fn with_count(places: Vec<Vec<u8>>) -> Vec<u8> {
    let mut out = (places.len() as u32).to_be_bytes().to_vec();
    out.extend([9; 4]);
    for place in places {
        out.extend([1, 2, 3, 0]);
        out.extend(place);
    }
    out
}

fn in_tile(encoding: i32, body: &[u8]) -> Script {
    one_rectangle(TILE, encoding, body)
}

/// The head of an update of one tile.
fn head(encoding: i32) -> Script {
    opened().send([0, 0, 0, 1, 0, 8, 0, 8, 0, 16, 0, 16]).send(encoding.to_be_bytes())
}

/// A count, and bytes without end.
fn rre_head(count: [u8; 4]) -> Script {
    proof(head(RRE).send(count).flood([1; 16384], 1 << 30))
}
