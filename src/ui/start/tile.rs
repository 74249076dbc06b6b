//! One entry of the page: a tile with a picture, or a row.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Color32, CornerRadius, FontId, Galley, Id, Popup, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2,
};

use super::super::icon::{self, Icon};
use super::super::theme::{self, Palette};
use super::layout::Look;
use super::model::{Item, Kind};
use super::thumbnails::Thumbnails;
use super::{Act, State, Whereto, landscape, words};
use crate::book::Computer;
use crate::text::text;

/// An entry that is to be drawn.
pub(super) struct Entry<'a> {
    pub(super) number: usize,
    pub(super) item: &'a Item<'a>,
    pub(super) kind: Kind,
    pub(super) place: Rect,
    pub(super) look: Look,
    pub(super) cursor: Cursor,
    pub(super) mark: Mark,
}

impl Entry<'_> {
    fn subtitle(&self) -> String {
        match self.kind {
            Kind::Matches => words::subtitle_with_group(self.item),
            // In a group its heading says so, and a tile has no room.
            Kind::Recent | Kind::Saved | Kind::Nearby => words::subtitle(self.item),
        }
    }
}

/// Whether the keyboard is at an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cursor {
    /// It is not.
    Away,
    /// It is, while the field has the focus.
    FromField,
    /// It is, and the list has the focus.
    Focused,
}

/// Whether an entry is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is not.
    Off,
    /// Others are, so that one is told how to mark this one.
    Offered,
    /// It is.
    On,
}

pub(super) fn show(ui: &mut Ui, state: &State, thumbnails: &mut Thumbnails, entry: &Entry<'_>, acts: &mut Vec<Act>) {
    let palette = theme::current(ui.ctx());
    let response = ui.interact(entry.place, Id::new(("start_entry", entry.number)), Sense::CLICK);
    let is_hovered = ui.rect_contains_pointer(entry.place) && ui.is_enabled();
    ground(ui, &palette, entry, is_hovered);
    let picture = entry.look.picture(entry.place);
    draw_picture(ui, state, thumbnails, entry, picture);
    edge(ui, &palette, entry, is_hovered);
    let has_dots = is_hovered || is_menu_open(ui, entry);
    // In a row the button stands where else something is written.
    let taken = if has_dots && entry.look == Look::Row { 46.0 } else { 12.0 };
    caption(ui, &palette, state, entry, picture, taken);
    let title = words::title(entry.item);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &title));
    let is_computer = matches!(entry.item, Item::Computer(_));
    if is_computer && (is_hovered || entry.mark != Mark::Off) {
        mark(ui, &palette, entry, picture, acts);
    }
    if has_dots {
        dots(ui, &palette, entry, picture, acts);
    }
    clicks(ui, &response, entry, acts);
}

fn clicks(ui: &Ui, response: &Response, entry: &Entry<'_>, acts: &mut Vec<Act>) {
    if response.clicked() {
        let marks = ui.input(|input| input.modifiers.command || input.modifiers.shift);
        let act = if marks { Act::Mark(entry.number) } else { Act::Open(entry.number, Whereto::Here) };
        acts.push(act);
    }
    if response.middle_clicked() {
        acts.push(Act::Open(entry.number, Whereto::NewTab));
    }
    Popup::context_menu(response).show(|ui| menu(ui, entry, acts));
}

fn ground(ui: &Ui, palette: &Palette, entry: &Entry<'_>, is_hovered: bool) {
    let fill = if is_hovered && entry.look == Look::Row { palette.control } else { palette.card };
    ui.painter().rect_filled(entry.place, CornerRadius::same(10), fill);
}

/// The edge lies over the picture.
fn edge(ui: &Ui, palette: &Palette, entry: &Entry<'_>, is_hovered: bool) {
    let stroke = match (entry.cursor != Cursor::Away || entry.mark == Mark::On, is_hovered) {
        (true, _) => Stroke::new(2.0, palette.accent),
        (false, true) => Stroke::new(1.0, palette.accent.gamma_multiply(0.6)),
        (false, false) => Stroke::new(1.0, palette.edge),
    };
    ui.painter().rect_stroke(entry.place, CornerRadius::same(10), stroke, StrokeKind::Inside);
    if entry.cursor == Cursor::Focused {
        let ring = Stroke::new(1.0, palette.text);
        ui.painter().rect_stroke(entry.place.expand(2.0), CornerRadius::same(12), ring, StrokeKind::Inside);
    }
}

fn draw_picture(ui: &Ui, state: &State, thumbnails: &mut Thumbnails, entry: &Entry<'_>, place: Rect) {
    let radius = match entry.look {
        Look::Tile => CornerRadius { nw: 9, ne: 9, sw: 0, se: 0 },
        Look::Row => CornerRadius::same(6),
    };
    let palette = theme::current(ui.ctx());
    match entry.item {
        Item::Computer(computer) => {
            if computer.saved && !computer.private && thumbnails.paint(ui, state, &computer.id, place, radius) {
                return;
            }
            landscape::paint(ui.painter(), place, radius, &palette, &computer.target, computer.colour);
            if computer.private {
                let lock = Rect::from_center_size(place.center(), Vec2::splat(place.height() * 0.34));
                icon::paint(ui.painter(), lock, Icon::Lock, Color32::from_white_alpha(220));
            }
        }
        Item::Nearby(nearby) => {
            landscape::paint(ui.painter(), place, radius, &palette, &nearby.target, None);
        }
        Item::Typed(typed) => {
            ui.painter().rect_filled(place, radius, palette.control);
            let (sign, colour) = match typed.target {
                Ok(_) => (Icon::Computer, palette.accent),
                Err(_) => (Icon::Warning, palette.warning),
            };
            let square = Rect::from_center_size(place.center(), Vec2::splat(place.height() * 0.56));
            icon::paint(ui.painter(), square, sign, colour);
        }
    }
}

fn caption(ui: &mut Ui, palette: &Palette, state: &State, entry: &Entry<'_>, picture: Rect, taken: f32) {
    let place = match entry.look {
        Look::Tile => Rect::from_min_max(Pos2::new(picture.left(), picture.bottom()), entry.place.max)
            .shrink2(Vec2::new(11.0, 8.0)),
        Look::Row => Rect::from_min_max(Pos2::new(picture.right() + 12.0, entry.place.top()), entry.place.max)
            .shrink2(Vec2::new(0.0, 9.0))
            .with_max_x(entry.place.right() - taken),
    };
    let (first, second) = (place.top() + 10.0, place.bottom() - 8.0);
    let mut left = place.left();
    if let Item::Computer(Computer { colour: Some(colour), .. }) = entry.item {
        ui.painter().circle_filled(Pos2::new(left + 4.5, first), 4.5, theme::mark(*colour));
        left += 15.0;
    }
    let beside = words::beside(entry.item, state);
    let labels = words::labels(entry.item);
    let end = place.right();
    let beside = (!beside.is_empty()).then(|| written(ui, &beside, 12.5, palette.quiet, place.width()));
    let labels = (entry.look == Look::Row && !labels.is_empty())
        .then(|| written(ui, &labels, 12.5, palette.quiet, (end - left) * 0.4));
    let width = |galley: &Option<Arc<Galley>>| galley.as_ref().map_or(0.0, |galley| galley.size().x + 10.0);
    let name = written(ui, &words::title(entry.item), 14.5, palette.text, end - left - width(&labels));
    let subtitle = entry.subtitle();
    let subtitle = written(ui, &subtitle, 12.5, palette.quiet, place.width() - width(&beside));
    put(ui, Pos2::new(left, first), Align::Min, name);
    put(ui, Pos2::new(place.left(), second), Align::Min, subtitle);
    if let Some(labels) = labels {
        put(ui, Pos2::new(end, first), Align::Max, labels);
    }
    if let Some(beside) = beside {
        put(ui, Pos2::new(end, second), Align::Max, beside);
    }
}

/// `text` on one line, shortened to `width`.
pub(super) fn written(ui: &Ui, text: &str, size: f32, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), FontId::proportional(size), colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(10.0));
    ui.painter().layout_job(job)
}

/// Puts a line so that it begins or ends at `place`, at half its height.
pub(super) fn put(ui: &Ui, place: Pos2, align: Align, galley: Arc<Galley>) {
    let size = galley.size();
    let left = if align == Align::Max { place.x - size.x } else { place.x };
    ui.painter().galley(Pos2::new(left, place.y - size.y / 2.0), galley, Color32::PLACEHOLDER);
}

/// The circle that marks an entry.
fn mark(ui: &mut Ui, palette: &Palette, entry: &Entry<'_>, picture: Rect, acts: &mut Vec<Act>) {
    let inset = if entry.look == Look::Tile { 18.0 } else { 12.0 };
    let place = Rect::from_center_size(picture.min + Vec2::splat(inset), Vec2::splat(20.0));
    let response = ui.interact(place.expand(3.0), Id::new(("start_mark", entry.number)), Sense::CLICK);
    let fill = if entry.mark == Mark::On { palette.accent } else { Color32::from_black_alpha(110) };
    ui.painter().circle(place.center(), 10.0, fill, Stroke::new(1.5, Color32::WHITE));
    if entry.mark == Mark::On {
        icon::paint(ui.painter(), place.shrink(4.5), Icon::Check, Color32::WHITE);
    }
    if response.clicked() {
        acts.push(Act::Mark(entry.number));
    }
}

/// The button for the menu of an entry.
fn dots(ui: &mut Ui, palette: &Palette, entry: &Entry<'_>, picture: Rect, acts: &mut Vec<Act>) {
    let place = match entry.look {
        Look::Tile => Rect::from_center_size(picture.right_top() + Vec2::new(-20.0, 18.0), Vec2::new(28.0, 24.0)),
        Look::Row => Rect::from_center_size(entry.place.right_center() - Vec2::new(22.0, 0.0), Vec2::new(30.0, 28.0)),
    };
    let response = ui.interact(place, dots_id(entry), Sense::CLICK);
    let fill = if response.hovered() { palette.control_hovered } else { palette.control };
    ui.painter().rect(place, CornerRadius::same(7), fill, Stroke::new(1.0, palette.edge), StrokeKind::Inside);
    icon::paint(ui.painter(), Rect::from_center_size(place.center(), Vec2::splat(14.0)), Icon::More, palette.text);
    Popup::menu(&response).gap(4.0).show(|ui| menu(ui, entry, acts));
}

fn dots_id(entry: &Entry<'_>) -> Id {
    Id::new(("start_dots", entry.number))
}

fn is_menu_open(ui: &Ui, entry: &Entry<'_>) -> bool {
    Popup::is_id_open(ui.ctx(), dots_id(entry).with("popup"))
}

fn menu(ui: &mut Ui, entry: &Entry<'_>, acts: &mut Vec<Act>) {
    ui.set_min_width(190.0);
    let number = entry.number;
    let mut choices = vec![
        (text!("start-open"), Act::Open(number, Whereto::Here)),
        (text!("start-open-window"), Act::Open(number, Whereto::NewWindow)),
        (text!("start-open-tab"), Act::Open(number, Whereto::NewTab)),
        (text!("start-copy-address"), Act::CopyAddress(number)),
    ];
    match entry.item {
        Item::Computer(computer) => {
            let edit = if computer.saved { text!("start-edit") } else { text!("start-keep") };
            choices.push((edit, Act::Edit(number)));
            choices.push((text!("start-duplicate"), Act::Duplicate(number)));
            choices.push((text!("start-delete"), Act::Delete(number)));
        }
        Item::Nearby(_) | Item::Typed(_) => choices.push((text!("start-keep"), Act::Edit(number))),
    }
    for (name, act) in choices {
        if ui.button(name).clicked() {
            acts.push(act);
            ui.close();
        }
    }
}
