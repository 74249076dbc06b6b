//! What the thread that records waits for.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};

use super::scribe::Extras;

/// Tells the recording thread that there is something to write, or that it is over.
#[derive(Default)]
pub(super) struct Signal {
    news: Mutex<News>,
    changed: Condvar,
    over: AtomicBool,
}

#[derive(Default)]
struct News {
    picture: bool,
    extras: Option<Extras>,
    stop: bool,
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    GoOn,
    Stop,
}

impl Signal {
    /// The picture has changed.
    pub(super) fn picture(&self) {
        self.news.lock().picture = true;
        self.changed.notify_one();
    }

    /// Something else has changed.
    pub(super) fn tell(&self, extras: Extras) {
        self.news.lock().extras.get_or_insert_default().add(extras);
        self.changed.notify_one();
    }

    /// Nothing is recorded any more.
    pub(super) fn end(&self) {
        self.over.store(true, Ordering::Release);
    }

    /// Whether [`Signal::end`] was called.
    pub(super) fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    /// The recording is to end.
    pub(super) fn stop(&self) {
        self.news.lock().stop = true;
        self.changed.notify_one();
    }

    /// Waits until there is something to write.
    pub(super) fn wait(&self) -> (Flow, Extras) {
        let mut news = self.news.lock();
        while !news.picture && news.extras.is_none() && !news.stop {
            self.changed.wait(&mut news);
        }
        news.picture = false;
        let flow = if news.stop { Flow::Stop } else { Flow::GoOn };
        (flow, news.extras.take().unwrap_or_default())
    }

    /// Waits until `deadline` or the end.
    pub(super) fn rest_until(&self, deadline: Instant) {
        let mut news = self.news.lock();
        while !news.stop && Instant::now() < deadline {
            self.changed.wait_until(&mut news, deadline);
        }
    }

    /// Waits for something to write, or for the end, but not longer than `patience`; whether it came.
    pub(super) fn has_news_within(&self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        let mut news = self.news.lock();
        while !news.picture && news.extras.is_none() && !news.stop {
            if self.changed.wait_until(&mut news, deadline).timed_out() {
                return false;
            }
        }
        true
    }
}
