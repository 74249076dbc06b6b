//! TLS without I/O: the handshake is driven record by record by the security type that wants it, and what comes of it is a
//! [`Layer`].

pub mod anonymous;
pub mod certificate;
mod inside;

use std::fmt;

use bytes::BytesMut;

use crate::error::{CryptographyError, Error};
use crate::identity::{Identity, Protection};
use crate::layer::Layer;
use crate::security::{Advance, Means};
use crate::wire::{Reader, Stop, text};

pub use inside::{Begin, Inside};

/// A record's type, version and length.
pub const HEADER: usize = 5;

/// The most that a record may hold besides its header (RFC 5246 §6.2.3; RFC 8446 §5.2 allows less).
pub const LONGEST: usize = (1 << 14) + 2048;

/// How much of a server's reason is read, in bytes.
const LONGEST_REASON: u32 = 200;

/// A handshake at work.
pub trait Handshake: fmt::Debug + Send {
    /// Takes one whole record, header and all, and appends what is to be sent. The first call comes before any record, with
    /// none.
    fn record(&mut self, record: Option<&[u8]>, output: &mut BytesMut) -> Result<Progress, Error>;

    /// What the server has proven to be, after the end of the handshake.
    fn identity(&self) -> Option<Identity>;

    /// What came of it, after the end of the handshake.
    fn finish(self: Box<Self>) -> Result<(Protection, Box<dyn Layer>), Error>;
}

/// How far a handshake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The next record is awaited.
    Going,
    /// It is over.
    Done,
}

/// A handshake as a security type runs it, up to the layer.
#[derive(Debug)]
pub enum Tls {
    /// Nothing was sent yet.
    Start(Box<dyn Handshake>),
    /// The next record is awaited.
    ExpectRecord(Box<dyn Handshake>),
    /// The caller judges the server.
    ExpectTrust(Box<dyn Handshake>),
    /// The layer was handed over.
    Secured,
}

impl Tls {
    /// Goes on; [`Advance::Secure`] is the last there is.
    pub fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        let progress = match self {
            Tls::Start(handshake) => handshake.record(None, means.output)?,
            Tls::ExpectRecord(handshake) => handshake.record(Some(read_record(reader)?), means.output)?,
            Tls::ExpectTrust(_) | Tls::Secured => Progress::Done,
        };
        match (std::mem::replace(self, Tls::Secured), progress) {
            (Tls::Start(handshake) | Tls::ExpectRecord(handshake), Progress::Going) => {
                *self = Tls::ExpectRecord(handshake);
                Ok(Advance::Continue)
            }
            (Tls::Start(handshake) | Tls::ExpectRecord(handshake) | Tls::ExpectTrust(handshake), _) => {
                self.finish(handshake, means)
            }
            (Tls::Secured, _) => Err(Error::Misuse("a TLS handshake ends once").into()),
        }
    }

    fn finish(&mut self, handshake: Box<dyn Handshake>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        if !means.trusted
            && let Some(identity) = handshake.identity()
        {
            *self = Tls::ExpectTrust(handshake);
            return Ok(Advance::NeedTrust(identity));
        }
        let (protection, layer) = handshake.finish()?;
        means.agreed.protection = protection;
        Ok(Advance::Secure(layer))
    }
}

/// One whole record.
fn read_record<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], Stop> {
    let [content_type, major, minor, high, low] = *{ *reader }.array::<HEADER>()?;
    let length = usize::from(u16::from_be_bytes([high, low]));
    // Servers whose own TLS failed say so as they refuse credentials (RFC 6143 §7.1.3), outside of TLS.
    if let [0, 0, 0, 1 | 2] = [content_type, major, minor, high] {
        return Err(gave_up(*reader)?.into());
    }
    // What is something else is not waited for.
    if !(20..=23).contains(&content_type) || major != 3 || length > LONGEST {
        return Err(CryptographyError::Tls { problem: "the server does not speak TLS here".into() }.into());
    }
    Ok(reader.bytes(HEADER + length)?)
}

/// A SecurityResult where a record should be.
fn gave_up(mut reader: Reader<'_>) -> Result<CryptographyError, Stop> {
    reader.skip(4)?;
    let length = reader.u32()?.min(LONGEST_REASON) as usize;
    let reason = text::for_display(reader.bytes(length)?, LONGEST_REASON as usize);
    Ok(CryptographyError::TlsGivenUp { reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_whose_own_tls_failed_is_quoted() {
        let said = b"\0\0\0\x01\0\0\0\x0eno certificate";
        let error = read_record(&mut Reader::new(said)).map(<[u8]>::len).expect_err("it is no record");
        let Stop::Error(error) = error else { panic!("all of it is there: {error:?}") };
        assert_eq!(error.to_string(), "the server gives up the encryption and says: no certificate");
    }
}
