//! The numbers of a session with their plots, in the upper right corner. They take no input.

use egui::{Align2, Area, Color32, Context, Frame, Id, Margin, RichText, Stroke, Ui, Vec2};
use rfb::Quality;

use super::{History, plot};
use crate::session::Statistics;
use crate::text::text;
use crate::ui::theme::{self, Palette};
use crate::ui::{Claim, Command, Menu, Page, Panel, State, bar, height_above_picture, recording};

pub(in crate::ui) struct NumbersPanel;

/// What egui knows the panel by.
pub(super) const NAME: &str = "statistics";
/// How wide the panel is, and a plot in it.
const WIDTH: f32 = 292.0;
const PLOT: Vec2 = Vec2::new(112.0, 26.0);
/// How high a line of words is.
const LINE: f32 = 16.0;
/// Below this height of the window there is only room for the numbers.
const LOW: f32 = 430.0;
/// So many encodings are named.
const ENCODINGS: usize = 4;

impl Panel for NumbersPanel {
    fn name(&self) -> &'static str {
        NAME
    }

    fn claim(&self, state: &State) -> Claim {
        let is_there = matches!(state.page, Page::Desktop | Page::Reconnecting(_));
        let shown = is_there && state.menu == Menu::Closed && state.statistics.history.is_some();
        if shown { Claim::Shown } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, _: &mut Vec<Command>) {
        let Some(history) = &state.statistics.history else { return };
        let palette = theme::current(context);
        let area =
            Area::new(Id::new(self.name())).anchor(Align2::RIGHT_TOP, Vec2::new(right(state), top(context, state)));
        area.interactable(false).show(context, |ui| {
            let frame = Frame::new().fill(palette.card).corner_radius(10);
            let frame = frame.stroke(Stroke::new(1.0, palette.edge)).inner_margin(Margin::symmetric(12, 9));
            frame.show(ui, |ui| {
                ui.set_width(WIDTH.min(context.content_rect().width() - 44.0));
                ui.spacing_mut().item_spacing = Vec2::new(8.0, 2.0);
                ui.spacing_mut().interact_size.y = LINE;
                rates(ui, history, &palette);
                times(ui, history, &palette);
                ui.add_space(3.0);
                counters(ui, history.now(), &palette);
            });
        });
    }
}

/// How far it is from the right edge: beside the sign of a recording.
fn right(state: &State) -> f32 {
    match state.recording {
        recording::State::On => -34.0,
        recording::State::Off => -10.0,
    }
}

/// Where it begins: below the tabs and a bar that stays, and below any other where that would lie over it.
fn top(context: &Context, state: &State) -> f32 {
    const BAR: f32 = 46.0;
    let is_below_bar = state.bar.is_shown() && bar::height(state) == 0.0 && context.content_rect().width() < 1200.0;
    10.0 + height_above_picture(state) + if is_below_bar { BAR } else { 0.0 }
}

/// A name, a value and perhaps what it was.
struct Line<'a> {
    name: String,
    value: String,
    series: Vec<Option<f32>>,
    least: f32,
    colour: Color32,
    palette: &'a Palette,
}

fn rates(ui: &mut Ui, history: &History, palette: &Palette) {
    let last = history.last();
    let line = |name, value, series, least, colour| Line { name, value, series, least, colour, palette };
    let updates = text!("statistics-per-second", count = number(last.updates));
    let bandwidth = text!("statistics-megabits", count = number(last.megabits));
    let frames = text!("statistics-per-second", count = number(last.frames));
    let updated = history.series(|sample| Some(sample.updates));
    let drawn = history.series(|sample| Some(sample.frames));
    let received = history.series(|sample| Some(sample.megabits));
    line(text!("statistics-updates"), updates, updated, 10.0, palette.notice).show(ui);
    line(text!("statistics-frames"), frames, drawn, 10.0, palette.notice).show(ui);
    line(text!("statistics-received"), bandwidth, received, 1.0, palette.safe).show(ui);
}

fn times(ui: &mut Ui, history: &History, palette: &Palette) {
    let last = history.last();
    let mut line = |name, value: Option<f32>, series: Vec<Option<f32>>| {
        let none = || "–".to_owned();
        let value = value.or_else(|| series.iter().rev().find_map(|value| *value));
        let value = value.map_or_else(none, |value| text!("statistics-milliseconds", count = number(value)));
        Line { name, value, series, least: 5.0, colour: palette.warning, palette }.show(ui);
    };
    line(text!("statistics-round-trip"), last.round_trip, history.series(|sample| sample.round_trip));
    line(text!("statistics-answer"), last.answer, history.series(|sample| sample.answer));
    line(text!("statistics-decoding"), last.decoding, history.series(|sample| sample.decoding));
    line(text!("statistics-upload"), last.upload, history.series(|sample| sample.upload));
    line(text!("statistics-present"), last.present, history.series(|sample| sample.present));
}

fn counters(ui: &mut Ui, now: &Statistics, palette: &Palette) {
    let mut tell = |name, value| fact(ui, name, value, palette);
    let bandwidth = now.bandwidth.map_or_else(
        || text!("statistics-unknown"),
        |bits| text!("statistics-megabits", count = number(bits as f32 / 1e6)),
    );
    tell(text!("statistics-link"), bandwidth);
    tell(text!("statistics-quality"), quality(now));
    for (encoding, tally) in now.used_encodings().into_iter().take(ENCODINGS) {
        let pixels = number(tally.pixels as f32 / 1e6);
        let bytes = number(tally.bytes as f32 / 1e6);
        tell(encoding.name().to_owned(), text!("statistics-encoding", pixels = pixels, bytes = bytes));
    }
    let input = now.input;
    let (sent, merged) = (input.sent().to_string(), input.merged.to_string());
    let dropped = input.dropped.to_string();
    tell(text!("statistics-input"), text!("statistics-input-told", sent = sent, merged = merged, dropped = dropped));
}

fn quality(now: &Statistics) -> String {
    let quality = match now.quality {
        Quality::Lossless => text!("statistics-lossless"),
        Quality::Level(level) => text!("statistics-level", level = level.value()),
        Quality::Percent(percent) => format!("{} %", percent.value()),
    };
    match now.compression {
        Some(level) => text!("statistics-quality-told", quality = quality, compression = level.value()),
        None => quality,
    }
}

fn fact(ui: &mut Ui, name: String, value: String, palette: &Palette) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(name).small().color(palette.quiet));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add(egui::Label::new(RichText::new(value).small().color(palette.text)).truncate());
        });
    });
}

impl Line<'_> {
    fn show(self, ui: &mut Ui) {
        ui.scope(|ui| self.show_in(ui));
    }

    fn show_in(self, ui: &mut Ui) {
        let is_low = ui.ctx().content_rect().height() < LOW;
        // The words stand beside the middle of the plot.
        ui.spacing_mut().interact_size.y = if is_low { LINE } else { PLOT.y };
        ui.horizontal(|ui| {
            ui.label(RichText::new(self.name).small().color(self.palette.quiet));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if !is_low {
                    plot::show(ui, PLOT, &self.series, self.least, self.colour);
                }
                ui.label(RichText::new(self.value).small().monospace().color(self.palette.text));
            });
        });
    }
}

/// Three digits that count.
fn number(value: f32) -> String {
    match value {
        value if !value.is_finite() => "–".to_owned(),
        value if value.abs() < 9.95 => format!("{value:.2}"),
        value if value.abs() < 99.95 => format!("{value:.1}"),
        value => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_as_many_digits_as_count() {
        for (value, text) in [(0.0, "0.00"), (1.234, "1.23"), (9.96, "10.0"), (12.34, "12.3"), (1234.5, "1234")] {
            assert_eq!(number(value), text);
        }
        assert_eq!(number(f32::NAN), "–");
    }
}
