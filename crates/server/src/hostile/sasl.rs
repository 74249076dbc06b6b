//! Attacks in the middle of SASL: lists and lengths that lie, SCRAM and DIGEST-MD5 that cheat, success that proves nothing.

use super::Reaction::{Error, Wait};
use super::Stage::Security;
use super::{Attack, USERNAME, attack};
use crate::script::Script;

const GIBIBYTE: u64 = 1 << 30;

/// Bytes of a viewer's nonce in SCRAM, in base64.
const NONCE: usize = 24;

pub(super) const ATTACKS: &[Attack] = &[
    attack("sasl-mechanisms-of-4-gib", Security, Error, || lists_so_long(u32::MAX)),
    attack("sasl-mechanisms-of-1-gib", Security, Error, || lists_so_long(1 << 30)),
    attack("sasl-without-mechanisms", Security, Error, || sasl("").expect_close()),
    attack("sasl-mechanisms-nobody-has", Security, Error, || sasl("GSSAPI,NTLM,\x1b[31m,\u{202e}X").expect_close()),
    attack("sasl-mechanisms-of-commas", Security, Error, || sasl(&",".repeat(60_000)).expect_close()),
    attack("sasl-mechanisms-cut-off", Security, Error, || chosen().send([0, 0, 0, 20, b'S', b'C']).close()),
    attack("silence-instead-of-sasl-mechanisms", Security, Wait, || chosen().expect_close()),
    attack("sasl-plain-in-the-clear", Security, Error, || sasl("PLAIN").expect_close()),
    attack("silence-after-scram-began", Security, Wait, || scram_begun().expect_close()),
    attack("scram-data-of-4-gib", Security, Error, || scram_begun().send([0xff; 4]).flood([b'r'; 16384], GIBIBYTE)),
    attack("scram-without-a-word", Security, Error, || scram_answered(|_| step(None, 0)).expect_close()),
    attack("scram-that-is-over-at-once", Security, Error, || scram_answered(|_| step(None, 1)).expect_close()),
    attack("scram-that-is-over-with-empty-data", Security, Error, || {
        scram_answered(|_| step(Some(""), 1)).expect_close()
    }),
    attack("scram-that-is-neither-over-nor-going-on", Security, Error, || {
        scram_answered(|_| step(Some("r=x,s=eA==,i=4096"), 77)).expect_close()
    }),
    attack("scram-with-another-nonce", Security, Error, || {
        scram_answered(|_| step(Some("r=somebody elses,s=eA==,i=4096"), 0)).expect_close()
    }),
    attack("scram-with-only-our-nonce", Security, Error, || scram_first("", "s=eA==,i=4096")),
    attack("scram-with-one-iteration", Security, Error, || scram_first("x", "s=eA==,i=1")),
    attack("scram-with-4-billion-iterations", Security, Error, || scram_first("x", "s=eA==,i=4294967295")),
    attack("scram-with-iterations-beyond-numbers", Security, Error, || {
        scram_first("x", "s=eA==,i=99999999999999999999999999")
    }),
    attack("scram-with-negative-iterations", Security, Error, || scram_first("x", "s=eA==,i=-4096")),
    attack("scram-without-salt", Security, Error, || scram_first("x", "s=,i=4096")),
    attack("scram-with-salt-in-no-encoding", Security, Error, || scram_first("x", "s=====,i=4096")),
    attack("scram-with-a-mandatory-extension", Security, Error, || {
        scram_answered(|_| step(Some("m=x,r=y"), 0)).expect_close()
    }),
    attack("scram-with-a-forged-signature", Security, Error, || {
        scram_proven().send(step(Some("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), 1)).expect_close()
    }),
    attack("scram-success-without-a-signature", Security, Error, || {
        scram_proven().send(step(None, 1)).security_result_ok().expect_close()
    }),
    attack("scram-refused-with-control-characters", Security, Error, || {
        scram_proven().send(step(Some("e=\x1b[2Jevil\u{202e}"), 1)).expect_close()
    }),
    attack("scram-cut-off-after-the-proof", Security, Error, || scram_proven().close()),
    attack("digest-md5-that-is-over-at-once", Security, Error, || digest(step(None, 1))),
    attack("digest-md5-of-nothing", Security, Error, || digest(step(Some(""), 0))),
    attack("digest-md5-of-commas", Security, Error, || digest(step(Some(&",".repeat(60_000)), 0))),
    attack("digest-md5-that-does-not-end", Security, Error, || digest(step(Some("nonce=\"never"), 0))),
    attack("digest-md5-with-an-unknown-layer", Security, Error, || {
        digest(step(Some("nonce=\"a\",algorithm=md5-sess,qop=\"auth-int\""), 0))
    }),
    attack("digest-md5-without-a-proof", Security, Error, || {
        digest([step(Some("nonce=\"a\",algorithm=md5-sess"), 0), step(None, 1), vec![0; 4]].concat())
    }),
    attack("digest-md5-with-a-forged-proof", Security, Error, || {
        let forged = step(Some("rspauth=00000000000000000000000000000000"), 1);
        digest([step(Some("nonce=\"a\",algorithm=md5-sess"), 0), forged].concat())
    }),
];

/// The viewer has chosen SASL.
fn chosen() -> Script {
    Script::new().version_3_8().security_types(&[20]).expect_security_type(20)
}

fn lists_so_long(length: u32) -> Script {
    chosen().send(length.to_be_bytes()).flood([b'A'; 16384], GIBIBYTE)
}

/// These mechanisms are on offer.
fn sasl(mechanisms: &str) -> Script {
    chosen().send((mechanisms.len() as u32).to_be_bytes()).send(mechanisms)
}

/// The bytes of the viewer's first message of SCRAM-SHA-256, from the length of the mechanism's name.
const fn first_message() -> usize {
    4 + "SCRAM-SHA-256".len() + 4 + "n,,n=".len() + USERNAME.len() + ",r=".len() + NONCE + 1
}

fn scram_begun() -> Script {
    sasl("SCRAM-SHA-256").skip("the first message of SCRAM", first_message())
}

fn scram_answered(reply: impl Fn(&[u8]) -> Vec<u8> + Send + Sync + 'static) -> Script {
    sasl("SCRAM-SHA-256").answer("the first message of SCRAM", first_message(), reply)
}

/// One piece of data and whether that was all.
fn step(data: Option<&str>, complete: u8) -> Vec<u8> {
    let data = data.map(|text| [text.as_bytes(), &[0]].concat()).unwrap_or_default();
    [&(data.len() as u32).to_be_bytes()[..], &data, &[complete]].concat()
}

/// The server's first message of SCRAM: a nonce that goes on from the viewer's with `added`, and `rest`.
fn scram_first(added: &'static str, rest: &'static str) -> Script {
    scram_answered(move |first| step(Some(&format!("r={}{added},{rest}", nonce(first))), 0)).expect_close()
}

/// The viewer's nonce, from its first message.
fn nonce(first: &[u8]) -> String {
    let end = first.len() - 1;
    String::from_utf8_lossy(&first[end - NONCE..end]).into_owned()
}

/// The viewer has sent its proof.
fn scram_proven() -> Script {
    let last = 4 + "c=biws,r=".len() + NONCE + 1 + ",p=".len() + 44 + 1;
    scram_answered(|first| step(Some(&format!("r={}x,s=eA==,i=4096", nonce(first))), 0))
        .skip("the proof of SCRAM", last)
}

/// DIGEST-MD5 is chosen and answered so.
fn digest(answer: Vec<u8>) -> Script {
    sasl("DIGEST-MD5").skip("the choice of DIGEST-MD5", 4 + "DIGEST-MD5".len() + 4).send(answer).expect_close()
}
