//! A layer between the stream and the protocol, such as TLS. Once agreed on, everything goes through it both ways.

use std::fmt;

use bytes::BytesMut;

use crate::error::Error;

/// An agreed encryption.
pub trait Layer: fmt::Debug + Send {
    /// Takes whole records off the front of `wire` and appends what they hold to `plain`; what is not whole stays. Answers of
    /// the layer's own, such as alerts, are appended to `reply` as they go on the wire.
    ///
    /// Where a record is refused, those before it are in `plain` already.
    fn open(&mut self, wire: &mut BytesMut, plain: &mut BytesMut, reply: &mut BytesMut) -> Result<Opened, Error>;

    /// Takes all of `plain` and appends it to `wire`, sealed.
    fn seal(&mut self, plain: &mut BytesMut, wire: &mut BytesMut) -> Result<(), Error>;

    /// Appends the farewell to `wire`, where the layer has one.
    fn close(&mut self, wire: &mut BytesMut);
}

/// Whether more will come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// It may.
    Going,
    /// The peer said farewell.
    Ended,
}
