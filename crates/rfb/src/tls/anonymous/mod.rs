//! A client of TLS 1.2 for the anonymous suites only (DH_anon and ECDH_anon), which no library has any more: RFC 5246 with
//! RFC 5288, 5746, 7366, 7627, 7919 and 8422. It neither resumes sessions nor compresses nor negotiates twice.
//!
//! What is agreed on this way is safe from who only listens. Who can answer in the server's place can read everything.

mod alert;
mod cipher;
mod client;
mod curve;
mod finite_field;
mod hello;
mod key_exchange;
mod layer;
mod messages;
mod prf;
mod record;
mod suite;
#[cfg(test)]
mod tests;

pub use alert::words;
pub use cipher::{Order, VectorKey};
pub use client::Client;
pub use layer::RecordLayer;
pub use prf::{Hash, Keys, MasterSecret, Randoms, Side, extended_master_secret, master_secret, prf, verify_data};
pub use suite::{KeyExchange, Mode, SUITES, Suite};

use crate::error::Error;
use crate::security::Means;
use crate::tls::Handshake;

/// Begins an anonymous handshake.
pub fn begin(means: &mut Means<'_>) -> Result<Box<dyn Handshake>, Error> {
    Ok(Box::new(Client::new(means.random)?))
}
