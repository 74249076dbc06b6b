//! The address field, which is the search as well.

use egui::{Align2, Button, FontId, Frame, Margin, Pos2, RichText, Stroke, TextEdit, Ui, Vec2};

use super::super::icon::{self, Icon};
use super::super::{card, theme};
use super::model::Content;
use super::{Act, StartPage, Whereto, field_id, focus_field};
use crate::text::text;

/// Around what is typed.
const EDIT_MARGIN: Margin = Margin::symmetric(2, 4);

impl StartPage {
    pub(super) fn field(&mut self, ui: &mut Ui, size: Vec2, content: &Content<'_>, acts: &mut Vec<Act>) {
        let palette = theme::current(ui.ctx());
        let has_focus = ui.memory(|memory| memory.has_focus(field_id()));
        let stroke = if has_focus { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.edge) };
        let frame = Frame::new().fill(palette.card).stroke(stroke).corner_radius(size.y / 4.0);
        frame.inner_margin(Margin { left: 14, right: 6, top: 0, bottom: 0 }).show(ui, |ui| {
            let inner = Vec2::new(size.x - 20.0 - 2.0 * stroke.width, size.y - 2.0 * stroke.width);
            ui.allocate_ui_with_layout(inner, egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_min_size(inner);
                icon::show(ui, Icon::Magnifier, 18.0, palette.quiet);
                let connect = text!("start-connect");
                let button = if self.query.is_empty() { 0.0 } else { button_width(ui, &connect) };
                let width = ui.available_width() - button - EDIT_MARGIN.sum().x;
                self.edit(ui, width, content);
                if !self.query.is_empty() && connect_button(ui, &connect, size.y - 14.0) {
                    acts.push(Act::Open(self.cursor.unwrap_or(0), Whereto::Here));
                }
            });
        });
        if !self.greeted {
            self.greeted = true;
            focus_field(ui.ctx());
        }
    }

    fn edit(&mut self, ui: &mut Ui, width: f32, content: &Content<'_>) {
        let palette = theme::current(ui.ctx());
        let font = FontId::proportional(16.0);
        let hint = if content.items().next().is_some() { text!("start-hint-find") } else { text!("start-hint") };
        let selection = &mut ui.visuals_mut().selection;
        selection.bg_fill = palette.accent.gamma_multiply(0.25);
        selection.stroke.color = palette.text;
        let edit = TextEdit::singleline(&mut self.query).id(field_id()).frame(false).desired_width(width);
        let edit = edit.font(font.clone()).text_color(palette.text).margin(EDIT_MARGIN);
        let output = edit.hint_text(RichText::new(hint.as_str()).color(palette.quiet)).show(ui);
        card::name(&output.response, hint);
        if output.response.changed() {
            self.typed();
        } else if output.response.has_focus()
            && let Some(rest) = content.completion(&self.query)
        {
            let end = output.galley_pos + Vec2::new(output.galley.size().x, output.galley.size().y / 2.0);
            let clipped = ui.painter().with_clip_rect(output.response.rect);
            clipped.text(Pos2::new(end.x, end.y), Align2::LEFT_CENTER, rest, font, palette.quiet.gamma_multiply(0.7));
        }
    }

    /// Something else stands in the field.
    pub(super) fn typed(&mut self) {
        self.cursor = (!self.query.trim().is_empty()).then_some(0);
        self.follow = true;
    }
}

fn button_width(ui: &Ui, text: &str) -> f32 {
    card::text_width(ui, text) + 2.0 * ui.spacing().button_padding.x + 8.0
}

fn connect_button(ui: &mut Ui, text: &str, height: f32) -> bool {
    card::accented(ui, |ui| {
        ui.spacing_mut().interact_size.y = height;
        ui.spacing_mut().button_padding.y = 2.0;
        ui.add(Button::new(text).min_size(Vec2::new(0.0, height))).clicked()
    })
}
