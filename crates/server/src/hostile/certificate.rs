//! Attacks in VeNCrypt's TLS with a certificate: before it, between its records, and with what is no certificate.

use super::Reaction::{Error, Wait};
use super::Stage::Security;
use super::{Attack, attack};
use crate::script::Script;

const GIBIBYTE: u64 = 1 << 30;

/// The number of the sub-type with a certificate and without a password.
const WITH_CERTIFICATE: u8 = 4;

pub(super) const ATTACKS: &[Attack] = &[
    attack("a-server-that-cannot-start-tls", Security, Error, || chosen().send([0]).expect_close()),
    attack("silence-instead-of-tls", Security, Wait, || chosen().expect_close()),
    attack("silence-after-the-hello", Security, Wait, || ready().expect_close()),
    attack("tls-cut-off", Security, Error, || ready().send([0x16, 3, 3, 0x40, 0]).close()),
    attack("a-web-page-instead-of-tls", Security, Error, || ready().send("HTTP/1.1 400 Bad Request\r\n\r\n").close()),
    attack("a-record-of-65535-bytes", Security, Error, || {
        ready().send([0x16, 3, 3, 0xff, 0xff]).flood([0; 4096], GIBIBYTE)
    }),
    attack("records-of-nothing-without-end", Security, Error, || {
        ready().flood([0x16, 3, 3, 0, 0].repeat(800), GIBIBYTE)
    }),
    attack("warnings-without-end", Security, Error, || ready().flood([0x15, 3, 3, 0, 2, 1, 90].repeat(600), GIBIBYTE)),
    attack("an-alert", Security, Error, || ready().send([0x15, 3, 3, 0, 2, 2, 40]).expect_close()),
    attack("a-hello-of-another-version", Security, Error, || ready().send(hello([3, 1])).expect_close()),
    attack("a-hello-without-a-key", Security, Error, || ready().send(hello([3, 3])).expect_close()),
    attack("a-handshake-message-of-16-mib", Security, Error, || {
        ready()
            .send([0x16, 3, 3, 0, 4, 2, 0xff, 0xff, 0xff])
            .flood([&[0x16, 3, 3, 0x10, 0][..], &[0; 4096]].concat(), GIBIBYTE)
    }),
    attack("data-before-keys", Security, Error, || ready().send([0x17, 3, 3, 0, 1, 0]).expect_close()),
];

/// VeNCrypt up to the choice of that sub-type.
fn chosen() -> Script {
    Script::new()
        .version_3_8()
        .security_types(&[19])
        .expect_security_type(19)
        .send([0, 2])
        .expect("the version of VeNCrypt", [0, 2])
        .send([0, 1, 0, 0, 1, WITH_CERTIFICATE])
        .expect("the sub-type", [0, 0, 1, WITH_CERTIFICATE])
}

/// The same, and TLS may begin.
fn ready() -> Script {
    chosen().send([1])
}

/// A ServerHello (RFC 5246 §7.4.1.3) of this version, with a cipher of TLS 1.3.
fn hello(version: [u8; 2]) -> Vec<u8> {
    let body = [&version[..], &[7; 32], &[0, 0x13, 0x02, 0]].concat();
    let message = [&[2, 0, 0, body.len() as u8][..], &body].concat();
    [&[0x16, 3, 3, 0, message.len() as u8][..], &message].concat()
}
