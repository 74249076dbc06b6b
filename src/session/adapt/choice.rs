//! What to ask the server for, by what the link carries. Knows no clock: times are told.

use std::time::{Duration, Instant};

use rfb::{Encoding, Level, Levels, Quality};

use crate::session::Wishes;

/// What a link carries, in steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    /// Every byte counts.
    Thin,
    Slow,
    Medium,
    /// Time to compress counts more than bytes.
    Fast,
}

/// So many measurements in a row must speak for another step.
const VOTES: u32 = 3;
/// A step is kept for so long.
const DWELL: Duration = Duration::from_secs(3);

impl Link {
    const ALL: [Link; 4] = [Link::Thin, Link::Slow, Link::Medium, Link::Fast];

    /// Bits per second from which on a link is of this step.
    const fn floor(self) -> u64 {
        match self {
            Link::Thin => 0,
            Link::Slow => 1_500_000,
            Link::Medium => 8_000_000,
            Link::Fast => 40_000_000,
        }
    }

    /// Level of JPEG quality: 92, 79, 62 and 41 percent with TigerVNC and TurboVNC.
    const fn quality(self) -> Option<Level> {
        Level::new(match self {
            Link::Thin => 2,
            Link::Slow => 4,
            Link::Medium => 6,
            Link::Fast => 8,
        })
    }

    /// Level of compression. Never 0, which makes many servers send megabytes.
    const fn compression(self) -> Option<Level> {
        Level::new(match self {
            Link::Thin => 9,
            Link::Slow => 6,
            Link::Medium => 2,
            Link::Fast => 1,
        })
    }

    /// The step for `bandwidth` on a link that is taken for one of step `self`: a quarter more or a fifth less than the
    /// floor is needed to leave it.
    fn with(self, bandwidth: u64) -> Link {
        let highest =
            |bandwidth| Link::ALL.into_iter().rev().find(|link| bandwidth >= link.floor()).unwrap_or(Link::Thin);
        let (up, down) = (highest(bandwidth / 5 * 4), highest(bandwidth.saturating_add(bandwidth / 4)));
        if up > self { up } else { self.min(down) }
    }
}

/// The step that the link is taken for, and what speaks against it.
#[derive(Debug)]
pub(super) struct Choice {
    link: Link,
    votes: u32,
    changed: Option<Instant>,
}

impl Default for Choice {
    /// Before anything was measured a link is taken for a fast one, as most are.
    fn default() -> Self {
        Self { link: Link::Fast, votes: 0, changed: None }
    }
}

impl Choice {
    /// The step.
    pub(super) fn link(&self) -> Link {
        self.link
    }

    /// The bandwidth was measured, in bits per second. Returns whether the step is another one now.
    pub(super) fn measured(&mut self, bandwidth: u64, now: Instant) -> bool {
        let link = self.link.with(bandwidth);
        if link == self.link {
            self.votes = 0;
            return false;
        }
        self.votes += 1;
        let dwells = self.changed.is_some_and(|changed| now.saturating_duration_since(changed) < DWELL);
        if self.votes < VOTES || dwells {
            return false;
        }
        *self = Self { link, votes: 0, changed: Some(now) };
        true
    }
}

/// Whether loss is wanted where the link gains by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    /// It is.
    Enough,
    /// Every pixel as it is.
    Exact,
}

/// What to ask for on such a link. What the user fixed stays.
pub(super) fn levels(wishes: &Wishes, link: Link, truth: Truth) -> Levels {
    let chosen = match truth {
        Truth::Enough => link.quality().map(Quality::Level),
        Truth::Exact => None,
    };
    Levels {
        quality: wishes.quality.or(chosen).unwrap_or_default(),
        subsampling: wishes.subsampling,
        compression: wishes.compression.or(link.compression()),
    }
}

/// The encodings to ask for, best first. Servers made with libvncserver keep the quality that was asked for once, so those
/// encodings that can lose nothing come first where nothing may be lost.
pub(super) fn encodings(wishes: &Wishes, truth: Truth) -> Vec<Encoding> {
    let mut encodings = wishes.encodings.clone().unwrap_or_else(|| Encoding::unnamed().collect());
    if truth == Truth::Exact {
        encodings.sort_by_key(|encoding| encoding.may_lose());
    }
    encodings
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEGABIT: u64 = 1_000_000;

    #[test]
    fn one_slow_update_changes_nothing_and_three_do() {
        let (mut choice, now) = (Choice::default(), Instant::now());
        assert!(!choice.measured(5 * MEGABIT, now));
        assert!(!choice.measured(100 * MEGABIT, now));
        assert!(!choice.measured(5 * MEGABIT, now));
        assert!(!choice.measured(5 * MEGABIT, now));
        assert!(choice.measured(5 * MEGABIT, now));
        assert_eq!(choice.link(), Link::Slow);
    }

    #[test]
    fn a_link_about_the_threshold_stays_what_it_is() {
        for start in [Link::Medium, Link::Fast] {
            let mut choice = Choice { link: start, votes: 0, changed: None };
            for turn in 0..100 {
                let bandwidth = if turn % 2 == 0 { 36 } else { 44 } * MEGABIT;
                assert!(!choice.measured(bandwidth, Instant::now()), "{start:?}");
            }
        }
    }

    #[test]
    fn a_link_that_changes_all_the_time_is_followed_at_most_every_few_seconds() {
        let (mut choice, start) = (Choice::default(), Instant::now());
        let mut changes = 0;
        for tenth in 0..600u32 {
            let bandwidth = if tenth / 5 % 2 == 0 { 100 } else { 1 } * MEGABIT;
            changes += u32::from(choice.measured(bandwidth, start + tenth * Duration::from_millis(100)));
        }
        assert!((2..=20).contains(&changes), "{changes} in a minute");
    }

    #[test]
    fn every_step_is_reached_from_every_other() {
        for from in Link::ALL {
            for (bandwidth, to) in [(0, Link::Thin), (4, Link::Slow), (20, Link::Medium), (900, Link::Fast)] {
                assert_eq!(from.with(bandwidth * MEGABIT), to, "from {from:?}");
            }
            assert_eq!(from.with(u64::MAX), Link::Fast);
        }
    }

    #[test]
    fn slower_links_get_fewer_bytes_and_none_is_sent_without_compression() {
        for pair in Link::ALL.windows(2) {
            assert!(pair[0].quality() < pair[1].quality());
            assert!(pair[0].compression() > pair[1].compression());
        }
        assert!(Link::ALL.iter().all(|link| link.compression() > Level::new(0)));
    }

    #[test]
    fn what_the_user_fixed_stays() {
        let quality = Quality::Level(Level::new(1).expect("a level"));
        let wishes = Wishes { quality: Some(quality), compression: Level::new(0), ..Wishes::default() };
        let fixed = Levels { quality, subsampling: None, compression: Level::new(0) };
        for link in Link::ALL {
            assert_eq!(levels(&wishes, link, Truth::Enough), fixed);
        }
        assert_eq!(levels(&Wishes::default(), Link::Thin, Truth::Exact).quality, Quality::Lossless);
    }
}
