//! What answers where something listens and says nothing by itself: RDP, which is spoken to first.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use crate::error::{Peer, Protocol};
use crate::net::{Address, Error, TrustNobody};

/// How long a second connection and its answer may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// RDP's first message, X.224 Connection Request, which asks for TLS ([MS-RDPBCGR] §2.2.1.1).
const CONNECTION_REQUEST: [u8; 19] = [3, 0, 0, 19, 14, 0xe0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 3, 0, 0, 0];

/// The kind of the message that answers it, X.224 Connection Confirm, after a version, a length and one more ([MS-RDPBCGR] §2.2.1.2).
const CONNECTION_CONFIRM: u8 = 0xd0;

/// The same error, or a better one: where something listened that never said what it is, it is asked on a second connection whether it
/// speaks RDP.
pub async fn recognise(address: &Address, error: Error) -> Error {
    let is_silent = matches!(
        &error,
        Error::Timeout { awaiting: "the protocol version", .. }
            | Error::Client(crate::Error::Protocol(Protocol::Closed { awaiting: "the protocol version" }))
    );
    if is_silent && matches!(address, Address::Tcp { .. }) && timeout(PATIENCE, is_rdp(address)).await == Ok(Some(true))
    {
        crate::Error::from(Protocol::NotRfb { peer: Peer::Rdp }).into()
    } else {
        error
    }
}

/// Whether RDP is answered; nothing where the connection breaks.
async fn is_rdp(address: &Address) -> Option<bool> {
    let mut stream = address.connect(PATIENCE, &TrustNobody).await.ok()?.stream;
    stream.write_all(&CONNECTION_REQUEST).await.ok()?;
    stream.flush().await.ok()?;
    let mut answer = [0; 6];
    stream.read_exact(&mut answer).await.ok()?;
    let [version, reserved, .., kind] = answer;
    Some((version, reserved, kind) == (3, 0, CONNECTION_CONFIRM))
}
