//! Attacks with messages that are no update: clipboards, colour maps, fences, floods, and messages there are not.

use super::Reaction::{Either, Error, Tolerate};
use super::Stage::Message;
use super::{Attack, attack, opened, proof};
use crate::script::Script;

pub(super) const ATTACKS: &[Attack] = &[
    attack("a-message-there-is-not", Message, Error, || proof(opened().send([77; 32]))),
    attack("the-last-message-there-is-not", Message, Error, || proof(opened().send([254; 32]))),
    attack("closing-between-messages", Message, Error, || opened().close()),
    attack("padding-that-is-not-zero", Message, Tolerate, || {
        proof(opened().send([0, 255, 0, 0]).send([3, 1, 2, 3, 0, 0, 0, 1, b'x']))
    }),
    attack("a-clipboard-of-4-gib", Message, Either, || cut_text(u32::MAX)),
    attack("a-clipboard-of-2-gib-less-one", Message, Either, || cut_text(i32::MAX as u32)),
    attack("a-clipboard-of-a-negative-length-cut-off", Message, Either, || {
        opened().send([3, 0, 0, 0, 255, 255, 255, 252, 1, 0, 0, 1]).close()
    }),
    attack("a-clipboard-cut-off", Message, Error, || opened().send([3, 0, 0, 0, 0, 0, 1, 0, b'x']).close()),
    attack("a-clipboard-of-control-characters", Message, Tolerate, || {
        proof(opened().cut_text("\x1b]52;c;ZXZpbA==\x07\0\u{9b}"))
    }),
    attack("ten-thousand-clipboards", Message, Tolerate, || proof(opened().send(clipboard().repeat(10_000)))),
    attack("a-hundred-thousand-bells", Message, Tolerate, || proof(opened().send([2].repeat(100_000)))),
    attack("a-colour-map-past-its-end", Message, Error, || {
        proof(opened().send([&[1, 0, 255, 255, 0, 2][..], &[9; 12]].concat()))
    }),
    attack("a-colour-map-past-its-end-by-far", Message, Error, || {
        proof(opened().send([&[1, 0, 255, 255, 255, 255][..], &[9; 65535 * 6]].concat()))
    }),
    attack("a-colour-map-of-65535-entries", Message, Tolerate, || {
        proof(opened().colour_map_entries(0, &[[1, 2, 3]; 65535]))
    }),
    attack("a-colour-map-of-no-entries", Message, Tolerate, || proof(opened().colour_map_entries(65535, &[]))),
    attack("colour-maps-without-end", Message, Either, || {
        opened().flood([&[1, 0, 0, 0, 255, 255][..], &[7; 65535 * 6]].concat(), 64 << 20).expect_close()
    }),
    attack("a-fence-of-255-bytes", Message, Error, || proof(opened().fence(1 << 31, &[7; 255]))),
    attack("a-fence-of-65-bytes", Message, Error, || proof(opened().fence(0, &[7; 65]))),
    attack("a-fence-with-every-flag", Message, Tolerate, || proof(opened().fence(u32::MAX, &[7; 64]))),
    attack("an-answer-to-no-fence", Message, Tolerate, || proof(opened().fence(7, b"who?"))),
    attack("fences-to-answer-without-end", Message, Either, || {
        opened().flood(fence().repeat(512), 256 << 20).expect_close()
    }),
    attack("the-end-of-continuous-updates-a-thousand-times", Message, Either, || proof(opened().send([150; 1000]))),
];

fn cut_text(length: u32) -> Script {
    opened().send([3, 0, 0, 0]).send(length.to_be_bytes()).flood([b'x'; 16384], 1 << 30)
}

fn clipboard() -> Vec<u8> {
    [&[3, 0, 0, 0, 0, 0, 4, 0][..], &[b'c'; 1024]].concat()
}

fn fence() -> Vec<u8> {
    [&[248, 0, 0, 0, 0x80, 0, 0, 0, 64][..], &[1; 64]].concat()
}
