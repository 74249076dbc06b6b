//! VeNCrypt's TLSPlain (rfbproto, "VeNCrypt"): anonymous TLS, and user name and password inside it.

use crate::security::{Exchange, SecurityType, plain};
use crate::tls::{Inside, anonymous};

/// Starts the exchange.
pub fn exchange(security_type: SecurityType) -> Box<dyn Exchange> {
    Inside::vencrypt(anonymous::begin, plain::exchange(security_type))
}
