//! One connection from its first byte to its last.

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, split};
use tokio::sync::Notify;
use tokio::time::timeout;

use super::host::{Host, ViewerId};
use super::{Options, ServeError};
use crate::protocol::client_message;
use crate::protocol::handshake::{self, Accepted};
use crate::security::Stream;

/// Takes the viewer off the list however its connection ends.
struct Presence<'a> {
    host: &'a Host,
    id: ViewerId,
}

impl Drop for Presence<'_> {
    fn drop(&mut self) {
        self.host.leave(self.id);
    }
}

impl Host {
    /// Serves one viewer over `stream` until it leaves or must go.
    pub async fn serve(&self, mut stream: impl Stream + 'static) -> Result<(), ServeError> {
        let Options { version, handshake_timeout, .. } = &self.options;
        if self.is_full() {
            let refusal = handshake::refuse(&mut stream, *version, "too many viewers are connected");
            timeout(*handshake_timeout, refusal).await.map_err(|_| ServeError::HandshakeTimeout)??;
            return Err(ServeError::Full);
        }
        let accepted = handshake::accept(Box::new(stream), *version, &self.security);
        let accepted = timeout(*handshake_timeout, accepted).await.map_err(|_| ServeError::HandshakeTimeout)??;
        let Accepted { stream, sharing, server_init_extension } = accepted;
        let (id, wake) = self.enter(sharing, &server_init_extension)?;
        let presence = Presence { host: self, id };
        let (reader, writer) = split(stream);
        tokio::select! {
            result = self.read(presence.id, BufReader::new(reader)) => result,
            result = self.write(presence.id, writer, wake) => result,
        }
    }

    async fn read(&self, id: ViewerId, mut reader: impl AsyncRead + Unpin) -> Result<(), ServeError> {
        while let Some(message) = client_message::read(&mut reader).await? {
            tracing::trace!(?message, "received");
            self.handle(id, message)?;
            // A flood of messages must not keep the answers from being written.
            tokio::task::yield_now().await;
        }
        Ok(())
    }

    async fn write(
        &self,
        id: ViewerId,
        mut writer: impl AsyncWrite + Unpin,
        wake: Arc<Notify>,
    ) -> Result<(), ServeError> {
        while let Some(bytes) = self.transmit(id) {
            if bytes.is_empty() {
                wake.notified().await;
            } else {
                writer.write_all(&bytes).await?;
                writer.flush().await?;
            }
        }
        Err(ServeError::TakenOver)
    }
}
