//! A small UltraVNC repeater: 12 bytes of greeting, 250 bytes that name a server, and from then on whatever comes.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex};

use super::scripted::{Scripted, relay};

/// Servers that have called, by their ID.
type Waiting = Arc<(Mutex<HashMap<String, TcpStream>>, Condvar)>;

/// A running repeater.
pub struct Repeater {
    viewers: Scripted,
    servers: Scripted,
}

impl Repeater {
    /// Starts it.
    pub fn start() -> Self {
        let waiting = Waiting::default();
        let calling = Arc::clone(&waiting);
        let servers = Scripted::start(move |mut stream, _| {
            let Some(id) = field(&mut stream) else { return };
            calling.0.lock().expect("nobody failed while calling").insert(id, stream);
            calling.1.notify_all();
        });
        let viewers = Scripted::start(move |mut stream, _| {
            let _ = stream.write_all(b"RFB 000.000\n");
            let Some(name) = field(&mut stream) else { return };
            let server = if name.starts_with("ID:") { take(&waiting, &name) } else { TcpStream::connect(&name).ok() };
            if let Some(server) = server {
                relay(&stream, &server);
            }
        });
        Self { viewers, servers }
    }

    /// The port for viewers.
    pub fn viewer_port(&self) -> u16 {
        self.viewers.port
    }

    /// The port that servers call.
    pub fn server_port(&self) -> u16 {
        self.servers.port
    }
}

/// The 250 bytes, up to the first zero.
fn field(stream: &mut TcpStream) -> Option<String> {
    let mut field = [0; 250];
    stream.read_exact(&mut field).ok()?;
    let name = field.split(|byte| *byte == 0).next()?;
    Some(String::from_utf8_lossy(name).into_owned())
}

/// The server with this ID, as soon as it has called.
fn take(waiting: &Waiting, id: &str) -> Option<TcpStream> {
    let servers = waiting.0.lock().ok()?;
    let mut servers = waiting.1.wait_while(servers, |servers| !servers.contains_key(id)).ok()?;
    servers.remove(id)
}
