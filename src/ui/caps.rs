//! A combination as the keys that are pressed for it, side by side.

use egui::{Color32, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType, pos2};

use super::theme;
use crate::shortcuts::{Chord, KeyName};

const LETTERS: f32 = 12.0;
const HEIGHT: f32 = 22.0;
const PADDING: f32 = 7.0;
const GAP: f32 = 3.0;

/// Shows `chord`, which is read aloud as one.
pub(super) fn chord(ui: &mut Ui, chord: Chord) -> Response {
    let answer = keys(ui, &chord.keys().collect::<Vec<_>>());
    answer.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, chord.to_string()));
    answer
}

/// Shows these keys.
pub(super) fn keys(ui: &mut Ui, keys: &[KeyName]) -> Response {
    let palette = theme::current(ui.ctx());
    let letters: Vec<_> = keys
        .iter()
        .map(|key| ui.painter().layout_no_wrap(key.to_string(), FontId::proportional(LETTERS), palette.text))
        .collect();
    let widths: Vec<f32> = letters.iter().map(|text| (text.size().x + 2.0 * PADDING).ceil().max(HEIGHT)).collect();
    let width = widths.iter().sum::<f32>() + GAP * widths.len().saturating_sub(1) as f32;
    let (rect, answer) = ui.allocate_exact_size(Vec2::new(width, HEIGHT), Sense::hover());
    let mut left = rect.left();
    for (text, width) in letters.into_iter().zip(widths) {
        let cap = Rect::from_min_size(pos2(left, rect.top()), Vec2::new(width, HEIGHT));
        paint(ui, cap);
        let size = text.size();
        let at = pos2(cap.center().x - size.x / 2.0, cap.center().y - size.y / 2.0 - 1.0);
        ui.painter().galley(at, text, Color32::PLACEHOLDER);
        left += width + GAP;
    }
    answer
}

/// A key seen from above: its front is a line at its foot.
fn paint(ui: &Ui, cap: Rect) {
    let palette = theme::current(ui.ctx());
    let stroke = Stroke::new(1.0, palette.edge);
    ui.painter().rect_filled(cap, 4.0, palette.edge);
    let top = Rect::from_min_max(cap.min, cap.max - Vec2::new(0.0, 2.0));
    ui.painter().rect(top, 4.0, palette.control, stroke, StrokeKind::Inside);
}
