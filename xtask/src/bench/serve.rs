//! A server that lets one client in and sends it a capture, as fast as it reads.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::thread;

/// Where a capture's ServerInit says how long the desktop's name is.
const NAME_LENGTH: std::ops::Range<usize> = 20..24;

/// A capture in memory: what a server sent from ServerInit on.
pub struct Capture(Vec<u8>);

impl Capture {
    /// Reads a capture.
    pub fn read(path: &Path) -> Result<Self, String> {
        let bytes = std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        if bytes.len() < NAME_LENGTH.end {
            return Err(format!("{} is no capture", path.display()));
        }
        Ok(Self(bytes))
    }

    /// Whether its pixels are in the format that every client here asks for: 32 bits, little endian, blue lowest.
    pub fn is_plain(&self) -> bool {
        self.0.get(4..17) == Some(&[32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0])
    }

    /// Serves it to one client on `port` while `client` runs.
    pub fn serve<T>(&self, client: impl FnOnce(u16) -> T) -> io::Result<T> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        thread::scope(|scope| {
            // A client that goes away early has said why; the comparison fails for want of its result.
            scope.spawn(|| listener.accept().and_then(|(stream, _)| self.send(stream)));
            Ok(client(port))
        })
    }

    fn send(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        stream.write_all(b"RFB 003.008\n")?;
        stream.read_exact(&mut [0; 12])?;
        stream.write_all(&[1, 1])?;
        stream.read_exact(&mut [0; 1])?;
        stream.write_all(&[0; 4])?;
        stream.read_exact(&mut [0; 1])?;
        let name_length = self.0[NAME_LENGTH].iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        let (server_init, updates) = self.0.split_at((NAME_LENGTH.end + name_length).min(self.0.len()));
        stream.write_all(server_init)?;
        let mut requests = stream.try_clone()?;
        // The first request for pixels comes last of what a client says at the start; what it says later goes unread.
        wait_for_request(&mut requests)?;
        let drain = thread::spawn(move || io::copy(&mut requests, &mut io::sink()));
        stream.write_all(updates)?;
        stream.shutdown(std::net::Shutdown::Write)?;
        let _ = drain.join();
        Ok(())
    }
}

/// Reads SetPixelFormat and SetEncodings up to and with the first FramebufferUpdateRequest.
fn wait_for_request(stream: &mut TcpStream) -> io::Result<()> {
    loop {
        let mut kind = [0; 1];
        stream.read_exact(&mut kind)?;
        match kind {
            [0] => stream.read_exact(&mut [0; 19])?,
            [2] => {
                let mut head = [0; 3];
                stream.read_exact(&mut head)?;
                let count = usize::from(u16::from_be_bytes([head[1], head[2]]));
                stream.read_exact(&mut vec![0; 4 * count])?;
            }
            [3] => return stream.read_exact(&mut [0; 9]),
            // Something else: the client has said all that matters.
            _ => return Ok(()),
        }
    }
}
