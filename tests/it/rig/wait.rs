//! Waiting for something by asking again and again, never longer than a deadline.

use std::time::{Duration, Instant};

/// How long anything may take to get ready before the test gives up. Generous: a busy machine is no failure.
pub const READY: Duration = Duration::from_secs(30);

/// How long to wait between two questions.
const PAUSE: Duration = Duration::from_millis(10);

/// Asks until there is an answer; `None` when `deadline` passes without one.
pub fn until<T>(deadline: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + deadline;
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if Instant::now() >= end {
            return None;
        }
        std::thread::sleep(PAUSE);
    }
}

/// Like [`until`] with the usual deadline, and fails the test with `what` when there is no answer.
#[track_caller]
pub fn eventually<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    match until(READY, ask) {
        Some(answer) => answer,
        None => panic!("waited {READY:?} in vain for {what}"),
    }
}
