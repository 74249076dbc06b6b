//! The security types that a server can offer (RFC 6143 §7.2 and rfbproto), one file each, written from the specification
//! and sharing nothing with the client. [`crate::Options::security`] says which of them a host accepts.

mod account;
pub mod apple_dh;
pub mod apple_rsa_srp;
pub mod apple_srp;
mod group;
pub mod ms_logon;
pub mod none;
pub mod records;
pub mod rsa_aes;
pub mod sasl;
pub mod tight;
pub mod unix_login;
pub mod vnc_authentication;
pub mod xvp;

use std::fmt;
use std::pin::Pin;

use tokio::io::{AsyncRead, AsyncWrite};

pub use account::Account;
pub use apple_dh::AppleDh;
pub use apple_rsa_srp::AppleRsaSrp;
pub use apple_srp::AppleSrp;
pub use ms_logon::MsLogon;
pub use none::NoAuthentication;
pub use records::{Records, Sealed};
pub use rsa_aes::RsaAes;
pub use sasl::Sasl;
pub use tight::Tight;
pub use unix_login::UnixLogin;
pub use vnc_authentication::VncAuthentication;
pub use xvp::Xvp;

use crate::protocol::{Version, ViewerFault};
use crate::server::ServeError;

/// Something that a session can go over.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// A security type as a server offers it, with the passwords and keys that belong to it.
pub trait SecurityType: fmt::Debug + Send + Sync {
    /// Its number on the wire. Those beyond 255 can only be offered inside of another type.
    fn number(&self) -> u32;

    /// Runs it, from the viewer's choice to just before SecurityResult.
    ///
    /// A viewer that breaks the rules is an error; one that is not let in is a verdict.
    fn exchange(&self, stream: Box<dyn Stream>, version: Version) -> Exchange<'_>;
}

/// A security type that is being run.
pub type Exchange<'a> = Pin<Box<dyn Future<Output = Result<Outcome, ServeError>> + Send + 'a>>;

/// What came of a security type.
pub struct Outcome {
    /// What the session goes on over: the stream as it was, or from here on encrypted (see [`Sealed`]).
    pub stream: Box<dyn Stream>,
    /// Whether the viewer may come in.
    pub verdict: Verdict,
    /// What stands behind ServerInit: nothing, but for Tight.
    pub server_init_extension: Vec<u8>,
}

impl Outcome {
    /// The session goes on over `stream`, as it would after any ordinary security type.
    pub fn new(stream: Box<dyn Stream>, verdict: Verdict) -> Self {
        Self { stream, verdict, server_init_extension: Vec::new() }
    }
}

/// Whether a viewer may come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody was asked: before version 3.8 there is no SecurityResult.
    Unasked,
    /// It proved what it had to.
    Admitted,
    /// It did not, for this reason.
    Denied(ViewerFault),
}

/// Bytes that nobody can foretell.
fn random<const N: usize>() -> Result<[u8; N], ServeError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| ServeError::Io(std::io::Error::other(error)))?;
    Ok(bytes)
}
