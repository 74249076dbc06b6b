//! One setting on the page: what it is, how it is chosen, and who else has a say in it.

use egui::{Align, Id, Layout, RichText, Ui, Vec2};
use toml::Value as Toml;

use super::control::{self, Buffers};
use super::hearing::Hearing;
use super::shortcut::{Shortcut, Turn};
use super::{Command, Contents, Scope};
use crate::settings::{Field, Kind, Layer};
use crate::shortcuts::Conflict;
use crate::text::text;
use crate::ui::{card, theme};

/// The room for a control beside the text; wider ones take more of it.
const CONTROL: f32 = 200.0;
/// The room for a box to tick.
const SWITCH: f32 = 90.0;
/// The room between both.
const GAP: f32 = 16.0;
/// How high a row of keys is.
const KEYS: f32 = 24.0;
/// Where the text would have less room than this, the control stands under it.
const WORDS: f32 = 190.0;

/// A setting, and what is said of it.
pub(super) struct Row<'a> {
    pub(super) field: &'static Field,
    pub(super) contents: &'a Contents,
    pub(super) scope: Scope,
    /// Combinations that several actions want.
    pub(super) conflicts: &'a [Conflict],
    /// Keys that are waited for, and what has just changed about them.
    pub(super) hearing: (Option<&'a Hearing>, Turn),
}

impl Row<'_> {
    /// Shows it, and returns what was asked for.
    pub(super) fn show(&self, ui: &mut Ui, buffers: &mut Buffers) -> Vec<Command> {
        let value = self.contents.layers.value(self.field, self.scope.layer());
        // How wide the control is, is known from the last frame.
        let id = Id::new(("settings-control-width", self.field.path()));
        let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(CONTROL);
        let least = if matches!(self.field.kind, Kind::Switch) { SWITCH } else { CONTROL };
        let beside = known.max(least) + GAP;
        if ui.available_width() < beside + WORDS {
            self.words(ui);
            return ui.horizontal_wrapped(|ui| self.control(ui, &value, buffers)).inner;
        }
        let width = ui.available_width() - beside;
        let asked = ui.horizontal_top(|ui| {
            if self.field.kind == Kind::Keys {
                // Keys are no higher than the line beside them.
                ui.spacing_mut().interact_size.y = KEYS;
            }
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                self.words(ui);
            });
            ui.add_space((ui.available_width() - known).max(0.0));
            let shown = ui.horizontal(|ui| self.control(ui, &value, buffers));
            let takes = shown.response.rect.width();
            if (takes - known).abs() > 0.5 {
                ui.data_mut(|data| data.insert_temp(id, takes));
                ui.ctx().request_repaint();
            }
            shown.inner
        });
        asked.inner
    }

    /// What it is, and who else has a say.
    fn words(&self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = 2.0;
        let palette = theme::current(ui.ctx());
        ui.add(egui::Label::new(RichText::new(text!(&self.field.title_id())).color(palette.text)).wrap());
        if !self.field.is_explained_by_section() {
            let about = RichText::new(text!(&self.field.about_id())).small().color(palette.quiet);
            ui.add(egui::Label::new(about).wrap());
        }
        let is_asked = self.shortcut().is_some_and(|shortcut| shortcut.hearing.is_some());
        for conflict in
            self.conflicts.iter().filter(|_| !is_asked).filter(|conflict| conflict.loser.id() == self.field.key)
        {
            let (keys, action) = (conflict.chord.to_string(), conflict.winner.title());
            let taken = RichText::new(text!("keys-taken", keys = keys, action = action)).small();
            ui.add(egui::Label::new(taken.color(palette.warning)).wrap());
        }
        if let Some(shortcut) = self.shortcut() {
            shortcut.words(ui);
        }
        if let Some(note) = self.note() {
            ui.add(egui::Label::new(RichText::new(note).small().color(palette.notice)).wrap());
        }
    }

    /// Why what is chosen here does not count in this window.
    fn note(&self) -> Option<String> {
        let layers = &self.contents.layers;
        let decider = layers.decider(self.field);
        if decider <= self.scope.layer() {
            return None;
        }
        let value = control::shown(self.field, &layers.value(self.field, decider));
        match (decider, &self.contents.host) {
            (Layer::CommandLine, _) => Some(text!("settings-command-line-says", value = value)),
            (_, Some(host)) => Some(text!("settings-computer-says", name = host.as_str(), value = value)),
            (_, None) => None,
        }
    }

    /// How it is chosen, and how the choice is taken back.
    fn control(&self, ui: &mut Ui, value: &Toml, buffers: &mut Buffers) -> Vec<Command> {
        if let Some(shortcut) = self.shortcut() {
            return shortcut.control(ui);
        }
        let (field, scope) = (self.field, self.scope);
        let is_reset = self.contents.layers.says(scope.layer(), field) && {
            let hint = match scope {
                Scope::Everywhere => text!("settings-reset-to-built-in"),
                Scope::ThisComputer => text!("settings-reset-to-all"),
            };
            card::small(ui, &text!("settings-reset")).on_hover_text(hint).clicked()
        };
        let chosen = control::show(ui, field, value, buffers);
        if is_reset {
            buffers.forget(field);
            return vec![Command::Choose(field, None, scope)];
        }
        chosen.map(|value| Command::Choose(field, Some(value), scope)).into_iter().collect()
    }

    /// The same, where it is the keys of an action.
    fn shortcut(&self) -> Option<Shortcut<'_>> {
        let (hearing, turn) = self.hearing;
        let hearing = hearing.filter(|hearing| hearing.action.id() == self.field.key);
        let layers = &self.contents.layers;
        (self.field.kind == Kind::Keys).then_some(Shortcut { field: self.field, layers, hearing, turn })
    }
}
