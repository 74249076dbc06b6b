//! Events on their way to the front end: bounded, because of what only the newest counts.

use std::collections::VecDeque;
use std::mem::discriminant;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};

use super::{Event, Wake};

/// A queue that keeps only the newest cursor, size, name and clipboard, so that a flood of them cannot grow it.
pub(super) struct EventQueue {
    events: Mutex<VecDeque<Event>>,
    arrived: Condvar,
    wake: Wake,
    /// Others that are told the same.
    followers: Mutex<Vec<Weak<EventQueue>>>,
}

impl EventQueue {
    pub(super) fn new(wake: Wake) -> Self {
        let followers = Mutex::default();
        Self { events: Mutex::new(VecDeque::new()), arrived: Condvar::new(), wake, followers }
    }

    /// Another queue, of what comes from now on.
    pub(super) fn follow(&self, wake: Wake) -> Arc<Self> {
        let follower = Arc::new(Self::new(wake));
        self.followers.lock().push(Arc::downgrade(&follower));
        follower
    }

    pub(super) fn push(&self, event: Event) {
        self.followers.lock().retain(|follower| {
            let follower = follower.upgrade();
            if let Some(follower) = &follower {
                follower.push(event.clone());
            }
            follower.is_some()
        });
        let mut events = self.events.lock();
        if newest_counts(&event) {
            events.retain(|waiting| discriminant(waiting) != discriminant(&event));
        }
        events.push_back(event);
        drop(events);
        self.arrived.notify_all();
        (self.wake)();
    }

    pub(super) fn pop(&self) -> Option<Event> {
        self.events.lock().pop_front()
    }

    pub(super) fn wait(&self, timeout: Duration) -> Option<Event> {
        let deadline = Instant::now() + timeout;
        let mut events = self.events.lock();
        while events.is_empty() {
            if self.arrived.wait_until(&mut events, deadline).timed_out() {
                break;
            }
        }
        events.pop_front()
    }
}

/// Whether an event makes an earlier one of its kind pointless. The others come a bounded number of times in a session.
fn newest_counts(event: &Event) -> bool {
    match event {
        Event::Progress(_)
        | Event::Resized(_)
        | Event::Renamed(_)
        | Event::Resizable(_)
        | Event::Cursor(_)
        | Event::Bell
        | Event::Clipboard(_)
        | Event::ClipboardTooLarge(_)
        | Event::ClipboardReduced
        | Event::PointerMoved(_)
        | Event::Playback(_)
        | Event::PointerMotion(_)
        | Event::Locks(_)
        | Event::Screens(_)
        | Event::PowerOffered
        | Event::PowerFailed
        | Event::Privacy(_)
        | Event::Reconnecting(_)
        | Event::Silence(_) => true,
        Event::Question(_)
        | Event::CredentialsNeeded(_)
        | Event::Recording(_)
        | Event::Connected(_)
        | Event::FirstPicture
        | Event::Ended(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_follower_hears_what_comes_after_it_came_and_nothing_twice() {
        let queue = EventQueue::new(Arc::new(|| {}));
        queue.push(Event::Bell);
        let follower = queue.follow(Arc::new(|| {}));
        queue.push(Event::PowerOffered);
        assert_eq!((follower.pop(), follower.pop()), (Some(Event::PowerOffered), None));
        assert_eq!((queue.pop(), queue.pop()), (Some(Event::Bell), Some(Event::PowerOffered)));
        drop(follower);
        queue.push(Event::Bell);
        assert!(queue.followers.lock().is_empty(), "who has left is forgotten");
    }
}
