//! Lengths of time on the command line.

use std::time::Duration;

/// A number of seconds, up to a day.
pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds =
        text.strip_suffix('s').unwrap_or(text).parse().ok().filter(|seconds| (0.0..=86400.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "expected seconds, such as 2 or 0.5".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_read_and_nonsense_is_refused() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        assert_eq!(seconds("2s"), Ok(Duration::from_secs(2)));
        for text in ["", "-1", "NaN", "inf", "1e99", "soon"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }
}
