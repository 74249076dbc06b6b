//! The clock: a dial with a sweeping second hand, and the time and date in figures.

use std::f32::consts::TAU;
use std::time::Duration;

use rfb::Framebuffer;

use super::calendar::Moment;
use super::canvas::{Area, Canvas, Colour};
use super::font::{Fonts, Style};

const PANEL: Colour = 0x0018_1d2b;
const DIAL: Colour = 0x0022_293c;
const HAND: Colour = 0x00f1_f4fb;
const ACCENT: Colour = 0x00ff_7a59;
const FAINT: Colour = 0x008b_96b3;
/// The second hand moves this often.
const STEP_MILLIS: u128 = 100;

/// What the clock shows at the moment.
#[derive(Debug, Default)]
pub(super) struct Clock {
    dial: Framebuffer,
    step: Option<u128>,
    moment: Option<Moment>,
    sweep: Area,
}

impl Clock {
    /// Paints what does not move.
    pub(super) fn open(&mut self, surface: &mut Framebuffer, content: Area) {
        let face = Face::of(content);
        let mut canvas = Canvas::new(surface);
        canvas.fill(content, PANEL);
        canvas.disc(face.x, face.y, face.radius, DIAL, 1.0);
        canvas.ring(face.x, face.y, face.radius, 2.0, 0x0045_5273, 1.0);
        for mark in 0..60 {
            let quarter = mark % 15 == 0;
            let (length, width, colour) = match (quarter, mark % 5 == 0) {
                (true, _) => (0.13, 3.0, HAND),
                (false, true) => (0.10, 2.0, FAINT),
                (false, false) => (0.04, 1.0, 0x005a_6685),
            };
            let turn = mark as f32 / 60.0;
            canvas.line(face.at(turn, 0.93 - length), face.at(turn, 0.93), width, colour, 1.0);
        }
        self.dial = surface.clone();
        (self.step, self.moment) = (None, None);
    }

    /// Paints the time; returns what changed on the surface.
    pub(super) fn show(
        &mut self,
        now: Duration,
        surface: &mut Framebuffer,
        content: Area,
        fonts: &mut Fonts,
    ) -> Vec<Area> {
        let step = now.as_millis() / STEP_MILLIS;
        if self.step.replace(step) == Some(step) {
            return Vec::new();
        }
        let face = Face::of(content);
        let moment = Moment::new(now);
        let seconds = (step * STEP_MILLIS % 60_000) as f32 / 1000.0;
        let minutes = moment.minute as f32 + seconds / 60.0;
        let tip = face.at(seconds / 60.0, 0.86);
        let tail = face.at(seconds / 60.0, -0.18);
        let sweep = Area::around(tip.0, tip.1, 3.0).union(Area::around(tail.0, tail.1, 3.0));
        let sweep = sweep.union(Area::around(face.x, face.y, 7.0));
        let minute_changed = self.moment.is_none_or(|shown| shown.second != moment.second);
        let mut changed = vec![std::mem::replace(&mut self.sweep, sweep).union(sweep)];
        if minute_changed {
            changed = vec![face.area()];
        }
        let dial = &self.dial;
        for area in &changed {
            let mut canvas = Canvas::new(surface).clipped(*area);
            canvas.draw(dial, 0, 0, *area);
            let hour = (moment.hour % 12) as f32 + minutes / 60.0;
            canvas.line((face.x, face.y), face.at(hour / 12.0, 0.50), 6.0, HAND, 1.0);
            canvas.line((face.x, face.y), face.at(minutes / 60.0, 0.76), 4.0, HAND, 1.0);
            canvas.line(tail, tip, 2.0, ACCENT, 1.0);
            canvas.disc(face.x, face.y, 5.0, ACCENT, 1.0);
            canvas.disc(face.x, face.y, 2.0, PANEL, 1.0);
        }
        if minute_changed {
            changed.push(self.show_figures(moment, surface, content, fonts));
        }
        changed
    }

    fn show_figures(&mut self, moment: Moment, surface: &mut Framebuffer, content: Area, fonts: &mut Fonts) -> Area {
        self.moment = Some(moment);
        let area = Area { top: Face::of(content).area().bottom, ..content };
        let mut canvas = Canvas::new(surface).clipped(content);
        canvas.fill(area, PANEL);
        let middle = content.left as f32 + content.width() as f32 / 2.0;
        let style = |size: i32| Style::proportional((content.width() * size / 236).clamp(11, 90) as u8);
        let (figures_at, date_at) = (content.bottom - 38 * content.width() / 236, content.bottom - 14);
        fonts.write_centred(&mut canvas, style(30), (middle, figures_at), HAND, &moment.time());
        // On the smallest desktops there is room for the time only.
        let date = if content.width() < 110 {
            String::new()
        } else {
            format!("{} {} {} · UTC", moment.day, moment.month, moment.year)
        };
        fonts.write_centred(&mut canvas, style(14), (middle, date_at), FAINT, &date);
        area
    }
}

/// Where the dial is.
struct Face {
    x: f32,
    y: f32,
    radius: f32,
}

impl Face {
    fn of(content: Area) -> Self {
        let figures = 18 + 52 * content.width() / 236;
        let room = content.width().min(content.height() - figures).max(24);
        let radius = room as f32 / 2.0 - 12.0;
        let x = content.left as f32 + content.width() as f32 / 2.0;
        Self { x, y: content.top as f32 + radius + 14.0, radius: radius.max(4.0) }
    }

    fn area(&self) -> Area {
        Area::around(self.x, self.y, self.radius + 2.0)
    }

    /// The point at a turn clockwise from the top, at a part of the radius.
    fn at(&self, turn: f32, part: f32) -> (f32, f32) {
        let angle = turn * TAU;
        (self.x + angle.sin() * self.radius * part, self.y - angle.cos() * self.radius * part)
    }
}
