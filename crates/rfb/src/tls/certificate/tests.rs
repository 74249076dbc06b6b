//! Handshakes with a server in the same process, and certificates of every kind.

use std::io::{Read, Write};
use std::path::Path;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{ServerConfig, ServerConnection, SupportedProtocolVersion, version};

use super::*;
use crate::error::CryptographyError;
use crate::layer::Opened;
use crate::tls::Handshake as _;

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/certificates").join(name)
}

fn certificate(name: &str) -> CertificateDer<'static> {
    CertificateDer::from_pem_file(path(&format!("{name}.pem"))).expect("a certificate")
}

/// Shows one certificate, whatever its key is.
#[derive(Debug)]
struct Shows(Arc<CertifiedKey>);

impl ResolvesServerCert for Shows {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.clone())
    }
}

fn server(name: &str, key: &str, version: &'static SupportedProtocolVersion) -> ServerConnection {
    let provider = Arc::new(ring::default_provider());
    let key = PrivateKeyDer::from_pem_file(path(&format!("{key}.key"))).expect("a key");
    let key = provider.key_provider.load_private_key(key).expect("a key that can sign");
    let shown = Arc::new(Shows(Arc::new(CertifiedKey::new(vec![certificate(name), certificate("ca")], key))));
    let config = ServerConfig::builder_with_provider(provider).with_protocol_versions(&[version]).expect("a version");
    ServerConnection::new(Arc::new(config.with_no_client_auth().with_cert_resolver(shown))).expect("a server")
}

/// What the server has to send.
fn sent(server: &mut ServerConnection) -> BytesMut {
    let mut bytes = Vec::new();
    while server.wants_write() {
        server.write_tls(&mut bytes).expect("memory");
    }
    BytesMut::from(&bytes[..])
}

/// Gives `bytes` to the server.
fn feed(server: &mut ServerConnection, bytes: &BytesMut) -> Result<(), rustls::Error> {
    let mut rest = &bytes[..];
    while !rest.is_empty() {
        server.read_tls(&mut rest).expect("memory");
        server.process_new_packets()?;
    }
    Ok(())
}

/// Runs both sides to the end, record by record; returns what the server sent after the end of it.
fn shake(handshake: &mut Handshake, server: &mut ServerConnection) -> Result<BytesMut, Error> {
    let mut output = BytesMut::new();
    let mut progress = handshake.record(None, &mut output)?;
    loop {
        // The alert of a client that gives up is an error to the server.
        let _ = feed(server, &output.split());
        let mut bytes = sent(server);
        while progress == Progress::Going && !bytes.is_empty() {
            let length = tls::HEADER + usize::from(u16::from_be_bytes([bytes[3], bytes[4]]));
            let record = bytes.split_to(length);
            progress = handshake.record(Some(&record), &mut output)?;
        }
        if progress == Progress::Done && output.is_empty() {
            return Ok(bytes);
        }
        if progress == Progress::Done {
            let _ = feed(server, &output.split());
            bytes.unsplit(sent(server));
            return Ok(bytes);
        }
    }
}

fn opened(name: &str, key: &str, version: &'static SupportedProtocolVersion) -> (Records, ServerConnection, BytesMut) {
    let (mut handshake, mut server) =
        (Handshake::new(Some("localhost")).expect("a handshake"), server(name, key, version));
    let rest = shake(&mut handshake, &mut server).expect("it succeeds");
    (Records::new(handshake.connection), server, rest)
}

#[test]
fn every_certificate_is_taken_whose_key_signs() {
    let shown =
        [("server", "server"), ("rsa", "rsa"), ("expired", "server"), ("wrong-name", "server"), ("version-1", "rsa")];
    for (name, key) in shown {
        for version in [&version::TLS12, &version::TLS13] {
            let (mut handshake, mut server) =
                (Handshake::new(Some("localhost")).expect("a handshake"), server(name, key, version));
            shake(&mut handshake, &mut server).unwrap_or_else(|error| panic!("{name}, {version:?}: {error}"));
            let (protection, _) = Box::new(handshake).finish().expect("a layer");
            let chain = [certificate(name), certificate("ca")].map(|certificate| certificate.to_vec()).to_vec();
            assert_eq!(protection.identity, Some(Identity::Certificate { chain }), "{name}");
            assert_eq!(protection.encryption, Encryption::Identified);
            let expected = if version == &version::TLS12 { "TLS 1.2, AES-256-GCM" } else { "TLS 1.3, AES-256-GCM" };
            assert_eq!(protection.cipher, expected);
        }
    }
}

#[test]
fn a_certificate_with_somebody_elses_key_is_refused() {
    for version in [&version::TLS12, &version::TLS13] {
        let (mut handshake, mut server) =
            (Handshake::new(Some("localhost")).expect("a handshake"), server("server", "other", version));
        let error = shake(&mut handshake, &mut server).expect_err("the key does not fit");
        assert!(error.to_string().contains("does not hold the key"), "{error}");
    }
}

#[test]
fn a_short_key_is_named_with_its_length() {
    let verifier = AnyCertificate::new(ring::default_provider().signature_verification_algorithms);
    let judged = |name: &str| {
        use rustls::client::danger::ServerCertVerifier;
        let now = UnixTime::since_unix_epoch(std::time::Duration::ZERO);
        verifier
            .verify_server_cert(&certificate(name), &[], &indicated(None), &[], now)
            .map_err(|error| explain(&error))
    };
    let weak = CryptographyError::WeakKey { what: "the RSA key in the server's certificate", bits: 1024, least: 2048 };
    assert_eq!(judged("rsa-1024").map(drop), Err(weak.into()));
    for name in ["server", "rsa", "p521", "version-1"] {
        assert!(judged(name).is_ok(), "{name}");
    }
}

#[test]
fn certificates_that_are_cut_off_or_changed_are_refused_or_taken_but_never_panic() {
    for name in ["server", "rsa", "version-1"] {
        let whole = certificate(name);
        for length in 0..whole.len() {
            let cut = CertificateDer::from(whole[..length].to_vec());
            assert!(verifier::PublicKey::of(&cut).is_err(), "{name} cut to {length} bytes");
        }
        for place in 0..whole.len() {
            let mut bytes = whole.to_vec();
            bytes[place] ^= 0xff;
            if let Ok(key) = verifier::PublicKey::of(&CertificateDer::from(bytes)) {
                key.rsa_bits();
            }
        }
    }
}

#[test]
fn a_name_is_told_to_the_server_and_an_address_is_not() {
    let told = [
        (Some("localhost"), Some("localhost")),
        (Some("office.example."), Some("office.example")),
        (Some("192.168.0.7"), None),
        (Some("fe80::1"), None),
        (Some("fe80::1%eth0"), None),
        (Some("not a name"), None),
        (Some(""), None),
        (None, None),
    ];
    for (called, expected) in told {
        let (mut handshake, mut server) =
            (Handshake::new(called).expect("a handshake"), server("server", "server", &version::TLS13));
        shake(&mut handshake, &mut server).expect("it succeeds");
        assert_eq!(server.server_name(), expected, "{called:?}");
    }
}

#[test]
fn the_layer_carries_both_ways_however_the_bytes_are_split() {
    for version in [&version::TLS12, &version::TLS13] {
        for size in [1, 7, 5000, usize::MAX] {
            let (mut records, mut server, mut received) = opened("server", "server", version);
            let data: Vec<u8> =
                (0..70_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
            server.set_buffer_limit(None);
            server.writer().write_all(&data).expect("memory");
            received.unsplit(sent(&mut server));
            let (mut wire, mut plain, mut reply) = (BytesMut::new(), BytesMut::new(), BytesMut::new());
            for piece in received.chunks(size.min(received.len())) {
                wire.extend_from_slice(piece);
                assert_eq!(records.open(&mut wire, &mut plain, &mut reply), Ok(Opened::Going));
            }
            assert!(plain == data, "{version:?} in pieces of {size}");
            assert!(reply.is_empty());
            records.seal(&mut plain, &mut wire).expect("it is sealed");
            assert!(plain.is_empty());
            let mut back = Vec::new();
            for piece in wire.chunks(16000) {
                feed(&mut server, &BytesMut::from(piece)).expect("it is understood");
                // There is no more for now.
                let _ = server.reader().read_to_end(&mut back);
            }
            assert!(back == data, "{version:?} in pieces of {size}");
        }
    }
}

#[test]
fn keys_are_changed_when_the_server_wants_it() {
    let (mut records, mut server, mut wire) = opened("server", "server", &version::TLS13);
    let (mut plain, mut reply) = (BytesMut::new(), BytesMut::new());
    server.refresh_traffic_keys().expect("new keys");
    server.writer().write_all(b"under new keys").expect("memory");
    wire.unsplit(sent(&mut server));
    assert_eq!(records.open(&mut wire, &mut plain, &mut reply), Ok(Opened::Going));
    assert_eq!(plain, b"under new keys"[..]);
    records.seal(&mut BytesMut::from("so are ours"), &mut reply).expect("it is sealed");
    feed(&mut server, &reply).expect("it is understood");
    let mut back = [0; 11];
    server.reader().read_exact(&mut back).expect("it is there");
    assert_eq!(&back, b"so are ours");
}

#[test]
fn both_sides_take_leave() {
    for version in [&version::TLS12, &version::TLS13] {
        let (mut records, mut server, mut wire) = opened("server", "server", version);
        let (mut plain, mut reply) = (BytesMut::new(), BytesMut::new());
        server.writer().write_all(b"the last words").expect("memory");
        server.send_close_notify();
        wire.unsplit(sent(&mut server));
        wire.extend_from_slice(b"and what nobody sealed");
        assert_eq!(records.open(&mut wire, &mut plain, &mut reply), Ok(Opened::Ended));
        assert_eq!(plain, b"the last words"[..]);
        let mut farewell = BytesMut::new();
        records.close(&mut farewell);
        reply.unsplit(farewell);
        feed(&mut server, &reply).expect("it is understood");
        assert_eq!(server.reader().read(&mut [0]).expect("an end and no cut"), 0);
    }
}

#[test]
fn a_record_that_was_changed_is_an_error_after_those_before_it() {
    let (mut records, mut server, mut wire) = opened("server", "server", &version::TLS13);
    server.writer().write_all(b"first").expect("memory");
    wire.unsplit(sent(&mut server));
    server.writer().write_all(b"second").expect("memory");
    let mut second = sent(&mut server);
    *second.last_mut().expect("a byte") ^= 1;
    wire.unsplit(second);
    let (mut plain, mut reply) = (BytesMut::new(), BytesMut::new());
    let forged = CryptographyError::Forged { reading: "a TLS record" };
    assert_eq!(records.open(&mut wire, &mut plain, &mut reply), Err(forged.into()));
    assert_eq!(plain, b"first"[..]);
    assert!(feed(&mut server, &reply).is_err_and(|error| error.to_string().contains("BadRecordMac")));
}

#[test]
fn what_is_no_tls_is_said_to_be_none() {
    for record in [&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], &[0x16, 3, 3, 0, 4, 2, 0, 0, 0], &[0x17, 3, 3, 0, 1, 0]] {
        let mut handshake = Handshake::new(None).expect("a handshake");
        let mut output = BytesMut::new();
        handshake.record(None, &mut output).expect("a hello");
        let error = handshake.record(Some(record), &mut output).expect_err("it is no TLS").to_string();
        assert!(error.starts_with("TLS failed: the server "), "{error}");
    }
}
