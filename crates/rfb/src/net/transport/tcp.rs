//! TCP: every address of the name in turn, sharing the time that is allowed.

use std::io;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use crate::net::transport::Connected;
use crate::net::{Doing, Error, Reach, keep_alive};

pub(super) async fn connect(host: &str, port: u16, limit: Duration) -> Result<Connected, Error> {
    let timed_out = || Error::Timeout { awaiting: "the connection", after: limit };
    let resolved = timeout(limit, lookup_host((host, port))).await.map_err(|_| timed_out())?;
    let addresses: Vec<_> = resolved.map_err(Error::io(Doing::Resolve))?.collect();
    let mut last = None;
    for address in &addresses {
        let share = limit / addresses.len().max(1) as u32;
        match timeout(share, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => {
                // Keys and requests are small and must not wait for each other.
                stream.set_nodelay(true).map_err(Error::io(Doing::Connect))?;
                keep_alive::watch(&stream);
                let reach = Reach::of(address.ip());
                return Ok(Connected { stream: Box::new(stream), reach });
            }
            Ok(Err(source)) => last = Some(Error::Io { doing: Doing::Connect, source }),
            Err(_) => last = last.or_else(|| Some(timed_out())),
        }
    }
    Err(last.unwrap_or_else(|| Error::Io { doing: Doing::Resolve, source: io::ErrorKind::NotFound.into() }))
}
