//! Peers that answer from a script, whatever they are asked: web servers, proxies and repeaters that do as they should not.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What a peer does with a connection.
type Conduct = dyn Fn(TcpStream, &Mutex<Vec<u8>>) + Send + Sync;

/// A peer on a port of its own. Its threads end with the test process.
pub struct Scripted {
    pub port: u16,
    received: Arc<Mutex<Vec<u8>>>,
}

impl Scripted {
    /// A peer that does this with every connection; what it hands on is kept.
    pub fn start(conduct: impl Fn(TcpStream, &Mutex<Vec<u8>>) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let received = Arc::<Mutex<Vec<u8>>>::default();
        let (kept, conduct): (_, Arc<Conduct>) = (Arc::clone(&received), Arc::new(conduct));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (kept, conduct) = (Arc::clone(&kept), Arc::clone(&conduct));
                thread::spawn(move || conduct(stream, &kept));
            }
        });
        Self { port, received }
    }

    /// A peer that waits for the first bytes, then says this, and goes on listening.
    pub fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::start(move |mut stream, received| {
            hear(&mut stream, received);
            let _ = stream.write_all(&answer);
            while hear(&mut stream, received) {}
        })
    }

    /// A peer that says this again and again once it has heard something, or has waited for it in vain.
    pub fn repeating(start: impl Into<Vec<u8>>, again: impl Into<Vec<u8>>) -> Self {
        let (start, again) = (start.into(), again.into());
        Self::start(move |mut stream, received| {
            // Some peers speak first.
            let _ = stream.set_read_timeout(Some(Duration::from_millis(300)));
            hear(&mut stream, received);
            let mut sent = stream.write_all(&start);
            while sent.is_ok() {
                sent = stream.write_all(&again);
            }
        })
    }

    /// A peer that takes connections and says nothing.
    pub fn silent() -> Self {
        Self::start(|stream, _| {
            thread::sleep(Duration::from_secs(120));
            drop(stream);
        })
    }

    /// What it has heard so far.
    pub fn received(&self) -> String {
        String::from_utf8_lossy(&self.received.lock().expect("nobody failed while writing")).into_owned()
    }
}

/// Takes what comes; whether there was anything.
fn hear(stream: &mut TcpStream, received: &Mutex<Vec<u8>>) -> bool {
    let mut bytes = [0; 4096];
    let length = stream.read(&mut bytes).unwrap_or(0);
    received.lock().expect("nobody failed while writing").extend_from_slice(&bytes[..length]);
    length > 0
}

/// Passes on what comes from either side until both have ended.
pub fn relay(one: &TcpStream, other: &TcpStream) {
    thread::scope(|scope| {
        for (mut from, mut to) in [(one, other), (other, one)] {
            scope.spawn(move || {
                let _ = std::io::copy(&mut from, &mut to);
                let _ = to.shutdown(std::net::Shutdown::Write);
            });
        }
    });
}
