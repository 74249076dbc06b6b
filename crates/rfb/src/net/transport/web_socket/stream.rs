//! A web socket as a stream of bytes.

use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};

use super::frame::{self, Decoder, Item};
use super::{WebFailure, WebProblem};
use crate::net::transport::Stream;

/// What is read at a time, and the most that is put into one frame, in bytes.
const CHUNK: usize = 16 << 10;

/// Normal closure (RFC 6455 §7.4.1).
const NORMAL: u16 = 1000;
/// The server goes away.
const GOING_AWAY: u16 = 1001;

/// Data in both directions, in frames.
pub struct WebSocketStream {
    inner: Stream,
    decoder: Decoder,
    incoming: BytesMut,
    data: Bytes,
    outgoing: BytesMut,
    /// The newest ping that has no answer yet; older ones need none (RFC 6455 §5.5.3).
    ping: Option<Bytes>,
    ended: bool,
    farewell: bool,
    server: String,
}

impl WebSocketStream {
    /// The stream behind an opening handshake, of which `received` came after its end. Errors name `server`.
    pub fn new(inner: Stream, received: &[u8], server: String) -> Self {
        let (decoder, data, outgoing) = (Decoder::default(), Bytes::new(), BytesMut::new());
        let incoming = BytesMut::from(received);
        Self { inner, decoder, incoming, data, outgoing, ping: None, ended: false, farewell: false, server }
    }

    fn failure(&self, problem: WebProblem) -> io::Error {
        io::Error::other(WebFailure { server: self.server.clone(), problem })
    }

    /// Takes frames apart until there is data, an end, or too little.
    fn decode(&mut self) -> io::Result<()> {
        while self.data.is_empty() && !self.ended {
            match self.decoder.next(&mut self.incoming) {
                Ok(Some(Item::Data(data))) => self.data = data,
                Ok(Some(Item::Ping(payload))) => self.ping = Some(payload),
                Ok(Some(Item::Close(code, reason))) => {
                    self.ended = true;
                    self.put_farewell()?;
                    if let Some(code) = code.filter(|code| ![NORMAL, GOING_AWAY].contains(code)) {
                        return Err(self.failure(WebProblem::Closed { code, reason }));
                    }
                }
                Ok(None) => return Ok(()),
                Err(problem) => return Err(self.failure(problem.into())),
            }
        }
        Ok(())
    }

    /// Ends our side, once.
    fn put_farewell(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.farewell, true) {
            frame::put_close(&mut self.outgoing, NORMAL, mask()?);
        }
        Ok(())
    }

    /// Writes what waits, and the answer to a ping.
    fn poll_drain(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            if self.outgoing.is_empty() {
                let Some(payload) = self.ping.take() else { return Poll::Ready(Ok(())) };
                frame::put_pong(&mut self.outgoing, &payload, mask()?);
            }
            let written = ready!(Pin::new(&mut self.inner).poll_write(context, &self.outgoing))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.outgoing.advance(written);
        }
    }
}

/// Four bytes that nobody can guess (RFC 6455 §5.3).
fn mask() -> io::Result<[u8; 4]> {
    let mut mask = [0; 4];
    getrandom::fill(&mut mask).map_err(|_| io::Error::other("no random numbers"))?;
    Ok(mask)
}

impl AsyncRead for WebSocketStream {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        loop {
            this.decode()?;
            if this.ping.is_some() || this.ended {
                // What cannot be written now is with the next call.
                if let Poll::Ready(result) = this.poll_drain(context) {
                    result?;
                    if let Poll::Ready(result) = Pin::new(&mut this.inner).poll_flush(context) {
                        result?;
                    }
                }
            }
            if !this.data.is_empty() {
                let length = this.data.len().min(out.remaining());
                out.put_slice(&this.data.split_to(length));
                return Poll::Ready(Ok(()));
            }
            if this.ended {
                return Poll::Ready(Ok(()));
            }
            this.incoming.reserve(CHUNK);
            let received =
                ready!(pin!((&mut this.inner).take(CHUNK as u64).read_buf(&mut this.incoming)).poll(context))?;
            this.ended |= received == 0;
        }
    }
}

impl AsyncWrite for WebSocketStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_drain(context))?;
        let part = bytes.get(..bytes.len().min(CHUNK)).unwrap_or_default();
        frame::put_data(&mut self.outgoing, part, mask()?);
        // It is ours now, whether or not it can be written at once.
        if let Poll::Ready(result) = self.poll_drain(context) {
            result?;
        }
        Poll::Ready(Ok(part.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_drain(context))?;
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.put_farewell()?;
        ready!(self.poll_drain(context))?;
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}
