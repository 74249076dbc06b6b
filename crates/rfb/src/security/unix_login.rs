//! UnixLogin of the Tight security type (its sub-type 129, as noVNC and TurboVNC speak it): the same bytes as VeNCrypt's Plain, with
//! nothing that hides them.

use crate::security::{SecurityType, plain};

/// Starts the exchange.
pub fn exchange(security_type: SecurityType) -> Box<dyn super::Exchange> {
    plain::exchange(security_type)
}
