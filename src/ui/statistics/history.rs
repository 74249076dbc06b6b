//! What the numbers of a session were over the last minute. Counters come in, rates come out; no clock is read here.

use std::collections::VecDeque;
use std::time::Duration;

use crate::session::Statistics;

/// So many samples are kept: a minute of them, two a second.
const SAMPLES: usize = 120;

/// What drawing took so far, all together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frames {
    /// Frames that were drawn.
    pub drawn: u64,
    /// Handing changed pixels to what draws them.
    pub upload: Duration,
    /// Drawing and handing over to the window system.
    pub present: Duration,
    /// From a key or click to the next picture with something new: how often, and how long all together.
    pub answers: (u64, Duration),
}

/// What was between two looks.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sample {
    /// Updates a second.
    pub updates: f32,
    /// Frames a second.
    pub frames: f32,
    /// Millions of bits a second.
    pub megabits: f32,
    /// The round trip in milliseconds.
    pub round_trip: Option<f32>,
    /// Milliseconds that decoding took for an update.
    pub decoding: Option<f32>,
    /// Milliseconds that the upload took for a frame.
    pub upload: Option<f32>,
    /// Milliseconds that drawing took for a frame.
    pub present: Option<f32>,
    /// Milliseconds from a key or click to the next picture.
    pub answer: Option<f32>,
}

/// The last minute.
#[derive(Debug, Clone, Default)]
pub struct History {
    samples: VecDeque<Sample>,
    now: Statistics,
    frames: Frames,
}

impl History {
    /// Begins with these counters.
    pub fn new(now: Statistics, frames: Frames) -> Self {
        Self { samples: VecDeque::new(), now, frames }
    }

    /// Takes in the counters after `elapsed`. Returns whether anything of it looks otherwise than before.
    pub fn add(&mut self, now: Statistics, frames: Frames, elapsed: Duration) -> Changed {
        let sample = sample(&self.now, &now, &self.frames, &frames, elapsed.as_secs_f32().max(0.001));
        let rests = self.samples.len() == SAMPLES && self.samples.iter().all(|other| *other == sample);
        let changed = if rests && self.now == now { Changed::No } else { Changed::Yes };
        if self.samples.len() == SAMPLES {
            self.samples.pop_front();
        }
        self.samples.push_back(sample);
        (self.now, self.frames) = (now, frames);
        changed
    }

    /// A minute of a lively session, to be looked at.
    #[cfg(test)]
    pub(in crate::ui) fn example() -> Self {
        let mut history = Self::default();
        let (mut now, mut frames) = (Statistics::default(), Frames::default());
        now.bandwidth = Some(94_200_000);
        now.compression = rfb::Level::new(2);
        now.quality = rfb::Level::new(8).map_or(rfb::Quality::Lossless, rfb::Quality::Level);
        for step in 0..100u64 {
            let wave = ((step as f64 / 9.0).sin() + 1.2) * 10.0;
            now.updates += wave as u64;
            now.received += (wave * 21_000.0) as u64;
            now.decoding += Duration::from_micros((wave * wave * 130.0) as u64);
            now.round_trip = (step > 20).then(|| Duration::from_micros(11_300 + (step % 7) * 900));
            for (place, tally) in now.tallies.iter_mut().take(3).enumerate() {
                let share = (wave as u64 * 50_000) >> (2 * place);
                tally.rectangles += 3;
                tally.pixels += share;
                tally.bytes += share / 5;
            }
            now.input = crate::session::InputTally { given: step * 9, merged: step * 3, dropped: 0 };
            frames.drawn += wave as u64;
            frames.upload += Duration::from_micros((wave * 210.0) as u64);
            frames.present += Duration::from_micros((wave * 700.0) as u64);
            if step % 11 == 0 {
                frames.answers.0 += 1;
                frames.answers.1 += Duration::from_millis(23);
            }
            history.add(now, frames, Duration::from_millis(500));
        }
        history
    }

    /// The counters as they are now.
    pub fn now(&self) -> &Statistics {
        &self.now
    }

    /// The last sample.
    pub fn last(&self) -> Sample {
        self.samples.back().copied().unwrap_or_default()
    }

    /// What `value` was, oldest first: as many as there is room for, the missing ones first.
    pub fn series(&self, value: impl Fn(&Sample) -> Option<f32>) -> Vec<Option<f32>> {
        let missing = SAMPLES - self.samples.len().min(SAMPLES);
        std::iter::repeat_n(None, missing).chain(self.samples.iter().map(value)).collect()
    }
}

/// Whether there is something new to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    Yes,
    No,
}

fn sample(before: &Statistics, now: &Statistics, drawn_before: &Frames, drawn: &Frames, seconds: f32) -> Sample {
    // A new connection counts from the beginning.
    let since = |before: u64, now: u64| if now >= before { now - before } else { now };
    let updates = since(before.updates, now.updates);
    let frames = since(drawn_before.drawn, drawn.drawn);
    let each = |before: Duration, now: Duration, count: u64| {
        let took = now.checked_sub(before).unwrap_or(now);
        (count > 0).then(|| took.as_secs_f32() * 1000.0 / count as f32)
    };
    Sample {
        updates: updates as f32 / seconds,
        frames: frames as f32 / seconds,
        megabits: since(before.received, now.received) as f32 * 8.0 / 1e6 / seconds,
        round_trip: now.round_trip.map(|took| took.as_secs_f32() * 1000.0),
        decoding: each(before.decoding, now.decoding, updates),
        upload: each(drawn_before.upload, drawn.upload, frames),
        present: each(drawn_before.present, drawn.present, frames),
        answer: each(drawn_before.answers.1, drawn.answers.1, since(drawn_before.answers.0, drawn.answers.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counters(updates: u64, received: u64, decoding: u64) -> Statistics {
        Statistics { updates, received, decoding: Duration::from_millis(decoding), ..Statistics::default() }
    }

    #[test]
    fn counters_become_rates_and_times_become_times_each() {
        let mut history = History::new(counters(10, 1_000, 50), Frames::default());
        let frames = Frames { drawn: 4, present: Duration::from_millis(8), ..Frames::default() };
        assert_eq!(history.add(counters(20, 251_000, 80), frames, Duration::from_millis(500)), Changed::Yes);
        let last = history.last();
        assert_eq!((last.updates, last.frames, last.megabits), (20.0, 8.0, 4.0));
        assert_eq!((last.decoding, last.present, last.answer), (Some(3.0), Some(2.0), None));
    }

    #[test]
    fn a_new_connection_counts_from_the_beginning() {
        let mut history = History::new(counters(1000, 1 << 40, 9000), Frames::default());
        history.add(counters(3, 125_000, 6), Frames::default(), Duration::from_secs(1));
        assert_eq!((history.last().updates, history.last().megabits, history.last().decoding), (3.0, 1.0, Some(2.0)));
    }

    #[test]
    fn a_minute_is_kept_and_a_session_at_rest_comes_to_rest() {
        let mut history = History::new(counters(0, 0, 0), Frames::default());
        let mut add = |updates| history.add(counters(updates, 0, 0), Frames::default(), Duration::from_millis(500));
        for updates in 0..500 {
            assert_eq!(add(updates), Changed::Yes);
        }
        for _ in 0..SAMPLES {
            assert_eq!(add(499), Changed::Yes, "the last minute still moves");
        }
        assert_eq!(add(499), Changed::No);
        assert_eq!(history.samples.len(), SAMPLES);
        assert_eq!(history.series(|sample| Some(sample.updates)).len(), SAMPLES);
    }
}
