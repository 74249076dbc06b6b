//! Many servers at a time: no more at once and no faster than is polite, and the reports in the order of the targets.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write, stderr};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use super::report::Report;
use super::{Subject, look};
use crate::cli::exit::{Error, ExitCode};
use crate::session::Failure;

/// So many at once at most.
const AT_ONCE: usize = 64;

/// A server that was looked at.
type Finished = (Report, Option<Failure>);

/// Looks at all `subjects`, of which `rate` a second are begun with at most, and calls `tell` with each in their order.
pub(super) async fn look_at(
    subjects: Vec<Subject>,
    patience: Duration,
    rate: u32,
    mut tell: impl FnMut(&Finished) -> Result<(), Error>,
) -> Result<Vec<Finished>, Error> {
    let count = subjects.len();
    let mut waiting = subjects.into_iter().enumerate();
    let (mut running, mut early, mut finished) = (JoinSet::new(), BTreeMap::new(), Vec::new());
    let mut next = Instant::now();
    loop {
        tokio::select! {
            Some(done) = running.join_next() => {
                let (nth, done) = done.map_err(|why| Error::new(ExitCode::Other, "a look at a server broke off", why))?;
                early.insert(nth, done);
            }
            () = sleep_until(next), if running.len() < AT_ONCE && waiting.len() > 0 => {
                next = Instant::now() + Duration::from_secs(1) / rate;
                if let Some((nth, subject)) = waiting.next() {
                    running.spawn(async move { (nth, look(subject, patience).await) });
                }
            }
            else => return Ok(finished),
        }
        while let Some(done) = early.remove(&finished.len()) {
            tell(&done)?;
            finished.push(done);
        }
        progress(finished.len() + early.len(), count);
    }
}

/// Shows on a terminal how far it is, where that is worth it.
fn progress(done: usize, count: usize) {
    let mut stderr = stderr();
    if count > 1 && stderr.is_terminal() {
        let end = if done == count { "\r\x1b[K" } else { "" };
        // Nobody is left to tell when standard error is gone.
        let _ = write!(stderr, "\r{done} of {count}{end}").and_then(|()| stderr.flush());
    }
}
