//! SCRAM-SHA-1 (RFC 5802).

use sha1::Sha1;

use super::{Mechanism, Start};
use crate::error::Error;
use crate::identity::Exposure;
use crate::security::sasl::scram::{self, Scram};

pub(super) const EXPOSURE: Exposure = Exposure::Proof;

pub(in crate::security::sasl) static HASH: scram::Hash = scram::hash!(Sha1);

pub(super) fn start(start: &mut Start<'_>) -> Result<Box<dyn Mechanism>, Error> {
    Scram::start(&HASH, start)
}
