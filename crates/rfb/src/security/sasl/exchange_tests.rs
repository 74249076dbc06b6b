//! The exchange around the mechanisms: lists, lengths, and who has the last word.

use std::collections::VecDeque;

use super::*;
use crate::config::Config;
use crate::credentials::Secret;
use crate::handshake::Version;
use crate::identity::Encryption;
use crate::random::Random;
use crate::security::Agreed;

/// What an exchange was given and what it sent.
struct Played {
    exchange: Box<dyn crate::security::Exchange>,
    agreed: Agreed,
    output: BytesMut,
    random: Random,
}

impl Played {
    fn new(encryption: Encryption) -> Self {
        let mut agreed = Agreed::default();
        agreed.protection.encryption = encryption;
        Self { exchange: exchange(SecurityType::Sasl), agreed, output: BytesMut::new(), random: Random::seeded(1) }
    }

    /// Goes on with `bytes` as far as they go.
    fn feed(&mut self, bytes: &[u8]) -> Result<Advance, Stop> {
        let credentials = Credentials { username: Some("alice".into()), password: Secret::new("wonderland") };
        let (config, mut events) = (Config::default(), VecDeque::new());
        let mut reader = Reader::new(bytes);
        loop {
            let mut means = Means {
                config: &config,
                version: Version::V3_8,
                credentials: Some(&credentials),
                trusted: false,
                random: &mut self.random,
                output: &mut self.output,
                events: &mut events,
                agreed: &mut self.agreed,
            };
            match self.exchange.advance(&mut reader, &mut means)? {
                Advance::Continue => {}
                end => return Ok(end),
            }
        }
    }

    #[track_caller]
    fn error(&mut self, bytes: &[u8]) -> String {
        match self.feed(bytes) {
            Err(Stop::Error(error)) => error.to_string(),
            other => panic!("{other:?}"),
        }
    }
}

fn list(names: &str) -> Vec<u8> {
    [&(names.len() as u32).to_be_bytes()[..], names.as_bytes()].concat()
}

fn step(data: Option<&str>, complete: u8) -> Vec<u8> {
    let data = data.map(|text| [text.as_bytes(), &[0]].concat()).unwrap_or_default();
    [&(data.len() as u32).to_be_bytes()[..], &data, &[complete]].concat()
}

#[test]
fn the_strongest_mechanism_is_chosen_and_the_password_sent_only_when_sealed() {
    let chosen = |names: &str, in_clear| choose(names.as_bytes(), in_clear).map(Name::text);
    for in_clear in [Exposure::Clear, Exposure::Sealed] {
        assert_eq!(chosen("PLAIN,DIGEST-MD5,SCRAM-SHA-1,SCRAM-SHA-256", in_clear), Ok("SCRAM-SHA-256"));
        assert_eq!(chosen("plain digest-md5\0", in_clear), Ok("DIGEST-MD5"));
        assert_eq!(chosen("SCRAM-SHA-1-PLUS,SCRAM-SHA-1", in_clear), Ok("SCRAM-SHA-1"));
        let offered = "GSSAPI,EXTERNAL,ANONYMOUS".to_string();
        assert_eq!(chosen(&offered, in_clear), Err(Unsupported::from(UnsupportedSasl::Mechanisms { offered }).into()));
        assert_eq!(
            chosen("", in_clear),
            Err(Unsupported::from(UnsupportedSasl::Mechanisms { offered: String::new() }).into())
        );
    }
    assert_eq!(chosen("LOGIN,PLAIN", Exposure::Sealed), Ok("PLAIN"));
    assert_eq!(chosen("LOGIN,PLAIN", Exposure::Clear), Err(Unsupported::from(UnsupportedSasl::InClear).into()));
}

#[test]
fn plain_is_over_with_its_first_message() {
    let mut played = Played::new(Encryption::Anonymous);
    let done = played.feed(&[list("PLAIN"), step(None, 1)].concat());
    assert!(matches!(done, Ok(Advance::Done)), "{done:?}");
    let message = b"\0\0\0\x05PLAIN\0\0\0\x12\0alice\0wonderland\0";
    assert_eq!(played.output, message[..]);
    let mut played = Played::new(Encryption::Identified);
    assert!(played.error(&[list("PLAIN"), step(Some("more"), 0)].concat()).contains("asks on"));
}

#[test]
fn a_server_that_declares_success_without_a_proof_is_refused() {
    for names in ["SCRAM-SHA-256", "DIGEST-MD5"] {
        for early in [step(None, 1), step(Some(""), 1)] {
            let mut played = Played::new(Encryption::None);
            let result = played.feed(&[list(names), early].concat());
            assert!(matches!(result, Err(Stop::Error(_))), "{names}: {result:?}");
        }
    }
    let challenge = r#"realm="a",nonce="b",qop="auth",algorithm=md5-sess,charset=utf-8"#;
    let mut played = Played::new(Encryption::None);
    let error = played.error(&[list("DIGEST-MD5"), step(Some(challenge), 0), step(None, 1)].concat());
    assert!(error.contains("the server's proof"), "{error}");
    let mut played = Played::new(Encryption::None);
    let error = played.error(&[list("DIGEST-MD5"), step(Some(challenge), 1)].concat());
    assert!(error.contains("the server's proof"), "{error}");
}

#[test]
fn lengths_are_bounded_before_they_are_believed() {
    let long = (Config::default().limits.sasl as u32 + 1).to_be_bytes();
    assert!(Played::new(Encryption::None).error(&long).contains("exceeds"));
    assert!(Played::new(Encryption::None).error(&[0xff; 4]).contains("exceeds"));
    assert!(Played::new(Encryption::None).error(&[list("SCRAM-SHA-1"), long.to_vec()].concat()).contains("exceeds"));
    let error = Played::new(Encryption::None).error(&[list("SCRAM-SHA-1"), step(None, 2)].concat());
    assert!(error.contains("neither complete nor going on"), "{error}");
}

#[test]
fn nothing_is_sent_before_there_are_credentials() {
    let (config, mut events, mut agreed, mut random) = Default::default();
    let mut output = BytesMut::new();
    let mut exchange = exchange(SecurityType::Sasl);
    let bytes = list("SCRAM-SHA-256,PLAIN");
    let mut reader = Reader::new(&bytes);
    let mut means = Means {
        config: &config,
        version: Version::V3_8,
        credentials: None,
        trusted: false,
        random: &mut random,
        output: &mut output,
        events: &mut events,
        agreed: &mut agreed,
    };
    assert!(matches!(exchange.advance(&mut reader, &mut means), Ok(Advance::Continue)));
    let Ok(Advance::NeedCredentials(request)) = exchange.advance(&mut reader, &mut means) else {
        panic!("it asks");
    };
    assert_eq!((request.exposure, request.username), (Exposure::Proof, Wanted::Yes));
    assert!(output.is_empty());
}
