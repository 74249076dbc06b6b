//! Servers that stop in the middle of the handshake, at every byte of it. Time passes only as far as somebody waits for it.

use std::time::Duration;

use rfb::net::{Connection, Error, Timeouts};
use rfb::{Client, Config, Credentials, Event, Secret};
use tokio::io::{AsyncWriteExt, DuplexStream, duplex};
use tokio::time::{Instant, sleep, timeout};

/// All that a server with VNC authentication sends until the session is open.
fn conversation() -> Vec<u8> {
    let format = rfb::PixelFormat::RENDERER.to_wire();
    [b"RFB 003.008\n", &[1, 2][..], &[7; 16], &[0; 4], &[0, 8, 0, 4], &format, &[0, 0, 0, 2], b"hi"].concat()
}

fn connect() -> (Connection, DuplexStream) {
    let (near, far) = duplex(1 << 16);
    (Connection::new(Client::new(Config::default()), Box::new(near), Timeouts::default()), far)
}

fn credentials() -> Credentials {
    Credentials { username: None, password: Secret::new("secret12") }
}

/// Answers what is asked, until the session is open or the connection fails.
async fn shake(connection: &mut Connection) -> Result<(), Error> {
    loop {
        match connection.next_event().await? {
            Event::CredentialsNeeded(_) => connection.client().authenticate(credentials()),
            Event::Connected(_) => return Ok(()),
            _ => {}
        }
    }
}

async fn until_asked(connection: &mut Connection) {
    while !matches!(connection.next_event().await.expect("it goes on"), Event::CredentialsNeeded(_)) {}
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stops_at_any_byte_of_the_handshake_is_given_up_after_ten_seconds() {
    let whole = conversation();
    for length in 0..whole.len() {
        let (mut connection, mut server) = connect();
        server.write_all(&whole[..length]).await.expect("there is room");
        let started = Instant::now();
        let failed = shake(&mut connection).await.expect_err("it stopped");
        assert!(matches!(failed, Error::Timeout { .. }), "after {length} bytes: {failed}");
        assert_eq!(started.elapsed().as_secs(), 10, "after {length} bytes");
    }
    let (mut connection, mut server) = connect();
    server.write_all(&whole).await.expect("there is room");
    shake(&mut connection).await.expect("it is open");
    let hour = Duration::from_secs(3600);
    assert!(timeout(hour, connection.next_event()).await.is_err(), "an open session may be silent");
}

#[tokio::test(start_paused = true)]
async fn the_user_may_take_their_time_and_the_server_may_not() {
    let whole = conversation();
    let (mut connection, mut server) = connect();
    server.write_all(&whole[..30]).await.expect("there is room");
    until_asked(&mut connection).await;
    let hour = Duration::from_secs(3600);
    assert!(timeout(hour, connection.next_event()).await.is_err(), "the user thinks");
    connection.client().authenticate(credentials());
    let started = Instant::now();
    assert!(matches!(shake(&mut connection).await, Err(Error::Timeout { .. })));
    assert_eq!(started.elapsed().as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_goes_while_the_user_is_asked_is_noticed_at_once() {
    let (mut connection, mut server) = connect();
    server.write_all(&conversation()[..30]).await.expect("there is room");
    until_asked(&mut connection).await;
    drop(server);
    let started = Instant::now();
    assert!(connection.next_event().await.is_err(), "nobody is there");
    assert!(started.elapsed() < Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn a_handshake_that_drips_ends_after_a_minute_whatever_the_caller_looks_at() {
    let (mut connection, mut server) = connect();
    tokio::spawn(async move {
        for byte in conversation() {
            sleep(Duration::from_secs(9)).await;
            if server.write_all(&[byte]).await.is_err() {
                return;
            }
        }
    });
    let started = Instant::now();
    let failed = loop {
        // Who only looks at the client does not buy the server time.
        assert!(!connection.client().is_open());
        match timeout(Duration::from_secs(5), shake(&mut connection)).await {
            Ok(ended) => break ended.expect_err("it drips"),
            Err(_) => assert!(started.elapsed() < Duration::from_secs(120), "it goes on and on"),
        }
    };
    assert!(matches!(failed, Error::Timeout { .. }), "{failed}");
    assert_eq!(started.elapsed().as_secs(), 60);
}
