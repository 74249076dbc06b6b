//! SCRAM-SHA-256 (RFC 7677).

use sha2::Sha256;

use super::{Mechanism, Start};
use crate::error::Error;
use crate::identity::Exposure;
use crate::security::sasl::scram::{self, Scram};

pub(super) const EXPOSURE: Exposure = Exposure::Proof;

pub(in crate::security::sasl) static HASH: scram::Hash = scram::hash!(Sha256);

pub(super) fn start(start: &mut Start<'_>) -> Result<Box<dyn Mechanism>, Error> {
    Scram::start(&HASH, start)
}
