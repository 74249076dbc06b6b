//! The server: listens, lets viewers in, keeps the desktop going, and shows it to all of them.

mod announced;
mod clipboard;
mod connection;
mod host;
mod owed;
mod viewer;

use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;
use std::{io, thread};

use rfb::PixelFormat;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

pub use host::Host;

use crate::desktop::Desktop;
use crate::protocol::{Version, ViewerFault};
use crate::security::{NoAuthentication, SecurityType, VncAuthentication};

/// How a server behaves.
#[derive(Debug, Clone)]
pub struct Options {
    /// The password for VNC authentication; anybody may come in where it is `None`. Counts only where `security` is empty.
    pub password: Option<String>,
    /// The security types to offer, best first.
    pub security: Vec<Arc<dyn SecurityType>>,
    /// The newest version of the protocol to offer.
    pub version: Version,
    /// The format of pixels for viewers that do not ask for another.
    pub pixel_format: PixelFormat,
    /// How many viewers may be connected at once; those after them are turned away with a reason.
    pub max_viewers: usize,
    /// How long a viewer may take from connecting to ClientInit.
    pub handshake_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            password: None,
            security: Vec::new(),
            version: Version::V3_8,
            pixel_format: PixelFormat::RENDERER,
            max_viewers: 32,
            handshake_timeout: Duration::from_secs(60),
        }
    }
}

impl Options {
    /// The security types to offer: those that were named, or the one that `password` stands for.
    fn offered(&self) -> Vec<Arc<dyn SecurityType>> {
        match &self.password {
            _ if !self.security.is_empty() => self.security.clone(),
            Some(password) => vec![Arc::new(VncAuthentication::new(password))],
            None => vec![Arc::new(NoAuthentication)],
        }
    }
}

/// Why a connection ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The connection broke.
    #[error("the connection broke: {0}")]
    Io(#[from] io::Error),
    /// The viewer broke the protocol or did not get in.
    #[error(transparent)]
    Viewer(#[from] ViewerFault),
    /// Another viewer wanted the desktop for itself.
    #[error("another viewer took the desktop over")]
    TakenOver,
    /// As many viewers as may be are connected.
    #[error("too many viewers are connected")]
    Full,
    /// None of the server's security types has a number that can be offered.
    #[error("there is no security type to offer")]
    NoSecurity,
    /// The viewer did not finish the handshake in time.
    #[error("the viewer took too long to introduce itself")]
    HandshakeTimeout,
}

/// A server that has its address and does not serve yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    options: Options,
}

impl Server {
    /// Listens at `address`; port 0 takes a free one. Needs no runtime.
    pub fn bind(address: impl ToSocketAddrs, options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address, options })
    }

    /// Where it listens.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Serves `desktop` until the future is dropped, which disconnects everybody, or listening fails.
    pub async fn run(self, desktop: impl Desktop + 'static) -> io::Result<()> {
        let host = Arc::new(Host::new(desktop, self.options));
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let mut tasks = JoinSet::new();
        let animated = Arc::clone(&host);
        tasks.spawn(async move { animated.animate().await });
        loop {
            let (stream, peer) = match listener.accept().await {
                Ok(accepted) => accepted,
                // Out of descriptors: wait until viewers leave.
                Err(error) if error.raw_os_error().is_some() => {
                    tracing::warn!(%error, "cannot accept a connection");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
                Err(error) => return Err(error),
            };
            stream.set_nodelay(true)?;
            let host = Arc::clone(&host);
            tasks.spawn(async move {
                tracing::info!(%peer, "viewer connected");
                match host.serve(stream).await {
                    Ok(()) => tracing::info!(%peer, "viewer left"),
                    Err(error) => tracing::info!(%peer, %error, "viewer disconnected"),
                }
            });
            while tasks.try_join_next().is_some() {}
        }
    }

    /// Serves `desktop` in a thread of its own until the handle is dropped.
    pub fn spawn(self, desktop: impl Desktop + 'static) -> io::Result<Handle> {
        let address = self.address;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = thread::Builder::new().name("rfb-server".into()).spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    result = self.run(desktop) => result,
                    _ = stopped => Ok(()),
                }
            })
        })?;
        Ok(Handle { address, stop: Some(stop), thread: Some(thread) })
    }
}

/// A server that runs in its own thread. Dropping it disconnects every viewer and ends the thread.
#[derive(Debug)]
pub struct Handle {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<io::Result<()>>>,
}

impl Handle {
    /// Where it listens.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the server ends by itself, which it does only when it can no longer listen.
    pub fn wait(mut self) -> io::Result<()> {
        match self.thread.take().map(thread::JoinHandle::join) {
            Some(Ok(result)) => result,
            Some(Err(_)) => Err(io::Error::other("the server's thread panicked")),
            None => Ok(()),
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
