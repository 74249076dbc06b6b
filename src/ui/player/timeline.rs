//! The time line: what is past is filled, and a click or a drag goes to another place.

use std::time::Duration;

use egui::{EventFilter, Id, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2};

use super::shown;
use crate::session::{Control, Playback};
use crate::text::text;
use crate::ui::theme;

const HEIGHT: f32 = 18.0;
const LINE: f32 = 5.0;
const KNOB: f32 = 6.5;

/// What it is called among the widgets.
pub(super) fn id() -> Id {
    Id::new("player time line")
}

/// Draws it over the whole width, and says where to go.
pub(super) fn show(ui: &mut Ui, playback: &Playback) -> Option<Control> {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), HEIGHT), Sense::hover());
    let answer = ui.interact(rect, id(), Sense::click_and_drag());
    let line = Rect::from_center_size(rect.center(), Vec2::new(rect.width() - 2.0 * KNOB, LINE));
    answer.widget_info(|| WidgetInfo::slider(true, playback.place.as_secs_f64(), text!("recording-time-line")));
    if answer.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(answer.id, filter));
    }
    let place_at = |x: f32| {
        let part = ((x - line.left()) / line.width().max(1.0)).clamp(0.0, 1.0);
        playback.length.mul_f64(f64::from(part))
    };
    let wanted = answer.interact_pointer_pos().filter(|_| answer.clicked() || answer.dragged());
    let place = wanted.map_or(playback.place, |wanted| place_at(wanted.x));
    paint(ui, line, place, playback.length, answer.has_focus());
    if let Some(over) = answer.hover_pos() {
        answer.on_hover_text_at_pointer(shown(place_at(over.x)));
    }
    wanted.map(|wanted| Control::Seek(place_at(wanted.x)))
}

fn paint(ui: &Ui, line: Rect, place: Duration, length: Duration, has_focus: bool) {
    let palette = theme::current(ui.ctx());
    let part = if length.is_zero() { 0.0 } else { (place.as_secs_f64() / length.as_secs_f64()).min(1.0) as f32 };
    let knob = pos2(line.left() + part * line.width(), line.center().y);
    let edge = Stroke::new(1.0, palette.edge);
    ui.painter().rect(line, LINE / 2.0, palette.control, edge, egui::StrokeKind::Outside);
    ui.painter().rect_filled(line.with_max_x(knob.x), LINE / 2.0, palette.accent);
    ui.painter().circle_filled(knob, KNOB, palette.accent);
    if has_focus {
        ui.painter().circle_stroke(knob, KNOB + 2.5, Stroke::new(2.0, palette.text));
    }
}
