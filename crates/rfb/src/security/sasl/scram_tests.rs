//! SCRAM as the specifications have it, and what servers may not do in it.

use super::*;
use crate::random::Random;
use crate::security::sasl::mechanism::{SCRAM_SHA_1, SCRAM_SHA_256};

/// An exchange as a specification prints it.
struct Printed {
    hash: &'static Hash,
    nonce: &'static str,
    client_first: &'static str,
    server_first: &'static str,
    client_final: &'static str,
    server_final: &'static str,
}

/// RFC 5802 §5.
const SHA_1: Printed = Printed {
    hash: &SCRAM_SHA_1,
    nonce: "fyko+d2lbbFgONRv9qkxdawL",
    client_first: "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
    server_first: "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
    client_final: "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
    server_final: "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=",
};

/// RFC 7677 §3.
const SHA_256: Printed = Printed {
    hash: &SCRAM_SHA_256,
    nonce: "rOprNGfwEbeRWgbNEkqO",
    client_first: "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
    server_first: "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
    client_final: "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
    server_final: "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
};

fn scram(printed: &Printed, username: &str, password: &str) -> Scram {
    let mut random = Random::seeded(0);
    let password = Secret::new(password);
    let (most_iterations, server_name) = (1 << 20, "localhost");
    let start = Start { username, password: &password, server_name, most_iterations, random: &mut random };
    Scram::with_nonce(printed.hash, &start, printed.nonce.into())
}

/// One that has sent its first message.
fn begun(printed: &Printed) -> Scram {
    let mut scram = scram(printed, "user", "pencil");
    assert!(scram.initial_response().is_some_and(|message| *message == printed.client_first.as_bytes()));
    scram
}

fn refusal(message: &str) -> String {
    begun(&SHA_256).respond(message.as_bytes()).expect_err(message).to_string()
}

#[test]
fn the_exchanges_of_the_specifications_come_out_as_they_are_printed() {
    for printed in [SHA_1, SHA_256] {
        let mut scram = begun(&printed);
        assert!(scram.initial_response().is_none(), "it is sent once");
        let answer = scram.respond(printed.server_first.as_bytes()).expect("it is answered").expect("with a proof");
        assert_eq!(String::from_utf8_lossy(&answer), printed.client_final);
        assert!(!scram.is_proven());
        assert_eq!(scram.respond(printed.server_final.as_bytes()), Ok(None));
        assert!(scram.is_proven());
        assert!(scram.respond(printed.server_final.as_bytes()).is_err(), "it is over");
    }
}

#[test]
fn a_server_that_does_not_know_the_password_is_found_out() {
    for forged in ["v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", "v=", "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G8="] {
        let mut scram = begun(&SHA_256);
        scram.respond(SHA_256.server_first.as_bytes()).expect("it is answered");
        let error = scram.respond(forged.as_bytes()).expect_err(forged);
        assert!(matches!(error, Error::Cryptography(CryptographyError::Forged { .. })), "{error}");
        assert!(!scram.is_proven());
    }
}

#[test]
fn a_refusal_carries_the_servers_word_for_it() {
    let mut scram = begun(&SHA_256);
    scram.respond(SHA_256.server_first.as_bytes()).expect("it is answered");
    let error = scram.respond(b"e=invalid-proof").expect_err("it is refused");
    assert_eq!(error, Error::Authentication { reason: "invalid proof".into() });
    assert_eq!(refusal("e=unknown-user"), "authentication failed: unknown user");
}

#[test]
fn iterations_are_neither_careless_nor_endless() {
    let with = |iterations: &str| SHA_256.server_first.replace("4096", iterations);
    for (iterations, why) in [
        ("4095", "below 4096"),
        ("0", "below 4096"),
        ("1048577", "exceeds the limit of 1048576"),
        ("4294967296", "exceeds the limit"),
        ("99999999999999999999999", "no number"),
        ("-1", "no number"),
        ("+4096", "no number"),
        ("", "no number"),
    ] {
        let error = refusal(&with(iterations));
        assert!(error.contains(why), "{iterations}: {error}");
    }
}

#[test]
fn a_first_message_that_breaks_the_rules_is_refused() {
    let long = format!("r={}{},s=QSXC,i=4096", SHA_256.nonce, "x".repeat(LONGEST_PART));
    let salt = format!("r={}x,s={},i=4096", SHA_256.nonce, "QSXC".repeat(LONGEST_PART / 4 + 1));
    for (message, why) in [
        ("r=rOprNGfwEbeRWgbNEkqO,s=QSXC,i=4096", "does not go on from ours"),
        ("r=another,s=QSXC,i=4096", "does not go on from ours"),
        ("r=,s=QSXC,i=4096", "does not go on from ours"),
        ("s=QSXC,r=rOprNGfwEbeRWgbNEkqOx,i=4096", "in this order"),
        ("m=ext,r=rOprNGfwEbeRWgbNEkqOx,s=QSXC,i=4096", "in this order"),
        ("r=rOprNGfwEbeRWgbNEkqOx,s=QSXC", "in this order"),
        ("", "in this order"),
        ("r=rOprNGfwEbeRWgbNEkqOx,s=Q*XC,i=4096", "base64"),
        ("r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096", "is empty"),
        (&long, "too long"),
        (&salt, "too long"),
    ] {
        let error = refusal(message);
        assert!(error.contains(why), "{message}: {error}");
    }
    assert!(begun(&SHA_256).respond(b"\xff\xfe").is_err());
}

#[test]
fn what_follows_the_iterations_is_an_extension_and_passed_over() {
    let extended = format!("{},x=1", SHA_256.server_first);
    assert!(begun(&SHA_256).respond(extended.as_bytes()).is_ok());
}

#[test]
fn a_name_cannot_end_its_attribute() {
    let mut scram = scram(&SHA_256, "a=b,c", "pencil");
    let message = scram.initial_response().expect("it speaks first");
    assert_eq!(String::from_utf8_lossy(&message), format!("n,,n=a=3Db=2Cc,r={}", SHA_256.nonce));
}

#[test]
fn nothing_secret_is_formatted() {
    assert!(!format!("{:?}", begun(&SHA_256)).contains("pencil"));
}
