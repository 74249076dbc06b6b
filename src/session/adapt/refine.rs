//! Lossless refinement: when a picture that came with loss has come to rest, it is fetched again without, in parts that keep
//! the link free for what happens meanwhile. Knows no clock: times are told.
//!
//! Servers that refine by themselves (TigerVNC) are left to it: as long as true pixels replace lossy ones, nothing is asked for.

use std::time::{Duration, Instant};

use rfb::{Loss, Rect, Size};

use super::lossy::{Effect, Lossy};

/// A picture rests when nothing lossy came for so long.
const REST: Duration = Duration::from_millis(600);
/// A part that was asked for comes within this time, or the server does not do it.
const PATIENCE: Duration = Duration::from_secs(5);
/// After so many parts that came with loss again, or not at all, the server is not asked any more.
const FUTILE: u32 = 3;

/// A server that sends something small with loss so soon after it was allowed to again does so because of that: x11vnc paints
/// the cursor anew whenever the encodings are set.
const ECHO: Duration = Duration::from_millis(300);
/// Pixels of something small.
const SMALL: usize = 64 * 64;

/// The state of refinement.
#[derive(Debug, Default)]
pub(super) struct Refinement {
    lossy: Lossy,
    /// When the lossy part of the picture changed last.
    changed: Option<Instant>,
    state: State,
    futile: u32,
    /// When the last refinement was complete.
    complete: Option<Instant>,
    /// Whether allowing loss makes this server send something.
    echoes: bool,
}

#[derive(Debug, Default)]
enum State {
    /// Waiting for the picture to rest.
    #[default]
    Watching,
    /// The last part came: the next one can be asked for at once.
    Continuing,
    /// A part was asked for.
    Asked { part: Vec<Rect>, until: Instant },
    /// All is refined. Loss stays forbidden until something happens.
    Holding,
    /// The server does not refine this picture.
    Tired,
}

/// What to do now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing new.
    Wait,
    /// Ask for these rectangles without loss.
    Ask(Vec<Rect>),
    /// Ask for nothing more, and take loss again.
    Stop,
}

impl Refinement {
    /// Pixels were drawn in a framebuffer of `size`.
    pub(super) fn drawn(&mut self, rect: Rect, loss: Loss, size: Size, now: Instant) {
        let effect = self.lossy.drawn(rect, loss);
        if effect != Effect::None {
            self.changed = Some(now);
        }
        match (&self.state, effect) {
            (State::Asked { part, .. }, Effect::Grew) => {
                self.futile += u32::from(overlap(part, rect));
                self.state = State::Watching;
            }
            (State::Asked { part, .. }, Effect::Shrank) if !part.iter().any(|part| self.lossy.touches(*part)) => {
                self.futile = 0;
                self.state = State::Continuing;
            }
            (State::Asked { part, .. }, Effect::None) if is_large(rect, size) && !overlap(part, rect) => {
                self.changed = Some(now);
                self.state = State::Watching;
            }
            (State::Holding, _) if effect == Effect::Grew || is_large(rect, size) => self.state = State::Watching,
            (State::Watching, Effect::Grew) if rect.area() < SMALL => {
                self.echoes |= self.complete.is_some_and(|complete| now.saturating_duration_since(complete) < ECHO);
            }
            (State::Tired | State::Continuing, Effect::Grew) => self.state = State::Watching,
            _ => {}
        }
    }

    /// All pixels are fetched anew.
    pub(super) fn clear(&mut self) {
        self.lossy.clear();
        self.state = State::Watching;
    }

    /// What to do, where a part may have so many pixels.
    pub(super) fn step(&mut self, pixels: usize, now: Instant) -> Step {
        match self.state {
            State::Holding => return Step::Wait,
            State::Asked { until, .. } if now < until => return Step::Wait,
            State::Asked { .. } => {
                self.futile += 1;
                self.state = State::Tired;
            }
            State::Watching if self.rests_at().is_some_and(|rest| rest <= now) => return self.ask(pixels, now),
            State::Continuing => return self.ask(pixels, now),
            State::Watching | State::Tired => {}
        }
        Step::Stop
    }

    /// When to look again though nothing arrives.
    pub(super) fn deadline(&self) -> Option<Instant> {
        match self.state {
            State::Asked { until, .. } => Some(until),
            State::Watching => self.rests_at(),
            State::Continuing | State::Holding | State::Tired => None,
        }
    }

    /// When there is something to refine.
    fn rests_at(&self) -> Option<Instant> {
        let possible = !self.lossy.is_empty() && self.futile < FUTILE;
        self.changed.filter(|_| possible).map(|changed| changed + REST)
    }

    fn ask(&mut self, pixels: usize, now: Instant) -> Step {
        let part = self.lossy.part(pixels);
        if part.is_empty() {
            self.complete = Some(now);
            self.state = if self.echoes { State::Holding } else { State::Watching };
            return if self.echoes { Step::Wait } else { Step::Stop };
        }
        self.state = State::Asked { part: part.clone(), until: now + PATIENCE };
        Step::Ask(part)
    }
}

fn overlap(part: &[Rect], rect: Rect) -> bool {
    part.iter().any(|part| part.intersection(rect).is_some())
}

/// Whether a rectangle is so large that the picture no longer rests.
fn is_large(rect: Rect, framebuffer: Size) -> bool {
    rect.area() * 16 > framebuffer.area()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size::new(100, 100);
    const PHOTO: Rect = Rect::new(0, 0, 50, 40);
    const ALL: usize = usize::MAX;

    fn after(start: Instant, milliseconds: u64) -> Instant {
        start + Duration::from_millis(milliseconds)
    }

    /// A refinement after a lossy photo, and when that came.
    fn photo() -> (Refinement, Instant) {
        let (mut refinement, start) = (Refinement::default(), Instant::now());
        assert_eq!(refinement.deadline(), None);
        refinement.drawn(PHOTO, Loss::Lossy, SIZE, start);
        (refinement, start)
    }

    #[test]
    fn a_picture_at_rest_is_fetched_once_and_then_nothing_wakes() {
        let (mut refinement, start) = photo();
        assert_eq!(refinement.step(ALL, after(start, 500)), Step::Stop);
        let rest = refinement.deadline().expect("something is to come");
        assert_eq!(refinement.step(ALL, rest), Step::Ask(vec![PHOTO]));
        assert_eq!(refinement.step(ALL, after(rest, 1)), Step::Wait);
        refinement.drawn(PHOTO, Loss::None, SIZE, after(rest, 100));
        assert_eq!(refinement.step(ALL, after(rest, 100)), Step::Stop);
        assert_eq!(refinement.deadline(), None);
    }

    #[test]
    fn parts_follow_each_other_without_waiting_for_rest_again() {
        let (mut refinement, start) = photo();
        let rest = after(start, 1000);
        assert_eq!(refinement.step(1000, rest), Step::Ask(vec![Rect::new(0, 0, 50, 20)]));
        refinement.drawn(Rect::new(0, 0, 50, 10), Loss::None, SIZE, rest);
        assert_eq!(refinement.step(1000, rest), Step::Wait, "half of it came");
        refinement.drawn(Rect::new(0, 10, 50, 10), Loss::None, SIZE, rest);
        assert_eq!(refinement.step(1000, rest), Step::Ask(vec![Rect::new(0, 20, 50, 20)]));
    }

    #[test]
    fn a_picture_that_moves_is_left_alone() {
        let (mut refinement, start) = photo();
        for frame in 1..100 {
            refinement.drawn(PHOTO, Loss::Lossy, SIZE, after(start, frame * 500));
            assert_eq!(refinement.step(ALL, after(start, frame * 500 + 499)), Step::Stop);
        }
    }

    #[test]
    fn a_server_that_refines_by_itself_is_not_asked() {
        let (mut refinement, start) = photo();
        for row in 0..40 {
            let now = after(start, 500 * u64::from(row));
            assert_eq!(refinement.step(ALL, now), Step::Stop);
            refinement.drawn(Rect::new(0, row, 50, 1), Loss::None, SIZE, now);
        }
        assert_eq!(refinement.deadline(), None);
    }

    #[test]
    fn what_happens_meanwhile_stops_it_until_there_is_rest_again() {
        for (rect, loss) in [(PHOTO, Loss::Lossy), (Rect::new(50, 50, 50, 50), Loss::None)] {
            let (mut refinement, start) = photo();
            let rest = after(start, 600);
            assert_eq!(refinement.step(ALL, rest), Step::Ask(vec![PHOTO]));
            refinement.drawn(rect, loss, SIZE, after(rest, 10));
            assert_eq!(refinement.step(ALL, after(rest, 10)), Step::Stop);
            assert_eq!(refinement.deadline(), Some(after(rest, 610)));
            assert_eq!(refinement.step(ALL, after(rest, 610)), Step::Ask(vec![PHOTO]));
        }
    }

    #[test]
    fn a_small_change_elsewhere_does_not_stop_it() {
        let (mut refinement, start) = photo();
        let rest = after(start, 600);
        assert_eq!(refinement.step(ALL, rest), Step::Ask(vec![PHOTO]));
        refinement.drawn(Rect::new(90, 90, 10, 10), Loss::None, SIZE, rest);
        assert_eq!(refinement.step(ALL, rest), Step::Wait);
    }

    #[test]
    fn a_server_that_sends_loss_because_it_may_is_not_let_again_until_something_happens() {
        let (mut refinement, start) = photo();
        let cursor = Rect::new(5, 5, 4, 4);
        let rest = after(start, 600);
        assert_eq!(refinement.step(ALL, rest), Step::Ask(vec![PHOTO]));
        refinement.drawn(PHOTO, Loss::None, SIZE, rest);
        assert_eq!(refinement.step(ALL, rest), Step::Stop);
        refinement.drawn(cursor, Loss::Lossy, SIZE, after(rest, 5));
        let again = after(rest, 605);
        assert_eq!(refinement.step(ALL, again), Step::Ask(vec![cursor]));
        refinement.drawn(cursor, Loss::None, SIZE, again);
        assert_eq!((refinement.step(ALL, again), refinement.deadline()), (Step::Wait, None));
        refinement.drawn(cursor, Loss::None, SIZE, again);
        assert_eq!(refinement.step(ALL, again), Step::Wait, "something small happened");
        refinement.drawn(PHOTO, Loss::None, SIZE, again);
        assert_eq!(refinement.step(ALL, again), Step::Stop);
    }

    #[test]
    fn a_server_that_knows_nothing_but_loss_is_asked_a_few_times_only() {
        let (mut refinement, mut now) = photo();
        let mut asked = 0;
        for _ in 0..20 {
            now += Duration::from_secs(1);
            if let Step::Ask(part) = refinement.step(ALL, now) {
                asked += 1;
                refinement.drawn(part[0], Loss::Lossy, SIZE, now);
            }
        }
        assert_eq!((asked, refinement.deadline()), (FUTILE, None));
    }

    #[test]
    fn a_server_that_does_not_answer_is_not_asked_again_for_the_same_picture() {
        let (mut refinement, start) = photo();
        assert_eq!(refinement.step(ALL, after(start, 600)), Step::Ask(vec![PHOTO]));
        assert_eq!(refinement.step(ALL, after(start, 5600)), Step::Stop);
        assert_eq!(refinement.deadline(), None);
        refinement.drawn(PHOTO, Loss::Lossy, SIZE, after(start, 9000));
        assert!(refinement.deadline().is_some());
    }
}
