//! Attacks before the first update: the version, security and ServerInit.

use std::time::Duration;

use rfb::pixel_format::WIRE_SIZE;
use rfb::{PixelFormat, Rect, Size};

use super::Reaction::{Either, Error, Tolerate, Wait};
use super::Stage::{Init, Security, Version};
use super::{Attack, PASSWORD, PROOF, SIZE, attack, proof};
use crate::script::Script;

const GIBIBYTE: u64 = 1 << 30;

pub(super) const ATTACKS: &[Attack] = &[
    attack("an-http-server", Version, Error, || says(b"HTTP/1.1 400 Bad Request\r\n\r\n")),
    attack("an-ssh-server", Version, Error, || says(b"SSH-2.0-OpenSSH_9.2p1\r\n")),
    attack("a-banner-of-garbage", Version, Error, || says(&[0xff; 12])),
    attack("a-banner-with-letters-for-digits", Version, Error, || says(b"RFB 0x3.00!\n")),
    attack("half-a-banner", Version, Error, || says(b"RFB 003.")),
    attack("closing-without-a-word", Version, Error, || Script::new().close()),
    attack("a-banner-without-end", Version, Error, || Script::new().flood([b'R'; 4096], GIBIBYTE)),
    attack("silence", Version, Wait, || Script::new().expect_close()),
    attack("a-handshake-byte-by-byte", Version, Tolerate, dribbled_handshake),
    attack("silence-after-the-version", Security, Wait, || Script::new().version_3_8().expect_close()),
    attack("a-refusal-of-4-gib", Security, Error, || refusal(u32::MAX, &[b'x'; 16384])),
    attack("a-refusal-of-2-gib", Security, Error, || refusal(1 << 31, &[b'x'; 16384])),
    attack("a-refusal-cut-off", Security, Error, || {
        Script::new().version_3_8().send([0, 0, 0, 0, 20, b'n', b'o']).close()
    }),
    attack("a-refusal-with-control-characters", Security, Error, || {
        Script::new().version_3_8().send([0]).reason("\x1b[2J\x07\u{202e}evil\r\n\0\u{200b}").close()
    }),
    attack("security-types-nobody-knows", Security, Error, || {
        Script::new().version_3_8().security_types(&[200, 201]).expect_close()
    }),
    attack("the-invalid-security-type", Security, Error, || {
        Script::new().version_3_8().security_types(&[0]).expect_close()
    }),
    attack("255-unknown-security-types", Security, Error, || {
        Script::new().version_3_8().security_types(&[77; 255]).expect_close()
    }),
    attack("security-types-cut-off", Security, Error, || Script::new().version_3_8().send([9, 200, 201]).close()),
    attack("an-old-server-with-a-security-type-beyond-all", Security, Error, || old_server(u32::MAX)),
    attack("an-old-server-refuses-at-4-gib", Security, Error, || {
        old_server(0).send([0xff; 4]).flood([b'x'; 16384], GIBIBYTE)
    }),
    attack("half-a-challenge", Security, Error, || password_asked().send([1; 8]).close()),
    attack("a-wrong-password-without-a-reason", Security, Error, || password_tried().send([0, 0, 0, 1]).close()),
    attack("a-wrong-password-explained-at-4-gib", Security, Error, || {
        password_tried().send([0, 0, 0, 1, 255, 255, 255, 255]).flood([b'x'; 16384], GIBIBYTE)
    }),
    attack("a-failure-explained-at-4-gib", Security, Error, || {
        chosen_none().send([0, 0, 0, 1, 255, 255, 255, 255]).flood([b'x'; 16384], GIBIBYTE)
    }),
    attack("a-failure-explained-in-no-encoding", Security, Error, || {
        chosen_none().send([0, 0, 0, 1, 0, 0, 0, 4, 0xff, 0xfe, 0xc0, 0x80]).close()
    }),
    attack("too-many-attempts", Security, Error, || {
        chosen_none().send([0, 0, 0, 2]).reason("too many attempts").close()
    }),
    attack("a-security-result-there-is-not", Security, Error, || {
        chosen_none().send([0xde, 0xad, 0xbe, 0xef]).expect_close()
    }),
    attack("silence-after-client-init", Init, Wait, || let_in().expect_close()),
    attack("half-a-server-init", Init, Error, || let_in().send([0, 64, 0]).close()),
    attack("a-desktop-of-65535-by-65535", Init, Error, || {
        proof(let_in().server_init(Size::new(65535, 65535), PixelFormat::RENDERER, "big"))
    }),
    attack("a-desktop-of-32768-by-32768", Init, Error, || {
        proof(let_in().server_init(Size::new(32768, 32768), PixelFormat::RENDERER, "big"))
    }),
    attack("a-desktop-without-pixels", Init, Either, || {
        let_in().server_init(Size::new(0, 0), PixelFormat::RENDERER, "none").expect_close()
    }),
    attack("a-name-of-4-gib", Init, Error, || {
        let_in().send(server_init(GOOD, u32::MAX)).flood([b'x'; 16384], GIBIBYTE)
    }),
    attack("a-name-of-2-gib", Init, Error, || let_in().send(server_init(GOOD, 1 << 31)).flood([b'x'; 16384], GIBIBYTE)),
    attack("a-name-cut-off", Init, Error, || let_in().send(server_init(GOOD, 100)).send(b"short").close()),
    attack("a-name-of-control-characters", Init, Tolerate, || named("\x1b]0;owned\x07\r\n\0\u{202e}<script>")),
    attack("a-name-in-no-encoding", Init, Tolerate, || {
        proof(let_in().send(server_init(GOOD, 4)).send([0xff, 0xfe, 0xc0, 0x80]).wait_for_update_request())
    }),
    attack("a-format-of-24-bits", Init, Either, || odd_format(PixelFormat { bits_per_pixel: 24, ..GOOD })),
    attack("a-format-of-0-bits", Init, Either, || odd_format(PixelFormat { bits_per_pixel: 0, ..GOOD })),
    attack("a-format-of-255-bits", Init, Either, || odd_format(PixelFormat { bits_per_pixel: 255, ..GOOD })),
    attack("a-format-deeper-than-wide", Init, Either, || odd_format(PixelFormat { depth: 255, ..GOOD })),
    attack("a-format-shifted-out", Init, Either, || odd_format(PixelFormat { shift: [255, 32, 31], ..GOOD })),
    attack("a-format-with-crooked-maxima", Init, Either, || odd_format(PixelFormat { max: [254, 0, 65535], ..GOOD })),
    attack("a-colour-map-of-32-bits", Init, Either, || odd_format(PixelFormat { true_colour: false, ..GOOD })),
];

const GOOD: PixelFormat = PixelFormat::RENDERER;

fn says(bytes: &[u8]) -> Script {
    Script::new().send(bytes).close()
}

fn refusal(length: u32, chunk: &[u8]) -> Script {
    Script::new().version_3_8().send([0]).send(length.to_be_bytes()).flood(chunk, GIBIBYTE)
}

fn old_server(security_type: u32) -> Script {
    Script::new().send(b"RFB 003.003\n").expect("the version", b"RFB 003.003\n").send(security_type.to_be_bytes())
}

fn password_asked() -> Script {
    Script::new().version_3_8().security_types(&[2]).expect_security_type(2)
}

fn password_tried() -> Script {
    password_asked().vnc_authentication(&[0x5a; 16], PASSWORD)
}

fn chosen_none() -> Script {
    Script::new().version_3_8().security_types(&[1]).expect_security_type(1)
}

fn let_in() -> Script {
    chosen_none().security_result_ok().expect_client_init()
}

/// ServerInit up to and with the length of the name.
fn server_init(format: PixelFormat, name_length: u32) -> Vec<u8> {
    let size = [SIZE.width.to_be_bytes(), SIZE.height.to_be_bytes()].concat();
    let format: [u8; WIRE_SIZE] = format.to_wire();
    [&size[..], &format, &name_length.to_be_bytes()].concat()
}

fn named(name: &str) -> Script {
    proof(let_in().server_init(SIZE, GOOD, name).wait_for_update_request())
}

/// A viewer that asks for a format of its own need not mind.
fn odd_format(format: PixelFormat) -> Script {
    proof(let_in().send(server_init(format, 3)).send(b"odd").wait_for_update_request())
}

fn dribbled_handshake() -> Script {
    let pause = Duration::from_millis(2);
    let mut update = vec![0, 0, 0, 1];
    let Rect { width, height, .. } = Rect::of(SIZE);
    update.extend([[0, 0], [0, 0], width.to_be_bytes(), height.to_be_bytes(), [0, 0], [0, 15]].concat());
    // One solid colour in TRLE: every tile is two fields.
    let [red, green, blue] = [16, 8, 0].map(|shift| (PROOF >> shift) as u8);
    update.extend([1, blue, green, red].repeat(usize::from(width / 16) * usize::from(height / 16)));
    Script::new()
        .dribble(b"RFB 003.008\n", pause)
        .expect("the version", b"RFB 003.008\n")
        .dribble([1, 1], pause)
        .expect_security_type(1)
        .dribble([0; 4], pause)
        .expect_client_init()
        .dribble(server_init(GOOD, 7), pause)
        .dribble(b"dribble", pause)
        .wait_for_update_request()
        .dribble(update, pause)
        .expect_close()
}
