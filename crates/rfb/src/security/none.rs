//! None (RFC 6143 §7.2.1): nobody is asked.

use crate::security::{Advance, Means, SecurityType};
use crate::wire::{Reader, Stop};

/// An exchange of nothing.
#[derive(Debug)]
struct Exchange;

/// Starts the exchange.
pub fn exchange(_: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange)
}

impl super::Exchange for Exchange {
    fn advance(&mut self, _: &mut Reader<'_>, _: &mut Means<'_>) -> Result<Advance, Stop> {
        Ok(Advance::Done)
    }
}
