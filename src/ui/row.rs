//! An entry as a row of a menu: a sign or a mark, its name, the key that does the same, and whether there is more behind it.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, WidgetType,
};

use super::entries::{Act, Entry, Mark, On};
use super::icon::{self, Icon};
use super::theme::{self, Palette};

/// How high a row is.
pub(super) const HEIGHT: f32 = 32.0;
/// Where the name begins, and how much is left free around the rest.
const INDENT: f32 = 36.0;
pub(super) const PADDING: f32 = 10.0;
const SIGN: f32 = 17.0;

/// Shows `entry` as wide as there is room. Says whether it was chosen.
pub(super) fn show(ui: &mut Ui, entry: &Entry, height: f32) -> Response {
    let is_enabled = entry.hindrance.is_none();
    let sense = if is_enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), sense);
    response.widget_info(|| info(entry));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let shown = if ui.is_rect_visible(rect) { paint(ui, rect, entry, &response) } else { Shown::Whole };
    let mut more: Vec<&str> = Vec::new();
    if shown == Shown::InPart {
        more.push(&entry.name);
        more.extend(entry.keys.as_deref());
    }
    more.extend(entry.hindrance.as_deref());
    if more.is_empty() { response } else { response.on_hover_text(more.join("\n")) }
}

/// How much of an entry there was room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Whole,
    InPart,
}

/// What is told of an entry to those who do not see it.
pub(super) fn info(entry: &Entry) -> WidgetInfo {
    let is_enabled = entry.hindrance.is_none();
    match entry.mark {
        Mark::None => WidgetInfo::labeled(WidgetType::Button, is_enabled, &entry.name),
        Mark::Switch(on) => WidgetInfo::selected(WidgetType::Checkbox, is_enabled, on == On::Yes, &entry.name),
        Mark::Choice(on) => WidgetInfo::selected(WidgetType::RadioButton, is_enabled, on == On::Yes, &entry.name),
    }
}

/// The ground of something that can be chosen, with the focus plain to see.
pub(super) fn paint_ground(ui: &Ui, rect: Rect, response: &Response, ground: Color32) {
    let palette = theme::current(ui.ctx());
    let fill =
        if response.is_pointer_button_down_on() || response.hovered() { palette.control_hovered } else { ground };
    let radius = CornerRadius::same(6);
    ui.painter().rect_filled(rect, radius, fill);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
    }
}

fn paint(ui: &Ui, rect: Rect, entry: &Entry, response: &Response) -> Shown {
    let palette = theme::current(ui.ctx());
    let is_enabled = entry.hindrance.is_none();
    let colour = if is_enabled { palette.text } else { palette.quiet.gamma_multiply(0.7) };
    paint_ground(ui, rect, response, Color32::TRANSPARENT);
    let sign = Rect::from_center_size(rect.left_center() + Vec2::new(PADDING + SIGN / 2.0, 0.0), Vec2::splat(SIGN));
    if let Some((sign_icon, sign_colour)) = sign_of(entry, &palette, colour) {
        icon::paint(ui.painter(), sign, sign_icon, sign_colour);
    }
    let right = end_sign(ui, rect, entry, &palette);
    let left = rect.left() + INDENT;
    let mut job = LayoutJob::simple_singleline(entry.name.clone(), TextStyle::Body.resolve(ui.style()), colour);
    job.wrap = TextWrapping::truncate_at_width((right - left).max(10.0));
    let name = ui.painter().layout_job(job);
    let mut shown = if name.elided { Shown::InPart } else { Shown::Whole };
    let end = left + name.size().x;
    ui.painter().galley(egui::pos2(left, rect.center().y - name.size().y / 2.0), name, colour);
    if let Some(keys) = &entry.keys {
        let font = TextStyle::Small.resolve(ui.style());
        let keys = ui.painter().layout_no_wrap(keys.clone(), font, palette.quiet);
        if end + PADDING + keys.size().x <= right {
            let place = egui::pos2(right - keys.size().x, rect.center().y - keys.size().y / 2.0);
            ui.painter().galley(place, keys, palette.quiet);
        } else {
            shown = Shown::InPart;
        }
    }
    shown
}

/// The sign at the end of the row, if there is one. Returns where it leaves room to.
fn end_sign(ui: &Ui, rect: Rect, entry: &Entry, palette: &Palette) -> f32 {
    let right = rect.right() - PADDING;
    let is_on = matches!((entry.mark, entry.icon), (Mark::Switch(On::Yes), Some(_)));
    let (sign, side, colour) = match entry.act {
        Act::Open(_) => (Icon::Forward, 12.0, palette.quiet),
        Act::Do(_) if is_on => (Icon::Check, 14.0, palette.accent_hovered),
        Act::Do(_) => return right,
    };
    let place = Rect::from_center_size(egui::pos2(right - side / 2.0, rect.center().y), Vec2::splat(side));
    icon::paint(ui.painter(), place, sign, colour);
    place.left() - 4.0
}

/// What stands before the name.
fn sign_of(entry: &Entry, palette: &Palette, colour: Color32) -> Option<(Icon, Color32)> {
    match (entry.icon, entry.mark) {
        (Some(sign), Mark::Switch(On::Yes)) => Some((sign, palette.accent_hovered)),
        (Some(sign), _) if entry.hindrance.is_none() => {
            Some((sign, icon::own_colour(palette, sign).unwrap_or(palette.quiet)))
        }
        (Some(sign), _) => Some((sign, colour)),
        (None, Mark::Choice(On::Yes) | Mark::Switch(On::Yes)) => Some((Icon::Check, palette.accent_hovered)),
        (None, _) => None,
    }
}
