//! Sessions inside anonymous TLS, from the banner to the first picture, and how they become seeds of the fuzz targets.

use std::time::Instant;

use bytes::BytesMut;
use rfb::layer::Layer;
use rfb::{Client, Encryption, Event, SecurityType};
use server::hostile::anonymous_tls::peer::{establish, first_flight, session, viewer_says};

use crate::anonymous_tls_oracle::{self, TLS_HANDSHAKE, client_config as config};
use crate::oracle::play;
use crate::seeds::write_seed;

/// All that a server says to the client of the oracles, which is the same every time: TLS, and a session inside it.
fn whole_session() -> Vec<u8> {
    let mut client = Client::new(config());
    client.buffer().extend_from_slice(TLS_HANDSHAKE);
    client.buffer().extend_from_slice(&first_flight());
    while client.poll().expect("an honest server").is_some() {}
    let said = client.poll_transmit().expect("the client's part of the handshake");
    // The version and the security type come before it.
    let viewer = &said[12 + 1..];
    assert_eq!(viewer.len(), viewer_says());
    let mut peer = establish(viewer).expect("the viewer keeps to the rules");
    [first_flight(), session(&mut peer)].concat()
}

#[test]
fn a_session_inside_tls_comes_to_the_same_however_it_is_cut() {
    let server = whole_session();
    let whole = play(config(), [TLS_HANDSHAKE, &server]);
    assert_eq!(whole.error, None);
    assert!(whole.framebuffer.size().area() > 0);
    let chosen = |event: &Event| matches!(event, Event::Security { chosen, within: Some(SecurityType::Tls), .. } if *chosen == SecurityType::None);
    assert!(whole.events.iter().any(chosen), "{:?}", whole.events);
    let protected = whole.events.iter().find_map(|event| match event {
        Event::Protected(protection) => Some(protection),
        _ => None,
    });
    let protection = protected.expect("the client says what protects the session");
    assert_eq!(protection.encryption, Encryption::Anonymous);
    assert_eq!(protection.cipher, "TLS 1.2, AES-256-GCM, key by ffdhe2048");
    for size in [1, 2, 5, 100, 1000] {
        let parts = play(config(), [TLS_HANDSHAKE].into_iter().chain(server.chunks(size)));
        assert!(whole.is_same(&parts), "in pieces of {size}: {:?}", parts.error);
    }
}

#[test]
fn a_session_cut_off_or_changed_anywhere_is_no_session() {
    let server = whole_session();
    let whole = play(config(), [TLS_HANDSHAKE, &server]);
    for index in (0..server.len()).step_by(7) {
        let cut = play(config(), [TLS_HANDSHAKE, &server[..index]]);
        assert!(cut.events.len() <= whole.events.len());
        let mut changed = server.clone();
        changed[index] ^= 0x40;
        let changed = play(config(), [TLS_HANDSHAKE, &changed]);
        assert!(changed.error.is_some() || !changed.is_same(&whole), "byte {index}");
    }
}

#[test]
#[ignore = "writes the seeds in fuzz/corpus anew: cargo test -p farview-rfb -- --ignored write_seeds"]
fn write_seeds_of_anonymous_tls() {
    let server = whole_session();
    write_seed("anonymous_tls", "session", &server);
    write_seed("anonymous_tls", "first_flight", &first_flight());
    write_seed("anonymous_tls", "alert", &[21, 3, 3, 0, 2, 2, 40]);
    for cipher in [0, 1, 2, 130, 4, 133, 6, 135] {
        // Data, a request for a second handshake, data in two pieces, a farewell.
        let pieces =
            [&[3, 5][..], b"hello", &[2, 4, 0, 0, 0, 0], &[67, 3], b"and", &[3, 4], b"more", &[1, 2, 1, 0]].concat();
        write_seed("anonymous_tls_records", &format!("cipher_{cipher}"), &[&[cipher][..], &pieces].concat());
    }
    write_seed("anonymous_tls_records", "in_the_clear", &[0, 128, 9, 23, 3, 3, 0, 4, 1, 2, 3, 4, 3, 1, 7]);
    anonymous_tls_oracle::anonymous_tls(&server);
}

#[test]
#[ignore = "prints how long records take: cargo test -p farview-rfb -- --ignored --nocapture anonymous_tls_speed"]
fn anonymous_tls_speed() {
    const MEBIBYTE: usize = 1 << 20;
    let content: Vec<u8> = (0..32 * MEBIBYTE).map(|index| (index * 7 % 251) as u8).collect();
    for cipher in [0, 1, 2, 130, 4, 132] {
        let (name, mut client, mut server) = anonymous_tls_oracle::both_sides(cipher);
        let (mut wire, mut arrived) = (BytesMut::new(), BytesMut::new());
        let (mut opened, mut reply) = (BytesMut::new(), BytesMut::new());
        let start = Instant::now();
        server.seal(&mut BytesMut::from(&content[..]), &mut wire).expect("records");
        let sealing = start.elapsed();
        let start = Instant::now();
        // As much at a time as is read from a socket.
        while !wire.is_empty() {
            arrived.extend_from_slice(&wire.split_to(wire.len().min(64 << 10)));
            client.open(&mut arrived, &mut opened, &mut reply).expect("records");
            opened.clear();
        }
        let opening = start.elapsed();
        println!("{name}: {:?} to seal a MiB, {:?} to open it", sealing / 32, opening / 32);
    }
}
