//! The settings page: all that can be chosen, made of the declarations in `crate::settings`, with a search. For all computers, or
//! for the one that is shown.

mod control;
mod hearing;
mod row;
mod search;
mod shortcut;

use std::collections::BTreeMap;

use egui::{Context, Id, Key, RichText, TextEdit, Ui};
use toml::Value as Toml;

use self::control::Buffers;
pub use self::hearing::{Heard, Hearing, Said};
use self::shortcut::Turn;
use super::card::{self, Behind};
use super::icon::{self, Icon};
use super::{Claim, Page, Panel, State, theme};
use crate::settings::{Complaint, Expected, Field, Layer, Layers, Problem};
use crate::shortcuts::Action;
use crate::text::text;

/// Whether the page is there, and what it shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum SettingsPage {
    /// It is not.
    #[default]
    Closed,
    /// It is.
    Open(Box<Contents>),
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    layers: Layers,
    /// What the computer is called that may have settings of its own.
    host: Option<String>,
    complaints: Vec<Complaint>,
    not_saved: Option<String>,
}

/// For whom something is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// For all computers.
    #[default]
    Everywhere,
    /// For the one that is shown.
    ThisComputer,
}

/// What the page asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Show the page.
    Open,
    /// Close it.
    Close,
    /// Set a setting, or let it be as it is without.
    Choose(&'static Field, Option<Toml>, Scope),
    /// Wait for keys that are to be the shortcut of this.
    Hear(Action),
    /// Wait for them no longer.
    StopHearing,
}

impl SettingsPage {
    /// The page with what `layers` say. `host` is what the computer is called that is shown; `complaints` are about the file, and
    /// `not_saved` says why the last change is not in it.
    pub fn open(
        layers: Layers,
        host: Option<String>,
        complaints: Vec<Complaint>,
        not_saved: Option<String>,
    ) -> SettingsPage {
        SettingsPage::Open(Box::new(Contents { layers, host, complaints, not_saved }))
    }

    /// Whether it is there.
    pub fn is_open(&self) -> bool {
        match self {
            SettingsPage::Closed => false,
            SettingsPage::Open(_) => true,
        }
    }
}

impl Scope {
    /// Where what is chosen is kept.
    fn layer(self) -> Layer {
        match self {
            Scope::Everywhere => Layer::File,
            Scope::ThisComputer => Layer::Host,
        }
    }
}

/// The panel; what was typed and not yet taken is here.
pub(super) struct SettingsPanel {
    words: String,
    scope: Scope,
    buffers: Buffers,
    /// Whether the search is to get the focus, as it has at the beginning.
    wants_focus: bool,
    /// The keys that were waited for in the last frame.
    heard: Option<Hearing>,
}

impl Default for SettingsPanel {
    fn default() -> Self {
        let (words, scope, buffers) = (String::new(), Scope::default(), Buffers::default());
        Self { words, scope, buffers, wants_focus: true, heard: None }
    }
}

impl Panel for SettingsPanel {
    fn name(&self) -> &'static str {
        "settings"
    }

    fn claim(&self, state: &State) -> Claim {
        let has_room = match state.page {
            Page::Start | Page::Desktop => true,
            Page::Connecting(_)
            | Page::Credentials(_)
            | Page::Question(_)
            | Page::Failed(_)
            | Page::Lost(_)
            | Page::Reconnecting(_) => false,
        };
        if has_room && state.settings_page.is_open() { Claim::Input } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<super::Command>) {
        let SettingsPage::Open(contents) = &state.settings_page else { return };
        // What closes a list of choices does not close the page as well.
        let escape = !egui::Popup::is_any_open(context) && context.input(|input| input.key_pressed(Key::Escape));
        let (mut asked, turn) = (Vec::new(), self.turn(state.hearing.as_ref()));
        if contents.host.is_none() {
            self.scope = Scope::Everywhere;
        }
        let sheet = card::Sheet { name: self.name(), width: 720.0, behind: Behind::DimmedPicture };
        let is_done = sheet.show(
            context,
            self,
            |panel, ui| panel.head(ui, contents),
            |panel, ui| panel.list(ui, contents, (state.hearing.as_ref(), turn), &mut asked),
            |_, ui| card::primary(ui, &text!("settings-done")).clicked(),
        );
        if escape && state.hearing.is_some() {
            asked.push(Command::StopHearing);
        } else if escape && !self.words.is_empty() {
            self.words.clear();
            self.wants_focus = true;
            context.request_repaint();
        } else if escape || is_done == Some(true) {
            commands.push(super::Command::Settings(Command::Close));
        }
        commands.extend(asked.into_iter().map(super::Command::Settings));
    }

    fn rest(&mut self) {
        *self = Self::default();
    }
}

impl SettingsPanel {
    /// What stays in sight: the title, for whom it is, and the search.
    fn head(&mut self, ui: &mut Ui, contents: &Contents) {
        ui.horizontal(|ui| {
            card::heading(ui, &text!("settings-title"));
            ui.add_space(8.0);
            self.search(ui);
        });
        if let Some(host) = &contents.host {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let names = [
                    (Scope::Everywhere, text!("settings-all-computers")),
                    (Scope::ThisComputer, text!("settings-this-computer", name = host.as_str())),
                ];
                for (scope, name) in names {
                    let button = egui::Button::selectable(self.scope == scope, name).truncate();
                    if ui.add(button.frame_when_inactive(true)).clicked() {
                        self.scope = scope;
                        self.buffers = Buffers::default();
                    }
                }
            });
        }
        ui.add_space(4.0);
    }

    fn search(&mut self, ui: &mut Ui) {
        card::outline_fields(ui);
        let name = text!("settings-search");
        let hint = RichText::new(&name).color(theme::current(ui.ctx()).quiet);
        let field = TextEdit::singleline(&mut self.words).id(Id::new("settings-search-field")).hint_text(hint);
        let field = ui.add(field.desired_width(f32::INFINITY).margin(egui::Margin::symmetric(10, 7)));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, &name));
        if std::mem::take(&mut self.wants_focus) {
            field.request_focus();
        }
    }

    /// What has changed since the last frame about keys that are waited for.
    fn turn(&mut self, hearing: Option<&Hearing>) -> Turn {
        let before = std::mem::replace(&mut self.heard, hearing.cloned());
        let phase = |hearing: &Hearing| (hearing.action, hearing.is_listening());
        match (before, hearing) {
            (Some(before), None) => Turn::Over(before.action),
            (before, Some(now)) if before.as_ref().map(phase) != Some(phase(now)) => Turn::Asked,
            (Some(_) | None, Some(_)) | (None, None) => Turn::Nothing,
        }
    }

    fn list(&mut self, ui: &mut Ui, contents: &Contents, hearing: (Option<&Hearing>, Turn), asked: &mut Vec<Command>) {
        let found = search::find(&self.words, self.scope);
        troubles(ui, contents);
        let mut sections: BTreeMap<usize, (&str, Vec<&'static Field>)> = BTreeMap::new();
        for field in &found {
            let place = crate::settings::Settings::sections().position(|section| section == field.section);
            let (_, fields) = sections.entry(place.unwrap_or(usize::MAX)).or_insert((field.section, Vec::new()));
            fields.push(field);
        }
        for (section, fields) in sections.into_values() {
            ui.add_space(10.0);
            let quiet = theme::current(ui.ctx()).quiet;
            ui.label(RichText::new(text!(&Field::section_id(section))).small().strong().color(quiet));
            if let Some(field) = fields.iter().find(|field| field.is_explained_by_section()) {
                ui.label(RichText::new(text!(&field.about_id())).small().color(quiet));
            }
            let keymap = (section == "shortcuts").then(|| contents.layers.settings().shortcuts.keymap());
            let conflicts = keymap.map(|keymap| keymap.conflicts()).unwrap_or_default();
            card::inset(ui, |ui| {
                for (place, field) in fields.into_iter().enumerate() {
                    if place > 0 {
                        ui.separator();
                    }
                    let row = row::Row { field, contents, scope: self.scope, conflicts: &conflicts, hearing };
                    asked.extend(row.show(ui, &mut self.buffers));
                }
            });
        }
        if found.is_empty() {
            card::quiet(ui, text!("settings-nothing-found", words = self.words.as_str()));
        }
    }
}

/// What is wrong with the file.
fn troubles(ui: &mut Ui, contents: &Contents) {
    /// So many are told; the log has all.
    const TOLD: usize = 3;
    let mut lines: Vec<String> = contents.complaints.iter().take(TOLD).map(in_words).collect();
    if contents.complaints.len() > TOLD {
        lines.push(text!("settings-more-complaints", count = contents.complaints.len() - TOLD));
    }
    let not_saved = contents.not_saved.as_ref();
    lines.extend(not_saved.map(|why| text!("settings-not-saved", why = why.as_str())));
    if lines.is_empty() {
        return;
    }
    let warning = theme::current(ui.ctx()).warning;
    card::inset(ui, |ui| {
        for line in lines {
            ui.horizontal_top(|ui| {
                icon::show(ui, Icon::Warning, 18.0, warning);
                ui.add(egui::Label::new(RichText::new(line).color(warning)).wrap().selectable(true));
            });
        }
    });
}

/// What is wrong with the file, for whoever wrote it.
pub fn in_words(complaint: &Complaint) -> String {
    let line = complaint.line.unwrap_or_default();
    match &complaint.problem {
        Problem::Syntax(why) => text!("settings-broken", line = line, why = why.as_str()),
        Problem::Unreadable(why) => text!("settings-unreadable", why = why.as_str()),
        Problem::Unknown(path) => text!("settings-unknown", line = line, path = path.as_str()),
        Problem::Wrong { path, expected } => {
            text!("settings-wrong", line = line, path = path.as_str(), expected = self::expected(expected))
        }
        Problem::NotPerHost(path) => text!("settings-not-per-host", path = path.as_str()),
    }
}

/// What should stand somewhere.
fn expected(what: &Expected) -> String {
    match what {
        Expected::Switch => text!("settings-expected-switch"),
        Expected::OneOf(names) => {
            let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
            text!("settings-expected-one-of", names = names.join(", "))
        }
        Expected::Number { least, most } => text!("settings-expected-number", least = *least, most = *most),
        Expected::Text => text!("settings-expected-text"),
        Expected::Words(words) => words.clone(),
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::{hearings, samples};
