//! ClientHello and ServerHello (RFC 5246 §7.4.1): what is offered, and what is chosen out of it.

use super::curve::Curve;
use super::finite_field::OFFERED_GROUPS;
use super::messages::{CLIENT_HELLO, Message, field, whole};
use super::record::{TLS_1_2, tls};
use super::suite::{Mode, SUITES, Suite};
use crate::error::{CryptographyError, Error, Protocol};
use crate::wire::Reader;

const SUPPORTED_GROUPS: u16 = 10;
const EC_POINT_FORMATS: u16 = 11;
const ENCRYPT_THEN_MAC: u16 = 22;
const EXTENDED_MASTER_SECRET: u16 = 23;
const RENEGOTIATION_INFO: u16 = 0xff01;

/// The extensions that are offered: a server may answer no others.
const OFFERED: [u16; 5] =
    [SUPPORTED_GROUPS, EC_POINT_FORMATS, ENCRYPT_THEN_MAC, EXTENDED_MASTER_SECRET, RENEGOTIATION_INFO];

/// What is being read, for errors.
const READING: &str = "ServerHello";

/// What the client offers.
pub fn client_hello(random: &[u8; 32]) -> Message {
    let numbers = |numbers: &mut dyn Iterator<Item = u16>| -> Vec<u8> { numbers.flat_map(u16::to_be_bytes).collect() };
    let suites = numbers(&mut SUITES.iter().map(|suite| suite.number));
    let groups = numbers(&mut Curve::ALL.into_iter().map(Curve::number).chain(OFFERED_GROUPS));
    let mut extensions = Vec::new();
    for (number, body) in [
        (SUPPORTED_GROUPS, with_length(&groups)),
        // Points are sent whole, not compressed.
        (EC_POINT_FORMATS, vec![1, 0]),
        (ENCRYPT_THEN_MAC, Vec::new()),
        (EXTENDED_MASTER_SECRET, Vec::new()),
        // This is a first handshake: nothing went before it that it would have to be bound to (RFC 5746 §3.4).
        (RENEGOTIATION_INFO, vec![0]),
    ] {
        extensions.extend(number.to_be_bytes());
        extensions.extend(with_length(&body));
    }
    let mut body = TLS_1_2.to_be_bytes().to_vec();
    body.extend(random);
    // No session is resumed.
    body.push(0);
    body.extend(with_length(&suites));
    // No compression.
    body.extend([1, 0]);
    body.extend(with_length(&extensions));
    Message::new(CLIENT_HELLO, &body)
}

fn with_length(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u16).to_be_bytes(), bytes].concat()
}

/// What the server chose.
#[derive(Debug, Clone, Copy)]
pub struct ServerHello {
    /// Its random bytes.
    pub random: [u8; 32],
    /// The cipher suite.
    pub suite: Suite,
    /// Whether the master secret is bound to the handshake (RFC 7627).
    pub extended_master_secret: bool,
    /// Whether records in CBC mode are authenticated after they were encrypted (RFC 7366).
    pub encrypt_then_mac: bool,
}

impl ServerHello {
    /// Reads the message's body, and checks that nothing was chosen that was not offered.
    pub fn read(body: &[u8]) -> Result<ServerHello, Error> {
        let mut reader = Reader::new(body);
        let version = u16::from_be_bytes(*whole(READING, reader.array())?);
        if version != TLS_1_2 {
            return Err(wrong_version(version));
        }
        let random = *whole(READING, reader.array::<32>())?;
        let session = whole(READING, field::<1>(&mut reader))?;
        if session.len() > 32 {
            return Err(Protocol::malformed(READING, "the session's name is too long").into());
        }
        let number = u16::from_be_bytes(*whole(READING, reader.array())?);
        let suite = Suite::from_number(number).ok_or_else(|| {
            tls(format!(
                "the server chose a cipher suite that was not offered (0x{number:04x}), perhaps one with a certificate"
            ))
        })?;
        if *whole(READING, reader.array())? != [0] {
            return Err(tls("the server wants compression, which was not offered"));
        }
        let mut hello = ServerHello { random, suite, extended_master_secret: false, encrypt_then_mac: false };
        if !reader.rest().is_empty() {
            hello.read_extensions(whole(READING, field::<2>(&mut reader))?)?;
        }
        if !reader.rest().is_empty() {
            return Err(Protocol::malformed(READING, "there is more of it than it says").into());
        }
        Ok(hello)
    }

    fn read_extensions(&mut self, extensions: &[u8]) -> Result<(), Error> {
        let mut reader = Reader::new(extensions);
        let mut seen = Vec::new();
        while !reader.rest().is_empty() {
            let number = u16::from_be_bytes(*whole(READING, reader.array())?);
            let body = whole(READING, field::<2>(&mut reader))?;
            if !OFFERED.contains(&number) {
                return Err(tls(format!("the server answers an extension that was not offered ({number})")));
            }
            if seen.contains(&number) {
                return Err(Protocol::malformed(READING, "an extension comes twice").into());
            }
            seen.push(number);
            match number {
                EXTENDED_MASTER_SECRET => self.extended_master_secret = true,
                // It means nothing with GCM, and servers that say it all the same are known.
                ENCRYPT_THEN_MAC => self.encrypt_then_mac = self.suite.mode != Mode::Gcm,
                RENEGOTIATION_INFO if body != [0] => {
                    return Err(tls("the server takes this for the second handshake of another connection"));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn wrong_version(version: u16) -> Error {
    let spoken = match version {
        0x0300 => "SSL 3.0",
        0x0301 => "TLS 1.0",
        0x0302 => "TLS 1.1",
        _ => "a version that nobody knows",
    };
    CryptographyError::TlsVersion { spoken }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hello(version: u16, suite: u16, compression: u8, extensions: &[u8]) -> Vec<u8> {
        let mut body = version.to_be_bytes().to_vec();
        body.extend([7; 32]);
        body.push(0);
        body.extend(suite.to_be_bytes());
        body.push(compression);
        body.extend(extensions);
        body
    }

    #[test]
    fn a_choice_out_of_what_was_offered_is_taken() {
        let extensions = [0, 13, 0, 23, 0, 0, 0, 22, 0, 0, 0xff, 1, 0, 1, 0];
        let read = ServerHello::read(&hello(0x0303, 0xc019, 0, &extensions)).unwrap();
        assert_eq!(read.suite.name, "TLS_ECDH_anon_WITH_AES_256_CBC_SHA");
        assert!(read.extended_master_secret && read.encrypt_then_mac);
        let read = ServerHello::read(&hello(0x0303, 0x00a7, 0, &[])).unwrap();
        assert!(!read.extended_master_secret && !read.encrypt_then_mac);
    }

    #[test]
    fn what_was_not_offered_is_refused_with_the_reason() {
        for (body, words) in [
            (hello(0x0301, 0x00a7, 0, &[]), "TLS 1.0"),
            (hello(0x0302, 0x00a7, 0, &[]), "TLS 1.1"),
            (hello(0x0300, 0x00a7, 0, &[]), "SSL 3.0"),
            (hello(0x0304, 0x1301, 0, &[]), "nobody knows"),
            (hello(0x0303, 0xc02f, 0, &[]), "0xc02f"),
            (hello(0x0303, 0x00a7, 1, &[]), "compression"),
            (hello(0x0303, 0x00a7, 0, &[0, 4, 0, 35, 0, 0]), "extension"),
            (hello(0x0303, 0x00a7, 0, &[0, 8, 0, 23, 0, 0, 0, 23, 0, 0]), "twice"),
            (hello(0x0303, 0x00a7, 0, &[0, 5, 0xff, 1, 0, 1, 7]), "second handshake"),
            (hello(0x0303, 0x00a7, 0, &[0, 0, 0]), "more"),
        ] {
            let error = ServerHello::read(&body).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }

    #[test]
    fn a_hello_cut_off_anywhere_is_refused() {
        let whole = hello(0x0303, 0x00a7, 0, &[0, 4, 0, 23, 0, 0]);
        let without_extensions = whole.len() - 6;
        for length in (0..whole.len()).filter(|length| *length != without_extensions) {
            assert!(ServerHello::read(&whole[..length]).is_err(), "{length}");
        }
    }
}
