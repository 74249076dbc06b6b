//! The other way round: waiting for a server to call (reverse connections).

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use tokio::net::{TcpListener, TcpStream};

use crate::net::transport::tcp;
use crate::net::{Doing, Error};

/// Where to wait for servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Doorstep {
    /// The address of this computer that can be called.
    pub address: IpAddr,
    /// The port, 5500 by custom.
    pub port: u16,
}

impl fmt::Display for Doorstep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "listen://{}", SocketAddr::new(self.address, self.port))
    }
}

/// Waits for as long as it takes until somebody calls. Nobody else can call after that.
pub(crate) async fn connect(doorstep: Doorstep) -> Result<(TcpStream, SocketAddr), Error> {
    let listener = TcpListener::bind((doorstep.address, doorstep.port)).await.map_err(Error::io(Doing::Listen))?;
    tracing::info!(address = %doorstep, "waiting for a server to call");
    let (stream, caller) = listener.accept().await.map_err(Error::io(Doing::Listen))?;
    tcp::configure(&stream).map_err(Error::io(Doing::Connect))?;
    Ok((stream, caller))
}
