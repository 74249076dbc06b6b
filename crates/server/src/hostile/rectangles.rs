//! Attacks with rectangles: places outside the framebuffer, sizes that overflow, encodings there are not, floods.

use std::time::Duration;

use rfb::{Point, Rect};

use super::Reaction::{Either, Error, Tolerate, Wait};
use super::Stage::Rectangle;
use super::deflate::{deflated, with_length};
use super::{Attack, PROOF, SIZE, attack, one_rectangle, opened, proof};
use crate::script::Script;

const RAW: i32 = 0;
const COPY_RECT: i32 = 1;
const TRLE: i32 = 15;
const ZRLE: i32 = 16;

const WIDE: Rect = Rect::new(0, 0, 65, 48);
const LOW: Rect = Rect::new(0, 40, 8, 9);
const FAR: Rect = Rect::new(65535, 65535, 65535, 65535);
/// Its area and place together are smaller than the framebuffer's area.
const FLAT: Rect = Rect::new(0, 0, 200, 2);

pub(super) const ATTACKS: &[Attack] = &[
    attack("raw-too-wide", Rectangle, Error, || one_rectangle(WIDE, RAW, vec![1; WIDE.area() * 4])),
    attack("raw-too-low", Rectangle, Error, || one_rectangle(LOW, RAW, vec![1; LOW.area() * 4])),
    attack("raw-far-outside", Rectangle, Error, || one_rectangle(FAR, RAW, [])),
    attack("raw-wider-than-the-desktop-but-small", Rectangle, Error, || {
        one_rectangle(FLAT, RAW, vec![1; FLAT.area() * 4])
    }),
    attack("copy-to-outside", Rectangle, Error, || copy(Point::new(0, 0), LOW)),
    attack("copy-from-outside", Rectangle, Error, || copy(Point::new(60, 0), Rect::new(0, 0, 8, 8))),
    attack("copy-from-far-outside", Rectangle, Error, || copy(Point::new(65535, 65535), Rect::new(0, 0, 8, 8))),
    attack("copy-onto-itself", Rectangle, Tolerate, || copy(Point::new(1, 1), Rect::new(0, 0, 60, 40))),
    attack("trle-too-wide", Rectangle, Error, || one_rectangle(WIDE, TRLE, [1; 80])),
    attack("trle-far-outside", Rectangle, Error, || one_rectangle(FAR, TRLE, [1; 4])),
    attack("zrle-too-low", Rectangle, Error, || one_rectangle(LOW, ZRLE, with_length(&deflated(&[1, 1, 1, 1])))),
    attack("zrle-far-outside", Rectangle, Error, || one_rectangle(FAR, ZRLE, with_length(&deflated(&[1, 1, 1, 1])))),
    attack("raw-without-pixels", Rectangle, Either, || one_rectangle(Rect::new(3, 3, 0, 5), RAW, [])),
    attack("copy-without-pixels", Rectangle, Either, || copy(Point::new(0, 0), Rect::new(3, 3, 5, 0))),
    attack("trle-without-pixels", Rectangle, Either, || one_rectangle(Rect::new(0, 0, 0, 0), TRLE, [])),
    attack("zrle-without-pixels", Rectangle, Either, || {
        one_rectangle(Rect::new(64, 48, 0, 0), ZRLE, with_length(&deflated(&[])))
    }),
    attack("an-encoding-there-is-not", Rectangle, Error, || one_rectangle(Rect::new(0, 0, 1, 1), 0x7fff_ffff, [0; 64])),
    attack("an-encoding-below-all", Rectangle, Error, || one_rectangle(Rect::new(0, 0, 1, 1), i32::MIN, [0; 64])),
    attack("an-encoding-of-minus-one", Rectangle, Error, || one_rectangle(Rect::new(0, 0, 1, 1), -1, [0; 64])),
    attack("65534-rectangles-without-pixels", Rectangle, Either, || many(65534, Rect::default(), RAW, &[])),
    attack("65534-rectangles-of-one-pixel", Rectangle, Tolerate, || many(65534, Rect::new(5, 5, 1, 1), RAW, &[9; 4])),
    attack("65534-copies-of-the-whole-desktop", Rectangle, Either, || many(65534, Rect::of(SIZE), COPY_RECT, &[0; 4])),
    // Viewers that know LastRect may wait for it here.
    attack("65535-rectangles-without-a-last-one", Rectangle, Either, || {
        many(65535, Rect::new(5, 5, 1, 1), RAW, &[9; 4])
    }),
    attack("updates-nobody-asked-for-without-end", Rectangle, Either, flooded),
    attack("updates-without-rectangles-without-end", Rectangle, Either, || {
        opened().flood([0, 0, 0, 0].repeat(4096), 64 << 20).expect_close()
    }),
    attack("an-update-byte-by-byte", Rectangle, Tolerate, dribbled),
    attack("silence-within-an-update", Rectangle, Wait, || cut_off().expect_close()),
    attack("closing-within-an-update", Rectangle, Error, || cut_off().close()),
    attack("half-closing-within-an-update", Rectangle, Error, || cut_off().half_close().expect_close()),
];

fn copy(from: Point, to: Rect) -> Script {
    proof(opened().framebuffer_update(|update| update.copy_rect(from, to)))
}

fn many(count: u16, rect: Rect, encoding: i32, body: &[u8]) -> Script {
    proof(opened().framebuffer_update(|mut update| {
        for _ in 0..count {
            update = update.rectangle(rect, encoding, body);
        }
        update
    }))
}

/// The head of an update of the whole desktop in Raw, with the first pixels.
fn cut_off() -> Script {
    opened().send([0, 0, 0, 1, 0, 0, 0, 0, 0, 64, 0, 48, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6])
}

/// The whole desktop, so that the proof is what is left in the end.
fn whole_update() -> Vec<u8> {
    let head = [0, 0, 0, 1, 0, 0, 0, 0, 0, 64, 0, 48, 0, 0, 0, 0];
    [&head[..], &PROOF.to_le_bytes().repeat(SIZE.area())].concat()
}

fn flooded() -> Script {
    opened().flood(whole_update(), 256 << 20).expect_close()
}

fn dribbled() -> Script {
    let update = whole_update();
    // Sixty-four bytes one by one, then the rest: enough to split every field.
    let (first, rest) = update.split_at(64);
    opened().dribble(first, Duration::from_millis(2)).send(rest).expect_close()
}
