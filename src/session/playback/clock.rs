//! The time line: where a recording is played now, how fast, and when something on it is due. Reads no clock; it is told the time.

use std::time::{Duration, Instant};

/// How fast a recording is played, in hundredths of its own speed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speed(u16);

impl Speed {
    /// As fast as it was recorded.
    pub const NORMAL: Speed = Speed(100);
    /// The speeds that can be chosen, slowest first.
    pub const ALL: [Speed; 7] = [Speed(25), Speed(50), Speed::NORMAL, Speed(200), Speed(400), Speed(800), Speed(1600)];

    /// Hundredths of the recording's own speed.
    pub fn percent(self) -> u16 {
        self.0
    }

    /// The next one that is faster, if there is one.
    pub fn faster(self) -> Speed {
        Self::ALL.into_iter().find(|speed| *speed > self).unwrap_or(self)
    }

    /// The next one that is slower, if there is one.
    pub fn slower(self) -> Speed {
        Self::ALL.into_iter().rev().find(|speed| *speed < self).unwrap_or(self)
    }
}

impl Default for Speed {
    fn default() -> Self {
        Self::NORMAL
    }
}

/// Where it is played.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Clock {
    /// The place when it was started, changed or stopped last.
    place: Duration,
    /// Since when it runs.
    since: Option<Instant>,
    speed: Speed,
}

impl Clock {
    /// The place at `now`.
    pub(super) fn place(&self, now: Instant) -> Duration {
        let passed = self.since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since));
        self.place.saturating_add(passed.saturating_mul(self.speed.0.into()) / 100)
    }

    /// Runs from where it is.
    pub(super) fn run(&mut self, now: Instant) {
        self.place = self.place(now);
        self.since = Some(now);
    }

    /// Stops where it is.
    pub(super) fn stop(&mut self, now: Instant) {
        self.place = self.place(now);
        self.since = None;
    }

    /// Goes to another place, and runs on if it did.
    pub(super) fn jump(&mut self, place: Duration, now: Instant) {
        self.place = place;
        self.since = self.since.map(|_| now);
    }

    /// Runs so fast from here on.
    pub(super) fn set_speed(&mut self, speed: Speed, now: Instant) {
        self.jump(self.place(now), now);
        self.speed = speed;
    }

    pub(super) fn speed(&self) -> Speed {
        self.speed
    }

    pub(super) fn is_running(&self) -> bool {
        self.since.is_some()
    }

    /// How long until `place` is due; `None` while it stands still.
    pub(super) fn until(&self, place: Duration, now: Instant) -> Option<Duration> {
        self.since?;
        let ahead = place.saturating_sub(self.place(now));
        Some(
            Duration::try_from_secs_f64(ahead.as_secs_f64() * 100.0 / f64::from(self.speed.0)).unwrap_or(Duration::MAX),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn the_place_moves_at_the_chosen_speed_and_only_while_it_runs() {
        let (mut clock, start) = (Clock::default(), Instant::now());
        let after = |passed| start + seconds(passed);
        assert_eq!((clock.place(after(9)), clock.until(seconds(1), after(9))), (seconds(0), None));
        clock.run(after(10));
        assert_eq!((clock.place(after(13)), clock.until(seconds(5), after(13))), (seconds(3), Some(seconds(2))));
        clock.set_speed(Speed(400), after(13));
        assert_eq!((clock.place(after(15)), clock.until(seconds(15), after(15))), (seconds(11), Some(seconds(1))));
        clock.stop(after(15));
        assert_eq!(clock.place(after(99)), seconds(11));
        clock.jump(seconds(2), after(99));
        assert_eq!((clock.place(after(100)), clock.is_running()), (seconds(2), false));
        clock.run(after(100));
        clock.jump(seconds(50), after(101));
        assert_eq!((clock.place(after(102)), clock.is_running()), (seconds(54), true));
        assert_eq!(clock.until(seconds(1), after(102)), Some(Duration::ZERO), "it is past");
        assert!(clock.until(Duration::MAX, after(102)).is_some(), "however far it is");
    }

    #[test]
    fn speeds_lead_to_each_other_and_end() {
        let mut speed = Speed(100);
        for expected in [200, 400, 800, 1600, 1600] {
            speed = speed.faster();
            assert_eq!(speed.percent(), expected);
        }
        assert_eq!(std::iter::successors(Some(speed), |speed| Some(speed.slower())).nth(20), Some(Speed(25)));
    }
}
