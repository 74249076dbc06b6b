//! VeNCrypt's sub-types with X.509 (rfbproto, "VeNCrypt"): TLS with a certificate, and inside it None, VNC Authentication,
//! Plain or SASL. The numbers of SASL are those of QEMU; rfbproto has them the other way round.

use crate::security::{Exchange, SecurityType, none, plain, sasl, vnc_authentication};
use crate::tls::{Inside, certificate};

/// Starts the exchange.
pub fn exchange(security_type: SecurityType) -> Box<dyn Exchange> {
    let inside = match security_type {
        SecurityType::X509Vnc => vnc_authentication::exchange(security_type),
        SecurityType::X509Sasl => sasl::exchange(security_type),
        SecurityType::X509Plain => plain::exchange(security_type),
        _ => none::exchange(security_type),
    };
    Inside::vencrypt(certificate::begin, inside)
}
