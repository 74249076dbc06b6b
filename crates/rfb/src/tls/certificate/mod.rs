//! TLS 1.2 and 1.3 with an X.509 certificate, by rustls (RFC 5246, RFC 8446).
//!
//! Any certificate is taken whose key signs the handshake. Whether it belongs to the server that was meant is judged by the
//! caller, who has the names, the clock and the issuers.

mod records;
mod verifier;
mod words;

use std::fmt;
use std::sync::Arc;

use bytes::BytesMut;
use rustls::client::{ClientConnection, Resumption};
use rustls::crypto::ring;
use rustls::pki_types::{IpAddr, Ipv4Addr, ServerName, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, ProtocolVersion};

use crate::error::Error;
use crate::identity::{Encryption, Identity, Protection};
use crate::layer::Layer;
use crate::security::Means;
use crate::tls::{self, Progress};
use records::Records;
use verifier::AnyCertificate;
use words::explain;

/// Begins a handshake with a certificate.
pub fn begin(means: &mut Means<'_>) -> Result<Box<dyn tls::Handshake>, Error> {
    Ok(Box::new(Handshake::new(means.config.server_name.as_deref())?))
}

/// A handshake with a server that shows a certificate.
pub struct Handshake {
    connection: ClientConnection,
}

impl Handshake {
    /// A handshake with the server that the user calls `server_name`: a DNS name or an IP address. Only a DNS name is told to
    /// the server (RFC 6066 §3).
    pub fn new(server_name: Option<&str>) -> Result<Self, Error> {
        let mut connection = ClientConnection::new(Arc::new(configuration()?), indicated(server_name))
            .map_err(|error| explain(&error))?;
        // All that is written is handed over at once.
        connection.set_buffer_limit(None);
        Ok(Self { connection })
    }
}

impl tls::Handshake for Handshake {
    fn record(&mut self, record: Option<&[u8]>, output: &mut BytesMut) -> Result<Progress, Error> {
        let mut rest = record.unwrap_or_default();
        while !rest.is_empty() {
            let outcome = records::take(&mut self.connection, &mut rest);
            if outcome.is_err() {
                // The alert that says what is wrong.
                records::transmit(&mut self.connection, output);
            }
            outcome?;
        }
        records::transmit(&mut self.connection, output);
        Ok(if self.connection.is_handshaking() { Progress::Going } else { Progress::Done })
    }

    fn identity(&self) -> Option<Identity> {
        let chain = self.connection.peer_certificates()?;
        Some(Identity::Certificate { chain: chain.iter().map(|certificate| certificate.to_vec()).collect() })
    }

    fn finish(self: Box<Self>) -> Result<(Protection, Box<dyn Layer>), Error> {
        let identity = self.identity();
        let (encryption, cipher) = (Encryption::Identified, cipher(&self.connection));
        Ok((Protection { encryption, cipher, identity }, Box::new(Records::new(self.connection))))
    }
}

impl fmt::Debug for Handshake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handshake").finish_non_exhaustive()
    }
}

/// What is spoken: both versions, every cipher of rustls, nothing remembered from one connection to the next.
fn configuration() -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    let verifier = Arc::new(AnyCertificate::new(provider.signature_verification_algorithms));
    let mut configuration = ClientConfig::builder_with_details(provider, Arc::new(Timeless))
        .with_safe_default_protocol_versions()
        .map_err(|error| explain(&error))?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    configuration.resumption = Resumption::disabled();
    Ok(configuration)
}

/// The time that rustls hands to the verifier, which does not look at it: this crate has no clock.
#[derive(Debug)]
struct Timeless;

impl TimeProvider for Timeless {
    fn current_time(&self) -> Option<UnixTime> {
        Some(UnixTime::since_unix_epoch(std::time::Duration::ZERO))
    }
}

/// What rustls may tell the server of its name. An address is never told, and stands for everything that is no name.
fn indicated(server_name: Option<&str>) -> ServerName<'static> {
    let nameless = ServerName::IpAddress(IpAddr::V4(Ipv4Addr::from([0, 0, 0, 0])));
    // A dot at the end makes a name absolute where it is looked up; here it has no place.
    let name = server_name.map(|name| name.strip_suffix('.').unwrap_or(name));
    name.and_then(|name| ServerName::try_from(name.to_owned()).ok()).unwrap_or(nameless)
}

/// The version and the cipher, such as "TLS 1.3, AES-256-GCM".
fn cipher(connection: &ClientConnection) -> String {
    let version = match connection.protocol_version() {
        Some(ProtocolVersion::TLSv1_2) => "TLS 1.2",
        Some(ProtocolVersion::TLSv1_3) => "TLS 1.3",
        _ => "TLS",
    };
    let suite = connection.negotiated_cipher_suite().map(|suite| format!("{:?}", suite.suite())).unwrap_or_default();
    let ciphers = [("AES_256_GCM", "AES-256-GCM"), ("AES_128_GCM", "AES-128-GCM"), ("CHACHA20", "ChaCha20-Poly1305")];
    let cipher = ciphers.into_iter().find(|(part, _)| suite.contains(part)).map_or(suite.as_str(), |(_, name)| name);
    format!("{version}, {cipher}")
}

#[cfg(test)]
mod tests;
