//! The handshake as transcripts: what a server sends, what the client answers, and what it makes of refusals.

use rfb::error::{Peer, Protocol, Unsupported};
use rfb::{Client, Config, Credentials, Error, Event, Secret, SecurityType, Sharing};

/// What came of a handshake.
struct Shaken {
    sent: Vec<u8>,
    asked: bool,
    open: bool,
    error: Option<Error>,
}

/// Feeds `bytes` one by one, answers with the password `secret12`, and then closes the connection unless it is open.
fn shake(config: Config, bytes: &[u8]) -> Shaken {
    let mut client = Client::new(config);
    let mut shaken = Shaken { sent: Vec::new(), asked: false, open: false, error: None };
    for byte in bytes {
        client.buffer().extend_from_slice(&[*byte]);
        loop {
            match client.poll() {
                Ok(Some(Event::CredentialsNeeded(_))) => {
                    shaken.asked = true;
                    client.authenticate(Credentials { username: None, password: Secret::new("secret12") });
                }
                Ok(Some(Event::Connected(_))) => shaken.open = true,
                Ok(Some(_)) => {}
                Ok(None) => break,
                Err(error) => {
                    shaken.error = Some(error);
                    return shaken;
                }
            }
        }
        shaken.sent.extend(client.poll_transmit().unwrap_or_default());
    }
    if !shaken.open {
        shaken.error = Some(client.closed());
    }
    shaken
}

fn server_init() -> Vec<u8> {
    let format = rfb::PixelFormat::RENDERER.to_wire();
    [&[0, 8, 0, 4][..], &format, &[0, 0, 0, 2], b"hi"].concat()
}

#[test]
fn version_3_8_without_authentication() {
    let bytes = [b"RFB 003.008\n", &[2, 2, 1][..], &[0; 4], &server_init()].concat();
    let shaken = shake(Config::default(), &bytes);
    assert!(shaken.open && !shaken.asked, "None needs no password");
    assert!(shaken.sent.starts_with(b"RFB 003.008\n\x01\x01\x02"), "{:?}", shaken.sent);
    let exclusive = Config { sharing: Sharing::Exclusive, ..Config::default() };
    assert!(shake(exclusive, &bytes).sent.starts_with(b"RFB 003.008\n\x01\x00\x02"));
}

#[test]
fn version_3_7_gives_no_result_for_none() {
    let bytes = [b"RFB 003.007\n", &[1, 1][..], &server_init()].concat();
    let shaken = shake(Config::default(), &bytes);
    assert!(shaken.open);
    assert!(shaken.sent.starts_with(b"RFB 003.007\n\x01\x01"));
}

#[test]
fn version_3_3_names_one_security_type() {
    let bytes = [b"RFB 003.003\n", &[0, 0, 0, 1][..], &server_init()].concat();
    let shaken = shake(Config::default(), &bytes);
    assert!(shaken.open);
    assert!(shaken.sent.starts_with(b"RFB 003.003\n\x01"), "{:?}", shaken.sent);
}

#[test]
fn vnc_authentication_answers_the_challenge_in_every_version() {
    for (version, offer) in
        [(b"RFB 003.003\n", &[0, 0, 0, 2][..]), (b"RFB 003.007\n", &[1, 2]), (b"RFB 003.008\n", &[1, 2])]
    {
        let bytes = [version, offer, &[7; 16], &[0; 4], &server_init()].concat();
        let shaken = shake(Config::default(), &bytes);
        assert!(shaken.open && shaken.asked, "{}", String::from_utf8_lossy(version));
        let choice: &[u8] = if version == b"RFB 003.003\n" { b"" } else { b"\x02" };
        let answer = rfb::security::vnc_authentication::response(&[7; 16], &Secret::new("secret12"));
        assert!(shaken.sent.starts_with(&[version, choice, &answer, &[1]].concat()));
    }
}

#[test]
fn refusals_carry_the_servers_own_words() {
    let reason = |text: &str| [&(text.len() as u32).to_be_bytes()[..], text.as_bytes()].concat();
    let refused = [b"RFB 003.008\n", &[0][..], &reason("Too many security failures")].concat();
    let old = [b"RFB 003.003\n", &[0; 4][..], &reason("Go\naway\x1b[31m")].concat();
    let wrong = [b"RFB 003.008\n", &[1, 2][..], &[7; 16], &[0, 0, 0, 1], &reason("Authentication failed")].concat();
    let wrong_3_7 = [b"RFB 003.007\n", &[1, 2][..], &[7; 16], &[0, 0, 0, 1]].concat();
    let too_many = [b"RFB 003.007\n", &[1, 2][..], &[7; 16], &[0, 0, 0, 2]].concat();
    let error = |bytes: &[u8]| shake(Config::default(), bytes).error;
    assert_eq!(error(&refused), Some(Error::Refused { reason: "Too many security failures".into() }));
    assert_eq!(error(&old), Some(Error::Refused { reason: "Go away[31m".into() }));
    assert_eq!(error(&wrong), Some(Error::Authentication { reason: "Authentication failed".into() }));
    assert_eq!(error(&wrong_3_7), Some(Error::Authentication { reason: String::new() }));
    assert!(matches!(error(&too_many), Some(Error::Refused { .. })));
}

#[test]
fn a_server_that_hangs_up_says_something_by_where_it_does() {
    let error = |bytes: &[u8]| shake(Config::default(), bytes).error;
    let awaiting = |bytes: &[u8]| match error(bytes) {
        Some(Error::Protocol(Protocol::Closed { awaiting })) => awaiting,
        other => panic!("{other:?}"),
    };
    assert_eq!(Client::new(Config::default()).closed(), Protocol::Closed { awaiting: "the protocol version" }.into());
    assert_eq!(awaiting(b"RFB 003.008\n"), "the security types");
    let unanswered = [b"RFB 003.008\n", &[1, 2][..], &[7; 16]].concat();
    assert_eq!(error(&unanswered), Some(Error::Authentication { reason: String::new() }));
}

#[test]
fn what_is_no_vnc_server_is_recognised() {
    let error = |bytes: &[u8]| shake(Config::default(), bytes).error;
    let not_rfb = |peer| Some(Error::Protocol(Protocol::NotRfb { peer }));
    // Byte by byte the first that is wrong decides, so only what was fed by then is known.
    assert!(matches!(error(b"SSH-2.0-OpenSSH_9.2\r\n"), Some(Error::Protocol(Protocol::NotRfb { .. }))));
    let mut client = Client::new(Config::default());
    client.buffer().extend_from_slice(b"HTTP/1.1 400 Bad Request\r\n");
    assert_eq!(client.poll().err(), not_rfb(Peer::Http));
    assert_eq!(error(b"RFB 000.000\n"), Some(Unsupported::Repeater.into()));
    assert!(matches!(error(b"RFB 002.002\n"), Some(Error::Unsupported(Unsupported::Version(_)))));
    let unknown = [b"RFB 003.008\n", &[2, 35, 250][..]].concat();
    assert_eq!(error(&unknown), Some(Unsupported::SecurityTypes { offered: vec![35, 250] }.into()));
    let forbidden = [b"RFB 003.008\n", &[2, 2, 250][..]].concat();
    let config = Config { security_types: vec![SecurityType::None], ..Config::default() };
    assert_eq!(shake(config, &forbidden).error, Some(Error::Forbidden { offered: vec![2, 250] }));
}

#[test]
fn a_reason_without_a_result_before_it_is_a_refusal() {
    let x11vnc = [b"RFB 003.008\n\x01\x01\0\0\0\x0d", &b"unixpw failed"[..]].concat();
    let reason = "unixpw failed".to_owned();
    assert_eq!(shake(Config::default(), &x11vnc).error, Some(Error::Authentication { reason }));
    let nonsense = b"RFB 003.008\n\x01\x01\0\0\x04\x01and so on";
    assert!(matches!(shake(Config::default(), nonsense).error, Some(Error::Protocol(_))));
}

#[test]
fn a_silent_peer_is_nudged_once() {
    let mut client = Client::new(Config::default());
    client.nudge();
    client.nudge();
    assert_eq!(client.poll_transmit().as_deref(), Some(&b"RFB 003.008\n"[..]));
    client.buffer().extend_from_slice(b"RFB 003.008\n\x01\x01");
    while let Ok(Some(_)) = client.poll() {}
    assert_eq!(client.poll_transmit().as_deref(), Some(&[1][..]), "the version is not sent twice");
}
