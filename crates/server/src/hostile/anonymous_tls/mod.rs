//! Attacks in anonymous TLS (security type 18, TLSNone): weak numbers, records and messages that lie or have no place, and
//! a server that does not keep to what was agreed on.

pub mod peer;

use super::Reaction::{Error, Tolerate, Wait};
use super::Stage::Security;
use super::{Attack, attack};
use crate::script::Script;
use peer::{Established, PRIME, SUITE, establish, first_flight, key_exchange, message, record, server_hello};

const GIBIBYTE: u64 = 1 << 30;

pub(super) const ATTACKS: &[Attack] = &[
    attack("a-dh-modulus-of-0", Security, Error, || numbers(&[0; 256], &[2], &[2])),
    attack("a-dh-modulus-of-1", Security, Error, || numbers(&[1], &[2], &[2])),
    attack("a-dh-modulus-of-no-bytes", Security, Error, || numbers(&[], &[2], &[2])),
    attack("an-even-dh-modulus", Security, Error, || numbers(&changed(255, 1), &[2], &[2])),
    attack("a-dh-modulus-of-64-bits", Security, Error, || {
        numbers(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xc5], &[2], &[2])
    }),
    attack("a-dh-modulus-of-1016-bits", Security, Error, || numbers(&PRIME[..127], &[2], &[2])),
    attack("a-dh-modulus-that-is-no-prime", Security, Error, || numbers(&changed(255, 4), &[2], &[2])),
    attack("a-dh-modulus-of-8192-bits-that-is-no-prime", Security, Error, || numbers(&[0xff; 1024], &[2], &[2])),
    attack("a-dh-modulus-of-16384-bits", Security, Error, || numbers(&[0xff; 2048], &[2], &[2])),
    attack("a-dh-modulus-of-65535-bytes-cut-off", Security, Error, || exchange(&[0xff; 100])),
    attack("a-dh-generator-of-0", Security, Error, || numbers(&PRIME, &[0], &[2])),
    attack("a-dh-generator-of-1", Security, Error, || numbers(&PRIME, &[1], &[2])),
    attack("a-dh-generator-of-minus-1", Security, Error, || numbers(&PRIME, &changed(255, 1), &[2])),
    attack("a-dh-value-of-0", Security, Error, || numbers(&PRIME, &[2], &[0; 256])),
    attack("a-dh-value-of-1", Security, Error, || numbers(&PRIME, &[2], &[1])),
    attack("a-dh-value-of-minus-1", Security, Error, || numbers(&PRIME, &[2], &changed(255, 1))),
    attack("a-dh-value-beyond-the-modulus", Security, Error, || numbers(&PRIME, &[2], &[0xff; 256])),
    attack("a-dh-value-without-an-end", Security, Error, || {
        exchange(&[&key_exchange(&PRIME, &[2], &[2])[..], &[0; 4]].concat())
    }),
    attack("a-point-of-small-order", Security, Error, || curve(&[&[3, 0, 29, 32][..], &[0; 32]].concat())),
    attack("a-point-beside-the-curve", Security, Error, || curve(&[&[3, 0, 23, 65, 4][..], &[1; 64]].concat())),
    attack("a-point-of-no-bytes", Security, Error, || curve(&[3, 0, 23, 0])),
    attack("a-point-cut-off", Security, Error, || curve(&[3, 0, 23, 65, 4, 1])),
    attack("a-curve-nobody-offered", Security, Error, || curve(&[&[3, 0, 1, 21][..], &[4; 21]].concat())),
    attack("a-curve-the-server-makes-up", Security, Error, || curve(&[1, 0, 23, 65])),
    attack("tls-1.0", Security, Error, || hello(0x0301, SUITE.number, 0)),
    attack("tls-1.1", Security, Error, || hello(0x0302, SUITE.number, 0)),
    attack("ssl-3.0", Security, Error, || hello(0x0300, SUITE.number, 0)),
    attack("tls-without-encryption", Security, Error, || hello(0x0303, 0, 0)),
    attack("a-tls-suite-nobody-offered", Security, Error, || hello(0x0303, 0xc02f, 0)),
    attack("tls-with-compression", Security, Error, || hello(0x0303, SUITE.number, 1)),
    attack("half-a-server-hello", Security, Error, || tls().send(message(2, &[3, 3, 7, 7])).expect_close()),
    attack("a-tls-message-of-16-mib", Security, Error, || tls().send(record(22, &[2, 255, 255, 255])).expect_close()),
    attack("a-tls-record-of-18433-bytes", Security, Error, || {
        tls().send([22, 3, 3, 0x48, 1]).flood([0; 16384], GIBIBYTE)
    }),
    attack("a-tls-record-of-16385-bytes-in-the-clear", Security, Error, || {
        tls().send(record(22, &[2; 16385])).expect_close()
    }),
    attack("a-tls-record-cut-off", Security, Error, || tls().send([22, 3, 3, 1, 0, 2, 0]).close()),
    attack("no-tls-at-all", Security, Error, || tls().send(b"RFB 003.008\n").expect_close()),
    attack("the-end-of-tls-before-its-beginning", Security, Error, || tls().send(message(20, &[0; 12])).expect_close()),
    attack("a-certificate-nobody-asked-for", Security, Error, || {
        tls().send(server_hello(0x0303, SUITE.number, 0)).send(message(11, &[0; 3])).expect_close()
    }),
    attack("a-change-of-keys-before-there-are-any", Security, Error, || tls().send(record(20, &[1])).expect_close()),
    attack("a-change-of-keys-instead-of-the-keys", Security, Error, || {
        tls().send(server_hello(0x0303, SUITE.number, 0)).send(record(20, &[1])).expect_close()
    }),
    attack("application-data-before-there-are-keys", Security, Error, || {
        tls().send(record(23, &[0; 4])).expect_close()
    }),
    attack("a-fatal-tls-alert", Security, Error, || tls().send(record(21, &[2, 40])).expect_close()),
    attack("a-tls-alert-of-a-kind-there-is-not", Security, Error, || tls().send(record(21, &[2, 199])).expect_close()),
    attack("a-tls-alert-of-1-byte", Security, Error, || tls().send(record(21, &[2])).expect_close()),
    attack("tls-warnings-without-end", Security, Error, || tls().flood(record(21, &[1, 112]), GIBIBYTE)),
    attack("empty-tls-records-without-end", Security, Error, || tls().flood(record(22, &[]), GIBIBYTE)),
    attack("hello-requests-without-end", Security, Error, || tls().flood(message(0, &[]), GIBIBYTE)),
    attack("silence-before-the-server-hello", Security, Wait, || tls().expect_close()),
    attack("silence-before-the-dh-numbers", Security, Wait, || {
        tls().send(server_hello(0x0303, SUITE.number, 0)).expect_close()
    }),
    attack("silence-before-the-end-of-tls", Security, Wait, || tls().send(first_flight()).expect_close()),
    attack("silence-inside-tls", Security, Wait, || keyed(Established::finished)),
    attack("an-end-of-tls-that-does-not-fit", Security, Error, || {
        keyed(|peer| {
            peer.verify_data[11] ^= 1;
            peer.finished()
        })
    }),
    attack("an-end-of-tls-in-the-clear", Security, Error, || {
        keyed(|peer| [record(20, &[1]), message(20, &peer.verify_data)].concat())
    }),
    attack("an-end-of-tls-changed-on-the-way", Security, Error, || {
        keyed(|peer| {
            let mut said = peer.finished();
            said[20] ^= 1;
            said
        })
    }),
    attack("a-session-in-records-of-three-bytes", Security, Tolerate, || inside(peer::shown)),
    attack("a-second-tls-handshake-asked-for", Security, Tolerate, || {
        inside(|peer| [peer.seal(22, &[0; 4]), peer::shown(peer)].concat())
    }),
    attack("a-record-changed-on-the-way", Security, Error, || {
        inside(|peer| {
            let mut record = peer.seal(23, &[0, 0, 0, 0]);
            record[15] ^= 1;
            record
        })
    }),
    attack("a-record-of-another-kind-than-was-sealed", Security, Error, || {
        inside(|peer| {
            let mut record = peer.seal(23, &[0, 0, 0, 0]);
            record[0] = 21;
            record
        })
    }),
    attack("a-record-twice", Security, Error, || {
        inside(|peer| {
            let record = peer.seal(23, &[0]);
            [&record[..], &record].concat()
        })
    }),
    attack("a-record-too-short-to-be-one", Security, Error, || inside(|_| record(23, &[0; 23]))),
    attack("a-record-in-the-clear-inside-tls", Security, Error, || inside(|_| record(23, &[0; 400]))),
    attack("a-record-that-holds-16385-bytes", Security, Error, || inside(|peer| peer.seal(23, &[0; 16385]))),
    attack("empty-records-without-end-inside-tls", Security, Error, || {
        inside(|peer| (0..100).flat_map(|_| peer.seal(23, &[])).collect())
    }),
    attack("hello-requests-without-end-inside-tls", Security, Error, || {
        inside(|peer| (0..100).flat_map(|_| peer.seal(22, &[0; 4])).collect())
    }),
    attack("a-change-of-keys-inside-tls", Security, Error, || inside(|peer| peer.seal(20, &[1]))),
    attack("a-server-hello-inside-tls", Security, Error, || inside(|peer| peer.seal(22, &[2, 0, 0, 0]))),
    attack("a-fatal-alert-inside-tls", Security, Error, || inside(|peer| peer.seal(21, &[2, 80]))),
    attack("a-farewell-inside-tls", Security, Error, || inside(|peer| peer.seal(21, &[1, 0]))),
    attack("words-after-the-farewell", Security, Error, || {
        inside(|peer| [peer.seal(21, &[1, 0]), peer::shown(peer)].concat())
    }),
    attack("no-security-type-inside-tls", Security, Error, || {
        keyed(|peer| [peer.finished(), peer.seal(23, &[0, 0, 0, 0, 2, b'n', b'o'])].concat())
    }),
    attack("tls-inside-tls", Security, Error, || keyed(|peer| [peer.finished(), peer.seal(23, &[2, 18, 19])].concat())),
];

/// Up to where TLS begins.
fn tls() -> Script {
    Script::new().version_3_8().security_types(&[18]).expect_security_type(18)
}

fn hello(version: u16, suite: u16, compression: u8) -> Script {
    tls().send(server_hello(version, suite, compression)).expect_close()
}

fn exchange(body: &[u8]) -> Script {
    tls().send(server_hello(0x0303, SUITE.number, 0)).send(message(12, body)).expect_close()
}

fn numbers(prime: &[u8], generator: &[u8], public: &[u8]) -> Script {
    exchange(&key_exchange(prime, generator, public))
}

/// ServerKeyExchange in a suite with curves.
fn curve(body: &[u8]) -> Script {
    tls().send(server_hello(0x0303, 0xc019, 0)).send(message(12, body)).expect_close()
}

/// The prime with one byte changed.
fn changed(index: usize, change: u8) -> Vec<u8> {
    let mut bytes = PRIME.to_vec();
    bytes[index] ^= change;
    bytes
}

/// A server that keeps to the rules until there are keys; `say` follows.
fn keyed(say: fn(&mut Established) -> Vec<u8>) -> Script {
    // What the server says first depends on nothing that the viewer says, so it can go out before that is read.
    let script = tls().send(first_flight());
    let answered = script.answer("the viewer's part of the handshake", peer::viewer_says(), move |viewer| {
        // A viewer that says something else gets no answer.
        establish(viewer).map(|mut peer| say(&mut peer)).unwrap_or_default()
    });
    answered.expect_close()
}

/// A server that keeps to the rules until the session is open; `say` follows.
fn inside(say: fn(&mut Established) -> Vec<u8>) -> Script {
    let script = tls().send(first_flight());
    let answered = script.answer("the viewer's part of the handshake", peer::viewer_says(), move |viewer| {
        let Some(mut peer) = establish(viewer) else { return Vec::new() };
        [peer.finished(), peer::opening(&mut peer), say(&mut peer)].concat()
    });
    answered.expect_close()
}
