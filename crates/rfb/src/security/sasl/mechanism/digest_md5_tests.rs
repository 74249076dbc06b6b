//! DIGEST-MD5 as RFC 2831 §4 prints it, and what servers may not do in it.

use super::*;

/// The exchange with an IMAP server.
const CHALLENGE: &str =
    r#"realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",qop="auth",algorithm=md5-sess,charset=utf-8"#;

fn begun(client_nonce: &str, digest_uri: &str, password: &str) -> DigestMd5 {
    let state = State::ExpectChallenge {
        username: "chris".into(),
        password: Secret::new(password),
        client_nonce: client_nonce.into(),
        digest_uri: digest_uri.into(),
    };
    DigestMd5 { state, layer: None }
}

fn imap() -> DigestMd5 {
    begun("OA6MHXh6VqTrRk", "imap/elwood.innosoft.com", "secret")
}

fn answered(digest: &mut DigestMd5, challenge: &str) -> String {
    let message = digest.respond(challenge.as_bytes()).expect("it is answered").expect("with a response");
    String::from_utf8_lossy(&message).into_owned()
}

fn refusal(challenge: &str) -> String {
    imap().respond(challenge.as_bytes()).expect_err(challenge).to_string()
}

#[test]
fn the_exchanges_of_the_specification_come_out_as_they_are_printed() {
    let mut digest = imap();
    let message = answered(&mut digest, CHALLENGE);
    assert!(message.contains("response=d388dad90d4bbd760a152321f2143af7"), "{message}");
    assert!(
        message.starts_with(r#"charset=utf-8,username="chris",realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh""#)
    );
    assert!(!digest.is_proven());
    assert_eq!(digest.respond(b"rspauth=ea40f60335c427b5527b84dbabcdfffd"), Ok(None));
    assert!(digest.is_proven() && digest.layer().is_none());

    let mut digest = begun("OA9BSuZWMSpW8m", "acap/elwood.innosoft.com", "secret");
    let challenge = CHALLENGE.replace("OA6MG9tEQGm2hh", "OA9BSXrbuRhWay");
    let message = answered(&mut digest, &challenge);
    assert!(message.contains("response=6084c6db3fede7352c551284490fd0fc"), "{message}");
    assert_eq!(digest.respond(b"rspauth=2f0b3d7c3c2e486600ef710726aa2eae"), Ok(None));
}

#[test]
fn a_server_that_does_not_know_the_password_is_found_out() {
    for forged in ["rspauth=ea40f60335c427b5527b84dbabcdfffe", "rspauth=", "rspauth=\"\"", "stale=true"] {
        let mut digest = imap();
        answered(&mut digest, CHALLENGE);
        assert!(digest.respond(forged.as_bytes()).is_err(), "{forged}");
        assert!(!digest.is_proven());
    }
}

#[test]
fn a_challenge_that_breaks_the_rules_is_refused() {
    for (challenge, why) in [
        ("", "no nonce"),
        ("nonce=\"\",algorithm=md5-sess", "no nonce"),
        ("nonce=a,nonce=b,algorithm=md5-sess", "twice"),
        ("nonce=a", "md5-sess"),
        ("nonce=a,algorithm=md5", "md5-sess"),
        ("nonce=a,algorithm=md5-sess,maxbuf=-1", "maxbuf"),
        ("nonce=a,algorithm=md5-sess,qop=\"auth-int\"", "security layer"),
        ("nonce=a,algorithm=md5-sess,qop=\"auth-conf\"", "security layer"),
        ("nonce=a,algorithm=md5-sess,qop=\"auth-conf\",cipher=\"rc4-40,des\"", "security layer"),
        (&"a".repeat(LONGEST_CHALLENGE + 1), "longer"),
    ] {
        let error = refusal(challenge);
        assert!(error.contains(why), "{challenge}: {error}");
    }
}

#[test]
fn sealing_is_agreed_to_only_where_the_server_insists() {
    let challenge = |quality: &str| {
        format!(r#"realm="a",nonce="b",qop="{quality}",cipher="rc4-40,rc4,3des",maxbuf=8192,algorithm=md5-sess"#)
    };
    let mut digest = imap();
    assert!(answered(&mut digest, &challenge("auth,auth-conf")).ends_with(",qop=auth"));
    assert!(digest.layer.is_none());
    let mut digest = imap();
    assert!(
        answered(&mut digest, &challenge("auth-conf,auth-int")).ends_with(",qop=auth-conf,cipher=rc4,maxbuf=65536")
    );
    assert!(digest.layer.is_some());
}

#[test]
fn the_realm_is_the_one_that_the_user_names() {
    let directives = Directives::parse(r#"realm="first",realm="second""#).expect("it is a list");
    assert_eq!(realm(&directives, "alice"), "first");
    assert_eq!(realm(&directives, "alice@second"), "second");
    assert_eq!(realm(&directives, "alice@third"), "first");
    assert_eq!(realm(&Directives::parse("").expect("an empty list"), "alice@third"), "");
}

#[test]
fn nothing_secret_is_formatted() {
    assert!(!format!("{:?}", begun("a", "b", "wonderland")).contains("wonderland"));
}
