//! VeNCrypt's TLSNone (rfbproto, "VeNCrypt"): anonymous TLS, and nobody is asked.

use crate::security::{Exchange, SecurityType, none};
use crate::tls::{Inside, anonymous};

/// Starts the exchange.
pub fn exchange(security_type: SecurityType) -> Box<dyn Exchange> {
    Inside::vencrypt(anonymous::begin, none::exchange(security_type))
}
