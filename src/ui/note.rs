//! A short message at the top of the window that takes no input and goes by itself.

use egui::{Align2, Area, Context, Frame, Id, Margin, RichText, Vec2};

use super::{Claim, Command, Panel, State, height_above_picture, theme};

pub(super) struct Note;

impl Panel for Note {
    fn name(&self) -> &'static str {
        "note"
    }

    fn claim(&self, state: &State) -> Claim {
        if state.note.is_some() { Claim::Shown } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, _commands: &mut Vec<Command>) {
        if let Some(text) = &state.note {
            show(context, state, self.name(), text);
        }
    }
}

/// Shows `text` at the top of the picture.
pub(super) fn show(context: &Context, state: &State, name: &'static str, text: &str) {
    let palette = theme::current(context);
    let area = Area::new(Id::new(name)).anchor(Align2::CENTER_TOP, Vec2::new(0.0, height_above_picture(state) + 16.0));
    area.interactable(false).order(egui::Order::Foreground).show(context, |ui| {
        Frame::popup(ui.style()).fill(palette.card).inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
            // An area remembers how narrow the last note was.
            ui.set_max_width((context.content_rect().width() - 72.0).max(60.0));
            ui.label(RichText::new(text).color(palette.text));
        });
    });
}
