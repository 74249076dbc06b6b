//! Attacks in the middle of security types with lengths and numbers of their own: Tight, Apple's, UltraVNC's and XVP.

use super::Reaction::{Error, Tolerate, Wait};
use super::Stage::{Init, Security};
use super::{Attack, SIZE, attack, proof};
use crate::script::Script;

const GIBIBYTE: u64 = 1 << 30;

/// Two numbers of 2048 bits that are odd, large and not the same.
const ODD: [u8; 256] = [0xf1; 256];
const OTHER: [u8; 256] = [0x35; 256];

pub(super) const ATTACKS: &[Attack] = &[
    attack("4-billion-tunnels", Security, Error, || chosen(16).send([0xff; 4]).flood([0; 16384], GIBIBYTE)),
    attack("tunnels-nobody-knows", Security, Error, || {
        chosen(16).send([0, 0, 0, 1]).send(*b"\0\0\0\x07EVILDIGGINGS").expect_close()
    }),
    attack("tunnels-cut-off", Security, Error, || chosen(16).send([0, 0, 0, 2]).send(*b"\0\0\0\0TGHTNOTUNNEL").close()),
    attack("a-tunnel-with-control-characters", Security, Error, || {
        chosen(16).send([0, 0, 0, 1]).send([0x1b; 16]).expect_close()
    }),
    attack("silence-before-the-tunnels", Security, Wait, || chosen(16).expect_close()),
    attack("4-billion-sub-types", Security, Error, || no_tunnel().send([0xff; 4]).flood([0; 16384], GIBIBYTE)),
    attack("sub-types-nobody-knows", Security, Error, || {
        no_tunnel().send([0, 0, 0, 1]).send(*b"\0\0\0\x82TGHTXTRNAUTH").expect_close()
    }),
    attack("a-sub-type-under-a-wrong-name", Security, Error, || {
        no_tunnel().send([0, 0, 0, 1]).send(*b"\0\0\0\x01EVILNOAUTH__").expect_close()
    }),
    attack("silence-before-the-sub-types", Security, Wait, || no_tunnel().expect_close()),
    attack("capabilities-of-three-mebibytes", Init, Error, || {
        capable().send([0xff; 6]).send([0; 2]).flood([b'x'; 16384], GIBIBYTE)
    }),
    attack("capabilities-cut-off", Init, Error, || capable().send([0, 0, 0, 0, 0, 2, 0, 0]).send([7; 20]).close()),
    attack("silence-before-the-capabilities", Init, Wait, || capable().expect_close()),
    attack("capabilities-of-control-characters", Init, Tolerate, || {
        proof(capable().send([0, 1, 0, 1, 0, 1, 0xff, 0xff]).send([0x1b; 48]).wait_for_update_request())
    }),
    attack("a-modulus-without-bytes", Security, Error, || chosen(30).send([0, 2, 0, 0]).expect_close()),
    attack("a-modulus-of-65535-bytes", Security, Error, || {
        chosen(30).send([0, 2, 0xff, 0xff]).flood([0xff; 16384], GIBIBYTE)
    }),
    attack("a-modulus-of-0", Security, Error, || apple(2, [0; 256], OTHER)),
    attack("a-modulus-of-1", Security, Error, || apple(2, ending([0; 256], 1), OTHER)),
    attack("an-even-modulus", Security, Error, || apple(2, ending(ODD, 0xf0), OTHER)),
    attack("a-modulus-of-64-bits", Security, Error, || {
        chosen(30).send([0, 2, 0, 8]).send([0xf1; 8]).send([0x35; 8]).expect_close()
    }),
    attack("a-modulus-of-64-bits-behind-zeros", Security, Error, || {
        let mut modulus = [0; 256];
        modulus[248..].fill(0xf1);
        apple(2, modulus, ending([0; 256], 5))
    }),
    attack("a-generator-of-0", Security, Error, || apple(0, ODD, OTHER)),
    attack("a-generator-of-1", Security, Error, || apple(1, ODD, OTHER)),
    attack("a-public-number-of-0", Security, Error, || apple(2, ODD, [0; 256])),
    attack("a-public-number-of-1", Security, Error, || apple(2, ODD, ending([0; 256], 1))),
    attack("a-public-number-one-below-the-modulus", Security, Error, || apple(2, ODD, ending(ODD, 0xf0))),
    attack("a-public-number-above-the-modulus", Security, Error, || apple(2, ODD, [0xff; 256])),
    attack("half-a-public-number", Security, Error, || chosen(30).send([0, 2, 1, 0]).send(ODD).send([1; 100]).close()),
    attack("silence-before-the-modulus", Security, Wait, || chosen(30).expect_close()),
    attack("ms-logon-with-zeros", Security, Error, || chosen(113).send([0; 24]).expect_close()),
    attack("ms-logon-with-a-modulus-of-1", Security, Error, || ms_logon(7, 1, 5)),
    attack("ms-logon-with-an-even-modulus", Security, Error, || ms_logon(7, 0x7fff_fffe, 5)),
    attack("ms-logon-with-a-modulus-of-8-bits", Security, Error, || ms_logon(7, 251, 5)),
    attack("ms-logon-with-powers-that-vanish", Security, Error, || ms_logon(3, 3_u64.pow(30), 9)),
    attack("ms-logon-with-a-public-number-of-1", Security, Error, || ms_logon(7, 0x7fff_ffff, 1)),
    attack("half-of-ms-logon", Security, Error, || chosen(113).send([1; 12]).close()),
    attack("silence-before-ms-logon", Security, Wait, || chosen(113).expect_close()),
    attack("half-a-challenge-of-xvp", Security, Error, || chosen(22).send([1; 8]).close()),
    attack("silence-after-xvp-was-chosen", Security, Wait, || chosen(22).expect_close()),
    attack("an-srp-message-of-4-gib", Security, Error, || chosen(36).send([0xff; 4]).flood([0; 16384], GIBIBYTE)),
    attack("an-srp-message-without-bytes", Security, Error, || chosen(36).send([0; 4]).expect_close()),
    attack("an-srp-message-that-lies", Security, Error, || {
        chosen(36).send([0, 0, 0, 8, 0, 0, 0, 99, 0, 0, 1, 5]).expect_close()
    }),
    attack("an-srp-group-of-8-bits", Security, Error, || {
        srp(&[0, 0, 1, 251, 0, 1, 5, 1, 0, 0, 1, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0])
    }),
    attack("an-srp-field-that-does-not-end", Security, Error, || srp(&[0, 0xff, 0xff, 1, 2, 3])),
    attack("an-srp-challenge-cut-off", Security, Error, || chosen(36).send([0, 0, 4, 0]).send([9; 100]).close()),
    attack("silence-before-the-srp-challenge", Security, Wait, || chosen(36).expect_close()),
    attack("apples-rsa-key-of-4-gib", Security, Error, || chosen(33).send([0xff; 4]).flood([0; 16384], GIBIBYTE)),
    attack("an-rsa-key-that-is-none", Security, Error, || rsa(&[0x30; 294])),
    attack("an-rsa-key-longer-than-its-packet", Security, Error, || {
        chosen(33).send([0, 0, 0, 7, 0, 1, 0xff, 0xff, 0xff, 0xff, 0]).expect_close()
    }),
    attack("an-rsa-key-of-1024-bits", Security, Error, || rsa(&rsa_key(&[0xf1; 128], 3))),
    attack("an-even-rsa-key", Security, Error, || rsa(&rsa_key(&ending(ODD, 0xf0), 3))),
    attack("an-rsa-key-with-the-exponent-1", Security, Error, || rsa(&rsa_key(&ODD, 1))),
    attack("an-rsa-key-with-an-even-exponent", Security, Error, || rsa(&rsa_key(&ODD, 4))),
    attack("apples-rsa-key-cut-off", Security, Error, || chosen(33).send([0, 0, 1, 45, 0, 1]).close()),
    attack("silence-before-apples-rsa-key", Security, Wait, || chosen(33).expect_close()),
];

fn chosen(security_type: u8) -> Script {
    Script::new().version_3_8().security_types(&[security_type])
}

fn no_tunnel() -> Script {
    chosen(16).send([0; 4])
}

/// Up to where ServerInit goes on with capabilities.
fn capable() -> Script {
    let format = rfb::PixelFormat::RENDERER;
    let chosen = chosen(16).expect_security_type(16).send([0; 8]).security_result_ok();
    chosen.expect_client_init().server_init(SIZE, format, "capable")
}

fn ending(mut number: [u8; 256], last: u8) -> [u8; 256] {
    number[255] = last;
    number
}

fn apple(generator: u16, modulus: [u8; 256], public: [u8; 256]) -> Script {
    chosen(30).send(generator.to_be_bytes()).send([1, 0]).send(modulus).send(public).expect_close()
}

fn ms_logon(generator: u64, modulus: u64, public: u64) -> Script {
    chosen(113).send([generator, modulus, public].map(u64::to_be_bytes).concat()).expect_close()
}

fn srp(fields: &[u8]) -> Script {
    let length = fields.len() as u32;
    chosen(36).send((length + 4).to_be_bytes()).send(length.to_be_bytes()).send(fields).expect_close()
}

fn rsa(key: &[u8]) -> Script {
    let length = key.len() as u32;
    chosen(33)
        .send((length + 7).to_be_bytes())
        .send([0, 1])
        .send(length.to_be_bytes())
        .send(key)
        .send([0])
        .expect_close()
}

/// A public key in DER.
fn rsa_key(modulus: &[u8], exponent: u8) -> Vec<u8> {
    let element = |tag: u8, body: &[u8]| [&[tag, 0x82][..], &(body.len() as u16).to_be_bytes(), body].concat();
    let modulus = element(2, &[&[0][..], modulus].concat());
    let numbers = element(0x30, &[&modulus[..], &element(2, &[exponent])].concat());
    let algorithm = [0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];
    element(0x30, &[&algorithm[..], &element(3, &[&[0][..], &numbers].concat())].concat())
}
