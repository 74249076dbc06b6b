//! Events on their way to the front end: bounded, because of what only the newest counts.

use std::collections::VecDeque;
use std::mem::discriminant;
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};

use super::{Event, Wake};

/// A queue that keeps only the newest cursor, size, name and clipboard, so that a flood of them cannot grow it.
pub(super) struct EventQueue {
    events: Mutex<VecDeque<Event>>,
    arrived: Condvar,
    wake: Wake,
}

impl EventQueue {
    pub(super) fn new(wake: Wake) -> Self {
        Self { events: Mutex::new(VecDeque::new()), arrived: Condvar::new(), wake }
    }

    pub(super) fn push(&self, event: Event) {
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
