//! Every judgement, with certificates made for it.

use std::path::{Path, PathBuf};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::*;
use crate::trust::{Known, Place};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/certificates").join(format!("{name}.pem"))
}

fn identity(name: &str) -> Identity {
    let certificate = CertificateDer::from_pem_file(path(name)).expect("a certificate");
    Identity::Certificate { chain: vec![certificate.to_vec()] }
}

fn rsa_key() -> Identity {
    Identity::RsaKey { modulus: vec![200; 256], exponent: vec![1, 0, 1] }
}

/// The middle of the time in which the certificates are valid.
fn today() -> Timestamp {
    "2030-01-01T00:00:00Z".parse().expect("a moment")
}

fn ours() -> Issuers {
    Issuers::from_file(&path("ca")).expect("an issuer")
}

/// Nobody at all: no other test's issuer is in this file.
fn nobody() -> Issuers {
    Issuers::from_file(&path("self-signed")).expect("an issuer")
}

/// Judges what `name` shows for a server called `called`.
fn judged(name: &str, called: &str, issuers: &Issuers, known: Option<&Server>) -> Verdict {
    judged_identity(&identity(name), called, issuers, known)
}

fn judged_identity(identity: &Identity, called: &str, issuers: &Issuers, known: Option<&Server>) -> Verdict {
    judge(identity, &Circumstances { called: Some(called), expected: None, known, issuers, now: today() })
}

fn knowing(identity: &Identity, origin: Origin) -> Server {
    let (mut known, place) = (Known::default(), Place::written("localhost::5900").expect("a place"));
    known.trust(&place, Key::of(identity, origin, today()));
    known.server(&place).cloned().expect("a server")
}

fn problems(verdict: Verdict) -> String {
    match verdict {
        Verdict::New { problems } | Verdict::Bad { problems } | Verdict::Changed { problems, .. } => {
            problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; ")
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_issuer_that_is_trusted_vouches_for_names_and_addresses() {
    for called in ["localhost", "LOCALHOST", "localhost.", "127.0.0.1", "::1", "::1%lo"] {
        let verdict = judged("server", called, &ours(), None);
        assert!(matches!(verdict, Verdict::Vouched { earlier: None, .. }), "{called}: {verdict:?}");
    }
    assert!(matches!(judged("wrong-name", "north.office.example", &ours(), None), Verdict::Vouched { .. }));
}

#[test]
fn each_thing_that_is_wrong_has_words_of_its_own() {
    let cases = [
        ("server", "localhost", nobody(), "issued by CN=Farview test authority, who is not trusted"),
        ("server", "office.example", ours(), "not for office.example but for localhost, 127.0.0.1, ::1"),
        ("server", "10.0.0.5", ours(), "not for 10.0.0.5 but for localhost"),
        ("wrong-name", "localhost", ours(), "not for localhost but for elsewhere.example, *.office.example"),
        ("expired", "localhost", ours(), "the certificate expired on 2021-01-01"),
        ("other", "localhost", ours(), "the server made the certificate itself"),
        ("self-signed", "localhost", ours(), "it names no server; the server made the certificate itself"),
        ("version-1", "localhost", ours(), "the form of 1988"),
    ];
    for (name, called, issuers, words) in cases {
        let problems = problems(judged(name, called, &issuers, None));
        assert!(problems.contains(words), "{name} for {called}: {problems}");
    }
    let both = problems(judged("expired", "office.example", &ours(), None));
    assert!(both.contains("expired on") && both.contains("not for office.example"), "{both}");
    let early = Circumstances {
        called: Some("localhost"),
        expected: None,
        known: None,
        issuers: &ours(),
        now: "2019-01-01T00:00:00Z".parse().expect("a moment"),
    };
    assert!(problems(judge(&identity("server"), &early)).contains("not valid before 2020-01-01"));
}

#[test]
fn a_certificate_with_an_issuer_but_for_elsewhere_is_bad_and_one_without_is_new() {
    assert!(matches!(judged("wrong-name", "localhost", &ours(), None), Verdict::Bad { .. }));
    assert!(matches!(judged("expired", "localhost", &ours(), None), Verdict::Bad { .. }));
    assert!(matches!(judged("other", "localhost", &ours(), None), Verdict::New { .. }));
    assert!(matches!(judged("expired", "localhost", &nobody(), None), Verdict::New { .. }));
    let key = judged_identity(&rsa_key(), "localhost", &ours(), None);
    assert_eq!(key, Verdict::New { problems: Vec::new() });
    let garbage = Identity::Certificate { chain: vec![vec![0x30, 0x80]] };
    let garbage = judged_identity(&garbage, "localhost", &ours(), None);
    assert_eq!(garbage, Verdict::New { problems: vec![Problem::Unreadable] });
    assert!(matches!(
        judged_identity(&Identity::Certificate { chain: Vec::new() }, "a", &ours(), None),
        Verdict::New { .. }
    ));
}

#[test]
fn a_file_may_hold_the_servers_own_certificate_but_its_name_still_counts() {
    let own = Issuers::from_file(&path("other")).expect("a certificate");
    assert!(matches!(judged("other", "localhost", &own, None), Verdict::Vouched { .. }));
    assert!(matches!(judged("other", "office.example", &own, None), Verdict::Bad { .. }));
    for not_a_file in ["missing", "make.sh"] {
        let error = Issuers::from_file(&path("x").with_file_name(not_a_file)).expect_err(not_a_file);
        assert!(error.to_string().contains(not_a_file), "{error}");
    }
}

#[test]
fn a_known_key_is_taken_whatever_is_wrong_with_its_certificate() {
    for name in ["other", "expired", "version-1", "self-signed", "wrong-name"] {
        for origin in [Origin::Asked, Origin::Pinned] {
            let known = knowing(&identity(name), origin);
            let verdict = judged(name, "localhost", &nobody(), Some(&known));
            assert!(matches!(verdict, Verdict::Known { renewed: false, .. }), "{name}: {verdict:?}");
        }
    }
}

#[test]
fn a_renewed_certificate_with_the_known_key_is_known() {
    let known = knowing(&identity("server"), Origin::Pinned);
    assert!(matches!(judged("renewed", "localhost", &nobody(), Some(&known)), Verdict::Known { renewed: true, .. }));
    let mut by_fingerprint = known.clone();
    by_fingerprint.keys[0].public_key = None;
    assert!(matches!(judged("renewed", "localhost", &nobody(), Some(&by_fingerprint)), Verdict::Changed { .. }));
}

#[test]
fn another_key_than_the_known_one_is_an_alarm() {
    let known = knowing(&identity("self-signed"), Origin::Asked);
    assert!(matches!(judged("server", "localhost", &nobody(), Some(&known)), Verdict::Changed { .. }));
    assert!(matches!(judged_identity(&rsa_key(), "localhost", &ours(), Some(&known)), Verdict::Changed { .. }));
    let known = knowing(&rsa_key(), Origin::Asked);
    assert!(matches!(judged("other", "localhost", &ours(), Some(&known)), Verdict::Changed { .. }));
}

#[test]
fn an_issuer_may_vouch_for_a_new_key_but_not_in_the_stead_of_a_pinned_one() {
    let asked = knowing(&identity("other"), Origin::Asked);
    let verdict = judged("server", "localhost", &ours(), Some(&asked));
    assert!(matches!(verdict, Verdict::Vouched { earlier: Some(_), .. }), "{verdict:?}");
    let pinned = knowing(&identity("other"), Origin::Pinned);
    let verdict = judged("server", "localhost", &ours(), Some(&pinned));
    assert!(matches!(verdict, Verdict::Changed { .. }), "{verdict:?}");
}

#[test]
fn a_server_that_an_issuer_vouched_for_is_not_new_without_one() {
    let vouched = knowing(&identity("server"), Origin::Vouched);
    assert!(matches!(judged("rsa", "localhost", &ours(), Some(&vouched)), Verdict::Vouched { earlier: None, .. }));
    assert!(matches!(judged("other", "localhost", &ours(), Some(&vouched)), Verdict::Changed { .. }));
    // The same certificate is not taken for known only because an issuer vouched for it once.
    assert!(matches!(judged("server", "localhost", &nobody(), Some(&vouched)), Verdict::Bad { .. }));
    let expired = knowing(&identity("expired"), Origin::Vouched);
    assert!(matches!(judged("expired", "localhost", &ours(), Some(&expired)), Verdict::Bad { .. }));
}

#[test]
fn a_known_certificate_is_no_issuer_and_not_valid_elsewhere() {
    let (mut known, here) = (Known::default(), Place::written("localhost::5900").expect("a place"));
    known.trust(&here, Key::of(&identity("ca"), Origin::Pinned, today()));
    // What it issued is another key.
    let server = known.server(&here);
    assert!(matches!(judged("server", "localhost", &nobody(), server), Verdict::Changed { .. }));
    for elsewhere in ["localhost::5901", "other::5900", "127.0.0.1::5900"] {
        let place = Place::written(elsewhere).expect("a place");
        let verdict = judged("ca", "localhost", &nobody(), known.server(&place));
        assert!(matches!(verdict, Verdict::New { .. }), "{elsewhere}: {verdict:?}");
    }
}

#[test]
fn where_a_fingerprint_is_given_nothing_else_counts() {
    let (server, other) = (identity("server"), identity("other"));
    let pinned = knowing(&server, Origin::Pinned);
    let issuers = ours();
    let judged = |identity: &Identity, expected: &Identity| {
        let expected = Some(expected.fingerprint());
        let known = Some(&pinned);
        judge(identity, &Circumstances { called: Some("localhost"), expected, known, issuers: &issuers, now: today() })
    };
    assert_eq!(judged(&other, &other), Verdict::Expected);
    assert_eq!(judged(&server, &other), Verdict::NotExpected);
}

#[test]
fn a_key_is_noted_once_a_day() {
    let mut key = Key::of(&identity("server"), Origin::Pinned, today());
    let before = key.clone();
    key.show(&identity("server"), "2030-01-01T12:00:00Z".parse().expect("a moment"));
    assert_eq!(key, before);
    key.show(&identity("renewed"), "2030-01-02T12:00:00Z".parse().expect("a moment"));
    assert_eq!((key.fingerprint, key.first_seen), (identity("renewed").fingerprint(), before.first_seen));
    assert_eq!(key.origin, Origin::Pinned);
}
