//! VeNCrypt's TLSVnc (rfbproto, "VeNCrypt"): anonymous TLS, and VNC Authentication inside it.

use crate::security::{Exchange, SecurityType, vnc_authentication};
use crate::tls::{Inside, anonymous};

/// Starts the exchange.
pub fn exchange(security_type: SecurityType) -> Box<dyn Exchange> {
    Inside::vencrypt(anonymous::begin, vnc_authentication::exchange(security_type))
}
