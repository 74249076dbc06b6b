//! A moment, to the second, as the trust store writes it: 2026-11-22T10:00:00Z.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use x509_cert::der::DateTime;

/// Seconds since 1970, in the years that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp(u64);

impl Timestamp {
    /// Now, as this computer's clock has it.
    pub fn now() -> Self {
        Self::from_unix(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
    }

    /// So long after 1970 began.
    pub fn from_unix(since: Duration) -> Self {
        Self(since.as_secs().min(DateTime::INFINITY.unix_duration().as_secs()))
    }

    /// How long after 1970 began.
    pub fn since_epoch(self) -> Duration {
        Duration::from_secs(self.0)
    }

    /// The day alone: 2026-11-22.
    pub fn date(self) -> String {
        self.to_string().chars().take(10).collect()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        DateTime::from_unix_duration(self.since_epoch()).unwrap_or(DateTime::INFINITY).fmt(f)
    }
}

/// What is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a moment is written as 2026-11-22T10:00:00Z")]
pub struct NoTimestamp;

impl FromStr for Timestamp {
    type Err = NoTimestamp;

    fn from_str(text: &str) -> Result<Self, NoTimestamp> {
        let moment = text.parse::<DateTime>().map_err(|_| NoTimestamp)?;
        Ok(Self::from_unix(moment.unix_duration()))
    }
}

impl TryFrom<String> for Timestamp {
    type Error = NoTimestamp;

    fn try_from(text: String) -> Result<Self, NoTimestamp> {
        text.parse()
    }
}

impl From<Timestamp> for String {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_it_is_written() {
        let moment: Timestamp = "2026-11-22T10:00:59Z".parse().expect("a moment");
        assert_eq!(moment.to_string(), "2026-11-22T10:00:59Z");
        assert_eq!(moment.date(), "2026-11-22");
        assert_eq!(moment.since_epoch().as_secs(), 1_795_341_659);
        for text in ["", "2026-11-22", "2026-13-22T10:00:59Z", "2026-11-22T10:00:59+01:00", "yesterday"] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
        let last = Timestamp::from_unix(Duration::from_secs(u64::MAX));
        assert_eq!(last.to_string().parse(), Ok(last));
    }
}
