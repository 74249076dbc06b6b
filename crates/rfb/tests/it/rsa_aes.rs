//! RSA-AES against a server written from the specification: sessions of all four types, the handshake at every split
//! point, and servers that do it wrong.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use rfb::error::{CryptographyError, Protocol};
use rfb::layer::Layer;
use rfb::random::Random;
use rfb::security::rsa_aes::{MessageLayer, OwnKey};
use rfb::{
    Client, Config, Credentials, Encryption, Error, Event, Exposure, Framebuffer, Identity, Secret, SecurityType, Size,
    Wanted,
};
use server::security::rsa_aes::scripted::Deviation;
use server::security::rsa_aes::{Direction, Login, RsaAes, Variant};
use server::{Handle, Options, Server, StillDesktop};

use crate::rsa_aes_oracle::offline;
use crate::rsa_aes_source::{SERVER_KEY, talk};

pub const VARIANTS: [(Variant, SecurityType); 4] = [
    (Variant::Ra2, SecurityType::Ra2),
    (Variant::Ra2ne, SecurityType::Ra2ne),
    (Variant::Ra2With256, SecurityType::Ra2With256),
    (Variant::Ra2neWith256, SecurityType::Ra2neWith256),
];

fn serve(variant: Variant, login: Login) -> Handle {
    let security = RsaAes::new(variant, SERVER_KEY.clone(), login);
    let options = Options { security: vec![Arc::new(security)], ..Options::default() };
    let desktop = StillDesktop::new(Framebuffer::new(Size::new(64, 48))).named("sealed");
    Server::bind("127.0.0.1:0", options).expect("a port").spawn(desktop).expect("a thread")
}

fn username_and_password() -> Login {
    Login::UsernameAndPassword("älice".into(), "wonderländ".into())
}

/// What a session came to, up to its first update.
#[derive(Debug, Default)]
struct Session {
    events: Vec<Event>,
    received: Vec<u8>,
    error: Option<Error>,
}

/// Connects, reads at most `piece` bytes at a time, and trusts whoever is there.
fn connect(address: std::net::SocketAddr, credentials: &Credentials, piece: usize) -> Session {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a limit");
    let mut client = Client::new(Config::default());
    let mut session = Session::default();
    let mut buffer = vec![0; piece];
    loop {
        match client.poll() {
            Ok(None) => {}
            Err(error) => {
                session.error = Some(error);
                return session;
            }
            Ok(Some(event)) => {
                match &event {
                    Event::IdentityPresented(_) => client.trust(),
                    Event::CredentialsNeeded(_) => client.authenticate(credentials.clone()),
                    _ => {}
                }
                let over = matches!(event, Event::Connected(_));
                session.events.push(event);
                if over {
                    return session;
                }
                continue;
            }
        }
        if let Some(bytes) = client.poll_transmit() {
            stream.write_all(&bytes).expect("the server reads");
            continue;
        }
        let count = stream.read(&mut buffer).expect("the server says something");
        if count == 0 {
            session.error = Some(client.closed());
            return session;
        }
        session.received.extend(&buffer[..count]);
        client.buffer().extend_from_slice(&buffer[..count]);
    }
}

fn alice() -> Credentials {
    Credentials { username: Some("älice".into()), password: Secret::new("wonderländ") }
}

#[test]
fn a_session_of_every_type_opens_and_is_encrypted_as_it_should_be() {
    for (variant, security_type) in VARIANTS {
        let server = serve(variant, username_and_password());
        let session = connect(server.local_addr(), &alice(), 7);
        assert!(matches!(session.events.last(), Some(Event::Connected(_))), "{security_type}: {:?}", session.error);
        let stays = security_type.encryption() == Encryption::Identified;
        // The desktop's name is in ServerInit, behind the handshake.
        assert_eq!(session.received.ends_with(b"sealed"), !stays, "{security_type}");
        let protection = session.events.iter().find_map(|event| match event {
            Event::Protected(protection) => Some(protection),
            _ => None,
        });
        let protection = protection.expect("the truth is told");
        assert_eq!(protection.encryption, security_type.encryption());
        assert_eq!(protection.cipher.contains("1024-bit key"), stays, "{}", protection.cipher);
        assert!(matches!(&protection.identity, Some(Identity::RsaKey { modulus, .. }) if modulus.len() == 128));
    }
}

#[test]
fn trust_is_asked_for_before_credentials_and_they_travel_sealed() {
    for (login, username) in [(username_and_password(), Wanted::Yes), (Login::Password("secret".into()), Wanted::No)] {
        let server = serve(Variant::Ra2ne, login);
        let session = connect(server.local_addr(), &alice(), 4096);
        let asked = session
            .events
            .iter()
            .filter(|event| matches!(event, Event::IdentityPresented(_) | Event::CredentialsNeeded(_)));
        let asked: Vec<&Event> = asked.collect();
        let [Event::IdentityPresented(_), Event::CredentialsNeeded(request)] = asked[..] else {
            panic!("{asked:?}");
        };
        assert_eq!((request.username, request.exposure), (username, Exposure::Sealed));
    }
}

#[test]
fn wrong_credentials_are_told_from_everything_else() {
    for (variant, _) in VARIANTS {
        let server = serve(variant, username_and_password());
        let wrong = Credentials { password: Secret::new("x"), ..alice() };
        let session = connect(server.local_addr(), &wrong, 1 << 16);
        let Some(Error::Authentication { reason }) = &session.error else { panic!("{:?}", session.error) };
        assert_eq!(reason, "the password is wrong");
    }
}

#[test]
fn nothing_of_the_users_is_sent_before_the_server_is_trusted() {
    let server = serve(Variant::Ra2With256, username_and_password());
    let mut stream = TcpStream::connect(server.local_addr()).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a limit");
    let mut client = Client::new(Config::default());
    // Even if it is known in advance.
    client.authenticate(alice());
    let (mut sent, mut asked) = (0, false);
    let mut buffer = [0; 4096];
    loop {
        while let Some(event) = client.poll().expect("no error") {
            asked |= matches!(event, Event::IdentityPresented(_));
        }
        while let Some(bytes) = client.poll_transmit() {
            sent += bytes.len();
            stream.write_all(&bytes).expect("the server reads");
        }
        match stream.read(&mut buffer) {
            Ok(count) if count > 0 => client.buffer().extend_from_slice(&buffer[..count]),
            _ => break,
        }
    }
    assert!(asked && client.awaits_answer());
    // The version, the type, our key, a random number and a hash.
    assert_eq!(sent, 12 + 1 + (4 + 512) + (2 + 128) + (2 + 32 + 16));
}

#[test]
fn the_handshake_does_not_depend_on_how_it_was_split() {
    for (_, security_type) in VARIANTS {
        let bytes = talk(security_type, &Deviation::None);
        let whole = offline(security_type, [&bytes[..]]);
        assert!(whole.done && whole.asked == [true; 2], "{security_type}: {:?}", whole.error);
        for split in 0..bytes.len() {
            let (before, after) = bytes.split_at(split);
            assert_eq!(offline(security_type, [before, after]), whole, "{security_type} at {split}");
        }
        assert_eq!(offline(security_type, bytes.chunks(1)), whole, "{security_type}, byte by byte");
    }
}

/// What comes of a server's key.
fn end_of_key(bits: u32, modulus: &[u8], exponent: &[u8]) -> Option<Error> {
    let bytes = [&bits.to_be_bytes()[..], modulus, exponent].concat();
    offline(SecurityType::Ra2, [&bytes[..]]).error
}

#[test]
fn keys_that_protect_nothing_are_refused() {
    let odd = |length: usize| [vec![0xff; length - 1], vec![1]].concat();
    let exponent = |value: u8, length: usize| [vec![0; length - 1], vec![value]].concat();
    for bits in [0, 1, 8, 64, 512, 1023] {
        let end = end_of_key(bits, &[], &[]);
        let weak = CryptographyError::WeakKey { what: "the server's RSA key", bits: bits as usize, least: 1024 };
        assert_eq!(end, Some(weak.into()));
    }
    for bits in [8193, 65535, 1 << 31, u32::MAX] {
        assert!(matches!(end_of_key(bits, &[], &[]), Some(Error::Limit(_))), "{bits}");
    }
    // Named longer than it is.
    let short = [vec![0; 192], odd(64)].concat();
    let end = end_of_key(2048, &short, &exponent(3, 256));
    assert!(
        matches!(end, Some(Error::Cryptography(CryptographyError::WeakKey { bits: 512, .. }))),
        "512 bits in 256 bytes: {end:?}"
    );
    let weak = |modulus: &[u8]| end_of_key(2048, modulus, &exponent(3, 256));
    for modulus in [vec![0; 256], exponent(1, 256)] {
        assert!(matches!(weak(&modulus), Some(Error::Cryptography(CryptographyError::WeakKey { .. }))));
    }
    let bad = |end: Option<Error>, words: &str| match end {
        Some(Error::Cryptography(CryptographyError::BadParameter { problem, .. })) => assert_eq!(problem, words),
        other => panic!("{words}: {other:?}"),
    };
    bad(weak(&[0xfe; 256]), "has a modulus that is no product of two primes");
    for value in [0, 1] {
        bad(end_of_key(2048, &odd(256), &exponent(value, 256)), "has an exponent of 0 or 1");
    }
    bad(end_of_key(2048, &odd(256), &exponent(2, 256)), "has an even exponent");
    bad(end_of_key(2048, &odd(256), &[vec![0; 250], vec![0xff; 6]].concat()), "has an exponent larger than any in use");
    bad(end_of_key(2048, &odd(256), &[0xff; 256]), "has a modulus that is no product of two primes");
}

#[test]
fn a_server_that_does_it_wrong_is_refused_and_told_from_a_forger() {
    for (_, security_type) in VARIANTS {
        for (deviation, words) in [
            (Deviation::Hash(vec![7; 20]), ""),
            (Deviation::Hash(vec![7; 32]), "hash of both keys was changed"),
            (Deviation::Hash(vec![]), "an empty message"),
            (Deviation::Hash(vec![7; 34]), "exceeds the limit of 33"),
            (Deviation::Hash(vec![7; 65535]), "exceeds the limit of 33"),
            (Deviation::HashTwice, "was changed on the way"),
            (Deviation::Subtype(vec![0]), "a subtype that does not exist"),
            (Deviation::Subtype(vec![3]), "a subtype that does not exist"),
            (Deviation::Subtype(vec![]), "an empty message"),
            (Deviation::RandomOf(15), "a random number of the wrong length"),
            (Deviation::RandomOf(33), "a random number of the wrong length"),
            (Deviation::RandomSaidToHave(0), "not as long as our key"),
            (Deviation::RandomSaidToHave(65535), "not as long as our key"),
            (Deviation::LastBit, "was changed on the way"),
        ] {
            let end = offline(security_type, [&talk(security_type, &deviation)[..]]);
            let error = end.error.map(|error| error.to_string()).unwrap_or_default();
            assert!(!end.done && error.contains(words), "{security_type}, {deviation:?}: {error}");
        }
    }
}

#[test]
fn a_random_number_that_was_changed_is_refused() {
    let mut bytes = talk(SecurityType::Ra2, &Deviation::None);
    let at = SERVER_KEY.public().to_wire().len() + 5;
    bytes[at] ^= 1;
    let error = offline(SecurityType::Ra2, [&bytes[..]]).error;
    // A number is made up where it cannot be decrypted, and has the right length now and then.
    let refused = matches!(error, Some(Error::Protocol(Protocol::Malformed { .. }) | Error::Cryptography(_)));
    assert!(refused, "{error:?}");
}

#[test]
fn a_message_of_the_session_is_opened_once_whole_and_unchanged() {
    let pair = || (MessageLayer::aes_256(&[1; 32], &[2; 32]), MessageLayer::aes_256(&[2; 32], &[1; 32]));
    let (mut ours, mut theirs) = pair();
    let mut wire = BytesMut::new();
    Layer::seal(&mut theirs, &mut BytesMut::from(&[9; 3000][..]), &mut wire).expect("sealed");
    assert_eq!(wire.len(), 3000 + 3 * 18);
    let open = |layer: &mut MessageLayer, wire: &[u8]| {
        let (mut wire, mut plain, mut reply) = (BytesMut::from(wire), BytesMut::new(), BytesMut::new());
        let end = Layer::open(layer, &mut wire, &mut plain, &mut reply);
        assert!(reply.is_empty());
        (plain.len(), wire.len(), end.is_err())
    };
    for short in 0..wire.len() {
        let (plain, rest, failed) = open(&mut pair().0, &wire[..short]);
        assert!(!failed);
        assert_eq!((plain, rest), ((short / 1042).min(2) * 1024, short - (short / 1042).min(2) * 1042), "{short}");
    }
    for at in [0, 1, 2, 500, 1025, 1026, 1041] {
        let mut changed = wire.to_vec();
        changed[at] ^= 1;
        // A longer message than there is can only be waited for.
        let (plain, _, failed) = open(&mut pair().0, &changed);
        assert!(plain == 0 && (failed || at == 0), "byte {at}");
    }
    assert_eq!(open(&mut ours, &wire), (3000, 0, false));
    assert!(open(&mut ours, &wire).2, "a replay");
}

#[test]
fn a_key_takes_moments_to_make_and_is_never_formatted() {
    let key = OwnKey::generate(1024, &mut Random::seeded(1)).expect("a key");
    assert_eq!(format!("{key:?}"), "OwnKey(1024 bits)");
    assert_eq!(format!("{:?}", MessageLayer::aes_128(&[0xab; 16], &[0xab; 16])).matches("ab").count(), 0);
}

#[test]
#[ignore = "prints how long keys and messages take: cargo test --release -p farview-rfb -- --ignored rsa_aes_speed"]
fn rsa_aes_speed() {
    let mut times: Vec<f64> = (0..20)
        .map(|seed| {
            let start = std::time::Instant::now();
            OwnKey::generate(2048, &mut Random::seeded(seed)).expect("a key");
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    eprintln!("a key of 2048 bits: {:.0} to {:.0} ms, median {:.0}", times[0], times[19], times[10]);
    for message in [1024, 8192, 65535] {
        let aes_128 = ("AES-128", Direction::new(&[1; 16]), MessageLayer::aes_128(&[1; 16], &[2; 16]));
        let aes_256 = ("AES-256", Direction::new(&[1; 32]), MessageLayer::aes_256(&[1; 32], &[2; 32]));
        for (name, mut sealing, mut opening) in [aes_128, aes_256] {
            let wire: Vec<u8> = (0..(64 << 20) / message).flat_map(|_| sealing.sealed(&vec![7; message])).collect();
            let (mut wire, mut plain) = (BytesMut::from(&wire[..]), BytesMut::with_capacity(64 << 20));
            let start = std::time::Instant::now();
            Layer::open(&mut opening, &mut wire, &mut plain, &mut BytesMut::new()).expect("opened");
            let seconds = start.elapsed().as_secs_f64();
            eprintln!("{name}, messages of {message} bytes: {:.0} MB/s", plain.len() as f64 / 1e6 / seconds);
        }
    }
}
