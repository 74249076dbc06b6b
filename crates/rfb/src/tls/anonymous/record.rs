//! Records (RFC 5246 §6.2): their five-byte header, and how long they may be.

use crate::error::{CryptographyError, Error};
use crate::limits;

/// Bytes of a record's header.
pub const HEADER: usize = 5;
/// Bytes that a record holds at most (RFC 5246 §6.2.1).
pub const LARGEST_CONTENT: usize = 1 << 14;
/// Bytes of a protected record's body at most (RFC 5246 §6.2.3).
pub const LARGEST_PROTECTED: usize = LARGEST_CONTENT + 2048;
/// Records in a row that bring nothing: empty ones, warnings, requests for another handshake.
pub const IDLE_RECORDS: u32 = 32;

/// A change of keys.
pub const CONTENT_CHANGE_CIPHER_SPEC: u8 = 20;
/// An alert.
pub const CONTENT_ALERT: u8 = 21;
/// Part of the handshake.
pub const CONTENT_HANDSHAKE: u8 = 22;
/// What all this is for.
pub const CONTENT_APPLICATION_DATA: u8 = 23;

/// TLS 1.2.
pub const TLS_1_2: u16 = 0x0303;

/// A record's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// What the record holds.
    pub content_type: u8,
    /// The version it is written in.
    pub version: u16,
    /// Bytes that follow.
    pub length: usize,
}

impl Header {
    /// The header of a record of ours.
    pub const fn new(content_type: u8, length: usize) -> Header {
        Header { content_type, version: TLS_1_2, length }
    }

    /// Reads a header and checks that it is one of TLS, of any version, and not too long.
    pub fn read(bytes: [u8; HEADER]) -> Result<Header, Error> {
        let [content_type, major, minor, high, low] = bytes;
        if !(CONTENT_CHANGE_CIPHER_SPEC..=CONTENT_APPLICATION_DATA).contains(&content_type) || major != 3 {
            return Err(tls("what the server sends is not TLS"));
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        limits::check("a TLS record's length", length, LARGEST_PROTECTED)?;
        Ok(Header { content_type, version: u16::from_be_bytes([major, minor]), length })
    }

    /// It on the wire.
    pub const fn bytes(self) -> [u8; HEADER] {
        let [major, minor] = self.version.to_be_bytes();
        let [high, low] = (self.length as u16).to_be_bytes();
        [self.content_type, major, minor, high, low]
    }

    /// What is authenticated with a record's content, but not sent (RFC 5246 §6.2.3.3): the number of the record in its
    /// direction, then the header with the length of the content.
    pub const fn associated_data(content_type: u8, sequence: u64, length: usize) -> [u8; 13] {
        let [a, b, c, d, e, f, g, h] = sequence.to_be_bytes();
        let [kind, major, minor, high, low] = Header::new(content_type, length).bytes();
        [a, b, c, d, e, f, g, h, kind, major, minor, high, low]
    }
}

/// Checks a record that is not protected: it holds no more than any may.
pub fn check_in_the_clear(header: Header) -> Result<(), Error> {
    limits::check("a TLS record's content", header.length, LARGEST_CONTENT).map(drop)
}

/// A problem of TLS in words.
pub fn tls(problem: impl Into<String>) -> Error {
    CryptographyError::Tls { problem: problem.into() }.into()
}

/// What a content type is called.
pub const fn name(content_type: u8) -> &'static str {
    match content_type {
        CONTENT_CHANGE_CIPHER_SPEC => "ChangeCipherSpec",
        CONTENT_ALERT => "an alert",
        CONTENT_HANDSHAKE => "a handshake message",
        _ => "application data",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_comes_back_as_it_went() {
        let header = Header::new(CONTENT_HANDSHAKE, 0x1234);
        assert_eq!(header.bytes(), [22, 3, 3, 0x12, 0x34]);
        assert_eq!(Header::read(header.bytes()), Ok(header));
    }

    #[test]
    fn what_is_not_tls_or_too_long_is_refused() {
        assert!(Header::read(*b"RFB 0").is_err());
        assert!(Header::read([22, 2, 0, 0, 1]).is_err());
        let longest = LARGEST_PROTECTED as u16;
        assert!(Header::read(Header::new(23, longest.into()).bytes()).is_ok());
        assert!(matches!(Header::read(Header::new(23, usize::from(longest) + 1).bytes()), Err(Error::Limit(_))));
    }
}
