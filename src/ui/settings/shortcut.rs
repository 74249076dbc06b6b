//! The keys of an action on the settings page: as keys, and how others are chosen by pressing them.

use egui::style::ScrollAnimation;
use egui::{Frame, Id, Margin, Rect, RichText, Stroke, Ui, UiBuilder, WidgetInfo, WidgetType};
use toml::Value as Toml;

use super::hearing::{Heard, Hearing};
use super::{Command, Scope};
use crate::settings::{Field, Layer, Layers};
use crate::shortcuts::{Action, Chord, Chords, KeyName};
use crate::text::text;
use crate::ui::{caps, card, theme};

/// What has just changed about keys that are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Turn {
    /// Nothing.
    #[default]
    Nothing,
    /// They are waited for, or it is asked about them.
    Asked,
    /// They are no longer waited for, those of this action.
    Over(Action),
}

/// The keys of one action.
pub(super) struct Shortcut<'a> {
    pub(super) field: &'static Field,
    pub(super) layers: &'a Layers,
    /// The keys that are waited for, if they are for this action.
    pub(super) hearing: Option<&'a Hearing>,
    pub(super) turn: Turn,
}

impl Shortcut<'_> {
    /// What is said under its name.
    pub(super) fn words(&self, ui: &mut Ui) {
        let Some(hearing) = self.hearing else { return };
        let palette = theme::current(ui.ctx());
        let (said, colour) = match &hearing.heard {
            Heard::Nothing => (text!("settings-press-about"), palette.quiet),
            Heard::Refused(why) => (why.clone(), palette.warning),
            Heard::Taken { chord, by } => {
                (text!("keys-taken", keys = chord.to_string(), action = by.title()), palette.warning)
            }
        };
        ui.add(egui::Label::new(RichText::new(said).small().color(colour)).wrap());
    }

    /// The keys, and how others are chosen.
    pub(super) fn control(&self, ui: &mut Ui) -> Vec<Command> {
        match self.hearing {
            None => self.calm(ui),
            Some(hearing) => match hearing.heard {
                Heard::Nothing | Heard::Refused(_) => self.listening(ui, hearing),
                Heard::Taken { chord, by } => self.asking(ui, chord, by),
            },
        }
    }

    fn calm(&self, ui: &mut Ui) -> Vec<Command> {
        let written = chords(self.layers, self.field);
        for chord in written.iter() {
            caps::chord(ui, chord);
        }
        if written.iter().next().is_none() {
            ui.label(RichText::new(text!("settings-press-none")).color(theme::current(ui.ctx()).quiet));
        }
        let mut asked = Vec::new();
        if self.layers.says(Layer::File, self.field) {
            let hint = text!("settings-reset-to-built-in");
            if card::small(ui, &text!("settings-reset")).on_hover_text(hint).clicked() {
                asked.push(Command::Choose(self.field, None, Scope::Everywhere));
            }
        }
        let Some(action) = Action::of_id(self.field.key) else { return asked };
        // It keeps the focus, whatever else comes or goes beside it.
        let own = UiBuilder::new().id(("change", self.field.key));
        let change = ui.scope_builder(own, |ui| card::small(ui, &text!("settings-press-change"))).inner;
        card::name(&change, text!("settings-press-change-named", action = action.title()));
        if self.turn == Turn::Over(action) {
            change.request_focus();
        }
        if change.clicked() {
            asked.push(Command::Hear(action));
        }
        asked
    }

    fn listening(&self, ui: &mut Ui, hearing: &Hearing) -> Vec<Command> {
        if self.turn == Turn::Asked {
            // No field gets what is typed now.
            ui.memory_mut(egui::Memory::stop_text_input);
        }
        let palette = theme::current(ui.ctx());
        let frame = Frame::new().fill(palette.card).stroke(Stroke::new(2.0, palette.accent)).corner_radius(6);
        let said = text!("settings-press-now");
        let shown = frame.inner_margin(Margin::symmetric(8, 3)).show(ui, |ui| {
            ui.set_min_size(egui::Vec2::new(150.0, 22.0));
            let held: Vec<KeyName> = hearing.held.each().map(KeyName::of_modifier).collect();
            if held.is_empty() {
                ui.label(RichText::new(&said).color(palette.text));
            } else {
                caps::keys(ui, &held);
                ui.label(RichText::new("…").color(palette.quiet));
            }
        });
        let field = shown.response;
        keep_in_sight(ui, field.rect);
        field.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_live(egui::accesskit::Live::Assertive));
        if card::small(ui, &text!("settings-press-clear")).clicked() {
            return vec![self.choose(&Chords::default()), Command::StopHearing];
        }
        card::small(ui, &text!("window-cancel"));
        // A click anywhere else is meant for something else.
        let is_left = ui.input(|input| input.pointer.any_click()) && !field.contains_pointer();
        if is_left { vec![Command::StopHearing] } else { Vec::new() }
    }

    fn asking(&self, ui: &mut Ui, chord: Chord, by: Action) -> Vec<Command> {
        caps::chord(ui, chord);
        if card::small(ui, &text!("settings-press-take")).clicked() {
            let other = Field::find(self.field.section, by.id());
            let given = other.map(|other| {
                let rest = chords(self.layers, other).without(chord);
                Command::Choose(other, Some(Toml::String(rest.to_string())), Scope::Everywhere)
            });
            let own = Chords::only(chord).ok().map(|chords| self.choose(&chords));
            return given.into_iter().chain(own).chain([Command::StopHearing]).collect();
        }
        let leave = card::small(ui, &text!("settings-press-leave"));
        if self.turn == Turn::Asked {
            leave.request_focus();
        }
        keep_in_sight(ui, leave.rect);
        if leave.clicked() { vec![Command::StopHearing] } else { Vec::new() }
    }

    fn choose(&self, chords: &Chords) -> Command {
        Command::Choose(self.field, Some(Toml::String(chords.to_string())), Scope::Everywhere)
    }
}

/// As long as keys are waited for, it is to be seen for what.
fn keep_in_sight(ui: &Ui, rect: Rect) {
    let sight = ui.clip_rect().y_range().expand(2.0);
    if sight.contains(rect.top()) && sight.contains(rect.bottom()) {
        return;
    }
    ui.ctx().request_repaint();
    // What was asked for is done a frame later; asked for twice it would go too far.
    let (id, now) = (Id::new("shortcut in sight"), ui.ctx().cumulative_pass_nr());
    if ui.data(|data| data.get_temp(id)).is_none_or(|asked: u64| now >= asked + 3) {
        ui.data_mut(|data| data.insert_temp(id, now));
        ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
    }
}

/// The keys that the file has for the action of `field`.
fn chords(layers: &Layers, field: &Field) -> Chords {
    layers.value(field, Layer::File).as_str().and_then(|written| written.parse().ok()).unwrap_or_default()
}
