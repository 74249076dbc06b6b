//! How often to ask where each update must be asked for. Knows no clock: times are told.
//!
//! A request that reaches the server before the last one was answered is merged with it, and one that comes after brings another
//! update. So requests are spread over the round trip, at least as far apart as an update takes to come: then none piles
//! up before the link. When updates stay away, requests do as well; the last one was sent after the last update came, and waits at
//! the server.

use std::time::{Duration, Instant};

/// Over a shorter way a request for each update is enough.
const SHORT: Duration = Duration::from_millis(30);
/// Requests are at least so far apart: servers collect changes for about as long.
const CLOSEST: Duration = Duration::from_millis(20);
/// The most updates on their way at a time.
const MOST: u32 = 6;

/// The way to the server.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::session) struct Way {
    /// There and back.
    pub round_trip: Option<Duration>,
    /// What an update takes to come once it is on its way.
    pub transfer: Option<Duration>,
}

/// Whether to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    Now,
    Later,
}

/// When requests were sent, and when the next one is due.
#[derive(Debug, Default)]
pub(super) struct Rhythm {
    asked: Option<Instant>,
    update: Option<Instant>,
    due: Option<Instant>,
    /// Whether an update is arriving: if that takes longer than the interval, the link is full.
    arriving: bool,
}

impl Way {
    /// How far apart requests are; `None` where one for each update is enough.
    fn interval(self) -> Option<Duration> {
        let (round_trip, transfer) = (self.round_trip.filter(|way| *way >= SHORT)?, self.transfer?);
        let interval = (transfer + transfer / 4).max(round_trip / MOST).max(CLOSEST);
        (interval < round_trip).then_some(interval)
    }
}

impl Rhythm {
    /// An update begins to arrive.
    pub(super) fn update_started(&mut self, way: Way, now: Instant) -> Ask {
        (self.update, self.arriving) = (Some(now), true);
        let Some(interval) = way.interval() else {
            (self.asked, self.due) = (Some(now), None);
            return Ask::Now;
        };
        if let Some(next) = self.asked.map(|asked| asked + interval).filter(|next| *next > now) {
            self.due = Some(next);
            return Ask::Later;
        }
        self.asked(way, now);
        Ask::Now
    }

    /// The update has arrived.
    pub(super) fn update_ended(&mut self) {
        self.arriving = false;
    }

    /// A request is sent.
    pub(super) fn asked(&mut self, way: Way, now: Instant) {
        self.asked = Some(now);
        let lately = |round_trip: Duration| self.update.is_some_and(|update| now < update + 2 * round_trip);
        self.due = way.interval().filter(|_| way.round_trip.is_some_and(lately)).map(|interval| now + interval);
    }

    /// Whether each request was sent with an update's first byte.
    pub(super) fn is_simple(&self) -> bool {
        self.due.is_none()
    }

    /// When to send the next one.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due.filter(|_| !self.arriving)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn milliseconds(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    const fn way(round_trip: u64, transfer: u64) -> Way {
        Way { round_trip: Some(milliseconds(round_trip)), transfer: Some(milliseconds(transfer)) }
    }

    /// A server that answers a request as soon as `every` has passed since its last update, and merges requests until then.
    /// Returns the updates that came and the requests that were sent in ten seconds, and how many updates waited before the
    /// link at most.
    fn play(way: Way, every: Duration) -> (usize, usize, u32) {
        let (mut rhythm, start) = (Rhythm::default(), Instant::now());
        let (round_trip, transfer) = (way.round_trip.unwrap_or_default(), way.transfer.unwrap_or_default());
        let (mut requests, mut arrivals) = (vec![start], Vec::<Instant>::new());
        let (mut handled, mut pending, mut generated, mut free, mut waiting) = (0, false, None, start, 0);
        for tick in 0..10_000 {
            let now = start + milliseconds(tick);
            while requests.get(handled).is_some_and(|sent| *sent + round_trip / 2 <= now) {
                (handled, pending) = (handled + 1, true);
            }
            if pending && generated.is_none_or(|generated: Instant| generated + every <= now) {
                (pending, generated) = (false, Some(now));
                waiting =
                    waiting.max((free.saturating_duration_since(now).as_millis() / transfer.as_millis().max(1)) as u32);
                arrivals.push(free.max(now) + round_trip / 2);
                free = free.max(now) + transfer;
            }
            if arrivals.contains(&now) && rhythm.update_started(way, now) == Ask::Now {
                requests.push(now);
            }
            // Its last byte comes with the first of the next one.
            rhythm.update_ended();
            if rhythm.due().is_some_and(|due| due <= now) {
                rhythm.asked(way, now);
                requests.push(now);
            }
        }
        (arrivals.len(), requests.len(), waiting)
    }

    #[test]
    fn a_long_way_is_filled_with_updates_and_none_waits_before_the_link() {
        let (updates, requests, waiting) = play(way(100, 20), milliseconds(16));
        assert!((330..=410).contains(&updates), "{updates} in ten seconds");
        assert!(requests < 420, "{requests} requests");
        assert!(waiting <= 1, "{waiting} waited");
    }

    #[test]
    fn a_link_that_is_full_anyway_gets_no_more_requests() {
        let (updates, requests, waiting) = play(way(100, 120), milliseconds(16));
        assert!(updates <= 84 && requests <= updates + 2, "{updates} updates, {requests} requests");
        assert!(waiting <= 1, "{waiting} waited");
    }

    #[test]
    fn a_short_way_and_an_unknown_one_get_a_request_for_each_update() {
        for way in [way(5, 1), Way::default(), Way { transfer: None, ..way(100, 0) }] {
            let (mut rhythm, now) = (Rhythm::default(), Instant::now());
            for update in 0..100 {
                assert_eq!(rhythm.update_started(way, now + milliseconds(update)), Ask::Now);
                assert_eq!(rhythm.due(), None);
            }
        }
    }

    #[test]
    fn a_desktop_at_rest_is_not_asked_and_its_next_change_was_asked_for() {
        let (mut rhythm, start, way) = (Rhythm::default(), Instant::now(), way(100, 10));
        rhythm.update_started(way, start);
        rhythm.update_started(way, start + milliseconds(1));
        assert_eq!(rhythm.due(), None, "an update is arriving");
        rhythm.update_ended();
        let mut requests = Vec::new();
        while let Some(due) = rhythm.due() {
            rhythm.asked(way, due);
            requests.push(due);
            assert!(requests.len() < 20, "it never ends");
        }
        assert!(requests.last().is_some_and(|last| *last > start + milliseconds(1)));
    }
}
