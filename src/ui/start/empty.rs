//! The page before any computer is known.

use egui::{Align, Label, Layout, RichText, Sense, Ui, Vec2};

use super::super::{card, theme};
use super::{Act, landscape};
use crate::text::text;

/// Below this height there is no drawing.
const LOW: f32 = 330.0;

pub(super) fn show(ui: &mut Ui, acts: &mut Vec<Act>) {
    let palette = theme::current(ui.ctx());
    // Below a list the height has no end.
    let height = ui.available_height().min(ui.clip_rect().bottom() - ui.cursor().top()).max(0.0);
    let has_drawing = height >= LOW;
    let taken = if has_drawing { 330.0 } else { 150.0 };
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.add_space(((height - taken) * 0.42).max(4.0));
        if has_drawing {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(132.0, 132.0), Sense::hover());
            landscape::mark(ui.painter(), rect, palette.edge);
            ui.add_space(10.0);
        }
        ui.label(RichText::new(text!("start-welcome")).heading().color(palette.text));
        ui.add_space(2.0);
        let width = ui.available_width().min(460.0);
        ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Center), |ui| {
            let how = RichText::new(text!("start-welcome-how")).color(palette.quiet);
            ui.add(Label::new(how).wrap().halign(Align::Center));
        });
        ui.add_space(14.0);
        let (demo, import) = (text!("start-demo"), text!("start-import"));
        let width = card::button_width(ui, &demo) + card::button_width(ui, &import) + ui.spacing().item_spacing.x;
        ui.allocate_ui_with_layout(Vec2::new(width, 34.0), Layout::left_to_right(Align::Center), |ui| {
            if card::primary(ui, &demo).clicked() {
                acts.push(Act::Demo);
            }
            if card::plain(ui, &import).clicked() {
                acts.push(Act::Import);
            }
        });
    });
}
