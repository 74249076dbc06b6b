//! Where a recording can be entered: the places in its file from which on everything can be shown without what came before.

use std::time::Duration;

use rfb::{PixelFormat, Size};

/// More places are not remembered: of more, every second is forgotten.
const MOST: usize = 2048;

/// A place where a recording can be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entrance {
    /// Its time.
    pub(super) time: Duration,
    /// The offset of its chunk in the file.
    pub(super) offset: u64,
    /// The extent of the picture there.
    pub(super) size: Size,
    /// The pixels that come from there on.
    pub(super) format: PixelFormat,
}

/// What is known of a recording so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    entrances: Vec<Entrance>,
    /// Entrances nearer than this to the last one are left out.
    spacing: Duration,
    /// The time of the last chunk.
    pub(super) length: Duration,
    /// Whether all of it was read.
    pub(super) extent: Extent,
}

/// How much of a recording was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// Some of it; its length grows.
    #[default]
    Growing,
    /// All of it.
    Whole,
}

impl Index {
    /// Another entrance, later than all before.
    pub(super) fn add(&mut self, entrance: Entrance) {
        let near = |last: &Entrance| entrance.time.saturating_sub(last.time) < self.spacing;
        if self.entrances.last().is_some_and(near) {
            return;
        }
        self.entrances.push(entrance);
        if self.entrances.len() > MOST {
            let mut keep = [true, false].into_iter().cycle();
            self.entrances.retain(|_| keep.next().unwrap_or_default());
            self.spacing = entrance.time / (MOST as u32 / 2);
        }
    }

    /// There is none after all but the beginning.
    pub(super) fn forget(&mut self) {
        self.entrances.clear();
    }

    /// The last entrance that is not later than `time`; `None` is the beginning.
    pub(super) fn before(&self, time: Duration) -> Option<Entrance> {
        let count = self.entrances.partition_point(|entrance| entrance.time <= time);
        count.checked_sub(1).map(|last| self.entrances[last])
    }

    #[cfg(test)]
    pub(super) fn entrances(&self) -> &[Entrance] {
        &self.entrances
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: u64) -> Entrance {
        let time = Duration::from_millis(milliseconds);
        Entrance { time, offset: milliseconds, size: Size::new(1, 1), format: PixelFormat::RENDERER }
    }

    #[test]
    fn the_last_entrance_before_a_time_is_found() {
        let mut index = Index::default();
        assert_eq!(index.before(Duration::MAX), None);
        for entrance in [at(0), at(1000), at(3000)] {
            index.add(entrance);
        }
        let found = |milliseconds| index.before(Duration::from_millis(milliseconds)).map(|entrance| entrance.offset);
        assert_eq!([found(0), found(999), found(1000), found(2999), found(9999)], [0, 0, 1000, 1000, 3000].map(Some));
    }

    #[test]
    fn a_long_recording_has_no_more_entrances_than_fit_and_they_stay_even() {
        let mut index = Index::default();
        for second in 0..100_000 {
            index.add(at(second * 1000));
            assert!(index.entrances.len() <= MOST);
        }
        let gaps: Vec<_> =
            index.entrances.windows(2).map(|pair| pair[1].time.as_secs() - pair[0].time.as_secs()).collect();
        let (least, most) = (gaps.iter().min(), gaps.iter().max());
        assert!(least.zip(most).is_some_and(|(least, most)| *most <= 4 * least), "{least:?} to {most:?}");
        assert!(gaps.len() > MOST / 3);
    }
}
