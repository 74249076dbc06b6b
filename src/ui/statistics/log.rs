//! What the program has to say, at the lower edge of the window: it takes the mouse over itself, to be read and copied, and
//! leaves the keyboard to the remote desktop.

use egui::{Align2, Area, Color32, Context, Frame, Id, Label, Margin, RichText, ScrollArea, Sense, Stroke, Ui, Vec2};

use super::{Command as Wanted, numbers};
use crate::journal::{Level, Line};
use crate::text::text;
use crate::ui::theme::{self, Palette};
use crate::ui::{Claim, Command, Menu, Page, Panel, State, card};

pub(in crate::ui) struct LogPanel;

/// How much of the window's height it takes, and how much at most.
const SHARE: f32 = 0.36;
const HIGHEST: f32 = 320.0;
/// Lower than this there is nothing to read.
const LOWEST: f32 = 80.0;

impl Panel for LogPanel {
    fn name(&self) -> &'static str {
        "log"
    }

    fn claim(&self, state: &State) -> Claim {
        let is_there = matches!(state.page, Page::Desktop | Page::Reconnecting(_));
        let shown = is_there && state.menu == Menu::Closed && state.statistics.log.is_some();
        if shown { Claim::Area } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let Some(lines) = &state.statistics.log else { return };
        let (palette, screen) = (theme::current(context), context.content_rect());
        let height = (screen.height() * SHARE).clamp(LOWEST, HIGHEST).min(below_numbers(context, state));
        let area = Area::new(Id::new(self.name())).anchor(Align2::CENTER_BOTTOM, Vec2::new(0.0, -8.0));
        area.sense(Sense::hover()).show(context, |ui| {
            let frame = Frame::new().fill(palette.card).corner_radius(10).stroke(Stroke::new(1.0, palette.edge));
            frame.inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
                ui.set_width((screen.width() - 42.0).max(80.0));
                head(ui, &palette, commands);
                rows(ui, lines, height, &palette);
            });
        });
    }
}

/// How high it may be so that the numbers stay in sight, where there is room for both.
fn below_numbers(context: &Context, state: &State) -> f32 {
    let numbers = context.memory(|memory| memory.area_rect(Id::new(numbers::NAME)));
    let room = numbers.filter(|_| state.statistics.history.is_some()).map(|numbers| {
        let around = 76.0;
        context.content_rect().bottom() - numbers.bottom() - around
    });
    room.filter(|room| *room >= LOWEST).unwrap_or(f32::INFINITY)
}

fn head(ui: &mut Ui, palette: &Palette, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(text!("statistics-log")).color(palette.text).strong());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if card::small(ui, &text!("statistics-log-close")).clicked() {
                commands.push(Command::Statistics(Wanted::ToggleLog));
            }
            if card::small(ui, &text!("statistics-log-copy")).clicked() {
                commands.push(Command::Statistics(Wanted::CopyLog));
            }
        });
    });
}

fn rows(ui: &mut Ui, lines: &[Line], height: f32, palette: &Palette) {
    let row = ui.text_style_height(&egui::TextStyle::Small) + 2.0;
    ui.spacing_mut().item_spacing.y = 2.0;
    let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, false]);
    scroll.stick_to_bottom(true).animated(false).show_rows(ui, row - 2.0, lines.len(), |ui, range| {
        for line in lines.get(range).unwrap_or_default() {
            let text = RichText::new(line.to_string()).small().monospace().color(colour(line.level, palette));
            ui.add(Label::new(text).truncate());
        }
    });
}

fn colour(level: Level, palette: &Palette) -> Color32 {
    match level {
        Level::Error => palette.alarm,
        Level::Warning => palette.warning,
        Level::Info => palette.text,
        Level::Detail => palette.quiet,
    }
}
