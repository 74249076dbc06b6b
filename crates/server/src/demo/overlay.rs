//! The traces of the mouse: a trail that fades, rings where buttons were pressed, arrows where the wheel turned.

use std::collections::VecDeque;
use std::time::Duration;

use rfb::Point;

use super::canvas::{Area, Canvas, Colour, distance_to_segment};

const TRAIL_LIFE: Duration = Duration::from_millis(650);
const MARK_LIFE: Duration = Duration::from_millis(750);
const MAX_TRAIL: usize = 96;
const MAX_MARKS: usize = 24;
const TRAIL_WIDTH: f32 = 4.5;
const TRAIL_COLOUR: Colour = 0x0066_e0ff;
/// Left, middle, right.
const BUTTON_COLOURS: [Colour; 3] = [0x004c_c9f0, 0x00ff_d166, 0x00ff_5d8f];
const WHEEL_COLOUR: Colour = 0x0095_f2c0;
const RING_RADIUS: f32 = 34.0;
const WHEEL_TRAVEL: f32 = 26.0;

/// What is shown above everything else, and where.
#[derive(Debug, Default)]
pub(super) struct Overlay {
    trail: VecDeque<(Duration, f32, f32)>,
    marks: VecDeque<Mark>,
    now: Duration,
    shown: Vec<Area>,
}

/// Something that happened at a place.
#[derive(Debug, Clone, Copy)]
struct Mark {
    born: Duration,
    x: f32,
    y: f32,
    kind: MarkKind,
}

#[derive(Debug, Clone, Copy)]
enum MarkKind {
    Ring(Colour),
    /// One step of a wheel, in this direction.
    Wheel(f32, f32),
}

impl Overlay {
    pub(super) fn moved(&mut self, now: Duration, position: Point) {
        if self.trail.len() == MAX_TRAIL {
            self.trail.pop_front();
        }
        self.trail.push_back((now, f32::from(position.x) + 0.5, f32::from(position.y) + 0.5));
    }

    /// Button `index` (0 left, 1 middle, 2 right, 3 to 6 the wheels) went down.
    pub(super) fn pressed(&mut self, now: Duration, position: Point, index: u32) {
        let kind = match index {
            0..=2 => MarkKind::Ring(BUTTON_COLOURS[index as usize]),
            3 => MarkKind::Wheel(0.0, -1.0),
            4 => MarkKind::Wheel(0.0, 1.0),
            5 => MarkKind::Wheel(-1.0, 0.0),
            6 => MarkKind::Wheel(1.0, 0.0),
            _ => return,
        };
        if self.marks.len() == MAX_MARKS {
            self.marks.pop_front();
        }
        let (x, y) = (f32::from(position.x) + 0.5, f32::from(position.y) + 0.5);
        self.marks.push_back(Mark { born: now, x, y, kind });
    }

    /// Lets time pass; returns what has to be painted anew.
    pub(super) fn advance(&mut self, now: Duration) -> Vec<Area> {
        self.now = now;
        while self.trail.front().is_some_and(|(born, ..)| now.saturating_sub(*born) >= TRAIL_LIFE) {
            self.trail.pop_front();
        }
        while self.marks.front().is_some_and(|mark| now.saturating_sub(mark.born) >= MARK_LIFE) {
            self.marks.pop_front();
        }
        let mut damage = std::mem::take(&mut self.shown);
        self.shown = self.areas();
        damage.extend(&self.shown);
        damage
    }

    /// Where anything is shown at the moment.
    pub(super) fn shown(&self) -> &[Area] {
        &self.shown
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, within: Area) {
        if self.shown.iter().all(|area| !area.meets(within)) {
            return;
        }
        self.draw_trail(canvas, within);
        for mark in &self.marks {
            let age = self.age(mark.born, MARK_LIFE);
            let fading = (1.0 - age) * (1.0 - age);
            match mark.kind {
                MarkKind::Ring(colour) => {
                    let grown = 1.0 - (1.0 - age) * (1.0 - age);
                    canvas.disc(mark.x, mark.y, 7.0 * (1.0 - age), colour, 0.8 * fading);
                    canvas.ring(mark.x, mark.y, 5.0 + (RING_RADIUS - 8.0) * grown, 3.5, colour, fading);
                }
                MarkKind::Wheel(dx, dy) => {
                    let travel = 10.0 + (WHEEL_TRAVEL - 10.0) * age;
                    let tip = (mark.x + dx * travel, mark.y + dy * travel);
                    for side in [-1.0, 1.0] {
                        let end = (tip.0 - dx * 7.0 + dy * side * 8.0, tip.1 - dy * 7.0 + dx * side * 8.0);
                        canvas.line(tip, end, 3.0, WHEEL_COLOUR, fading);
                    }
                }
            }
        }
    }

    /// Segments overlap where they meet, so each pixel takes the strongest of them instead of all.
    fn draw_trail(&self, canvas: &mut Canvas<'_>, within: Area) {
        let bounds = self.shown.iter().fold(Area::default(), |bounds, area| bounds.union(*area)).intersection(within);
        if bounds.is_empty() || self.trail.len() < 2 {
            return;
        }
        let mut strengths = vec![0_u8; (bounds.width() * bounds.height()) as usize];
        for ((_, x0, y0), (born, x1, y1)) in self.trail.iter().zip(self.trail.iter().skip(1)) {
            let left = 1.0 - self.age(*born, TRAIL_LIFE);
            let width = 1.0 + (TRAIL_WIDTH - 1.0) * left;
            let area = segment_area((*x0, *y0), (*x1, *y1)).intersection(bounds);
            for y in area.top..area.bottom {
                for x in area.left..area.right {
                    let point = (x as f32 + 0.5, y as f32 + 0.5);
                    let outside = distance_to_segment(point, (*x0, *y0), (*x1, *y1)) - width / 2.0;
                    let strength = ((0.5 - outside).clamp(0.0, 1.0) * left * 200.0) as u8;
                    let index = (y - bounds.top) * bounds.width() + x - bounds.left;
                    let have = &mut strengths[index as usize];
                    *have = (*have).max(strength);
                }
            }
        }
        for (y, row) in (bounds.top..).zip(strengths.chunks_exact(bounds.width() as usize)) {
            for (x, strength) in (bounds.left..).zip(row) {
                canvas.blend(x, y, TRAIL_COLOUR, *strength);
            }
        }
    }

    /// 0 when something was born just now, 1 at the end of its life.
    fn age(&self, born: Duration, life: Duration) -> f32 {
        (self.now.saturating_sub(born).as_secs_f32() / life.as_secs_f32()).clamp(0.0, 1.0)
    }

    fn areas(&self) -> Vec<Area> {
        let segments: Vec<Area> = self
            .trail
            .iter()
            .zip(self.trail.iter().skip(1))
            .map(|((_, x0, y0), (_, x1, y1))| segment_area((*x0, *y0), (*x1, *y1)))
            .collect();
        // Eight segments share an area: exact enough, and few areas.
        let trail = segments.chunks(8).map(|chunk| chunk.iter().fold(Area::default(), |all, one| all.union(*one)));
        let marks = self.marks.iter().map(|mark| Area::around(mark.x, mark.y, RING_RADIUS));
        trail.chain(marks).collect()
    }
}

fn segment_area(from: (f32, f32), to: (f32, f32)) -> Area {
    Area::around(from.0, from.1, TRAIL_WIDTH).union(Area::around(to.0, to.1, TRAIL_WIDTH))
}
