//! The standard streams of `ssh` as one stream, and what it says on standard error kept for the case that it fails.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};

use bytes::{Buf, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout};

use super::{SshFailure, SshGate};

/// How much of what it says is kept, in bytes: the newest.
const KEPT: usize = 8 << 10;

/// What is read at a time until the first byte has come, in bytes.
const FIRST: usize = 1 << 10;

/// `ssh` at work. It is ended when this is dropped.
pub(super) struct SshStream {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    messages: Option<ChildStderr>,
    said: BytesMut,
    /// What the server sent before anybody read it.
    head: BytesMut,
    logged_in: bool,
    gate: SshGate,
}

/// What can be told of the log-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// It has succeeded.
    LoggedIn,
    /// The server beyond has sent something.
    FirstBytes,
}

impl SshStream {
    pub(super) fn new(mut child: Child, gate: SshGate) -> io::Result<Self> {
        let (input, output, messages) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let missing = || io::Error::other("a pipe is missing");
        let (input, output) = (input.ok_or_else(missing)?, output.ok_or_else(missing)?);
        let (said, head) = (BytesMut::new(), BytesMut::new());
        Ok(Self { child, input, output, messages, said, head, logged_in: false, gate })
    }

    /// Waits for something new. The log-in is told once, and not where an earlier one is shared.
    pub(super) async fn listen(&mut self) -> io::Result<Heard> {
        poll_fn(|context| self.poll_listen(context)).await
    }

    fn poll_listen(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Heard>> {
        self.poll_messages(context);
        self.head.reserve(FIRST);
        match pin!(self.output.read_buf(&mut self.head)).poll(context)? {
            Poll::Ready(0) => match ready!(self.poll_end(context)) {
                Ok(()) => Poll::Ready(Ok(Heard::FirstBytes)),
                Err(error) => Poll::Ready(Err(error)),
            },
            Poll::Ready(_) => Poll::Ready(Ok(Heard::FirstBytes)),
            Poll::Pending if !self.logged_in && contains(&self.said, b"Authenticated to ") => {
                self.logged_in = true;
                Poll::Ready(Ok(Heard::LoggedIn))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    /// Reads what `ssh` says, which must not block it.
    fn poll_messages(&mut self, context: &mut Context<'_>) {
        while let Some(messages) = &mut self.messages {
            self.said.reserve(FIRST);
            match pin!(messages.read_buf(&mut self.said)).poll(context) {
                Poll::Ready(Ok(0) | Err(_)) => self.messages = None,
                Poll::Ready(Ok(_)) => self.said.advance(self.said.len().saturating_sub(KEPT)),
                Poll::Pending => return,
            }
        }
    }

    /// Waits until the program has ended, and says whether that was in good order.
    fn poll_end(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(pin!(self.child.wait()).poll(context))?;
        // What it said at last is in the pipe by now; programs that it started may keep the pipe open for longer.
        self.poll_messages(context);
        Poll::Ready(SshFailure::read(&self.gate, &self.said).map_or(Ok(()), |failure| Err(io::Error::other(failure))))
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

impl Drop for SshStream {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Asks the program to end: while it asks for a password, the terminal does not show what is typed until it has set that right.
#[cfg(unix)]
fn end(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process};
    if let Some(id) = child.id().and_then(|id| Pid::from_raw(id.cast_signed())) {
        // It may have ended just now.
        let _ = kill_process(id, Signal::TERM);
    }
}

#[cfg(not(unix))]
fn end(child: &mut Child) {
    // It may have ended just now.
    let _ = child.start_kill();
}

impl AsyncRead for SshStream {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if !self.head.is_empty() {
            let length = self.head.len().min(out.remaining());
            out.put_slice(&self.head.split_to(length));
            return Poll::Ready(Ok(()));
        }
        self.poll_messages(context);
        let before = out.filled().len();
        ready!(Pin::new(&mut self.output).poll_read(context, out))?;
        if out.filled().len() == before && out.remaining() > 0 { self.poll_end(context) } else { Poll::Ready(Ok(())) }
    }
}

impl AsyncWrite for SshStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.input).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.input).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.input).poll_shutdown(context)
    }
}
