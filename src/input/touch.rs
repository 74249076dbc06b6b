//! Fingers on a touch screen, as gestures: one finger is the mouse, two move and zoom, three open the menu. Knows no clock and
//! no window: places are in device pixels, times are told.

use std::time::{Duration, Instant};

use winit::event::{MouseButton, TouchPhase};

/// So far a finger may move before it means to, in points.
const SLOP: f64 = 12.0;
/// A finger that stays still for so long means the right button.
const HOLD: Duration = Duration::from_millis(600);
/// Fingers that are up again so soon have tapped.
const TAP: Duration = Duration::from_millis(500);
/// A second tap so soon, and this much farther than [`SLOP`] at most, is at the same place: a double click.
const DOUBLE: (Duration, f64) = (Duration::from_millis(500), 3.0);
/// So far three fingers go down to open the menu, in points.
const SWIPE: f64 = 60.0;
/// More fingers than this are a hand.
const MOST: usize = 3;

/// A change of one finger.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Touch {
    /// Which finger.
    pub id: u64,
    /// Whether it came, moved or went.
    pub phase: TouchPhase,
    /// Where it is.
    pub at: [f64; 2],
}

/// What fingers mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Gesture {
    /// A button goes down here.
    Press(MouseButton, [f64; 2]),
    /// The mouse moves here with the button down.
    Drag([f64; 2]),
    /// The button goes up.
    Release(MouseButton),
    /// Two fingers, or one where nothing can be pressed, have moved what is there by so much.
    Move {
        /// Where they began.
        from: [f64; 2],
        /// How far they came.
        by: [f64; 2],
    },
    /// Two fingers went apart or together.
    Pinch {
        /// The place between them.
        at: [f64; 2],
        /// How far that moved.
        by: [f64; 2],
        /// How many times as far apart they are.
        factor: f64,
    },
    /// Three fingers went down.
    Menu,
}

/// What one finger does where it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OneFinger {
    /// It is the mouse with a button down.
    Drags,
    /// It moves the picture: nothing can be pressed.
    Moves,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Finger {
    id: u64,
    start: [f64; 2],
    at: [f64; 2],
}

/// What the fingers are doing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Doing {
    /// Nothing: none is down, or what they did is over until all are up.
    #[default]
    Nothing,
    /// They are down since then and have not moved; so many there were at most, the first of them here.
    Resting {
        since: Instant,
        most: usize,
        first: [f64; 2],
    },
    /// The finger holds a button.
    Holding(u64, MouseButton),
    /// They move together and began here.
    Moving([f64; 2]),
    Pinching,
    Swiping,
}

/// Turns changes of fingers into gestures.
#[derive(Debug, Default)]
pub struct Fingers {
    down: Vec<Finger>,
    doing: Doing,
    last_tap: Option<(Instant, [f64; 2])>,
}

impl Fingers {
    /// Whether a finger is down.
    pub fn are_down(&self) -> bool {
        !self.down.is_empty()
    }

    /// When a finger will have been still for long enough to mean something; tell [`Fingers::rested`] then.
    pub fn due(&self) -> Option<Instant> {
        match (self.doing, self.down.as_slice()) {
            (Doing::Resting { since, most: 1, .. }, [_]) => since.checked_add(HOLD),
            _ => None,
        }
    }

    /// A finger has not moved for long.
    pub fn rested(&mut self, now: Instant) -> Option<Gesture> {
        let [finger] = self.down[..] else { return None };
        self.due().filter(|due| *due <= now)?;
        self.doing = Doing::Holding(finger.id, MouseButton::Right);
        Some(Gesture::Press(MouseButton::Right, finger.start))
    }

    /// All fingers are forgotten: what they hold is released elsewhere.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// A finger has changed. `scale_factor` is the window's.
    pub fn touch(&mut self, touch: Touch, one: OneFinger, now: Instant, scale_factor: f64) -> Vec<Gesture> {
        match touch.phase {
            TouchPhase::Started => self.came(touch, now),
            TouchPhase::Moved => return self.moved(touch, one, scale_factor),
            TouchPhase::Ended | TouchPhase::Cancelled => return self.went(touch, now, scale_factor),
        }
        Vec::new()
    }

    fn came(&mut self, touch: Touch, now: Instant) {
        self.down.retain(|finger| finger.id != touch.id);
        self.down.push(Finger { id: touch.id, start: touch.at, at: touch.at });
        let count = self.down.len();
        self.doing = match self.doing {
            Doing::Nothing if count == 1 => Doing::Resting { since: now, most: 1, first: touch.at },
            Doing::Resting { since, most, first } if count <= MOST => {
                Doing::Resting { since, most: most.max(count), first }
            }
            Doing::Holding(id, button) => Doing::Holding(id, button),
            _ => Doing::Nothing,
        };
    }

    fn moved(&mut self, touch: Touch, one: OneFinger, scale_factor: f64) -> Vec<Gesture> {
        let before = Span::of(&self.down);
        let Some(finger) = self.down.iter_mut().find(|finger| finger.id == touch.id) else { return Vec::new() };
        finger.at = touch.at;
        let (finger, after) = (*finger, Span::of(&self.down));
        let by = difference(after.middle, before.middle);
        match self.doing {
            Doing::Resting { .. } if length(difference(finger.at, finger.start)) > SLOP * scale_factor => {
                self.begin(finger, one)
            }
            Doing::Holding(id, _) if id == touch.id => vec![Gesture::Drag(touch.at)],
            Doing::Moving(from) => vec![Gesture::Move { from, by }],
            Doing::Pinching => vec![Gesture::Pinch { at: after.middle, by, factor: after.apart / before.apart }],
            Doing::Swiping => self.swiped(after, scale_factor),
            Doing::Nothing | Doing::Resting { .. } | Doing::Holding(..) => Vec::new(),
        }
    }

    /// The first of the fingers has moved farther than by accident.
    fn begin(&mut self, finger: Finger, one: OneFinger) -> Vec<Gesture> {
        let starts: Vec<Finger> = self.down.iter().map(|finger| Finger { at: finger.start, ..*finger }).collect();
        let (before, after) = (Span::of(&starts), Span::of(&self.down));
        let by = difference(after.middle, before.middle);
        match (self.down.len(), one) {
            (1, OneFinger::Drags) => {
                self.doing = Doing::Holding(finger.id, MouseButton::Left);
                vec![Gesture::Press(MouseButton::Left, finger.start), Gesture::Drag(finger.at)]
            }
            (2, _) if (after.apart - before.apart).abs() > length(by) => {
                self.doing = Doing::Pinching;
                vec![Gesture::Pinch { at: after.middle, by, factor: after.apart / before.apart }]
            }
            (1 | 2, _) => {
                self.doing = Doing::Moving(before.middle);
                vec![Gesture::Move { from: before.middle, by }]
            }
            _ => {
                self.doing = Doing::Swiping;
                Vec::new()
            }
        }
    }

    fn swiped(&mut self, after: Span, scale_factor: f64) -> Vec<Gesture> {
        let from = self.down.iter().map(|finger| finger.start[1]).sum::<f64>() / self.down.len() as f64;
        if after.middle[1] - from < SWIPE * scale_factor {
            return Vec::new();
        }
        self.doing = Doing::Nothing;
        vec![Gesture::Menu]
    }

    fn went(&mut self, touch: Touch, now: Instant, scale_factor: f64) -> Vec<Gesture> {
        self.down.retain(|finger| finger.id != touch.id);
        let all_up = self.down.is_empty();
        match self.doing {
            Doing::Holding(id, button) if id == touch.id => {
                self.doing = Doing::Nothing;
                vec![Gesture::Release(button)]
            }
            Doing::Resting { since, most, first } if touch.phase == TouchPhase::Ended => {
                if !all_up {
                    return Vec::new();
                }
                self.doing = Doing::Nothing;
                let is_tap = now.saturating_duration_since(since) < TAP || most == 1;
                if is_tap { self.tapped(most, first, now, scale_factor) } else { Vec::new() }
            }
            Doing::Holding(..) => Vec::new(),
            _ => {
                self.doing = Doing::Nothing;
                Vec::new()
            }
        }
    }

    fn tapped(&mut self, fingers: usize, at: [f64; 2], now: Instant, scale_factor: f64) -> Vec<Gesture> {
        let button = match fingers {
            1 => MouseButton::Left,
            2 => MouseButton::Right,
            _ => MouseButton::Middle,
        };
        let near = DOUBLE.1 * SLOP * scale_factor;
        let again = self.last_tap.filter(|(last, place)| {
            fingers == 1 && now.saturating_duration_since(*last) < DOUBLE.0 && length(difference(*place, at)) < near
        });
        let at = again.map_or(at, |(_, place)| place);
        self.last_tap = (fingers == 1).then_some((now, at));
        vec![Gesture::Press(button, at), Gesture::Release(button)]
    }
}

/// Where some fingers are together.
#[derive(Debug, Clone, Copy)]
struct Span {
    middle: [f64; 2],
    /// How far the first two are apart; never nothing.
    apart: f64,
}

impl Span {
    fn of(fingers: &[Finger]) -> Self {
        let count = fingers.len().max(1) as f64;
        let middle = [0, 1].map(|axis| fingers.iter().map(|finger| finger.at[axis]).sum::<f64>() / count);
        let apart = match fingers {
            [first, second, ..] => length(difference(first.at, second.at)).max(1.0),
            _ => 1.0,
        };
        Self { middle, apart }
    }
}

fn difference(to: [f64; 2], from: [f64; 2]) -> [f64; 2] {
    [to[0] - from[0], to[1] - from[1]]
}

fn length([x, y]: [f64; 2]) -> f64 {
    x.hypot(y)
}

#[cfg(test)]
#[path = "touch_tests.rs"]
mod tests;
