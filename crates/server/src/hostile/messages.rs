//! Attacks with messages that are no update: clipboards, colour maps, fences, floods, and messages there are not.

use super::Reaction::{Either, Error, Tolerate};
use super::Stage::Message;
use super::deflate::{bomb, deflated, finished};
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
    attack("an-extended-clipboard-without-flags", Message, Error, || proof(extended(&[1, 2, 3]))),
    attack("an-extended-clipboard-of-2-gib", Message, Either, || cut_text(1 << 31)),
    attack("an-extended-clipboard-of-200-mib", Message, Either, || cut_text((-(200 << 20_i32)) as u32)),
    attack("an-extended-clipboard-that-provides-a-bomb", Message, Either, || {
        proof(extended(&[&[16, 0, 0, 1][..], &bomb_of_text(3 << 20, 256)].concat()))
    }),
    attack("an-extended-clipboard-whose-length-is-4-gib", Message, Tolerate, || {
        proof(extended(&[&[16, 0, 0, 1][..], &bomb_of_text(u32::MAX, 256)].concat()))
    }),
    attack("an-extended-clipboard-of-sixteen-bombs", Message, Either, || {
        proof(extended(&[&[16, 0, 255, 255][..], &bomb_of_text(1 << 20, 64)].concat()))
    }),
    attack("an-extended-clipboard-without-its-data", Message, Error, || {
        proof(extended(&[&[16, 0, 0, 1][..], &deflated(&[0, 0, 1, 0, b'x'])].concat()))
    }),
    attack("an-extended-clipboard-of-no-zlib", Message, Error, || {
        proof(extended(&[&[16, 0, 0, 1][..], &[0x55; 100]].concat()))
    }),
    attack("an-extended-clipboard-of-every-action", Message, Tolerate, || proof(extended(&[0xff; 68]))),
    attack("an-extended-clipboard-of-no-action", Message, Tolerate, || proof(extended(&[0; 4]))),
    attack("an-extended-clipboard-of-html-that-lies", Message, Tolerate, || {
        let html = b"Version:0.9\r\nStartFragment:9999999999\r\nEndFragment:0000000001\r\n";
        let data = [&(html.len() as u32).to_be_bytes()[..], html].concat();
        proof(extended(&[&[16, 0, 0, 4][..], &finished(&data)].concat()))
    }),
    attack("a-hundred-thousand-clipboard-notices", Message, Either, || {
        proof(opened().send(extended_message(&[8, 0, 0, 1]).repeat(100_000)))
    }),
    attack("clipboard-requests-without-end", Message, Either, || {
        opened().flood(extended_message(&[2, 0, 0, 1]).repeat(512), 64 << 20).expect_close()
    }),
    attack("clipboard-capabilities-without-end", Message, Either, || {
        opened().flood(extended_message(&[31, 0, 0, 1, 0, 0, 0, 0]).repeat(512), 64 << 20).expect_close()
    }),
    attack("xvp-that-fails-a-thousand-times", Message, Tolerate, || proof(opened().send([250, 0, 1, 0].repeat(1000)))),
    attack("xvp-of-a-version-and-code-there-are-not", Message, Tolerate, || proof(opened().send([250, 9, 255, 255]))),
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

fn extended(body: &[u8]) -> Script {
    opened().send(extended_message(body))
}

/// ServerCutText in its extended form.
fn extended_message(body: &[u8]) -> Vec<u8> {
    [&[3, 0, 0, 0][..], &(-(body.len() as i32)).to_be_bytes(), body].concat()
}

/// A length, and so many mebibytes of zeros after it, compressed.
fn bomb_of_text(length: u32, mebibytes: usize) -> Vec<u8> {
    // The block of zeros refers to nothing before it.
    let (zeros, head) = (bomb(mebibytes), deflated(&length.to_be_bytes()));
    [&head, &zeros[2..]].concat()
}

fn clipboard() -> Vec<u8> {
    [&[3, 0, 0, 0, 0, 0, 4, 0][..], &[b'c'; 1024]].concat()
}

fn fence() -> Vec<u8> {
    [&[248, 0, 0, 0, 0x80, 0, 0, 0, 64][..], &[1; 64]].concat()
}
