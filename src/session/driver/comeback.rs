//! Between two connections of one session: says that it was lost, waits as long as is right, or ends it.

use std::hash::{BuildHasher, Hasher, RandomState};

use rfb::Sharing;
use rfb::net::Error;
use tokio::time::{Instant, sleep_until};

use super::Shared;
use super::kept::Kept;
use crate::session::reconnect::{Loss, Verdict};
use crate::session::{Command, Event, Failure, FailureKind, Reconnecting};
use crate::text::text;

/// What comes after the wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// Another attempt.
    Again,
    /// Nothing: the front end wants no more.
    Nothing,
}

/// Waits until another attempt is due. Fails where there is to be none.
pub(super) async fn wait(error: &Error, failure: Failure, shared: &Shared, kept: &mut Kept) -> Result<After, Failure> {
    let Some(loss) = Loss::of(error) else { return Err(failure) };
    if loss == Loss::Closed && kept.persistence.is_open() {
        // Perhaps another viewer wanted the desktop for itself: we are not going to throw it out unasked.
        kept.sharing = Sharing::Shared;
    }
    match kept.persistence.lost(loss, Instant::now().into_std(), chance()) {
        Verdict::Stop => Err(failure),
        Verdict::NotWanted => Err(not_wanted(failure)),
        Verdict::Exhausted { attempts } => {
            let why = text!("failure-in-vain", why = failure.why, attempts = attempts);
            Err(Failure { why, ..failure })
        }
        Verdict::Again { attempt, delay } => {
            tracing::info!(why = %failure.why, attempt, ?delay, "connection lost");
            shared.events.push(Event::Reconnecting(Reconnecting { attempt, delay, failure }));
            Ok(pause(Instant::now() + delay, shared, kept).await)
        }
    }
}

/// Waits for the time or for a command that makes it superfluous.
async fn pause(until: Instant, shared: &Shared, kept: &mut Kept) -> After {
    loop {
        let command = tokio::select! {
            biased;
            command = shared.inbox.next() => command,
            () = sleep_until(until) => return After::Again,
        };
        match command {
            Command::ReconnectNow => return After::Again,
            Command::Disconnect | Command::CredentialsRefused => return After::Nothing,
            other => kept.note(&other),
        }
    }
}

fn not_wanted(failure: Failure) -> Failure {
    Failure {
        kind: FailureKind::Lost,
        why: text!("failure-not-wanted"),
        hint: text!("failure-not-wanted-hint"),
        ..failure
    }
}

/// A number that differs each time and from program to program; nothing secret depends on it.
fn chance() -> u64 {
    RandomState::new().build_hasher().finish()
}
