//! What is to happen later. The event loop sleeps until the earliest alarm, or without end where there is none.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Something that is to happen at a certain time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Alarm {
    /// Show the window even if there is no picture yet.
    Reveal,
    /// Draw a frame that would have come too soon after the one before.
    Frame,
    /// Draw because egui animates something.
    Interface,
    /// Take the note away.
    NoteEnds,
    /// A deletion on the start page is no longer offered to be taken back.
    UndoEnds,
    /// How private the session is has been told for long enough.
    AnnouncementEnds,
    /// Another second of the wait for the next attempt to connect is over.
    Countdown,
    /// The window has kept its size long enough to ask the remote desktop for it.
    RemoteResize,
    /// Move a picture that is larger than the window further.
    Pan,
    /// Type the next character of the clipboard.
    Type,
    /// Try again to take the keyboard.
    Capture,
    /// A button of the mouse was waited with for another one for long enough.
    Button,
    /// A finger has stayed where it is for long enough to mean something.
    Finger,
    /// Look whether the bar is to come or to go.
    Bar,
    /// Take the time line of a recording away.
    TimeLine,
    /// Bring the numbers and the log up to date.
    Statistics,
    /// Look whether the window is where it was before the full screen.
    Place,
}

/// The alarms that are set, each at most once.
#[derive(Debug, Default)]
pub(super) struct Alarms(BTreeMap<Alarm, Instant>);

impl Alarms {
    /// Sets `alarm` to ring after `delay`, in place of an earlier setting.
    pub(super) fn set(&mut self, alarm: Alarm, now: Instant, delay: Duration) {
        if let Some(at) = now.checked_add(delay) {
            self.0.insert(alarm, at);
        }
    }

    /// Sets `alarm` unless it would ring earlier already.
    pub(super) fn set_earliest(&mut self, alarm: Alarm, now: Instant, delay: Duration) {
        if self.0.get(&alarm).is_none_or(|at| *at > now + delay) {
            self.set(alarm, now, delay);
        }
    }

    /// Takes `alarm` back.
    pub(super) fn cancel(&mut self, alarm: Alarm) {
        self.0.remove(&alarm);
    }

    /// The alarms that ring by `now`. They are no longer set.
    pub(super) fn take_due(&mut self, now: Instant) -> Vec<Alarm> {
        let due: Vec<Alarm> = self.0.iter().filter(|(_, at)| **at <= now).map(|(alarm, _)| *alarm).collect();
        for alarm in &due {
            self.cancel(*alarm);
        }
        due
    }

    /// When the next one rings.
    pub(super) fn next(&self) -> Option<Instant> {
        self.0.values().min().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alarms_ring_once_in_time_and_never_before() {
        let start = Instant::now();
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        let mut alarms = Alarms::default();
        assert_eq!(alarms.next(), None);
        alarms.set(Alarm::Frame, start, Duration::from_millis(10));
        alarms.set(Alarm::NoteEnds, start, Duration::from_millis(30));
        assert_eq!(alarms.next(), Some(after(10)));
        assert_eq!(alarms.take_due(after(9)), []);
        assert_eq!(alarms.take_due(after(10)), [Alarm::Frame]);
        assert_eq!(alarms.take_due(after(20)), []);
        assert_eq!(alarms.next(), Some(after(30)));
        alarms.set_earliest(Alarm::NoteEnds, start, Duration::from_millis(90));
        assert_eq!(alarms.take_due(after(30)), [Alarm::NoteEnds]);
        assert_eq!(alarms.next(), None);
    }
}
