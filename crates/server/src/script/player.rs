//! Plays a script over a stream and says where the other side left it.

use std::fmt::Write;
use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{sleep, timeout};

use super::{Script, Step};
use crate::protocol::client_message::{self, ClientMessage};

/// Where a conversation left its script.
#[derive(Debug, thiserror::Error)]
pub enum ScriptError {
    /// Something else came than what was expected.
    #[error("step {step}: expected {what} {}, byte {at} differs: {}", hex(expected), hex(got))]
    Mismatch {
        /// Which step, from one.
        step: usize,
        /// What was expected, in words.
        what: String,
        /// The first byte that differs, from zero.
        at: usize,
        /// The bytes expected.
        expected: Vec<u8>,
        /// The bytes that came.
        got: Vec<u8>,
    },
    /// Nothing more came in time.
    #[error("step {step}: waited too long for {what}")]
    Timeout {
        /// Which step, from one.
        step: usize,
        /// What was awaited, in words.
        what: String,
    },
    /// The connection ended or broke.
    #[error("step {step}: the connection ended while waiting for {what}: {source}")]
    Ended {
        /// Which step, from one.
        step: usize,
        /// What was going on, in words.
        what: String,
        /// How it ended.
        source: io::Error,
    },
    /// The viewer sent something that is no message.
    #[error("step {step}: the viewer sent something wrong: {reason}")]
    Message {
        /// Which step, from one.
        step: usize,
        /// What was wrong.
        reason: String,
    },
    /// Nobody connected.
    #[error("nobody connected")]
    Nobody,
    /// The script could not be played at all.
    #[error(transparent)]
    Io(#[from] io::Error),
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::from("[");
    for (index, byte) in bytes.iter().take(48).enumerate() {
        let space = if index == 0 { "" } else { " " };
        // Writing into a String cannot fail.
        let _ = write!(text, "{space}{byte:02x}");
    }
    text.push_str(if bytes.len() > 48 { " …]" } else { "]" });
    text
}

impl Step {
    fn what(&self) -> &str {
        match self {
            Step::Send(_) | Step::Dribble(..) | Step::Flood(..) => "the other side to read",
            Step::Expect(what, _) | Step::Skip(what, _) | Step::Answer(what, ..) => what,
            Step::WaitForUpdateRequest => "a FramebufferUpdateRequest",
            Step::Pause(_) | Step::HalfClose | Step::Close => "nothing",
            Step::ExpectClose => "the other side to close",
        }
    }
}

impl Script {
    /// Plays the script over `stream`.
    pub async fn run(self, mut stream: impl AsyncRead + AsyncWrite + Unpin) -> Result<(), ScriptError> {
        for (step, index) in self.steps.iter().zip(1..) {
            if let Step::Pause(duration) = step {
                sleep(*duration).await;
                continue;
            }
            match timeout(self.timeout, play(step, index, &mut stream)).await {
                Ok(result) => result?,
                Err(_) => return Err(ScriptError::Timeout { step: index, what: step.what().into() }),
            }
            if matches!(step, Step::Close) {
                return Ok(());
            }
        }
        Ok(())
    }
}

async fn play(
    step: &Step,
    index: usize,
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
) -> Result<(), ScriptError> {
    let ended = |source| ScriptError::Ended { step: index, what: step.what().into(), source };
    match step {
        Step::Send(bytes) => {
            stream.write_all(bytes).await.map_err(ended)?;
            stream.flush().await.map_err(ended)
        }
        Step::Dribble(bytes, pause) => {
            for byte in bytes {
                stream.write_all(&[*byte]).await.map_err(ended)?;
                stream.flush().await.map_err(ended)?;
                sleep(*pause).await;
            }
            Ok(())
        }
        Step::Flood(chunk, limit) => {
            let mut sent = 0;
            // That the other side has had enough is what floods are for.
            while sent < *limit && stream.write_all(chunk).await.is_ok() {
                sent += chunk.len().max(1) as u64;
            }
            Ok(())
        }
        Step::Expect(what, expected) => expect(what, expected, index, stream).await,
        Step::Skip(_, count) => {
            let mut skipped = vec![0; *count];
            stream.read_exact(&mut skipped).await.map(drop).map_err(ended)
        }
        Step::Answer(_, count, make) => {
            let mut question = vec![0; *count];
            stream.read_exact(&mut question).await.map_err(ended)?;
            stream.write_all(&(make.0)(&question)).await.map_err(ended)?;
            stream.flush().await.map_err(ended)
        }
        Step::WaitForUpdateRequest => loop {
            match client_message::read(stream).await {
                Ok(Some(ClientMessage::FramebufferUpdateRequest { .. })) => return Ok(()),
                Ok(Some(_)) => {}
                Ok(None) => return Err(ended(io::ErrorKind::UnexpectedEof.into())),
                Err(error) => return Err(ScriptError::Message { step: index, reason: error.to_string() }),
            }
        },
        Step::ExpectClose => {
            let mut rest = [0; 4096];
            // A reset is a close as well.
            while stream.read(&mut rest).await.unwrap_or(0) > 0 {}
            Ok(())
        }
        Step::HalfClose | Step::Close => stream.shutdown().await.map_err(ended),
        Step::Pause(duration) => {
            sleep(*duration).await;
            Ok(())
        }
    }
}

/// Reads as many bytes as are expected, but stops at the first wrong one instead of waiting for the rest.
async fn expect(
    what: &str,
    expected: &[u8],
    step: usize,
    stream: &mut (impl AsyncRead + Unpin),
) -> Result<(), ScriptError> {
    let mut got = vec![0; expected.len()];
    let mut have = 0;
    while have < expected.len() {
        let ended = |source| ScriptError::Ended { step, what: what.into(), source };
        let count = stream.read(&mut got[have..]).await.map_err(ended)?;
        if count == 0 {
            return Err(ended(io::ErrorKind::UnexpectedEof.into()));
        }
        have += count;
        if let Some(at) = got[..have].iter().zip(expected).position(|(got, expected)| got != expected) {
            got.truncate(have);
            return Err(ScriptError::Mismatch { step, what: what.into(), at, expected: expected.to_vec(), got });
        }
    }
    Ok(())
}
