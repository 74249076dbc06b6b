//! What must be right about a certificate for its handshake to be worth anything: the key in it signs the handshake.
//!
//! The key is taken out of the certificate here and not by webpki, which refuses certificates of version 1 as old servers
//! have them, and extensions it does not know.

use std::sync::Arc;

use der::asn1::{AnyRef, BitStringRef, ContextSpecific, UintRef};
use der::{Decode, Reader, SliceReader, TagNumber};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls13_signature_with_raw_key};
use rustls::pki_types::{CertificateDer, ServerName, SubjectPublicKeyInfoDer, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, OtherError, PeerMisbehaved, SignatureScheme};
use webpki::RawPublicKeyEntity;

use crate::error::CryptographyError;

/// The shortest RSA key that is taken, in bits: shorter ones can be broken, and ring refuses them.
const SHORTEST_RSA: usize = 2048;

/// Takes every certificate, and looks at signatures alone.
#[derive(Debug)]
pub(super) struct AnyCertificate {
    algorithms: WebPkiSupportedAlgorithms,
}

impl AnyCertificate {
    pub(super) fn new(algorithms: WebPkiSupportedAlgorithms) -> Self {
        Self { algorithms }
    }
}

impl ServerCertVerifier for AnyCertificate {
    /// Only makes sure that the key can sign anything: a weak key is better named than found out by a signature that fails.
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let key = PublicKey::of(certificate)?;
        match key.rsa_bits() {
            Some(bits) if bits < SHORTEST_RSA => {
                let what = "the RSA key in the server's certificate";
                let weak = CryptographyError::WeakKey { what, bits, least: SHORTEST_RSA };
                Err(CertificateError::Other(OtherError(Arc::new(weak))).into())
            }
            _ => Ok(ServerCertVerified::assertion()),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let info = PublicKey::of(certificate)?.info();
        let key = RawPublicKeyEntity::try_from(&info).map_err(|_| bad_encoding())?;
        let scheme = self.algorithms.mapping.iter().find(|(scheme, _)| *scheme == signed.scheme);
        let (_, algorithms) = scheme.ok_or(PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme)?;
        // One scheme of TLS 1.2 may stand for several curves.
        let mut tried =
            algorithms.iter().map(|algorithm| key.verify_signature(*algorithm, message, signed.signature()));
        if tried.any(|outcome| outcome.is_ok()) {
            return Ok(HandshakeSignatureValid::assertion());
        }
        Err(CertificateError::BadSignature.into())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let info = PublicKey::of(certificate)?.info();
        verify_tls13_signature_with_raw_key(message, &info, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// The key in a certificate (`SubjectPublicKeyInfo`, RFC 5280 §4.1.2.7).
pub(super) struct PublicKey<'a> {
    info: &'a [u8],
}

impl<'a> PublicKey<'a> {
    /// Passes over what stands before it in `certificate`.
    pub(super) fn of(certificate: &'a CertificateDer<'_>) -> Result<Self, Error> {
        Self::find(certificate.as_ref()).map_err(|_| bad_encoding())
    }

    fn find(certificate: &'a [u8]) -> der::Result<Self> {
        let certificate = AnyRef::from_der(certificate)?;
        let mut signed = SliceReader::new(certificate.value())?;
        let content = AnyRef::decode(&mut signed)?;
        let mut fields = SliceReader::new(content.value())?;
        ContextSpecific::<AnyRef<'_>>::decode_explicit(&mut fields, TagNumber(0))?;
        // The serial number, the signature's algorithm, the issuer, the validity, the subject.
        for _ in 0..5 {
            AnyRef::decode(&mut fields)?;
        }
        Ok(Self { info: fields.tlv_bytes()? })
    }

    fn info(&self) -> SubjectPublicKeyInfoDer<'a> {
        SubjectPublicKeyInfoDer::from(self.info)
    }

    /// How long its modulus is, where it is a key of RSA.
    pub(super) fn rsa_bits(&self) -> Option<usize> {
        /// The object identifier rsaEncryption (RFC 8017 §A.1), in DER.
        const RSA_ENCRYPTION: [u8; 11] = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
        let info = AnyRef::from_der(self.info).ok()?;
        let mut fields = SliceReader::new(info.value()).ok()?;
        let algorithm = AnyRef::decode(&mut fields).ok()?;
        if !algorithm.value().starts_with(&RSA_ENCRYPTION) {
            return None;
        }
        let key = BitStringRef::decode(&mut fields).ok()?;
        let key = AnyRef::from_der(key.as_bytes()?).ok()?;
        let modulus = UintRef::decode(&mut SliceReader::new(key.value()).ok()?).ok()?;
        let first = modulus.as_bytes().first()?;
        Some(8 * modulus.as_bytes().len() - first.leading_zeros() as usize)
    }
}

fn bad_encoding() -> Error {
    CertificateError::BadEncoding.into()
}
