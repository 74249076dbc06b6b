//! When opening a connection must be over, whatever it is made of.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::net::Error;

/// A point in time, and how long it was away when it was set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    at: Instant,
    limit: Duration,
}

impl Deadline {
    /// `limit` from now.
    pub(crate) fn after(limit: Duration) -> Self {
        Self { at: Instant::now() + limit, limit }
    }

    /// The same, but no sooner than `patience` from now.
    pub(crate) fn no_sooner_than(self, patience: Duration) -> Self {
        let later = Self::after(patience);
        if later.at > self.at { later } else { self }
    }

    pub(crate) fn at(self) -> Instant {
        self.at
    }

    pub(crate) fn limit(self) -> Duration {
        self.limit
    }

    /// What comes of `future`, or an error that says that `awaiting` took too long.
    pub(crate) async fn within<T>(self, awaiting: &'static str, future: impl Future<Output = T>) -> Result<T, Error> {
        timeout_at(self.at, future).await.map_err(|_| Error::Timeout { awaiting, after: self.limit })
    }
}
