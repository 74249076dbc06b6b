//! A client and its stream.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::{AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, timeout_at};

use crate::client::Client;
use crate::event::Event;
use crate::net::{Error, Stream};

/// The most that is read at a time: enough for a megabyte in a few calls, little enough to stay in the cache.
const READ: usize = 64 << 10;
/// A receive buffer that grew larger than this for one rectangle is given back when it is empty.
const KEPT: usize = 8 * READ;

/// While so much waits to be sent, nothing more is read: a server that makes us answer but does not read the answers must not
/// fill our memory. Answers are much shorter than what they answer, so this is never met in peace.
const UNSENT: usize = 256 << 10;

/// How long a server may say nothing.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// While the connection is opened.
    pub connect: Duration,
    /// Between two messages of the handshake. Halfway through a silence at the start, the peer is nudged.
    pub handshake: Duration,
    /// For the whole handshake, less what the caller takes to answer: a server may not drip it out byte by byte.
    pub whole_handshake: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connect: seconds(10), handshake: seconds(10), whole_handshake: seconds(60) }
    }
}

/// A client that is connected.
pub struct Connection {
    client: Client,
    stream: Stream,
    outgoing: Bytes,
    timeouts: Timeouts,
    /// When bytes came last.
    heard: Instant,
    /// When it was the server's turn last: bytes came, or the caller answered.
    turned: Instant,
    /// When the handshake must be over.
    deadline: Instant,
    /// Bytes that came so far.
    received: u64,
    tap: Option<Tap>,
}

/// Called with what the server sent.
pub type Tap = Box<dyn FnMut(&[u8]) + Send>;

impl Connection {
    /// Runs `client` over `stream`.
    pub fn new(client: Client, stream: Stream, timeouts: Timeouts) -> Self {
        let heard = Instant::now();
        let (turned, deadline) = (heard, heard + timeouts.whole_handshake);
        Self { client, stream, outgoing: Bytes::new(), timeouts, heard, turned, deadline, received: 0, tap: None }
    }

    /// The client, to send messages. They leave with the next call of [`Connection::next_event`] or [`Connection::flush`].
    pub fn client(&mut self) -> &mut Client {
        if self.client.awaits_answer() {
            self.turned = Instant::now();
            self.deadline = self.turned + self.timeouts.whole_handshake;
        }
        &mut self.client
    }

    /// When bytes came last.
    pub fn heard(&self) -> Instant {
        self.heard
    }

    /// From now on calls `tap` with everything the server sends. What was received but not understood yet comes first.
    pub fn tap(&mut self, mut tap: Tap) {
        tap(self.client.unread());
        self.tap = Some(tap);
    }

    /// How many bytes came so far.
    pub fn received(&self) -> u64 {
        self.received
    }

    /// The next event that needs no more bytes than there are.
    pub fn buffered_event(&mut self) -> Result<Option<Event>, Error> {
        Ok(self.client.poll()?)
    }

    /// Sends what there is to send and receives until there is an event.
    ///
    /// Cancel safe: nothing is lost when the future is dropped and the method is called again.
    pub async fn next_event(&mut self) -> Result<Event, Error> {
        loop {
            if let Some(event) = self.client.poll()? {
                return Ok(event);
            }
            self.advance().await?;
        }
    }

    /// Sends what there is to send.
    pub async fn flush(&mut self) -> Result<(), Error> {
        poll_fn(|context| self.poll_send(context)).await.map_err(Error::transfer)
    }

    /// Sends what there is to send, the farewell of the encryption, and that of the way to the server.
    pub async fn close(&mut self) -> Result<(), Error> {
        self.client.close();
        self.flush().await?;
        self.stream.shutdown().await.map_err(Error::transfer)
    }

    /// Sends what can be sent without waiting.
    pub async fn send_now(&mut self) -> Result<(), Error> {
        let sent = poll_fn(|context| match self.poll_send(context) {
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Ready(Ok(())) | Poll::Pending => Poll::Ready(Ok(())),
        });
        sent.await.map_err(Error::transfer)
    }

    /// Sends and receives once, within the time that the handshake allows.
    async fn advance(&mut self) -> Result<(), Error> {
        let received = if self.client.is_open() || self.client.awaits_answer() {
            poll_fn(|context| self.poll_advance(context)).await
        } else {
            self.advance_handshake().await?
        };
        match received {
            Ok(0) => Err(self.client.closed().into()),
            Ok(_) => Ok(()),
            Err(source)
                if is_reset(&source)
                    && !self.client.is_open()
                    && (self.received == 0 || !self.client.unread().is_empty()) =>
            {
                Err(self.client.closed().into())
            }
            Err(source) => Err(Error::transfer(source)),
        }
    }

    async fn advance_handshake(&mut self) -> Result<io::Result<usize>, Error> {
        let silence = self.timeouts.handshake;
        let (half, end) = (self.turned + silence / 2, self.deadline.min(self.turned + silence));
        if let Ok(received) = timeout_at(half.min(end), poll_fn(|context| self.poll_advance(context))).await {
            return Ok(received);
        }
        self.client.nudge();
        let rest = timeout_at(end, poll_fn(|context| self.poll_advance(context))).await;
        let after = if end == self.deadline { self.timeouts.whole_handshake } else { silence };
        rest.map_err(|_| Error::Timeout { awaiting: self.client.awaiting(), after })
    }

    /// Writes what can be written; reads what can be read.
    fn poll_advance(&mut self, context: &mut Context<'_>) -> Poll<io::Result<usize>> {
        match self.poll_send(context) {
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending if self.client.unsent() > UNSENT => Poll::Pending,
            Poll::Ready(Ok(())) | Poll::Pending => self.poll_receive(context),
        }
    }

    fn poll_send(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            if self.outgoing.is_empty() {
                match self.client.poll_transmit() {
                    Some(bytes) => self.outgoing = bytes,
                    None => return Pin::new(&mut self.stream).poll_flush(context),
                }
            }
            let written = ready!(Pin::new(&mut self.stream).poll_write(context, &self.outgoing))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.outgoing.advance(written);
        }
    }

    fn poll_receive(&mut self, context: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let missing = self.client.missing();
        let understood = self.client.unread().len();
        let buffer = self.client.buffer();
        if buffer.is_empty() && buffer.capacity() > KEPT {
            *buffer = BytesMut::new();
        }
        let before = buffer.len();
        if buffer.capacity() - before < READ / 4 {
            // A long body is awaited: grow in proportion to what is there, not to what the server claims.
            buffer.reserve(missing.min(before).max(READ));
        }
        let received = ready!(pin!(self.stream.read_buf(buffer)).poll(context))?;
        if received > 0 {
            self.heard = Instant::now();
            self.turned = self.heard;
            self.received += received as u64;
        }
        self.client.unseal();
        if let (Some(tap), Some(new)) = (&mut self.tap, self.client.unread().get(understood..)) {
            tap(new);
        }
        Poll::Ready(Ok(received))
    }
}

/// Whether the other side cut the connection.
fn is_reset(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionAborted
    )
}
