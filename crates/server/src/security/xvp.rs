//! XVP (22): the lengths of two names as a byte each, the user's and the machine's; then VNC authentication.

use tokio::io::AsyncReadExt;

use super::{Exchange, SecurityType, Stream, Verdict, VncAuthentication};
use crate::protocol::{Version, ViewerFault};

/// Lets a user in to a machine.
#[derive(Debug, Clone)]
pub struct Xvp {
    username: String,
    machine: String,
    password: VncAuthentication,
}

impl Xvp {
    /// Asks for this user, this machine and this password.
    pub fn new(username: impl Into<String>, machine: impl Into<String>, password: impl Into<String>) -> Self {
        let password = VncAuthentication::new(password);
        Self { username: username.into(), machine: machine.into(), password }
    }
}

impl SecurityType for Xvp {
    fn number(&self) -> u32 {
        22
    }

    fn exchange(&self, mut stream: Box<dyn Stream>, version: Version) -> Exchange<'_> {
        Box::pin(async move {
            let (username, machine) = (stream.read_u8().await?, stream.read_u8().await?);
            let (mut username, mut machine) = (vec![0; username.into()], vec![0; machine.into()]);
            stream.read_exact(&mut username).await?;
            stream.read_exact(&mut machine).await?;
            let mut outcome = self.password.exchange(stream, version).await?;
            if username != self.username.as_bytes() || machine != self.machine.as_bytes() {
                outcome.verdict = Verdict::Denied(ViewerFault::WrongPassword);
            }
            Ok(outcome)
        })
    }
}
