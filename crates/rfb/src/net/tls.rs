//! TLS around a stream, before RFB begins, as a `wss://` address asks for it.

use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};

use bytes::{Buf, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};

use crate::error::CryptographyError;
use crate::identity::Protection;
use crate::layer::{Layer, Opened};
use crate::net::deadline::Deadline;
use crate::net::transport::Stream;
use crate::net::{Error, Judge};
use crate::tls::{HEADER, Handshake, LONGEST, Progress, certificate};

/// What is read at a time, and sealed at a time, in bytes.
const CHUNK: usize = 16 << 10;

/// Agrees on TLS with the server called `host`. `judge` decides about its certificate before anything more is sent.
pub(super) async fn connect(
    mut stream: Stream,
    host: &str,
    deadline: Deadline,
    judge: &dyn Judge,
) -> Result<(Stream, Protection), Error> {
    let mut handshake: Box<dyn Handshake> = Box::new(certificate::Handshake::new(Some(host))?);
    let agreed = deadline.within("the TLS handshake", agree(&mut stream, &mut *handshake)).await?;
    agreed?;
    if let Some(identity) = handshake.identity()
        && !judge.judge(&identity).await
    {
        return Err(Error::NotTrusted);
    }
    let (protection, layer) = handshake.finish()?;
    let (wire, plain, outgoing) = Default::default();
    Ok((Box::new(Sealed { inner: stream, layer, wire, plain, outgoing, ended: false, farewell: false }), protection))
}

/// Exchanges records until the handshake is over.
async fn agree(stream: &mut Stream, handshake: &mut dyn Handshake) -> Result<(), Error> {
    let mut output = BytesMut::new();
    let mut record = Vec::new();
    let mut progress = handshake.record(None, &mut output)?;
    loop {
        stream.write_all(&output).await.map_err(Error::transfer)?;
        stream.flush().await.map_err(Error::transfer)?;
        output.clear();
        if progress == Progress::Done {
            return Ok(());
        }
        record.resize(HEADER, 0);
        stream.read_exact(&mut record).await.map_err(Error::transfer)?;
        let length = record.last_chunk().map_or(0, |length| usize::from(u16::from_be_bytes(*length)));
        if length > LONGEST || !matches!(record.first(), Some(20..=23)) {
            return Err(not_tls());
        }
        record.resize(HEADER + length, 0);
        stream.read_exact(record.get_mut(HEADER..).unwrap_or_default()).await.map_err(Error::transfer)?;
        // What it has to say about a failure is an alert, which the server should see.
        progress = match handshake.record(Some(&record), &mut output) {
            Ok(progress) => progress,
            Err(error) => {
                let _ = stream.write_all(&output).await;
                return Err(error.into());
            }
        };
    }
}

fn not_tls() -> Error {
    let problem = "the server does not speak TLS here".into();
    crate::Error::from(CryptographyError::Tls { problem }).into()
}

/// A stream inside a layer.
struct Sealed {
    inner: Stream,
    layer: Box<dyn Layer>,
    /// Received and not opened yet.
    wire: BytesMut,
    /// Opened and not read yet.
    plain: BytesMut,
    /// Sealed and not sent yet.
    outgoing: BytesMut,
    ended: bool,
    farewell: bool,
}

impl Sealed {
    fn poll_drain(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.outgoing.is_empty() {
            let written = ready!(Pin::new(&mut self.inner).poll_write(context, &self.outgoing))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.outgoing.advance(written);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Sealed {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        loop {
            if this.plain.is_empty() && !this.wire.is_empty() && !this.ended {
                let opened = this.layer.open(&mut this.wire, &mut this.plain, &mut this.outgoing);
                // Answers of the layer's own leave when they can.
                let _ = this.poll_drain(context)?;
                this.ended = opened.map_err(io::Error::other)? == Opened::Ended;
            }
            if !this.plain.is_empty() {
                let length = this.plain.len().min(out.remaining());
                out.put_slice(&this.plain.split_to(length));
                return Poll::Ready(Ok(()));
            }
            if this.ended {
                return Poll::Ready(Ok(()));
            }
            this.wire.reserve(CHUNK);
            let read = pin!((&mut this.inner).take(CHUNK as u64).read_buf(&mut this.wire)).poll(context);
            this.ended |= ready!(read)? == 0;
        }
    }
}

impl AsyncWrite for Sealed {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_drain(context))?;
        let this = &mut *self;
        let part = bytes.get(..bytes.len().min(CHUNK)).unwrap_or_default();
        this.layer.seal(&mut BytesMut::from(part), &mut this.outgoing).map_err(io::Error::other)?;
        // It is ours now, whether or not it can be written at once.
        if let Poll::Ready(result) = this.poll_drain(context) {
            result?;
        }
        Poll::Ready(Ok(part.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_drain(context))?;
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if !std::mem::replace(&mut this.farewell, true) {
            this.layer.close(&mut this.outgoing);
        }
        ready!(this.poll_drain(context))?;
        Pin::new(&mut this.inner).poll_shutdown(context)
    }
}
