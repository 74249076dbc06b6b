//! SCRAM-SHA-512 (RFC 5802 with another hash, as Cyrus SASL and others have it).

use sha2::Sha512;

use super::{Mechanism, Start};
use crate::error::Error;
use crate::identity::Exposure;
use crate::security::sasl::scram::{self, Scram};

pub(super) const EXPOSURE: Exposure = Exposure::Proof;

pub(in crate::security::sasl) static HASH: scram::Hash = scram::hash!(Sha512);

pub(super) fn start(start: &mut Start<'_>) -> Result<Box<dyn Mechanism>, Error> {
    Scram::start(&HASH, start)
}
