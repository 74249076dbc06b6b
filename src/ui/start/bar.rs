//! What can be done with the entry at the cursor or with those that are marked, and the offer to take a deletion back.

use egui::{Align, Align2, Area, Context, Frame, Id, Margin, Order, RichText, Stroke, TopBottomPanel, Ui, Vec2};

use super::super::{card, theme};
use super::model::{Content, Item};
use super::{Act, StartPage, State, Whereto, list_id, tile, words};
use crate::text::text;

/// Shows the bar at the bottom, where there is something to do.
pub(super) fn selection(page: &StartPage, ui: &mut Ui, content: &Content<'_>, acts: &mut Vec<Act>) {
    let at_list = ui.memory(|memory| memory.has_focus(list_id()));
    let at_cursor = page.cursor.filter(|_| page.query.is_empty() || at_list);
    let (title, choices) = if page.marked.is_empty() {
        let Some(index) = at_cursor else { return };
        let Some(item) = content.item(index) else { return };
        (words::title(item), of_one(item, index))
    } else {
        (text!("start-count", count = page.marked.len()), of_marked())
    };
    let palette = theme::current(ui.ctx());
    let frame = Frame::new().fill(palette.card).stroke(Stroke::new(1.0, palette.edge)).corner_radius(10);
    let frame = frame.inner_margin(Margin::symmetric(12, 7)).outer_margin(Margin { top: 8, ..Margin::ZERO });
    TopBottomPanel::bottom("start_bar").frame(frame).show_separator_line(false).show_inside(ui, |ui| {
        ui.horizontal(|ui| {
            let gap = 6.0;
            ui.spacing_mut().item_spacing.x = gap;
            let buttons: f32 = choices.iter().map(|(name, _)| card::small_width(ui, name) + gap).sum();
            let room = (ui.available_width() - buttons).max(0.0);
            let left = ui.available_rect_before_wrap().left_center();
            ui.add_space(room);
            if room > 60.0 {
                tile::put(ui, left, Align::Min, tile::written(ui, &title, 13.5, palette.text, room - 8.0));
            }
            for (name, act) in choices {
                if card::small(ui, &name).clicked() {
                    acts.push(act);
                }
            }
        });
    });
}

fn of_one(item: &Item<'_>, index: usize) -> Vec<(String, Act)> {
    let mut choices = vec![(text!("start-open"), Act::Open(index, Whereto::Here))];
    match item {
        Item::Computer(computer) => {
            let edit = if computer.saved { text!("start-edit") } else { text!("start-keep") };
            choices.push((edit, Act::Edit(index)));
            choices.push((text!("start-duplicate"), Act::Duplicate(index)));
            choices.push((text!("start-delete"), Act::Delete(index)));
        }
        Item::Nearby(_) | Item::Typed(_) => choices.push((text!("start-keep"), Act::Edit(index))),
    }
    choices
}

fn of_marked() -> Vec<(String, Act)> {
    vec![
        (text!("start-open-all"), Act::OpenMarked(Whereto::NewWindow)),
        (text!("start-open-all-tabs"), Act::OpenMarked(Whereto::NewTab)),
        (text!("start-export"), Act::ExportMarked),
        (text!("start-delete"), Act::DeleteMarked),
        (text!("start-clear"), Act::Clear),
    ]
}

/// Offers to take the last deletion back.
pub(super) fn undo(context: &Context, state: &State, acts: &mut Vec<Act>) {
    let text = match &state.deleted[..] {
        [] => return,
        [name] => text!("start-deleted", name = name.as_str()),
        several => text!("start-deleted-count", count = several.len()),
    };
    let palette = theme::current(context);
    let area = Area::new(Id::new("start_undo")).anchor(Align2::CENTER_BOTTOM, Vec2::new(0.0, -64.0));
    area.order(Order::Foreground).sense(egui::Sense::hover()).show(context, |ui| {
        Frame::popup(ui.style()).fill(palette.card).inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
            ui.horizontal(|ui| {
                let width = (context.content_rect().width() - 180.0).min(420.0);
                ui.scope(|ui| {
                    ui.set_max_width(width);
                    ui.add(egui::Label::new(RichText::new(text).color(palette.text)).truncate());
                });
                if card::small(ui, &text!("start-undo")).clicked() {
                    acts.push(Act::Undo);
                }
            });
        });
    });
}
