//! Playing a recording: a session whose pixels come from a file. The front end sees the same screen and events, and asks for
//! places, speeds and single pictures by [`Control`].
//!
//! INVARIANT: however long a recording is, what is in memory of it is one piece, one picture and a bounded index.

mod clock;
mod index;
mod player;
mod reel;
mod source;
mod survey;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::sleep;

pub use clock::Speed;
pub use index::Extent;

use super::inbox::Inbox;
use super::queue::EventQueue;
use super::screen::Screen;
use super::{Command, Event, Failure, explain};
use index::Index;
use player::Player;
use reel::{Reel, ReelError};
use source::Source;

/// While a recording is still being read, its length is told so often.
const READING: Duration = Duration::from_millis(200);

/// What a front end asks of a player.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// Go on; at the end, begin anew.
    Play,
    /// Stand still.
    Pause,
    /// Go to this place, and play on there if it played.
    Seek(Duration),
    /// Play so fast from now on.
    Speed(Speed),
    /// Show the next picture or the one before, and stand still.
    Step(Direction),
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Later.
    Forward,
    /// Earlier.
    Back,
}

/// How a recording is being played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Playback {
    /// Where.
    pub place: Duration,
    /// How long it is, as far as it was read.
    pub length: Duration,
    /// Whether it was read to its end.
    pub extent: Extent,
    /// Whether it moves.
    pub motion: Motion,
    /// How fast.
    pub speed: Speed,
}

/// Whether a recording moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// It does.
    #[default]
    Playing,
    /// It stands still.
    Paused,
    /// It is on its way to another place.
    Seeking,
    /// It stands still at its end.
    Ended,
}

/// What the player's thread and its front end have in common.
pub(super) struct Shared {
    pub inbox: Arc<Inbox>,
    pub events: Arc<EventQueue>,
    pub screen: Arc<Screen>,
}

/// Plays the recording at `path` until the front end ends it.
pub(super) fn run(path: &Path, shared: &Shared) {
    let failure = match tokio::runtime::Builder::new_current_thread().enable_time().build() {
        Err(error) => Some(explain::no_thread(&error)),
        Ok(runtime) => runtime.block_on(play(path, shared)).err().map(|error| failure(path, &error)),
    };
    if let Some(failure) = &failure {
        tracing::info!(what = %failure.what, why = %failure.why, "the recording cannot be played");
    }
    shared.events.push(Event::Ended(failure));
}

async fn play(path: &Path, shared: &Shared) -> Result<(), ReelError> {
    let reel = Reel::open(path, shared.screen.clone(), shared.events.clone())?;
    let index = Arc::<Mutex<Index>>::default();
    let survey = Survey::start(Source::open(path)?, &index);
    let mut player = Player::new(path.to_owned(), reel, index);
    let mut told = None;
    let result = loop {
        let mut wait = match player.turn() {
            Ok(wait) => wait,
            Err(error) => break Err(error),
        };
        let playback = player.playback();
        if told != Some(playback) {
            told = Some(playback);
            shared.events.push(Event::Playback(playback));
        }
        if playback.extent == Extent::Growing {
            wait = Some(wait.map_or(READING, |wait| wait.min(READING)));
        }
        tokio::select! {
            biased;
            command = shared.inbox.next() => match command {
                Command::Disconnect => break Ok(()),
                Command::Playback(control) => {
                    if let Err(error) = player.control(control) {
                        break Err(error);
                    }
                }
                _ => {}
            },
            () = sleep(wait.unwrap_or_default()), if wait.is_some() => {}
        }
    };
    drop(survey);
    result
}

fn failure(path: &Path, error: &ReelError) -> Failure {
    explain::no_recording(path, &error.to_string())
}

/// The thread that reads a recording through. Dropping it ends it.
struct Survey(Arc<AtomicBool>);

impl Survey {
    fn start(source: Source, index: &Arc<Mutex<Index>>) -> Self {
        let stop = Arc::<AtomicBool>::default();
        let (told, known) = (stop.clone(), index.clone());
        let spawned =
            std::thread::Builder::new().name("survey".into()).spawn(move || survey::run(source, &known, &told));
        if let Err(error) = spawned {
            tracing::warn!(%error, "no thread to read the recording with: its length is not known");
            index.lock().extent = Extent::Whole;
        }
        Self(stop)
    }
}

impl Drop for Survey {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
