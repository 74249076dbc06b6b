//! VeNCrypt's TLSSASL (rfbproto, "VeNCrypt", where its number is that of X509SASL; QEMU's is used): anonymous TLS, and SASL
//! inside it.

use crate::security::{Exchange, SecurityType, sasl};
use crate::tls::{Inside, anonymous};

/// Starts the exchange.
pub fn exchange(security_type: SecurityType) -> Box<dyn Exchange> {
    Inside::vencrypt(anonymous::begin, sasl::exchange(security_type))
}
