//! A Unix-domain socket.

use std::path::Path;
use std::time::Duration;

use tokio::net::UnixStream;
use tokio::time::timeout;

use crate::net::{Doing, Error};

pub(super) async fn connect(path: &Path, limit: Duration) -> Result<UnixStream, Error> {
    match timeout(limit, UnixStream::connect(path)).await {
        Ok(stream) => stream.map_err(Error::io(Doing::Connect)),
        Err(_) => Err(Error::Timeout { awaiting: "the connection", after: limit }),
    }
}
