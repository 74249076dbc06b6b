//! The menu of a session, opened with F8: everything that stands on the bar, in two columns where there is room, all of it by
//! the keyboard too. Letters find an entry by its name.

use egui::{Context, Event, Id, Key, RichText, Ui, Vec2};

use super::card::{self, Behind};
use super::entries::{self, Act, Entry, Group, Section};
use super::icon::Icon;
use super::{Claim, Command, Menu, Page, Panel, State, keys, privacy, row, settings, theme};

/// What is shown, and what is to have the focus when it is drawn next.
#[derive(Default)]
pub(super) struct MenuPanel {
    group: Option<Group>,
    focus: Focus,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Focus {
    /// Whatever has it.
    #[default]
    Stays,
    /// The first entry.
    First,
    /// The entry that led to this group.
    From(Group),
}

/// How wide the menu is where there is room, and from which width on there are two columns.
const WIDTH: f32 = 470.0;
const TWO_COLUMNS: f32 = 380.0;
/// Below this height of the window rows are lower.
const LOW: f32 = 440.0;
const LOW_ROW: f32 = 25.0;
const GAP: f32 = 6.0;

impl Panel for MenuPanel {
    fn name(&self) -> &'static str {
        "menu"
    }

    fn claim(&self, state: &State) -> Claim {
        match (&state.page, state.menu) {
            (Page::Desktop, Menu::Open) => Claim::Input,
            (Page::Desktop, Menu::Closed | Menu::Asking(_) | Menu::Privacy | Menu::Keys)
            | (
                Page::Start
                | Page::Connecting(_)
                | Page::Credentials(_)
                | Page::Question(_)
                | Page::Failed(_)
                | Page::Lost(_)
                | Page::Reconnecting(_),
                _,
            ) => Claim::Hidden,
        }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let already = commands.len();
        let sections = self.sections(state);
        let mut chosen = None;
        card::show(context, self.name(), WIDTH, Behind::Picture, |ui| {
            ui.spacing_mut().item_spacing.y = if is_low(ui) { 2.0 } else { 4.0 };
            // A line is no higher than what is in it.
            ui.spacing_mut().interact_size.y = 16.0;
            match self.group {
                None => title(ui, state, commands),
                Some(group) => {
                    if back(ui, group) {
                        chosen = Some(Step::Back);
                    }
                }
            }
            if let Some(entry) = columns(ui, &sections, self.focus) {
                chosen = Some(Step::Choose(entry));
            }
        });
        self.focus = Focus::Stays;
        find_by_letter(context, &sections);
        if chosen.is_none() && commands.len() == already && context.input(|input| input.key_pressed(Key::Escape)) {
            chosen = Some(Step::Back);
        }
        if let Some(step) = chosen {
            self.take(step, context, commands);
        }
    }

    fn rest(&mut self) {
        *self = Self::default();
    }
}

/// What the user did.
enum Step {
    Choose(Entry),
    /// One level up, or out.
    Back,
}

impl MenuPanel {
    fn sections(&self, state: &State) -> Vec<Section> {
        if let Some(group) = self.group {
            return group.sections(state);
        }
        let mut sections = entries::top(state);
        // What is about the bar itself comes before the way out.
        let place = sections.len().saturating_sub(1);
        sections.insert(place, Section::plain([entries::pin(state)]));
        sections
    }

    fn take(&mut self, step: Step, context: &Context, commands: &mut Vec<Command>) {
        match step {
            Step::Choose(Entry { act: Act::Open(group), .. }) => {
                (self.group, self.focus) = (Some(group), Focus::First);
                context.request_repaint();
            }
            Step::Choose(entry) => {
                let is_over = entry.is_done_at_once();
                if let Act::Do(wanted) = entry.act {
                    let leads_on = wanted.iter().any(leads_to_another_page);
                    commands.extend(wanted);
                    if is_over && !leads_on {
                        commands.push(Command::CloseMenu);
                    }
                }
            }
            Step::Back => match self.group.take() {
                Some(group) => {
                    self.focus = Focus::From(group);
                    context.request_repaint();
                }
                None => commands.push(Command::CloseMenu),
            },
        }
    }
}

/// Whether the menu gives way to something else by itself.
fn leads_to_another_page(command: &Command) -> bool {
    matches!(
        command,
        Command::Close
            | Command::ShowPrivacy
            | Command::Ask(_)
            | Command::Keys(keys::Command::Show)
            | Command::Settings(settings::Command::Open)
    )
}

/// Whose session it is, and how private.
fn title(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let palette = theme::current(ui.ctx());
    let is_low = is_low(ui);
    let name = RichText::new(state.title()).color(palette.text);
    let line = format!("{} · {} × {}", state.server, state.remote.width, state.remote.height);
    ui.add(egui::Label::new(if is_low { name.strong() } else { name.heading() }).truncate());
    if !is_low {
        ui.add(egui::Label::new(RichText::new(line).color(palette.quiet)).truncate());
    }
    if let Some(privacy) = &state.privacy {
        privacy::line(ui, privacy, commands);
    }
    ui.add_space(if is_low { 0.0 } else { 6.0 });
}

/// The name of a group, and the way back from it.
fn back(ui: &mut Ui, group: Group) -> bool {
    let entry = Entry::once(Icon::Back, group.name(), []);
    let answer = row::show(ui, &entry, row_height(ui));
    let line = answer.rect.bottom() + 2.0;
    let edge = theme::current(ui.ctx()).edge;
    ui.painter().hline(answer.rect.x_range(), line, egui::Stroke::new(1.0, edge));
    ui.add_space(2.0);
    answer.clicked()
}

/// All entries, section by section, in as many columns as fit. Returns what was chosen.
fn columns(ui: &mut Ui, sections: &[Section], focus: Focus) -> Option<Entry> {
    let columns = if ui.available_width() >= TWO_COLUMNS { 2 } else { 1 };
    let mut grid = Grid { columns, focus, place: 0, chosen: None };
    // Without a title a section is not parted from the one before: lines between them would only cost room.
    for together in sections.chunk_by(|_, next| next.title.is_none()) {
        if let Some(title) = together.first().and_then(|section| section.title.as_ref()) {
            section_title(ui, title);
        }
        grid.show(ui, &together.iter().flat_map(|section| &section.entries).collect::<Vec<_>>());
    }
    grid.chosen
}

/// Entries in columns, counted through all sections.
struct Grid {
    columns: usize,
    focus: Focus,
    place: usize,
    chosen: Option<Entry>,
}

impl Grid {
    fn show(&mut self, ui: &mut Ui, entries: &[&Entry]) {
        let height = row_height(ui);
        let width = ((ui.available_width() - GAP * (self.columns as f32 - 1.0)) / self.columns as f32).floor();
        for line in entries.chunks(self.columns) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                for entry in line {
                    let answer = ui.allocate_ui(Vec2::new(width, height), |ui| row::show(ui, entry, height)).inner;
                    if is_wanted(self.focus, entry, self.place == 0) {
                        answer.request_focus();
                    }
                    ui.data_mut(|data| data.insert_temp(row_id(self.place), answer.id));
                    self.place += 1;
                    if answer.clicked() {
                        self.chosen = Some((*entry).clone());
                    }
                }
            });
        }
    }
}

fn section_title(ui: &mut Ui, name: &str) {
    let quiet = theme::current(ui.ctx()).quiet;
    if !is_low(ui) {
        ui.add_space(4.0);
    }
    ui.horizontal(|ui| {
        ui.add_space(row::PADDING);
        ui.label(RichText::new(name).small().color(quiet));
    });
}

fn row_height(ui: &Ui) -> f32 {
    if is_low(ui) { LOW_ROW } else { row::HEIGHT }
}

fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < LOW
}

fn is_wanted(focus: Focus, entry: &Entry, is_first: bool) -> bool {
    match focus {
        Focus::Stays => false,
        Focus::First => is_first,
        Focus::From(group) => entry.act == Act::Open(group),
    }
}

/// Where the identity of an entry's row is kept.
fn row_id(place: usize) -> Id {
    Id::new(("menu entry", place))
}

/// A letter moves the focus to the next entry that begins with it, an arrow to the first one where nothing has it.
fn find_by_letter(context: &Context, sections: &[Section]) {
    let entries: Vec<&Entry> = sections.iter().flat_map(|section| &section.entries).collect();
    let row = |place: usize| context.data(|data| data.get_temp::<Id>(row_id(place)));
    let focused = context.memory(egui::Memory::focused);
    let now = (0..entries.len()).find(|place| focused.is_some() && row(*place) == focused);
    let (letter, arrow) = context.input(|input| {
        let typed = |event: &Event| match event {
            Event::Text(text) => text.chars().next().filter(|letter| letter.is_alphanumeric()),
            _ => None,
        };
        (input.events.iter().find_map(typed), input.key_pressed(Key::ArrowDown))
    });
    let after = now.map_or(0, |place| place + 1);
    let in_turn = (0..entries.len()).cycle().skip(after).take(entries.len());
    let mut in_turn = in_turn.filter(|place| entries[*place].hindrance.is_none());
    let found = match letter {
        Some(letter) => in_turn.find(|place| begins_with(&entries[*place].name, letter)),
        None if arrow && now.is_none() => in_turn.next(),
        None => None,
    };
    if let Some(id) = found.and_then(row) {
        context.memory_mut(|memory| {
            memory.request_focus(id);
            // The arrow has brought it here and does not move it further.
            memory.move_focus(egui::FocusDirection::None);
        });
        context.request_repaint();
    }
}

fn begins_with(name: &str, letter: char) -> bool {
    name.chars().next().is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::super::gallery::{LEVELS, session};
    use super::super::stage::Stage;
    use super::super::{RemoteResize, bar};
    use super::*;
    use crate::config::Scale;

    fn open() -> State {
        let mut state = State { menu: Menu::Open, ..session(LEVELS[0]) };
        state.settings.power = true;
        state.settings.resizable = true;
        state
    }

    #[test]
    fn every_entry_of_every_level_is_chosen_by_the_keyboard_alone() {
        let groups = Group::ALL.iter().map(|group| (Some(*group), group.sections(&open())));
        let (top, tests) = (entries::top(&open()), &mut 0);
        for (group, sections) in std::iter::once((None, top)).chain(groups) {
            for entry in sections.iter().flat_map(|section| &section.entries) {
                let mut stage = Stage::usual(open());
                if let Some(group) = group {
                    choose(&mut stage, &group.name());
                }
                choose(&mut stage, &entry.name);
                match &entry.act {
                    Act::Do(commands) => assert!(stage.commands.starts_with(commands), "{}", entry.name),
                    Act::Open(group) => assert!(stage.says(&group.sections(&open())[0].entries[0].name)),
                }
                *tests += 1;
            }
        }
        assert!(*tests > 25, "{tests}");
    }

    /// Types the first letter of `name` until it has the focus, then presses Enter.
    fn choose(stage: &mut Stage, name: &str) {
        let letter = name.chars().next().expect("a name").to_lowercase().to_string();
        for _ in 0..20 {
            if stage.focused().as_deref() == Some(name) {
                stage.press(Key::Enter);
                return stage.settle();
            }
            stage.type_text(&letter);
        }
        panic!("{name} was never focused: {:?}", stage.texts());
    }

    #[test]
    fn escape_leads_out_of_a_group_and_then_out_of_the_menu() {
        let mut stage = Stage::usual(open());
        stage.settle();
        stage.click(&Group::Scaling.name());
        stage.settle();
        assert!(stage.says("150 %"));
        stage.press(Key::Escape);
        stage.settle();
        assert!(!stage.says("150 %") && stage.commands.is_empty());
        assert_eq!(stage.focused(), Some(Group::Scaling.name()), "the focus is where it came from");
        stage.press(Key::Escape);
        assert_eq!(stage.commands, [Command::CloseMenu]);
    }

    #[test]
    fn a_choice_stays_to_be_seen_and_what_is_done_once_closes_the_menu() {
        let mut stage = Stage::usual(open());
        stage.settle();
        stage.click(&Group::Scaling.name());
        stage.settle();
        stage.click("150 %");
        assert_eq!(stage.commands, [Command::Scale(Scale::Percent(150))]);
        stage.commands.clear();
        stage.click(&Group::Scaling.sections(&open())[1].entries[0].name);
        assert_eq!(stage.commands, [Command::FollowWindow(RemoteResize::On)]);
        let mut stage = Stage::usual(open());
        stage.settle();
        stage.click(&Group::Capture.name());
        stage.settle();
        let take = &Group::Capture.sections(&open())[0].entries[0];
        stage.click(&take.name);
        let screenshot = Command::Bar(bar::Command::Screenshot(bar::Destination::File));
        assert_eq!(stage.commands, [screenshot, Command::CloseMenu]);
    }

    #[test]
    fn what_leads_to_another_page_is_all_that_happens() {
        let mut stage = Stage::usual(open());
        stage.settle();
        stage.click(&crate::text::text!("settings-open"));
        assert_eq!(
            stage.commands,
            [Command::Settings(settings::Command::Open)],
            "closing the menu would close the page"
        );
    }

    #[test]
    fn what_cannot_be_done_now_is_shown_and_not_chosen() {
        let mut state = open();
        state.settings.resizable = false;
        let mut stage = Stage::usual(state.clone());
        stage.settle();
        stage.click(&Group::Scaling.name());
        stage.settle();
        stage.click(&Group::Scaling.sections(&state)[1].entries[0].name);
        assert_eq!(stage.commands, []);
    }

    #[test]
    fn the_menu_fits_a_small_window_whole() {
        for group in std::iter::once(None).chain(Group::ALL.iter().copied().map(Some)) {
            let mut stage = Stage::new(open(), egui::Theme::Dark, [480.0, 320.0], 1.0);
            let sections = match group {
                Some(group) => {
                    stage.settle();
                    stage.click(&group.name());
                    stage.settle();
                    group.sections(&open())
                }
                None => entries::top(&open()),
            };
            for entry in sections.iter().flat_map(|section| &section.entries) {
                assert!(stage.shows_whole(&entry.name), "{group:?}: {}", entry.name);
            }
        }
    }
}
