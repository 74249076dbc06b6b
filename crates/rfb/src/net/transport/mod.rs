//! Ways to reach a server: one table, one file each.

#[cfg(unix)]
pub mod unix;

pub mod http_connect;
pub mod incoming;
pub mod repeater;
pub mod socks5;
pub mod ssh;
pub mod tcp;
pub mod web_socket;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};

use crate::net::deadline::Deadline;
use crate::net::gate::{Gate, Through};
use crate::net::proxy::{Problem, Proxy, ProxyFailure, ProxyProtocol};
use crate::net::{Doing, Error, Judge, Reach, tls};
use incoming::Doorstep;
use repeater::{Repeated, RepeaterAddress};
use ssh::FirstWord;
use web_socket::{WebAddress, WebEncryption};

/// Bytes in both directions.
pub trait Transport: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Transport for T {}

/// Any transport.
pub type Stream = Box<dyn Transport>;

/// Where a server is, and how to get there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A host name or IP address (without brackets) and a TCP port.
    Tcp {
        /// Name or address.
        host: String,
        /// Port, 5900 + display by custom.
        port: u16,
    },
    /// The path of a Unix-domain socket.
    Unix(PathBuf),
    /// A web socket.
    Web(Box<WebAddress>),
    /// A server behind an UltraVNC repeater.
    Repeater(Box<RepeaterAddress>),
    /// Here: a server is to call us.
    Incoming(Doorstep),
    /// Through another computer.
    Through(Box<Through>),
}

/// A way to a server that is open.
pub struct Connected {
    /// The bytes.
    pub stream: Stream,
    /// Who could listen on the way.
    pub reach: Reach,
}

impl Address {
    /// The same through `gate`; given back where nothing can be in between, because it is on this computer or already through
    /// another gate.
    pub fn through(self, gate: Gate) -> Result<Self, Self> {
        match self {
            Address::Tcp { .. } | Address::Web(_) | Address::Repeater(_) => {
                Ok(Address::Through(Box::new(Through { gate, address: self })))
            }
            Address::Unix(_) | Address::Incoming(_) | Address::Through(_) => Err(self),
        }
    }

    /// The name or address of the server, where there is one: as seen from the last computer on the way.
    pub fn host(&self) -> Option<&str> {
        match self {
            Address::Tcp { host, .. } => Some(host),
            Address::Web(address) => Some(&address.host),
            Address::Repeater(address) => match &address.server {
                Repeated::Host(host, _) => Some(host),
                Repeated::Id(_) => None,
            },
            Address::Through(through) => through.address().host(),
            Address::Unix(_) | Address::Incoming(_) => None,
        }
    }

    /// Opens a connection, within `limit`; a person who logs in with SSH on the way, and a server that is to call us, are given
    /// longer. `judge` is asked about servers on the way that prove who they are, and about callers.
    pub async fn connect(&self, limit: Duration, judge: &dyn Judge) -> Result<Connected, Error> {
        self.open(None, Deadline::after(limit), judge).await
    }

    async fn open(&self, gate: Option<&Gate>, deadline: Deadline, judge: &dyn Judge) -> Result<Connected, Error> {
        match self {
            Address::Tcp { host, port } => open_host(gate, host, *port, FirstWord::Server, deadline).await,
            #[cfg(unix)]
            Address::Unix(path) => {
                let stream = Box::new(unix::connect(path, deadline).await?);
                Ok(Connected { stream, reach: Reach::UnixSocket })
            }
            #[cfg(not(unix))]
            Address::Unix(_) => {
                let source =
                    std::io::Error::new(std::io::ErrorKind::Unsupported, "this system has no Unix-domain sockets");
                Err(Error::Io { doing: Doing::Connect, source })
            }
            Address::Web(address) => open_web(address, gate, deadline, judge).await,
            Address::Repeater(address) => {
                let opened = open_host(gate, &address.host, address.port, FirstWord::Server, deadline).await?;
                // Whoever runs the repeater listens, and what is beyond it is not known.
                let stream = repeater::connect(opened.stream, address, deadline).await?;
                Ok(Connected { stream, reach: Reach::Unknown })
            }
            Address::Incoming(doorstep) => await_call(*doorstep, judge).await,
            // Nothing is made that leads through two gates.
            Address::Through(through) => Box::pin(through.address.open(Some(&through.gate), deadline, judge)).await,
        }
    }
}

/// Connects to `host`, through `gate` if there is one.
async fn open_host(
    gate: Option<&Gate>,
    host: &str,
    port: u16,
    first_word: FirstWord,
    deadline: Deadline,
) -> Result<Connected, Error> {
    let Some(gate) = gate else {
        let stream = tcp::connect(host, port, deadline).await?;
        let address = stream.peer_addr().map_err(Error::io(Doing::Connect))?;
        return Ok(Connected { stream: Box::new(stream), reach: Reach::of(address.ip()) });
    };
    let stream = match gate {
        Gate::Ssh(gate) => ssh::connect(gate, host, port, first_word, deadline).await?,
        Gate::Proxy(proxy) => open_proxy(proxy, host, port, deadline).await?,
    };
    Ok(Connected { stream, reach: gate.reach(host) })
}

/// Has a proxy connect to `host`.
async fn open_proxy(proxy: &Proxy, host: &str, port: u16, deadline: Deadline) -> Result<Stream, Error> {
    let stream: Stream = Box::new(tcp::connect(&proxy.host, proxy.port, deadline).await?);
    let credentials = proxy.credentials.as_ref();
    let negotiation = async {
        match proxy.protocol {
            ProxyProtocol::Socks5 => socks5::connect(stream, credentials, host, port).await,
            ProxyProtocol::Http => http_connect::connect(stream, credentials, host, port).await,
        }
    };
    deadline.within("the proxy's answer", negotiation).await?.map_err(|problem| match problem {
        Problem::Refused(refusal) => ProxyFailure { proxy: proxy.to_string(), refusal }.into(),
        Problem::Io(source) => Error::transfer(source),
    })
}

async fn open_web(
    address: &WebAddress,
    gate: Option<&Gate>,
    deadline: Deadline,
    judge: &dyn Judge,
) -> Result<Connected, Error> {
    let opened = open_host(gate, &address.host, address.port, FirstWord::Client, deadline).await?;
    let deadline = match gate {
        // Whoever logs in may still be asked for a password.
        Some(Gate::Ssh(_)) => ssh::deadline(deadline),
        Some(Gate::Proxy(_)) | None => deadline,
    };
    let (stream, reach, deadline) = match address.encryption {
        WebEncryption::None => (opened.stream, opened.reach, deadline),
        WebEncryption::Tls => {
            let (stream, protection) = tls::connect(opened.stream, &address.host, deadline, judge).await?;
            let reach = if opened.reach.is_private() { opened.reach } else { Reach::EncryptedWeb(protection) };
            // The judge may have taken its time.
            (stream, reach, Deadline::after(deadline.limit()))
        }
    };
    Ok(Connected { stream: web_socket::connect(stream, address, deadline).await?, reach })
}

/// Opens the door until somebody calls who may come in.
async fn await_call(doorstep: Doorstep, judge: &dyn Judge) -> Result<Connected, Error> {
    loop {
        let (stream, caller) = incoming::connect(doorstep).await?;
        if judge.admit(caller).await {
            return Ok(Connected { stream: Box::new(stream), reach: Reach::of(caller.ip()) });
        }
        tracing::info!(%caller, "not let in");
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Tcp { host, port } if host.contains(':') => write!(f, "[{host}]::{port}"),
            Address::Tcp { host, port } => write!(f, "{host}::{port}"),
            Address::Unix(path) => write!(f, "unix:{}", path.display()),
            Address::Web(address) => address.fmt(f),
            Address::Repeater(address) => address.fmt(f),
            Address::Incoming(doorstep) => doorstep.fmt(f),
            Address::Through(through) => through.fmt(f),
        }
    }
}
