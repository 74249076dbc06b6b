//! The session bar: it slides in from the upper edge of the window while the mouse rests there, or stays where it is pinned. It
//! takes the mouse over itself and nothing else, and never the first points at the very edge: a click there is meant for the
//! remote desktop. Where it stays it lies over nothing: the picture gets the rest of the window.

use egui::{
    Align2, Area, Context, Frame, Id, Key, LayerId, Margin, Order, Rect, Response, Sense, Stroke, Ui, UiBuilder, Vec2,
    pos2,
};

use super::entries::{self, Act, Entry, Group, Mark, On, Section};
use super::icon::{self, Icon};
use super::{Claim, Command as UiCommand, Menu, Page, Panel, capture_sign, row, tabs, theme};

/// What is known of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// Why it is to be seen, or not.
    pub presence: Presence,
    /// Whether it stays.
    pub pinned: Pinned,
}

/// Why the bar is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// It is not, unless it is pinned.
    #[default]
    Away,
    /// The mouse is at the edge: a handle says that there is a bar.
    Near,
    /// The mouse is on it, or was a moment ago.
    Mouse,
    /// The keyboard is with it, all of it.
    Keyboard,
}

/// Whether the bar stays while nobody uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pinned {
    /// It goes.
    #[default]
    No,
    /// It stays.
    Yes,
}

/// What the bar and the menu ask for that is no other area's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Let the bar stay, or go again.
    Pin,
    /// The keyboard is not with the bar any longer.
    Leave,
    /// Keep a picture of the remote desktop.
    Screenshot(Destination),
}

/// Where a picture goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// Into a file.
    File,
    /// To the clipboard.
    Clipboard,
}

/// So many points at the edge are never the bar's.
pub const EDGE: f32 = 3.0;
/// How much of the window it takes where it stays, in points.
pub const HEIGHT: f32 = 42.0;
/// How far from the edge it floats.
const DISTANCE: f32 = 7.0;
/// How large the handle is that says that there is a bar.
pub(super) const HANDLE: Vec2 = Vec2::new(56.0, 5.0);
const BUTTON: Vec2 = Vec2::new(34.0, 32.0);
/// The same where the window is narrow.
const NARROW_BUTTON: Vec2 = Vec2::new(28.0, 30.0);
const GAP: f32 = 2.0;
const DIVIDER: f32 = 9.0;
const POPUP_WIDTH: f32 = 280.0;

impl State {
    /// Whether it is to be seen.
    pub fn is_shown(self) -> bool {
        self.pinned == Pinned::Yes || matches!(self.presence, Presence::Mouse | Presence::Keyboard)
    }

    /// How much of a window with a picture it takes from above, in points.
    pub fn room(self) -> f32 {
        if self.pinned == Pinned::Yes { HEIGHT } else { 0.0 }
    }
}

/// How much of the window it takes from above, in points: its room stays the same while something lies over the picture.
pub fn height(state: &super::State) -> f32 {
    let has_picture = matches!(state.page, Page::Desktop | Page::Lost(_) | Page::Reconnecting(_));
    if has_picture { state.bar.room() } else { 0.0 }
}

/// Where the bar and what hangs from it are, in points, as of the last frame.
pub fn place(context: &Context) -> Option<Rect> {
    let rect = |name: &str| context.memory(|memory| memory.area_rect(Id::new(name)));
    let popup = context.data(|data| data.get_temp::<Rect>(Id::new(POPUP)));
    rect(NAME).map(|bar| popup.map_or(bar, |popup| bar.union(popup)))
}

const NAME: &str = "bar";
const POPUP: &str = "bar popup";

#[derive(Default)]
pub(super) struct BarPanel {
    open: Option<Group>,
    /// When it began to slide in.
    since: Option<f64>,
}

impl Panel for BarPanel {
    fn name(&self) -> &'static str {
        NAME
    }

    fn claim(&self, state: &super::State) -> Claim {
        if state.page != Page::Desktop || state.menu != Menu::Closed {
            return Claim::Hidden;
        }
        match (state.bar.presence, state.bar.is_shown()) {
            (Presence::Keyboard, _) => Claim::Input,
            (_, true) => Claim::Area,
            (Presence::Near, false) => Claim::Shown,
            (Presence::Away | Presence::Mouse, false) => Claim::Hidden,
        }
    }

    fn show(&mut self, context: &Context, state: &super::State, commands: &mut Vec<UiCommand>) {
        if !state.bar.is_shown() {
            return handle(context, tabs::height(state) + capture_sign::height(state));
        }
        if matches!(state.bar.presence, Presence::Away | Presence::Near) {
            self.open = None;
        }
        let used = match state.bar.pinned {
            Pinned::Yes => self.strip(context, state),
            Pinned::No => self.floating(context, state),
        };
        let popup = self.open.and_then(|group| popup(context, group, state));
        if let Some(entry) = used.or(popup) {
            self.choose(entry, commands);
        }
        self.keys(context, state, commands);
    }

    fn rest(&mut self) {
        *self = Self::default();
    }
}

impl BarPanel {
    /// Over the picture, at a distance from the edge.
    fn floating(&mut self, context: &Context, state: &super::State) -> Option<Entry> {
        let above = self.slide(context);
        let place = Vec2::new(0.0, tabs::height(state) + DISTANCE - above);
        let area = area().anchor(Align2::CENTER_TOP, place);
        area.show(context, |ui| frame(ui).show(ui, |ui| self.buttons(ui, state)).inner).inner
    }

    /// Along the whole edge, above the picture.
    fn strip(&mut self, context: &Context, state: &super::State) -> Option<Entry> {
        let (screen, palette) = (context.content_rect(), theme::current(context));
        let place = pos2(screen.left(), screen.top() + tabs::height(state));
        let rect = Rect::from_min_size(place, Vec2::new(screen.width(), HEIGHT));
        let shown = area().fixed_pos(place).show(context, |ui| {
            ui.painter().rect_filled(rect, 0.0, palette.page);
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.edge));
            // How wide the buttons are is known from the last frame.
            let id = Id::new((NAME, "width"));
            let width = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(rect.width());
            let middle = Rect::from_center_size(rect.center(), Vec2::new(width, BUTTON.y));
            let mut inner = ui.new_child(UiBuilder::new().max_rect(middle));
            let used = self.buttons(&mut inner, state);
            let takes = inner.min_rect().width();
            if (takes - width).abs() > 0.5 {
                ui.data_mut(|data| data.insert_temp(id, takes));
                ui.ctx().request_repaint();
            }
            ui.advance_cursor_after_rect(rect);
            used
        });
        shown.inner
    }

    /// How far it still is outside.
    fn slide(&mut self, context: &Context) -> f32 {
        let (now, duration) = (context.input(|input| input.time), context.style().animation_time * 1.5);
        let since = *self.since.get_or_insert(now);
        let part = (now - since) as f32 / duration.max(f32::EPSILON);
        if part >= 1.0 {
            return 0.0;
        }
        context.request_repaint();
        let rest = 1.0 - part;
        rest * rest * (BUTTON.y + 2.0 * DISTANCE)
    }

    fn buttons(&mut self, ui: &mut Ui, state: &super::State) -> Option<Entry> {
        let mut sections = entries::top(state);
        sections.insert(0, Section::plain([entries::pin(state)]));
        light_keys(&mut sections, state);
        let room = ui.ctx().content_rect().width() - 32.0;
        let size = if width(&sections, BUTTON) <= room { BUTTON } else { NARROW_BUTTON };
        shorten(&mut sections, size, room);
        let mut chosen = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for (place, section) in sections.iter().enumerate() {
                if place > 0 {
                    divider(ui);
                }
                for entry in &section.entries {
                    let answer = button(ui, entry, size, self.open);
                    if let (Act::Open(group), true) = (&entry.act, self.open.is_some()) {
                        // Once one is open, passing over the others is enough.
                        if answer.hovered() && self.open != Some(*group) {
                            self.hang(ui, *group, &answer);
                        }
                    }
                    if answer.clicked() {
                        match entry.act {
                            Act::Open(group) if self.open == Some(group) => self.open = None,
                            Act::Open(group) => self.hang(ui, group, &answer),
                            Act::Do(_) => chosen = Some(entry.clone()),
                        }
                    }
                }
            }
        });
        chosen
    }

    fn hang(&mut self, ui: &Ui, group: Group, under: &Response) {
        self.open = Some(group);
        ui.data_mut(|data| data.insert_temp(Id::new((POPUP, "from")), under.rect.center_bottom().x));
        ui.ctx().request_repaint();
    }

    fn choose(&mut self, entry: Entry, commands: &mut Vec<UiCommand>) {
        if entry.is_done_at_once() {
            self.open = None;
        }
        if let Act::Do(wanted) = entry.act {
            commands.extend(wanted);
        }
    }

    /// Esc closes what hangs from the bar, then gives the keyboard back.
    fn keys(&mut self, context: &Context, state: &super::State, commands: &mut Vec<UiCommand>) {
        if state.bar.presence == Presence::Keyboard && context.input(|input| input.key_pressed(Key::Escape)) {
            match self.open.take() {
                Some(_) => context.request_repaint(),
                None => commands.push(UiCommand::Bar(Command::Leave)),
            }
        }
        if self.open.is_none() {
            context.data_mut(|data| data.remove::<Rect>(Id::new(POPUP)));
        }
    }
}

fn area() -> Area {
    Area::new(Id::new(NAME)).order(Order::Foreground).sense(Sense::hover())
}

/// A captured keyboard is to be seen on the bar too.
fn light_keys(sections: &mut [Section], state: &super::State) {
    let keys = sections.iter_mut().flat_map(|section| &mut section.entries);
    let is_lit = state.keys.capture_sign.is_some();
    for entry in keys.filter(|entry| is_lit && entry.act == Act::Open(Group::Keys)) {
        entry.mark = Mark::Switch(On::Yes);
    }
}

/// What hangs from the bar.
fn popup(context: &Context, group: Group, state: &super::State) -> Option<Entry> {
    let screen = context.content_rect();
    let bar = context.memory(|memory| memory.area_rect(Id::new(NAME)))?;
    let from = context.data(|data| data.get_temp::<f32>(Id::new((POPUP, "from")))).unwrap_or(bar.center().x);
    let width = POPUP_WIDTH.min(screen.width() - 24.0);
    let left = (from - width / 2.0).clamp(screen.left() + 6.0, (screen.right() - width - 18.0).max(0.0));
    let place = pos2(left, bar.bottom() + 4.0);
    let mut chosen = None;
    let area = Area::new(Id::new(POPUP)).order(Order::Foreground).sense(Sense::hover()).fixed_pos(place);
    let shown = area.show(context, |ui| {
        frame(ui).show(ui, |ui| {
            ui.set_width(width);
            let height = (screen.bottom() - place.y - 24.0).max(60.0);
            let scroll = egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height);
            scroll.show(ui, |ui| chosen = rows(ui, group, state));
        });
    });
    context.data_mut(|data| data.insert_temp(Id::new(POPUP), shown.response.rect));
    chosen
}

/// Says that there is a bar. Takes no input.
fn handle(context: &Context, top: f32) {
    let palette = theme::current(context);
    let screen = context.content_rect();
    let place = Rect::from_center_size(pos2(screen.center().x, screen.top() + top + 5.0), HANDLE);
    let painter = context.layer_painter(LayerId::new(Order::Foreground, Id::new("bar handle")));
    painter.rect_filled(place.expand(1.0), 4.0, palette.edge);
    painter.rect_filled(place, 3.0, palette.quiet);
}

fn frame(ui: &Ui) -> Frame {
    let palette = theme::current(ui.ctx());
    let frame = Frame::popup(ui.style()).fill(palette.card).stroke(Stroke::new(1.0, palette.edge));
    frame.corner_radius(10).inner_margin(Margin::same(5))
}

fn rows(ui: &mut Ui, group: Group, state: &super::State) -> Option<Entry> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut chosen = None;
    for section in group.sections(state) {
        if let Some(title) = &section.title {
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = 16.0;
                ui.add_space(row::PADDING);
                ui.label(egui::RichText::new(title).small().color(theme::current(ui.ctx()).quiet));
            });
        }
        for entry in section.entries {
            if row::show(ui, &entry, row::HEIGHT).clicked() {
                chosen = Some(entry);
            }
        }
    }
    chosen
}

fn divider(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(DIVIDER - GAP, 20.0), Sense::hover());
    let edge = theme::current(ui.ctx()).edge;
    ui.painter().vline(rect.center().x, rect.y_range(), Stroke::new(1.0, edge));
}

/// A sign that stands for an entry.
fn button(ui: &mut Ui, entry: &Entry, size: Vec2, open: Option<Group>) -> Response {
    let is_enabled = entry.hindrance.is_none();
    let (rect, answer) = ui.allocate_exact_size(size, if is_enabled { Sense::click() } else { Sense::hover() });
    answer.widget_info(|| row::info(entry));
    let palette = theme::current(ui.ctx());
    let is_open = matches!(entry.act, Act::Open(group) if open == Some(group));
    let is_on = entry.mark == Mark::Switch(On::Yes);
    let ground = if is_open { palette.control_hovered } else { egui::Color32::TRANSPARENT };
    row::paint_ground(ui, rect, &answer, ground);
    let colour = if is_enabled {
        let usual = if is_on { palette.accent_hovered } else { palette.text };
        entry.icon.and_then(|sign| icon::own_colour(&palette, sign)).unwrap_or(usual)
    } else {
        palette.quiet.gamma_multiply(0.6)
    };
    let sign = Rect::from_center_size(rect.center(), Vec2::splat(18.0));
    icon::paint(ui.painter(), sign, entry.icon.unwrap_or(Icon::More), colour);
    if is_on {
        let line = Rect::from_center_size(rect.center_bottom() - Vec2::new(0.0, 2.5), Vec2::new(14.0, 2.0));
        ui.painter().rect_filled(line, 1.0, palette.accent_hovered);
    }
    if is_open {
        return answer;
    }
    let name = entry.hindrance.as_ref().unwrap_or(&entry.name);
    answer.on_hover_text(entry.keys.as_ref().map_or_else(|| name.clone(), |keys| format!("{name}  ({keys})")))
}

/// How wide `sections` are with buttons of `size`.
fn width(sections: &[Section], size: Vec2) -> f32 {
    let count: usize = sections.iter().map(|section| section.entries.len()).sum();
    count as f32 * (size.x + GAP) + sections.len().saturating_sub(1) as f32 * (DIVIDER + GAP)
}

/// Leaves out what does not fit: the menu has it too, and one button leads there.
fn shorten(sections: &mut Vec<Section>, size: Vec2, room: f32) {
    if width(sections, size) <= room {
        return;
    }
    let more = Entry::once(Icon::More, crate::text::text!("bar-more"), [UiCommand::OpenMenu]);
    let last = sections.pop().unwrap_or_default();
    let rest = [Section::plain([more]), last];
    while sections.len() > 1 && width(sections, size) + width(&rest, size) + DIVIDER + GAP > room {
        if let Some(section) = sections.last_mut() {
            section.entries.pop();
        }
        sections.retain(|section| !section.entries.is_empty());
    }
    sections.extend(rest);
}

#[cfg(test)]
mod tests {
    use super::super::gallery::{LEVELS, session};
    use super::super::stage::Stage;
    use super::super::{Panels, State};
    use super::*;

    fn with(presence: Presence) -> State {
        let mut state = session(LEVELS[0]);
        state.settings.power = true;
        State { bar: super::State { presence, pinned: Pinned::No }, ..state }
    }

    #[test]
    fn a_hidden_bar_claims_nothing_and_a_shown_one_only_the_mouse_over_it() {
        let claim = |state: &State| Panels::new().claim(state);
        assert_eq!(claim(&with(Presence::Away)), Claim::Hidden);
        assert_eq!(claim(&with(Presence::Near)), Claim::Shown);
        assert_eq!(claim(&with(Presence::Mouse)), Claim::Area);
        assert_eq!(claim(&with(Presence::Keyboard)), Claim::Input);
        let mut pinned = with(Presence::Away);
        pinned.bar.pinned = Pinned::Yes;
        assert_eq!(claim(&pinned), Claim::Area);
        pinned.menu = Menu::Open;
        assert_eq!(claim(&pinned), Claim::Input, "the menu's");
        pinned.page = Page::Lost(super::super::gallery::failure(crate::session::FailureKind::Lost));
        assert_eq!(claim(&pinned), Claim::Input, "the page's");
    }

    #[test]
    fn every_button_works_by_the_mouse_whether_it_does_something_or_shows_more() {
        let state = with(Presence::Mouse);
        for entry in entries::top(&state).iter().flat_map(|section| &section.entries) {
            let mut stage = Stage::usual(state.clone());
            stage.wait(0.5);
            stage.click_named(&entry.name);
            match &entry.act {
                Act::Do(commands) => assert_eq!(&stage.commands, commands, "{}", entry.name),
                Act::Open(group) => {
                    let first = group.sections(&state)[0].entries[0].clone();
                    let Act::Do(commands) = first.act else { continue };
                    stage.wait(0.2);
                    stage.click_named(&first.name);
                    assert_eq!(stage.commands, commands, "{} {}", entry.name, first.name);
                }
            }
        }
    }

    #[test]
    fn the_keyboard_reaches_the_bar_and_escape_gives_it_back() {
        let mut stage = Stage::usual(with(Presence::Keyboard));
        stage.wait(0.5);
        stage.press(Key::Tab);
        assert_eq!(stage.focused(), Some(entries::pin(&with(Presence::Keyboard)).name));
        for _ in 0..2 {
            stage.press(Key::Tab);
        }
        assert_eq!(stage.focused(), Some(Group::Scaling.name()));
        stage.press(Key::Enter);
        stage.wait(0.2);
        assert!(stage.says("150 %"));
        stage.press(Key::Escape);
        stage.wait(0.2);
        assert!(!stage.says("150 %") && stage.commands.is_empty());
        stage.press(Key::Escape);
        assert_eq!(stage.commands, [UiCommand::Bar(Command::Leave)]);
    }

    #[test]
    fn a_narrow_window_shows_what_fits_and_the_way_to_the_rest() {
        for width in [200.0, 260.0, 320.0, 480.0] {
            let mut stage = Stage::new(with(Presence::Mouse), egui::Theme::Light, [width, 320.0], 1.0);
            stage.wait(0.5);
            let names = stage.names();
            let last = entries::top(&with(Presence::Mouse)).pop().expect("a section").entries[0].name.clone();
            assert!(names.contains(&last), "{width}: {names:?}");
            stage.click_named(&last);
            assert_eq!(stage.commands, [UiCommand::Close], "{width}");
        }
    }

    #[test]
    fn the_bar_comes_to_rest_after_it_has_come_in() {
        let mut stage = Stage::usual(with(Presence::Mouse));
        assert!(stage.wants_to_draw(), "it slides");
        stage.wait(1.0);
        stage.wait(0.1);
        assert!(!stage.wants_to_draw());
    }
}
