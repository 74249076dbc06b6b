//! SASL between the client and the server of this crate: each was written from the specification by itself.

use std::sync::Arc;

use rfb::{Config, Credentials, Event, Secret};
use server::security::sasl::{Ending, Hash, Mechanism, Sasl};
use server::{Host, Options, StillDesktop};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

/// What a viewer that is `alice` with `password` comes to.
async fn log_in(sasl: Sasl, password: &str) -> Result<(), rfb::Error> {
    let options = Options { security: vec![Arc::new(sasl)], ..Options::default() };
    let desktop = StillDesktop::new(rfb::Framebuffer::new(rfb::Size::new(4, 2)));
    let host = Host::new(desktop, options);
    let (ours, theirs) = duplex(1 << 16);
    let (served, seen) = tokio::join!(host.serve(theirs), view(ours, password));
    drop(served);
    seen
}

async fn view(mut stream: tokio::io::DuplexStream, password: &str) -> Result<(), rfb::Error> {
    let mut client = rfb::Client::new(Config::default());
    let mut received = [0; 1024];
    loop {
        while let Some(event) = client.poll()? {
            match event {
                Event::CredentialsNeeded(_) => {
                    let (username, password) = (Some("alice, =b".to_owned()), Secret::new(password));
                    client.authenticate(Credentials { username, password });
                }
                Event::Connected(_) => return Ok(()),
                _ => {}
            }
        }
        if let Some(bytes) = client.poll_transmit() {
            stream.write_all(&bytes).await.unwrap();
        }
        match stream.read(&mut received).await.unwrap() {
            0 => return Err(client.closed()),
            count => client.buffer().extend_from_slice(&received[..count]),
        }
    }
}

fn scram(hash: Hash) -> Sasl {
    Sasl::new("alice, =b", "wonderländ", &[Mechanism::Plain, Mechanism::Scram(hash)])
}

#[tokio::test]
async fn scram_lets_in_who_knows_the_password_however_it_ends() {
    for hash in [Hash::Sha1, Hash::Sha256] {
        for ending in [Ending::Success, Ending::Nothing] {
            assert_eq!(log_in(scram(hash).ending(ending), "wonderländ").await, Ok(()), "{hash:?}, {ending:?}");
        }
    }
}

#[tokio::test]
async fn scram_keeps_out_who_does_not() {
    for hash in [Hash::Sha1, Hash::Sha256] {
        let error = log_in(scram(hash), "wonderland").await;
        assert_eq!(error, Err(rfb::Error::Authentication { reason: "invalid proof".into() }), "{hash:?}");
    }
}

#[tokio::test]
async fn plain_is_refused_where_nothing_is_encrypted() {
    let error = log_in(Sasl::new("alice", "wonderland", &[Mechanism::Plain]), "wonderland").await;
    assert!(error.is_err_and(|error| error.to_string().contains("in the clear")));
}
