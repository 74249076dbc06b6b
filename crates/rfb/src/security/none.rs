//! None (RFC 6143 §7.2.1): nobody is asked.

use bytes::BytesMut;

use crate::credentials::Credentials;
use crate::security::Advance;
use crate::wire::{Reader, Stop};

/// An exchange of nothing.
#[derive(Debug, Default)]
pub struct Exchange;

impl super::Exchange for Exchange {
    fn advance(&mut self, _: &mut Reader<'_>, _: Option<&Credentials>, _: &mut BytesMut) -> Result<Advance, Stop> {
        Ok(Advance::Done)
    }
}
