//! The entries of the page, of which only those in sight are drawn.

use egui::scroll_area::ScrollSource;
use egui::{EventFilter, Pos2, Rect, ScrollArea, Sense, Ui, Vec2};

use super::super::theme;
use super::layout::{Layout, Look};
use super::tile::{Cursor, Entry, Mark};
use super::{Act, Command, StartPage, State, bar, empty, header, list_id, model, tile};

/// How wide the list is at most.
const WIDEST: f32 = 1480.0;

/// What the scroll bar takes at the right.
const SCROLL: f32 = 12.0;

impl StartPage {
    pub(super) fn entries(&mut self, ui: &mut Ui, state: &State, acts: &mut Vec<Act>, asked: &mut Vec<Command>) {
        if let Some(problem) = &state.problem {
            header::problem(ui, problem);
        }
        let query = self.query.clone();
        let content = model::content(state, &query);
        let count = content.items().count();
        self.cursor = self.cursor.filter(|_| count > 0).map(|cursor| cursor.min(count - 1));
        self.marked.retain(|id| state.computers.with_id(id).is_some());
        if count == 0 {
            self.layout = Layout::default();
            empty::show(ui, acts);
            return;
        }
        bar::selection(self, ui, &content, acts);
        let scroll = ScrollArea::vertical().auto_shrink(false);
        let scroll = scroll.scroll_source(ScrollSource { drag: false, ..ScrollSource::ALL });
        let is_newcomer = query.is_empty() && !content.items().any(|item| matches!(item, model::Item::Computer(_)));
        scroll.show_viewport(ui, |ui, _| {
            self.list(ui, state, &content, acts);
            if is_newcomer {
                empty::show(ui, acts);
            }
        });
        self.thumbnails.ask(state, asked);
    }

    fn list(&mut self, ui: &mut Ui, state: &State, content: &model::Content<'_>, acts: &mut Vec<Act>) {
        let room = ui.available_width() - SCROLL;
        let is_search = content.sections.iter().any(|section| section.kind == model::Kind::Matches);
        // What is found hangs from the field.
        let width = room.min(if is_search { header::FIELD } else { WIDEST });
        let layout = Layout::new(content, width);
        let corner = ui.min_rect().min + Vec2::new(((room + SCROLL - width) / 2.0).min(room - width), 0.0);
        let everything = Rect::from_min_size(corner, Vec2::new(width, layout.height + 8.0));
        ui.allocate_rect(everything, Sense::hover());
        let has_focus = self.focus_stop(ui, everything);
        for (section, top) in &layout.headings {
            heading(ui, corner + Vec2::new(2.0, *top), width, &content.sections[*section].title);
        }
        for (number, place, look) in &layout.places {
            let place = place.translate(corner.to_vec2());
            if !ui.is_rect_visible(place) {
                continue;
            }
            let Some((kind, item)) = content.entry(*number) else { continue };
            let entry = Entry {
                number: *number,
                item,
                kind,
                place,
                look: *look,
                cursor: match self.cursor == Some(*number) {
                    true if has_focus => Cursor::Focused,
                    true => Cursor::FromField,
                    false => Cursor::Away,
                },
                mark: match content.computer(*number) {
                    Some(computer) if self.marked.contains(&computer.id) => Mark::On,
                    Some(_) if !self.marked.is_empty() => Mark::Offered,
                    _ => Mark::Off,
                },
            };
            tile::show(ui, state, &mut self.thumbnails, &entry, acts);
        }
        if std::mem::take(&mut self.follow)
            && let Some(place) = self.cursor.and_then(|cursor| layout.place(cursor))
        {
            let place = place.translate(corner.to_vec2()).expand2(Vec2::new(0.0, 34.0));
            ui.scroll_to_rect_animation(place, None, egui::style::ScrollAnimation::none());
        }
        self.layout = layout;
    }

    /// The list as a stop for the Tab key. Returns whether it has the focus.
    fn focus_stop(&mut self, ui: &Ui, everything: Rect) -> bool {
        let stop = ui.interact(everything, list_id(), Sense::focusable_noninteractive());
        if !stop.has_focus() {
            return false;
        }
        if self.cursor.is_none() {
            self.cursor = Some(0);
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id(), filter));
        true
    }
}

fn heading(ui: &Ui, place: Pos2, width: f32, title: &str) {
    let rect = Rect::from_min_size(place, Vec2::new(width, 22.0));
    if ui.is_rect_visible(rect) {
        let colour = theme::current(ui.ctx()).quiet;
        tile::put(ui, rect.left_center(), egui::Align::Min, tile::written(ui, title, 13.5, colour, width));
    }
}

impl Look {
    /// The size of the picture in an entry of this size.
    pub(super) fn picture(self, place: Rect) -> Rect {
        match self {
            Look::Tile => {
                let height = place.height() - super::layout::CAPTION;
                Rect::from_min_size(place.min, Vec2::new(place.width(), height)).shrink(1.0)
            }
            Look::Row => {
                let height = place.height() - 14.0;
                Rect::from_min_size(place.min + Vec2::splat(7.0), Vec2::new((height * 1.6).round(), height))
            }
        }
    }
}
