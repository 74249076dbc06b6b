//! Tight (16; rfbproto): a list of tunnels, a list of sub-types, and what the server can do behind ServerInit.

use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{Exchange, SecurityType, Stream};
use crate::protocol::{Version, ViewerFault};

/// A number, a vendor and a name, as they stand in the lists.
pub type Capability = (i32, [u8; 4], [u8; 8]);

/// Leads to other types.
#[derive(Debug, Clone)]
pub struct Tight {
    tunnels: Vec<Capability>,
    sub_types: Vec<(Capability, Arc<dyn SecurityType>)>,
    /// The messages of the server, those of viewers, and the encodings.
    capabilities: [Vec<Capability>; 3],
}

/// What tunnels nothing.
pub const NO_TUNNEL: Capability = (0, *b"TGHT", *b"NOTUNNEL");
/// Nobody is asked.
pub const NO_AUTHENTICATION: Capability = (1, *b"STDV", *b"NOAUTH__");
/// VNC authentication.
pub const VNC_AUTHENTICATION: Capability = (2, *b"STDV", *b"VNCAUTH_");
/// The log-in of a Unix system.
pub const UNIX_LOGIN: Capability = (129, *b"TGHT", *b"ULGNAUTH");

impl Tight {
    /// Offers these types, best first. Without any, nobody is asked and nothing is said about it.
    pub fn new(sub_types: Vec<(Capability, Arc<dyn SecurityType>)>) -> Self {
        let encodings = vec![(1, *b"STDV", *b"COPYRECT"), (7, *b"TGHT", *b"TIGHT___")];
        let client_messages = vec![(130, *b"TGHT", *b"FTC_LSRQ")];
        Self { tunnels: Vec::new(), sub_types, capabilities: [Vec::new(), client_messages, encodings] }
    }

    /// Offers these tunnels too. The first is the only one that a viewer may choose.
    pub fn tunnels(self, tunnels: Vec<Capability>) -> Self {
        Self { tunnels, ..self }
    }
}

impl SecurityType for Tight {
    fn number(&self) -> u32 {
        16
    }

    fn exchange(&self, mut stream: Box<dyn Stream>, version: Version) -> Exchange<'_> {
        Box::pin(async move {
            let tunnels = counted(&self.tunnels);
            stream.write_all(&tunnels).await?;
            stream.flush().await?;
            if let Some(&(code, ..)) = self.tunnels.first()
                && stream.read_i32().await? != code
            {
                return Err(ViewerFault::Security("that tunnel was not offered").into());
            }
            let sub_types: Vec<Capability> = self.sub_types.iter().map(|(capability, _)| *capability).collect();
            stream.write_all(&counted(&sub_types)).await?;
            stream.flush().await?;
            let nobody_asked = super::NoAuthentication;
            let chosen: &dyn SecurityType = if self.sub_types.is_empty() {
                &nobody_asked
            } else {
                let code = stream.read_i32().await?;
                let chosen = self.sub_types.iter().find(|((number, ..), _)| *number == code);
                let fault = ViewerFault::Security("that sub-type was not offered");
                chosen.map(|(_, sub_type)| sub_type.as_ref()).ok_or(fault)?
            };
            let mut outcome = chosen.exchange(stream, version).await?;
            outcome.server_init_extension = extension(&self.capabilities);
            Ok(outcome)
        })
    }
}

/// A list behind the number of its entries.
fn counted(list: &[Capability]) -> Vec<u8> {
    [&(list.len() as u32).to_be_bytes()[..], &entries(list)].concat()
}

fn entries(list: &[Capability]) -> Vec<u8> {
    list.iter().flat_map(|(code, vendor, name)| [&code.to_be_bytes()[..], vendor, name].concat()).collect()
}

/// Three numbers of entries, two bytes of nothing, and three lists.
fn extension(lists: &[Vec<Capability>; 3]) -> Vec<u8> {
    let counts = lists.iter().flat_map(|list| (list.len() as u16).to_be_bytes());
    counts.chain([0; 2]).chain(lists.iter().flat_map(|list| entries(list))).collect()
}
