//! What the program has to say, at the lower edge of the window, all of it or what is searched for. It takes the mouse over itself,
//! to be read and copied, and leaves the keyboard to the remote desktop until somebody wants to search.

use egui::{
    Align2, Area, Color32, ComboBox, Context, EventFilter, Frame, Id, Key, Label, Layout, Margin, Popup, RichText,
    ScrollArea, Sense, Stroke, TextEdit, Ui, Vec2, WidgetInfo, WidgetType,
};

use super::search::{Least, Search};
use super::{Command as Wanted, LogKeys, numbers};
use crate::journal::{Level, Line};
use crate::text::text;
use crate::ui::theme::{self, Palette};
use crate::ui::{Claim, Command, Menu, Page, Panel, State, card};

/// The panel, with what is searched for.
#[derive(Default)]
pub(in crate::ui) struct LogPanel {
    search: Search,
    /// Whose the keyboard was in the last frame.
    keys: LogKeys,
}

/// How much of the window's height it takes, and how much at most.
const SHARE: f32 = 0.36;
const HIGHEST: f32 = 320.0;
/// Lower than this there is nothing to read.
const LOWEST: f32 = 80.0;
/// Where it is narrower than this, the search stands under the title.
const NARROW: f32 = 620.0;

impl Panel for LogPanel {
    fn name(&self) -> &'static str {
        "log"
    }

    fn claim(&self, state: &State) -> Claim {
        let is_there = matches!(state.page, Page::Desktop | Page::Reconnecting(_));
        let shown = is_there && state.menu == Menu::Closed && state.statistics.log.is_some();
        match (shown, state.statistics.log_keys) {
            (false, _) => Claim::Hidden,
            (true, LogKeys::Remote) => Claim::Area,
            (true, LogKeys::Log) => Claim::Input,
        }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let Some(lines) = &state.statistics.log else { return };
        let (palette, screen) = (theme::current(context), context.content_rect());
        let height = (screen.height() * SHARE).clamp(LOWEST, HIGHEST).min(below_numbers(context, state));
        let keys = state.statistics.log_keys;
        let area = Area::new(Id::new(self.name())).anchor(Align2::CENTER_BOTTOM, Vec2::new(0.0, -8.0));
        let mut asked = Vec::new();
        let shown = area.sense(Sense::hover()).show(context, |ui| {
            let frame = Frame::new().fill(palette.card).corner_radius(10).stroke(Stroke::new(1.0, palette.edge));
            frame.inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
                ui.set_width((screen.width() - 42.0).max(80.0));
                self.head(ui, lines, keys, &mut asked);
                if self.search.found(lines).is_empty() {
                    self.nothing(ui, lines, height);
                } else {
                    rows(ui, lines, self.search.found(lines), height, &palette);
                }
            });
        });
        if keys == LogKeys::Log && self.is_left(context, shown.response.rect) {
            asked.push(Wanted::LeaveLog);
        }
        self.keys = keys;
        commands.extend(asked.into_iter().map(Command::Statistics));
    }

    fn rest(&mut self) {
        self.keys = LogKeys::Remote;
    }
}

/// How high it may be so that the numbers stay in sight, where there is room for both.
fn below_numbers(context: &Context, state: &State) -> f32 {
    let numbers = context.memory(|memory| memory.area_rect(Id::new(numbers::NAME)));
    let room = numbers.filter(|_| state.statistics.history.is_some()).map(|numbers| {
        // The search stands in the title's line, or below it.
        let around = if context.content_rect().width() < NARROW + 42.0 { 122.0 } else { 88.0 };
        context.content_rect().bottom() - numbers.bottom() - around
    });
    room.filter(|room| *room >= LOWEST).unwrap_or(f32::INFINITY)
}

impl LogPanel {
    fn head(&mut self, ui: &mut Ui, lines: &std::sync::Arc<[Line]>, keys: LogKeys, asked: &mut Vec<Wanted>) {
        let palette = theme::current(ui.ctx());
        let is_narrow = ui.available_width() < NARROW;
        ui.horizontal(|ui| {
            ui.label(RichText::new(text!("statistics-log")).color(palette.text).strong());
            if !is_narrow {
                ui.add_space(6.0);
                self.search(ui, keys, asked);
            }
            let count = self.search.found(lines).len();
            if self.search.is_narrowed() {
                let told = text!("statistics-log-count", shown = count, total = lines.len());
                ui.label(RichText::new(told).small().color(palette.quiet));
            }
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                if card::small(ui, &text!("statistics-log-close")).clicked() {
                    asked.push(Wanted::ToggleLog);
                }
                if card::small(ui, &text!("statistics-log-copy")).clicked() {
                    let found = self.search.found(lines).iter().filter_map(|place| lines.get(*place));
                    let texts: Vec<String> = found.map(ToString::to_string).collect();
                    asked.push(Wanted::CopyLines(texts.join("\n") + "\n"));
                }
            });
        });
        if is_narrow {
            ui.horizontal(|ui| self.search(ui, keys, asked));
        }
        ui.add_space(4.0);
    }

    /// The words to search for, and how much a line must matter.
    fn search(&mut self, ui: &mut Ui, keys: LogKeys, asked: &mut Vec<Wanted>) {
        let name = text!("statistics-log-find");
        let field = ui.scope(|ui| {
            card::outline_fields(ui);
            let hint = RichText::new(&name).color(theme::current(ui.ctx()).quiet);
            let field = TextEdit::singleline(&mut self.search.words).id(Id::new("log-search-field")).hint_text(hint);
            ui.add(field.desired_width(170.0).margin(Margin::symmetric(8, 4)))
        });
        let field = field.inner;
        card::name(&field, name);
        match keys {
            LogKeys::Log if self.keys == LogKeys::Remote => field.request_focus(),
            LogKeys::Log => {}
            // Who clicks into it wants to type.
            LogKeys::Remote if field.gained_focus() && field.contains_pointer() => asked.push(Wanted::EnterLog),
            LogKeys::Remote => field.surrender_focus(),
        }
        self.level(ui);
    }

    fn level(&mut self, ui: &mut Ui) {
        let name = self.search.least.name();
        ui.spacing_mut().button_padding.y = 3.0;
        ui.spacing_mut().interact_size.y = 26.0;
        let answer = ComboBox::from_id_salt("log-level").selected_text(&name).show_ui(ui, |ui| {
            for least in Least::ALL {
                if ui.selectable_label(self.search.least == least, least.name()).clicked() {
                    self.search.least = least;
                }
            }
        });
        let answer = answer.response;
        answer.widget_info(|| WidgetInfo::labeled(WidgetType::ComboBox, true, &name));
        if answer.has_focus() {
            // The arrows choose without opening the list.
            let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(answer.id, arrows));
            let steps = |key| ui.input(|input| input.num_presses(key));
            self.search.least = self.search.least.stepped(steps(Key::ArrowDown), steps(Key::ArrowUp));
        }
    }

    /// Where there is no line to be seen: why.
    fn nothing(&mut self, ui: &mut Ui, lines: &[Line], height: f32) {
        ui.allocate_ui_with_layout(
            Vec2::new(ui.available_width(), height),
            Layout::top_down(egui::Align::Center),
            |ui| {
                ui.set_min_height(height);
                ui.add_space((height / 2.0 - 34.0).max(0.0));
                if lines.is_empty() {
                    return card::quiet(ui, text!("statistics-log-empty"));
                }
                card::quiet(ui, text!("statistics-log-none"));
                if card::small(ui, &text!("statistics-log-show-all")).clicked() {
                    self.search.forget();
                    ui.ctx().request_repaint();
                }
            },
        );
    }

    /// Esc ends the search, then gives the keyboard back, as a click beside the log does.
    fn is_left(&mut self, context: &Context, place: egui::Rect) -> bool {
        if Popup::is_any_open(context) {
            return false;
        }
        if context.input(|input| input.key_pressed(Key::Escape)) {
            if !self.search.is_narrowed() {
                return true;
            }
            self.search.forget();
            context.request_repaint();
        }
        let beside = |input: &egui::InputState| input.pointer.interact_pos().is_some_and(|at| !place.contains(at));
        context.input(|input| input.pointer.any_pressed() && beside(input))
    }
}

fn rows(ui: &mut Ui, lines: &[Line], found: &[usize], height: f32, palette: &Palette) {
    let row = ui.text_style_height(&egui::TextStyle::Small) + 2.0;
    ui.spacing_mut().item_spacing.y = 2.0;
    let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, false]);
    scroll.stick_to_bottom(true).animated(false).show_rows(ui, row - 2.0, found.len(), |ui, range| {
        for line in found.get(range).unwrap_or_default().iter().filter_map(|place| lines.get(*place)) {
            let text = RichText::new(line.to_string()).small().monospace().color(colour(line.level, palette));
            ui.add(Label::new(text).truncate());
        }
        let pages = |key| ui.input(|input| input.num_presses(key)) as f32;
        let distance = (pages(Key::PageUp) - pages(Key::PageDown)) * height * 0.8;
        if distance != 0.0 {
            ui.scroll_with_delta(Vec2::new(0.0, distance));
        }
    });
}

fn colour(level: Level, palette: &Palette) -> Color32 {
    match level {
        Level::Error => palette.alarm,
        Level::Warning => palette.warning,
        Level::Info => palette.text,
        Level::Detail => palette.quiet,
    }
}

#[cfg(test)]
mod tests {
    use super::super::State as Statistics;
    use super::*;
    use crate::ui::gallery::{LEVELS, session};
    use crate::ui::stage::Stage;

    fn stage(log_keys: LogKeys) -> Stage {
        let statistics = Statistics { log: Some(crate::journal::examples()), log_keys, ..Statistics::default() };
        Stage::usual(State { statistics, ..session(LEVELS[3]) })
    }

    fn asked(stage: &Stage) -> Vec<Wanted> {
        let of_log = |command: &Command| match command {
            Command::Statistics(wanted) => Some(wanted.clone()),
            _ => None,
        };
        stage.commands.iter().filter_map(of_log).collect()
    }

    #[test]
    fn words_and_levels_leave_the_lines_that_fit() {
        let mut stage = stage(LogKeys::Log);
        assert_eq!(stage.focused().as_deref(), Some("Search"));
        stage.type_text("CLIPBOARD occupied");
        assert!(stage.says("10 of 60") && stage.says("clipboard was not set") && !stage.says("refining"));
        stage.press(Key::Tab);
        stage.press(Key::ArrowDown);
        assert!(stage.says("Warnings and errors") && stage.says("10 of 60"));
        stage.press(Key::ArrowUp);
        stage.press(Key::Escape);
        assert!(stage.says("refining") && !stage.says("of 60"), "the first Escape ends the search");
        assert_eq!(asked(&stage), []);
        stage.press(Key::Escape);
        assert_eq!(asked(&stage), [Wanted::LeaveLog]);
    }

    #[test]
    fn where_nothing_fits_it_says_so_and_shows_everything_again() {
        let mut stage = stage(LogKeys::Log);
        stage.type_text("fnord");
        assert!(stage.says("Nothing in the log fits."));
        stage.click("Show everything");
        stage.wait(0.1);
        assert!(stage.says("refining"));
    }

    #[test]
    fn what_is_copied_is_what_is_shown() {
        let mut stage = stage(LogKeys::Log);
        stage.type_text("refining");
        stage.click("Copy");
        let [Wanted::CopyLines(text)] = &asked(&stage)[..] else { panic!("{:?}", stage.commands) };
        assert_eq!((text.lines().count(), text.matches("refining").count()), (10, 10));
    }

    #[test]
    fn the_keyboard_is_the_remote_desktops_until_somebody_clicks_to_search() {
        let mut stage = stage(LogKeys::Remote);
        assert_eq!(stage.focused(), None);
        stage.click_named("Search");
        assert_eq!(asked(&stage), [Wanted::EnterLog]);
    }
}
