//! The records after the handshake, and how bytes get into rustls and out again.

use std::fmt;
use std::io::{BufRead, Write};

use bytes::buf::Writer;
use bytes::{Buf, BufMut, BytesMut};
use rustls::client::ClientConnection;

use super::explain;
use crate::error::{CryptographyError, Error};
use crate::layer::{Layer, Opened};

/// An open connection.
pub(super) struct Records {
    connection: ClientConnection,
}

impl Records {
    pub(super) fn new(connection: ClientConnection) -> Self {
        Self { connection }
    }

    /// Appends what has been decrypted to `plain`.
    fn drain(&mut self, plain: &mut BytesMut) -> Result<(), Error> {
        let mut reader = self.connection.reader();
        loop {
            match reader.fill_buf() {
                Ok([]) => return Ok(()),
                Ok(bytes) => {
                    plain.extend_from_slice(bytes);
                    let length = bytes.len();
                    reader.consume(length);
                }
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(broken(&error)),
            }
        }
    }
}

impl Layer for Records {
    fn open(&mut self, wire: &mut BytesMut, plain: &mut BytesMut, reply: &mut BytesMut) -> Result<Opened, Error> {
        let mut ended = Opened::Going;
        // What is no whole record yet waits in rustls, which holds no more than one.
        while !wire.is_empty() && ended == Opened::Going {
            let mut rest = &wire[..];
            let before = rest.len();
            let taken = take(&mut self.connection, &mut rest);
            let read = before - rest.len();
            wire.advance(read);
            self.drain(plain)?;
            transmit(&mut self.connection, reply);
            ended = taken?;
        }
        Ok(ended)
    }

    fn seal(&mut self, plain: &mut BytesMut, wire: &mut BytesMut) -> Result<(), Error> {
        self.connection.writer().write_all(plain).map_err(|error| broken(&error))?;
        plain.clear();
        transmit(&mut self.connection, wire);
        Ok(())
    }

    fn close(&mut self, wire: &mut BytesMut) {
        self.connection.send_close_notify();
        transmit(&mut self.connection, wire);
    }
}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records").finish_non_exhaustive()
    }
}

/// Feeds some of `rest`, which must not be empty, to `connection`.
pub(super) fn take(connection: &mut ClientConnection, rest: &mut &[u8]) -> Result<Opened, Error> {
    if connection.read_tls(rest).map_err(|error| broken(&error))? == 0 {
        return Ok(Opened::Ended);
    }
    let state = connection.process_new_packets().map_err(|error| explain(&error))?;
    Ok(if state.peer_has_closed() { Opened::Ended } else { Opened::Going })
}

/// Appends all that `connection` has to send.
pub(super) fn transmit(connection: &mut ClientConnection, output: &mut BytesMut) {
    let mut output: Writer<&mut BytesMut> = output.writer();
    while connection.wants_write() {
        // Memory takes whatever it is given.
        if !connection.write_tls(&mut output).is_ok_and(|written| written > 0) {
            return;
        }
    }
}

/// What rustls says of its own buffers.
fn broken(error: &std::io::Error) -> Error {
    CryptographyError::Tls { problem: error.to_string() }.into()
}
