//! Who decides whether a server met before RFB begins, such as the web server of a `wss://` address, is the right one.

use std::future::Future;
use std::pin::Pin;

use crate::identity::Identity;

/// Decides about servers on the way.
pub trait Judge: Send + Sync {
    /// Whether to go on with a server that has proven to be `identity`.
    fn judge<'a>(&'a self, identity: &'a Identity) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>>;
}

/// Goes on with none.
#[derive(Debug, Clone, Copy, Default)]
pub struct TrustNobody;

impl Judge for TrustNobody {
    fn judge<'a>(&'a self, _: &'a Identity) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        Box::pin(std::future::ready(false))
    }
}
