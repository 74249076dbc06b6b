//! The player: what the front end asks for, and what the time brings.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use super::clock::Clock;
use super::index::Index;
use super::reel::{Reel, ReelError};
use super::{Control, Direction, Motion, Playback};

/// After so much work in a row the front end's commands get their turn.
const TURN: Duration = Duration::from_millis(20);
/// While it plays, the place is told so often.
const TICK: Duration = Duration::from_millis(100);
/// When decoding falls so far behind, the time waits for it.
const LATE: Duration = Duration::from_millis(250);

/// A recording and where it is played.
pub(super) struct Player {
    path: PathBuf,
    reel: Reel,
    clock: Clock,
    index: Arc<Mutex<Index>>,
    goal: Option<Goal>,
    end: End,
}

/// Where the player is on its way to.
#[derive(Debug, Clone, Copy)]
struct Goal {
    until: Until,
    after: After,
}

/// What it plays up to.
#[derive(Debug, Clone, Copy)]
enum Until {
    /// All that came until then; the clock is there already.
    Time(Duration),
    /// The last picture before this time.
    PictureBefore(Duration),
    /// Another picture than so many.
    PictureAfter(u64),
}

/// What it does there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Play,
    Pause,
}

/// Whether there is more to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Ahead,
    Reached,
}

impl Player {
    pub(super) fn new(path: PathBuf, reel: Reel, index: Arc<Mutex<Index>>) -> Self {
        let mut clock = Clock::default();
        clock.run(Instant::now());
        Self { path, reel, clock, index, goal: None, end: End::Ahead }
    }

    /// Does what the front end asks for.
    pub(super) fn control(&mut self, control: Control) -> Result<(), ReelError> {
        let now = Instant::now();
        match control {
            Control::Play if self.end == End::Reached => self.seek(Duration::ZERO, After::Play),
            Control::Play => {
                match &mut self.goal {
                    Some(goal) => goal.after = After::Play,
                    None => self.clock.run(now),
                }
                Ok(())
            }
            Control::Pause => {
                self.clock.stop(now);
                if let Some(goal) = &mut self.goal {
                    goal.after = After::Pause;
                }
                Ok(())
            }
            Control::Seek(place) => self.seek(place, self.after()),
            Control::Speed(speed) => {
                self.clock.set_speed(speed, now);
                Ok(())
            }
            Control::Step(direction) => self.step(direction),
        }
    }

    /// Does what is due, and says how long until something is; `None` until the front end asks for something.
    pub(super) fn turn(&mut self) -> Result<Option<Duration>, ReelError> {
        let start = Instant::now();
        if let Some(goal) = self.goal {
            while !self.is_there(goal.until)? {
                self.reel.advance()?;
                if start.elapsed() > TURN {
                    return Ok(Some(Duration::ZERO));
                }
            }
            self.arrive(goal)?;
        }
        if !self.clock.is_running() {
            return Ok(None);
        }
        let until_next = self.play(start)?;
        self.reel.show();
        Ok(until_next.map(|wait| wait.min(TICK)))
    }

    /// How it stands.
    pub(super) fn playback(&self) -> Playback {
        let index = self.index.lock();
        let motion = match (self.goal, self.clock.is_running(), self.end) {
            (Some(_), ..) => Motion::Seeking,
            (None, true, _) => Motion::Playing,
            (None, false, End::Ahead) => Motion::Paused,
            (None, false, End::Reached) => Motion::Ended,
        };
        let length = index.length.max(self.reel.time());
        let place = self.clock.place(Instant::now()).min(length);
        Playback { place, length, extent: index.extent, motion, speed: self.clock.speed() }
    }

    /// Takes in what is due; how long until something is.
    fn play(&mut self, start: Instant) -> Result<Option<Duration>, ReelError> {
        loop {
            let Some(time) = self.reel.next_time()? else {
                self.clock.stop(Instant::now());
                self.clock.jump(self.reel.time(), Instant::now());
                self.end = End::Reached;
                return Ok(None);
            };
            let wait = self.clock.until(time, Instant::now()).unwrap_or_default();
            if !wait.is_zero() {
                return Ok(Some(wait));
            }
            self.reel.advance()?;
            if start.elapsed() > TURN {
                let place = self.clock.place(Instant::now());
                if place.saturating_sub(self.reel.time()) > LATE * u32::from(self.clock.speed().percent()) / 100 {
                    self.clock.jump(self.reel.time(), Instant::now());
                }
                return Ok(Some(Duration::ZERO));
            }
        }
    }

    fn seek(&mut self, place: Duration, after: After) -> Result<(), ReelError> {
        self.go_back_to(place)?;
        self.clock.stop(Instant::now());
        self.clock.jump(place, Instant::now());
        self.goal = Some(Goal { until: Until::Time(place), after });
        self.end = End::Ahead;
        Ok(())
    }

    fn step(&mut self, direction: Direction) -> Result<(), ReelError> {
        self.clock.stop(Instant::now());
        let until = match direction {
            Direction::Forward => Until::PictureAfter(self.reel.pictures()),
            Direction::Back => {
                let before = self.reel.picture_time();
                if before.is_zero() {
                    return Ok(());
                }
                // The picture that is shown must not be among those that are passed.
                self.go_back_to(before.saturating_sub(Duration::from_nanos(1)))?;
                self.end = End::Ahead;
                Until::PictureBefore(before)
            }
        };
        self.goal = Some(Goal { until, after: After::Pause });
        Ok(())
    }

    /// Enters the recording before `place`, unless the way from here is as short.
    fn go_back_to(&mut self, place: Duration) -> Result<(), ReelError> {
        let entrance = self.index.lock().before(place);
        let here = self.reel.time();
        let nearer = entrance.is_some_and(|entrance| entrance.time > here);
        if here > place || nearer {
            self.reel.enter(&self.path, entrance)?;
        }
        Ok(())
    }

    fn is_there(&mut self, until: Until) -> Result<bool, ReelError> {
        let Some(next) = self.reel.next_time()? else { return Ok(true) };
        Ok(match until {
            // Before the first picture there is nothing to be seen.
            Until::Time(time) => next > time && self.reel.has_picture(),
            Until::PictureBefore(time) => next >= time,
            Until::PictureAfter(pictures) => self.reel.pictures() > pictures,
        })
    }

    fn arrive(&mut self, goal: Goal) -> Result<(), ReelError> {
        self.goal = None;
        self.reel.show();
        let now = Instant::now();
        match goal.until {
            Until::Time(_) => {}
            Until::PictureBefore(_) | Until::PictureAfter(_) => self.clock.jump(self.reel.picture_time(), now),
        }
        if self.reel.next_time()?.is_none() {
            self.clock.jump(self.reel.time(), now);
            self.end = End::Reached;
        } else if goal.after == After::Play {
            self.clock.run(now);
        }
        Ok(())
    }

    /// What it does when it comes to where it is sent now.
    fn after(&self) -> After {
        let plays = self.goal.map_or(self.clock.is_running(), |goal| goal.after == After::Play);
        if plays { After::Play } else { After::Pause }
    }
}
