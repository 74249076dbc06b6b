//! Whether the mouse asks for the bar at the edge of the window: it must rest there, with no button down, and leave the bar for
//! a while before it goes. Knows no clock and no window: places are in points, times are told.

use std::time::{Duration, Instant};

use egui::{Pos2, Rect};

use crate::ui::bar::{self, Pinned, Presence};

/// So long the mouse rests at the edge before the bar comes.
const REST: Duration = Duration::from_millis(350);
/// So long the bar stays after the mouse has left it.
const STAY: Duration = Duration::from_millis(600);
/// So near to the bar the mouse has not left it.
const NEAR: f32 = 18.0;
/// At least so many points to both sides of the middle are the edge that counts; otherwise a quarter of the window. Corners
/// belong to the remote desktop.
const REACH: f32 = 150.0;

/// What the edge sees.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sight {
    /// Where the mouse is; `None` outside the window, or where it means nothing to the bar.
    pub(super) mouse: Option<Pos2>,
    /// How wide the window is.
    pub(super) width: f32,
    /// Where the bar is, while it is shown.
    pub(super) bar: Option<Rect>,
    /// Whether it stays, and so has nothing of the remote desktop below.
    pub(super) pinned: Pinned,
    /// Whether a button is down.
    pub(super) button: Button,
}

/// Whether a button of the mouse is down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Button {
    Up,
    Down,
}

/// What the mouse did last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Edge {
    /// It is elsewhere.
    #[default]
    Away,
    /// It is at the edge since then.
    Resting(Instant),
    /// It was pressed there: what it is about is the remote desktop, until it has been elsewhere.
    Busy,
    /// It is on the bar.
    On,
    /// It left the bar then.
    Leaving(Instant),
}

impl Edge {
    /// Takes in what is to be seen at `now`. Returns what that makes of the bar, and when to look again.
    pub(super) fn look(&mut self, sight: &Sight, now: Instant) -> (Presence, Option<Duration>) {
        let (at_edge, on_bar) = (sight.is_at_edge(), sight.is_on_bar());
        *self = match *self {
            Edge::Away | Edge::Resting(_) | Edge::Busy if sight.pinned == Pinned::Yes && on_bar => Edge::On,
            Edge::Away | Edge::Resting(_) if at_edge && sight.button == Button::Down => Edge::Busy,
            Edge::Away if at_edge => Edge::Resting(now),
            Edge::Resting(since) if at_edge && now.saturating_duration_since(since) >= REST => Edge::On,
            Edge::Resting(since) if at_edge => Edge::Resting(since),
            Edge::Busy if at_edge => Edge::Busy,
            Edge::Away | Edge::Resting(_) | Edge::Busy => Edge::Away,
            Edge::On | Edge::Leaving(_) if on_bar || at_edge => Edge::On,
            // What was pressed on the bar is dragged, wherever it goes.
            Edge::On if sight.button == Button::Down => Edge::On,
            Edge::On => Edge::Leaving(now),
            Edge::Leaving(since) if now.saturating_duration_since(since) >= STAY => Edge::Away,
            Edge::Leaving(since) => Edge::Leaving(since),
        };
        match *self {
            Edge::Away | Edge::Busy => (Presence::Away, None),
            Edge::Resting(since) => (Presence::Near, Some(REST.saturating_sub(now.saturating_duration_since(since)))),
            Edge::On => (Presence::Mouse, None),
            Edge::Leaving(since) => (Presence::Mouse, Some(STAY.saturating_sub(now.saturating_duration_since(since)))),
        }
    }
}

impl Sight {
    fn is_at_edge(&self) -> bool {
        if self.pinned == Pinned::Yes {
            return false;
        }
        let reach = (self.width / 4.0).max(REACH);
        self.mouse
            .is_some_and(|mouse| (0.0..bar::EDGE).contains(&mouse.y) && (mouse.x - self.width / 2.0).abs() <= reach)
    }

    fn is_on_bar(&self) -> bool {
        let near = if self.pinned == Pinned::Yes { 0.0 } else { NEAR };
        matches!((self.mouse, self.bar), (Some(mouse), Some(bar)) if bar.expand(near).contains(mouse))
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    fn at(x: f32, y: f32) -> Sight {
        let bar = Rect::from_min_max(pos2(200.0, 7.0), pos2(800.0, 50.0));
        Sight { mouse: Some(pos2(x, y)), width: 1000.0, bar: Some(bar), pinned: Pinned::No, button: Button::Up }
    }

    fn after(start: Instant, milliseconds: u64) -> Instant {
        start + Duration::from_millis(milliseconds)
    }

    #[test]
    fn the_bar_comes_when_the_mouse_rests_and_goes_a_while_after_it_left() {
        let (mut edge, start) = (Edge::default(), Instant::now());
        assert_eq!(edge.look(&at(500.0, 0.0), start), (Presence::Near, Some(REST)));
        assert_eq!(edge.look(&at(510.0, 1.0), after(start, 349)).0, Presence::Near);
        assert_eq!(edge.look(&at(510.0, 1.0), after(start, 350)), (Presence::Mouse, None));
        assert_eq!(edge.look(&at(300.0, 40.0), after(start, 400)), (Presence::Mouse, None));
        assert_eq!(edge.look(&at(300.0, 400.0), after(start, 500)), (Presence::Mouse, Some(STAY)));
        assert_eq!(edge.look(&at(300.0, 30.0), after(start, 900)), (Presence::Mouse, None), "it came back");
        assert_eq!(edge.look(&at(300.0, 400.0), after(start, 1000)).0, Presence::Mouse);
        assert_eq!(edge.look(&at(300.0, 400.0), after(start, 1600)), (Presence::Away, None));
    }

    #[test]
    fn a_bar_that_stays_is_there_at_once_and_the_mouse_near_it_is_not_on_it() {
        let (mut edge, start) = (Edge::default(), Instant::now());
        let pinned = |x: f32, y: f32| {
            let bar = Rect::from_min_max(pos2(0.0, 0.0), pos2(1000.0, 42.0));
            Sight { bar: Some(bar), pinned: Pinned::Yes, ..at(x, y) }
        };
        assert_eq!(edge.look(&pinned(500.0, 45.0), start), (Presence::Away, None));
        assert_eq!(edge.look(&pinned(500.0, 41.0), start), (Presence::Mouse, None));
        assert_eq!(edge.look(&pinned(20.0, 0.0), start), (Presence::Mouse, None), "at the very edge too");
        assert_eq!(edge.look(&pinned(500.0, 45.0), start), (Presence::Mouse, Some(STAY)));
        assert_eq!(edge.look(&pinned(500.0, 45.0), after(start, 600)), (Presence::Away, None));
        let pressed = Sight { button: Button::Down, ..pinned(500.0, 30.0) };
        assert_eq!(edge.look(&pressed, after(start, 700)).0, Presence::Mouse, "a press there is meant for it");
    }

    #[test]
    fn who_passes_the_edge_presses_there_or_goes_to_a_corner_does_not_mean_the_bar() {
        let (mut edge, start) = (Edge::default(), Instant::now());
        edge.look(&at(500.0, 2.0), start);
        assert_eq!(edge.look(&at(500.0, 60.0), after(start, 100)), (Presence::Away, None));
        assert_eq!(edge.look(&at(500.0, 2.0), after(start, 500)), (Presence::Near, Some(REST)));
        let pressed = Sight { button: Button::Down, ..at(500.0, 2.0) };
        assert_eq!(edge.look(&pressed, after(start, 600)), (Presence::Away, None));
        assert_eq!(edge.look(&at(500.0, 2.0), after(start, 5000)), (Presence::Away, None), "until it was elsewhere");
        edge.look(&at(500.0, 200.0), after(start, 5100));
        assert_eq!(edge.look(&at(500.0, 2.0), after(start, 5200)).0, Presence::Near);
        for x in [0.0, 120.0, 999.0] {
            assert_eq!(Edge::default().look(&at(x, 0.0), start), (Presence::Away, None), "{x}");
        }
        let outside = Sight { mouse: None, ..at(0.0, 0.0) };
        assert_eq!(edge.look(&outside, after(start, 5300)), (Presence::Away, None));
    }
}
