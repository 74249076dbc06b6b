//! A Unix-domain socket.

use std::path::Path;

use tokio::net::UnixStream;

use crate::net::deadline::Deadline;
use crate::net::{Doing, Error};

pub(super) async fn connect(path: &Path, deadline: Deadline) -> Result<UnixStream, Error> {
    deadline.within("the connection", UnixStream::connect(path)).await?.map_err(Error::io(Doing::Connect))
}
