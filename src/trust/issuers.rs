//! Who may vouch for certificates: the issuers that this computer trusts, or those of a file in their stead.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, TrustAnchor};

/// Issuers. The computer's own are read when they are asked for first.
#[derive(Debug, Clone, Default)]
pub struct Issuers {
    file: Option<Arc<CaFile>>,
    platform: Arc<OnceLock<Vec<TrustAnchor<'static>>>>,
}

#[derive(Debug)]
struct CaFile {
    certificates: Vec<CertificateDer<'static>>,
    anchors: Vec<TrustAnchor<'static>>,
}

/// Why a file of issuers cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", path.display())]
pub struct CaFileError {
    /// The file.
    pub path: PathBuf,
    problem: String,
}

impl Issuers {
    /// Those of the certificates in this file, in PEM or one in DER, and no others.
    pub fn from_file(path: &Path) -> Result<Self, CaFileError> {
        let error = |problem: String| CaFileError { path: path.to_owned(), problem };
        let bytes = std::fs::read(path).map_err(|io: io::Error| error(io.to_string()))?;
        Self::read(&bytes).map_err(error)
    }

    /// The same from the contents of a file; an error is words for what is wrong with them.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let certificates = match bytes.first() {
            Some(0x30) => vec![CertificateDer::from(bytes.to_vec())],
            _ => CertificateDer::pem_slice_iter(bytes)
                .collect::<Result<Vec<_>, _>>()
                .map_err(|pem| format!("no certificates in PEM: {pem}"))?,
        };
        let anchors: Vec<_> = certificates.iter().filter_map(anchor).collect();
        if anchors.is_empty() {
            return Err("it holds no certificate that can be read".into());
        }
        Ok(Self { file: Some(Arc::new(CaFile { certificates, anchors })), platform: Arc::default() })
    }

    /// What chains of certificates may end in.
    pub(super) fn anchors(&self) -> &[TrustAnchor<'static>] {
        match &self.file {
            Some(file) => &file.anchors,
            None => self.platform.get_or_init(platform),
        }
    }

    /// Whether the file holds this very certificate, so that no issuer is needed.
    pub(super) fn holds(&self, certificate: &[u8]) -> bool {
        let mut held = self.file.iter().flat_map(|file| &file.certificates);
        held.any(|held| held.as_ref() == certificate)
    }
}

/// The issuers that this computer trusts.
fn platform() -> Vec<TrustAnchor<'static>> {
    let loaded = rustls_native_certs::load_native_certs();
    for error in &loaded.errors {
        tracing::warn!(%error, "some of the issuers that this computer trusts cannot be read");
    }
    let anchors: Vec<_> = loaded.certs.iter().filter_map(anchor).collect();
    tracing::debug!(issuers = anchors.len(), "issuers read");
    anchors
}

fn anchor(certificate: &CertificateDer<'_>) -> Option<TrustAnchor<'static>> {
    webpki::anchor_from_trusted_cert(certificate).ok().map(|anchor| anchor.to_owned())
}
