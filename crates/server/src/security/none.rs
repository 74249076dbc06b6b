//! None (RFC 6143 §7.2.1): anybody may come in.

use super::{Exchange, Outcome, SecurityType, Stream, Verdict};
use crate::protocol::Version;

/// Lets everybody in.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoAuthentication;

impl SecurityType for NoAuthentication {
    fn number(&self) -> u32 {
        1
    }

    fn exchange(&self, stream: Box<dyn Stream>, _: Version) -> Exchange<'_> {
        Box::pin(async move { Ok(Outcome::new(stream, Verdict::Unasked)) })
    }
}
