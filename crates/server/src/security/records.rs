//! A stream whose bytes travel in sealed records: what a security type leaves behind that encrypts the whole session.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::Stream;

/// The most bytes that are sealed at a time.
const PIECE: usize = 64 << 10;

/// How bytes become records and records bytes.
pub trait Records: Send {
    /// Takes whole records off the front of `wire` and appends what they hold to `plain`.
    fn open(&mut self, wire: &mut Vec<u8>, plain: &mut Vec<u8>) -> io::Result<()>;

    /// Appends records that hold all of `plain` to `wire`.
    fn seal(&mut self, plain: &[u8], wire: &mut Vec<u8>) -> io::Result<()>;
}

/// A stream inside of records.
pub struct Sealed<R> {
    stream: Box<dyn Stream>,
    records: R,
    /// Received and not yet opened.
    wire: Vec<u8>,
    /// Opened and not yet read, from `read` on.
    plain: Vec<u8>,
    read: usize,
    /// Records that are not yet sent, from `sent` on.
    outgoing: Vec<u8>,
    sent: usize,
}

impl<R: Records> Sealed<R> {
    /// Seals everything that is written to it before it goes to `stream`, and opens what comes from there.
    pub fn new(stream: Box<dyn Stream>, records: R) -> Self {
        Self { stream, records, wire: Vec::new(), plain: Vec::new(), read: 0, outgoing: Vec::new(), sent: 0 }
    }

    /// The stream below, for a session that is not sealed any further. What was received too much is an error.
    pub fn into_inner(self) -> io::Result<Box<dyn Stream>> {
        if self.wire.is_empty() && self.read == self.plain.len() && self.sent == self.outgoing.len() {
            Ok(self.stream)
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "there is more inside of the records"))
        }
    }

    /// Sends what was sealed and not sent yet.
    fn send(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.sent < self.outgoing.len() {
            let count = ready!(Pin::new(&mut self.stream).poll_write(context, &self.outgoing[self.sent..]))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.sent += count;
        }
        self.outgoing.clear();
        self.sent = 0;
        Poll::Ready(Ok(()))
    }
}

impl<R: Records + Unpin> AsyncRead for Sealed<R> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        loop {
            if this.read < this.plain.len() {
                let count = into.remaining().min(this.plain.len() - this.read);
                into.put_slice(&this.plain[this.read..this.read + count]);
                this.read += count;
                return Poll::Ready(Ok(()));
            }
            this.plain.clear();
            this.read = 0;
            let mut received = [0; 8192];
            let mut received = ReadBuf::new(&mut received);
            ready!(Pin::new(&mut this.stream).poll_read(context, &mut received))?;
            if received.filled().is_empty() {
                let end = if this.wire.is_empty() { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
                return Poll::Ready(end);
            }
            this.wire.extend(received.filled());
            this.records.open(&mut this.wire, &mut this.plain)?;
        }
    }
}

impl<R: Records + Unpin> AsyncWrite for Sealed<R> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        ready!(this.send(context))?;
        let piece = &bytes[..bytes.len().min(PIECE)];
        this.records.seal(piece, &mut this.outgoing)?;
        // What cannot be sent now is sent by the next call, or by the flush that ends every message.
        match this.send(context) {
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Ready(Ok(())) | Poll::Pending => Poll::Ready(Ok(piece.len())),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        ready!(this.send(context))?;
        Pin::new(&mut this.stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        ready!(this.send(context))?;
        Pin::new(&mut this.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    /// One byte of length, then that many bytes turned upside down.
    struct Inverted;

    impl Records for Inverted {
        fn open(&mut self, wire: &mut Vec<u8>, plain: &mut Vec<u8>) -> io::Result<()> {
            while let Some(body) = wire.first().and_then(|&length| wire.get(1..1 + usize::from(length))) {
                plain.extend(body.iter().map(|byte| !byte));
                let length = 1 + body.len();
                wire.drain(..length);
            }
            Ok(())
        }

        fn seal(&mut self, plain: &[u8], wire: &mut Vec<u8>) -> io::Result<()> {
            for piece in plain.chunks(100) {
                wire.push(piece.len() as u8);
                wire.extend(piece.iter().map(|byte| !byte));
            }
            Ok(())
        }
    }

    #[tokio::test]
    async fn what_is_written_on_one_side_is_read_on_the_other_through_a_narrow_pipe() {
        let (ours, theirs) = duplex(7);
        let sent: Vec<u8> = (0..200_000_u32).map(|number| (number / 3) as u8).collect();
        let expected = sent.clone();
        let writing = tokio::spawn(async move {
            let mut stream = Sealed::new(Box::new(ours), Inverted);
            stream.write_all(&sent).await?;
            stream.shutdown().await
        });
        let mut received = Vec::new();
        Sealed::new(Box::new(theirs), Inverted).read_to_end(&mut received).await.unwrap();
        writing.await.unwrap().unwrap();
        assert!(received == expected);
    }

    #[tokio::test]
    async fn half_a_record_at_the_end_is_an_error() {
        let (mut ours, theirs) = duplex(64);
        ours.write_all(&[5, 1, 2]).await.unwrap();
        drop(ours);
        let end = Sealed::new(Box::new(theirs), Inverted).read_to_end(&mut Vec::new()).await;
        assert_eq!(end.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
