//! Oracles for what the app reads of others: functions from any bytes to nothing, which panic if something was read that must
//! not be. The fuzz targets call these; they also run as tests over the kept corpus.

use farview::trust::{CertificateFacts, Circumstances, Issuers, Problem, Timestamp, Verdict, judge, parse, render};
use rfb::Identity;

/// The issuer of the certificates in the corpus.
const ISSUER: &[u8] = include_bytes!("../certificates/ca.pem");

/// What it issued for `localhost`.
const GENUINE: [&[u8]; 3] = [
    include_bytes!("../../fuzz/corpus/certificate/server"),
    include_bytes!("../../fuzz/corpus/certificate/rsa"),
    include_bytes!("../../fuzz/corpus/certificate/p521"),
];

/// A trust store's file: what is read is written so that it is read again as the same.
pub fn trust_file(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(known) = parse(text) {
        let written = render(&known).expect("what was read can be written");
        assert_eq!(parse(&written).as_ref(), Ok(&known), "{written}");
    }
}

/// A certificate: nobody vouches for one that is not, byte for byte, what was issued.
pub fn certificate(data: &[u8]) {
    let issuers = Issuers::read(ISSUER).expect("an issuer");
    let now: Timestamp = "2030-01-01T00:00:00Z".parse().expect("a moment");
    let identity = Identity::Certificate { chain: vec![data.to_vec(), data.to_vec()] };
    let called = Some("localhost");
    let circumstances = Circumstances { called, expected: None, known: None, issuers: &issuers, now };
    match judge(&identity, &circumstances) {
        Verdict::Vouched { .. } => assert!(GENUINE.contains(&data), "a certificate that nobody issued"),
        Verdict::New { problems } | Verdict::Bad { problems } => {
            assert!(!problems.is_empty());
            assert!(!problems.contains(&Problem::Unreadable) || CertificateFacts::of(data).is_none());
            assert!(problems.iter().all(|problem| !problem.to_string().contains(char::is_control)));
        }
        verdict => panic!("nothing was known, and yet it is {verdict:?}"),
    }
}

#[test]
fn the_corpus_of_the_trust_file_is_read_or_refused() {
    replay("trust_file", trust_file);
}

#[test]
fn the_corpus_of_certificates_is_judged() {
    replay("certificate", certificate);
}

#[cfg(test)]
fn replay(target: &str, oracle: fn(&[u8])) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let entries: Vec<_> = std::fs::read_dir(folder).expect("a corpus").collect();
    assert!(!entries.is_empty());
    for entry in entries {
        oracle(&std::fs::read(entry.expect("an entry").path()).expect("it can be read"));
    }
}
