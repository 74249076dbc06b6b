//! Who decides whether a server met before RFB begins, such as the web server of a `wss://` address, is the right one, and
//! whether one that calls us may come in.

use std::future::{Future, ready};
use std::net::SocketAddr;
use std::pin::Pin;

use crate::identity::Identity;

/// Decides about servers on the way.
pub trait Judge: Send + Sync {
    /// Whether to go on with a server that has proven to be `identity`.
    fn judge<'a>(&'a self, identity: &'a Identity) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>>;

    /// Whether `caller` may come in, where we wait for a server to call. Nobody may unless this is said otherwise.
    fn admit(&self, caller: SocketAddr) -> Pin<Box<dyn Future<Output = bool> + Send + '_>> {
        let _ = caller;
        Box::pin(ready(false))
    }
}

/// Goes on with none.
#[derive(Debug, Clone, Copy, Default)]
pub struct TrustNobody;

impl Judge for TrustNobody {
    fn judge<'a>(&'a self, _: &'a Identity) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        Box::pin(ready(false))
    }
}
