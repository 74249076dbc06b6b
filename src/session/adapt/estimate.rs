//! How fast the link is, from what was measured. Knows no clock: times are told.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Fewer bytes than this say nothing of a link: they came in one piece.
const ENOUGH_BYTES: u64 = 16 << 10;
/// Unless they took this long.
const LONG: Duration = Duration::from_millis(200);
/// Shorter spans say more of the scheduler than of the link.
const SHORT: Duration = Duration::from_millis(1);
/// So many measurements count, the newest.
const KEPT: usize = 8;

/// What is known of the link.
#[derive(Debug, Default)]
pub(super) struct Estimate {
    /// Bytes received and the time when the update at hand began.
    started: Option<(u64, Instant)>,
    /// Bits per second, newest last.
    rates: VecDeque<u64>,
    round_trips: VecDeque<Duration>,
    /// Bytes received when the last update ended.
    ended: u64,
    /// Bytes of the last updates, smoothed.
    size: Option<u64>,
}

impl Estimate {
    /// An update begins; `received` bytes came so far.
    pub(super) fn update_started(&mut self, received: u64, now: Instant) {
        self.started = Some((received, now));
    }

    /// The update ended. Returns the bandwidth where it said something of the link.
    pub(super) fn update_ended(&mut self, received: u64, now: Instant) -> Option<u64> {
        let size = received.saturating_sub(std::mem::replace(&mut self.ended, received));
        self.size = Some(self.size.map_or(size, |smooth| smooth - smooth / 4 + size / 4));
        let (before, since) = self.started.take()?;
        let (bytes, took) = (received.saturating_sub(before), now.saturating_duration_since(since));
        if took < SHORT || (bytes < ENOUGH_BYTES && (took < LONG || bytes < ENOUGH_BYTES / 8)) {
            return None;
        }
        push(&mut self.rates, (bytes as f64 * 8.0 / took.as_secs_f64()) as u64);
        self.bandwidth()
    }

    /// Something that was sent was answered this much later.
    pub(super) fn round_trip(&mut self, took: Duration) {
        push(&mut self.round_trips, took);
    }

    /// Bits per second. A server that is busy makes the link look slower than it is, never faster; so the best of the last
    /// measurements counts, but for one, which may have come in one piece after a pause.
    pub(super) fn bandwidth(&self) -> Option<u64> {
        let mut rates: Vec<u64> = self.rates.iter().copied().collect();
        rates.sort_unstable_by(|one, other| other.cmp(one));
        rates.get(usize::from(rates.len() > 2)).copied()
    }

    /// How long an update takes to come, once it is on its way.
    pub(super) fn transfer(&self) -> Option<Duration> {
        let (size, bandwidth) = (self.size?, self.bandwidth()?);
        Some(Duration::from_secs_f64(size as f64 * 8.0 / bandwidth.max(1) as f64))
    }

    /// The shortest of the last round trips: the others waited behind pixels.
    pub(super) fn shortest_round_trip(&self) -> Option<Duration> {
        self.round_trips.iter().min().copied()
    }
}

fn push<T>(measurements: &mut VecDeque<T>, measurement: T) {
    if measurements.len() == KEPT {
        measurements.pop_front();
    }
    measurements.push_back(measurement);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The estimate after updates of so many bytes in so many milliseconds each.
    fn after(updates: &[(u64, u64)]) -> Estimate {
        let (mut estimate, mut now, mut received) = (Estimate::default(), Instant::now(), 0);
        for (bytes, milliseconds) in updates {
            estimate.update_started(received, now);
            received += bytes;
            now += Duration::from_millis(*milliseconds);
            estimate.update_ended(received, now);
        }
        estimate
    }

    #[test]
    fn a_link_is_as_fast_as_its_updates_came() {
        assert_eq!(after(&[(250_000, 100)]).bandwidth(), Some(20_000_000));
    }

    #[test]
    fn an_update_takes_as_long_as_the_last_ones_were_large() {
        assert_eq!(after(&[(250_000, 100)]).transfer(), Some(Duration::from_millis(100)));
        let smaller: Vec<_> = [(250_000, 100)].into_iter().chain([(25_000, 10); KEPT * 2]).collect();
        let transfer = after(&smaller).transfer().expect("it was measured");
        assert!((10..15).contains(&transfer.as_millis()), "{transfer:?}");
    }

    #[test]
    fn what_came_in_one_piece_says_nothing() {
        assert_eq!(after(&[(100, 1), (1_000_000, 0), (1_000, 100), (100, 5_000)]).bandwidth(), None);
    }

    #[test]
    fn a_slow_server_does_not_make_the_link_slow_nor_one_burst_fast() {
        let updates = [(250_000, 100), (250_000, 2_000), (250_000, 2), (250_000, 100), (250_000, 900)];
        assert_eq!(after(&updates).bandwidth(), Some(20_000_000));
    }

    #[test]
    fn a_link_that_became_slow_is_seen_to_be() {
        let updates: Vec<_> = [(250_000, 10); 20].into_iter().chain([(25_000, 100); KEPT]).collect();
        assert_eq!(after(&updates).bandwidth(), Some(2_000_000));
    }

    #[test]
    fn the_shortest_of_the_last_round_trips_counts() {
        let mut estimate = Estimate::default();
        assert_eq!(estimate.shortest_round_trip(), None);
        let milliseconds = Duration::from_millis;
        for took in [1, 300, 100, 250] {
            estimate.round_trip(milliseconds(took));
        }
        assert_eq!(estimate.shortest_round_trip(), Some(milliseconds(1)));
        for more in 0..KEPT as u64 {
            estimate.round_trip(milliseconds(100 + more));
        }
        assert_eq!(estimate.shortest_round_trip(), Some(milliseconds(100)));
    }
}
