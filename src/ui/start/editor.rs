//! The card on which a computer is added or changed.

use egui::{Button, Context, Id, Key, Modifiers, RichText, Sense, Stroke, TextEdit, Ui, Vec2};

use super::super::card::{self, Behind, Enabled};
use super::super::{prose, theme};
use super::{Command, State, words};
use crate::book::{Colour, Computer};
use crate::config::Target;
use crate::text::text;

/// What is typed.
pub(super) struct Editor {
    computer: Computer,
    tags: String,
    /// Whether the address was to be saved although it cannot be understood.
    complains: bool,
    is_new: bool,
    greeted: bool,
}

impl Editor {
    /// For a computer that is not known yet.
    pub(super) fn new(name: &str, target: &str) -> Self {
        Self { is_new: true, ..Self::of(&Computer::new(name, target)) }
    }

    /// For a computer that is.
    pub(super) fn of(computer: &Computer) -> Self {
        let tags = computer.tags.join(", ");
        Self { computer: computer.clone(), tags, complains: false, is_new: !computer.saved, greeted: false }
    }

    /// Shows the card. Returns whether it is over.
    pub(super) fn show(&mut self, context: &Context, state: &State, asked: &mut Vec<Command>) -> bool {
        // In the notes the Enter key begins a new line, and on a button it presses that.
        let focused = context.memory(egui::Memory::focused);
        let is_at_line = focused.is_some_and(|id| line_ids().contains(&id));
        let (with_ctrl, enter, mut leaves) = context.input_mut(|input| {
            let with_ctrl = input.consume_key(Modifiers::COMMAND, Key::Enter);
            (with_ctrl, input.key_pressed(Key::Enter), input.key_pressed(Key::Escape))
        });
        let (mut saves, mut deletes) = (with_ctrl || (enter && is_at_line), false);
        let title = if self.is_new { text!("start-new") } else { text!("start-change") };
        let id = self.computer.id.clone();
        let is_known = !id.is_empty() && state.computers.with_id(&id).is_some();
        card::page(
            context,
            "start_editor",
            460.0,
            Behind::DimmedPicture,
            |ui| {
                card::heading(ui, &title);
                ui.add_space(6.0);
                self.fields(ui, state);
            },
            |ui| {
                saves |= card::primary(ui, &text!("start-save")).clicked();
                leaves |= card::plain(ui, &text!("window-cancel")).clicked();
                deletes |= is_known && card::dangerous(ui, &text!("start-delete"), Enabled::Yes).clicked();
            },
        );
        if deletes {
            asked.push(Command::Delete(vec![id]));
        } else if saves && !leaves {
            return self.save(context, asked);
        }
        leaves || deletes
    }

    fn save(&mut self, context: &Context, asked: &mut Vec<Command>) -> bool {
        if self.computer.understood().is_err() {
            self.complains = true;
            context.memory_mut(|memory| memory.request_focus(address_id()));
            return false;
        }
        let mut computer = self.computer.clone();
        computer.tags = self.tags.split(',').map(str::to_owned).collect();
        computer.saved = true;
        computer.tidy();
        asked.push(Command::Save(Box::new(computer)));
        true
    }

    fn fields(&mut self, ui: &mut Ui, state: &State) {
        card::outline_fields(ui);
        let first = if self.computer.target.is_empty() { address_id() } else { name_id() };
        labelled(ui, &text!("start-address"), &text!("start-address-hint"), address_id(), &mut self.computer.target);
        self.understanding(ui);
        labelled(ui, &text!("start-name"), &text!("start-name-hint"), name_id(), &mut self.computer.name);
        labelled(ui, &text!("start-group"), "", group_id(), &mut self.computer.group);
        self.groups(ui, state);
        labelled(ui, &text!("start-tags"), &text!("start-tags-hint"), tags_id(), &mut self.tags);
        ui.label(text!("start-colour"));
        self.colours(ui);
        let label = ui.label(text!("start-notes"));
        let notes = TextEdit::multiline(&mut self.computer.notes).id(notes_id()).desired_rows(3);
        let notes = notes.desired_width(f32::INFINITY).margin(egui::Margin::symmetric(10, 7));
        ui.add(notes).labelled_by(label.id);
        card::check_box(ui, &mut self.computer.private, &text!("start-private-choice"), Enabled::Yes);
        if !std::mem::replace(&mut self.greeted, true) {
            ui.memory_mut(|memory| memory.request_focus(first));
        }
    }

    /// How the address is understood, or what is wrong with it once that matters.
    fn understanding(&self, ui: &mut Ui) {
        let palette = theme::current(ui.ctx());
        match self.computer.target.parse::<Target>() {
            Ok(target) => card::quiet(ui, words::described(&target.address)),
            Err(error) if self.complains => {
                prose::show(ui, &format!("{}: {}", error.why, error.hint), palette.alarm);
            }
            Err(_) => {}
        }
    }

    /// The groups that there are, to choose from.
    fn groups(&mut self, ui: &mut Ui, state: &State) {
        let groups = state.computers.groups();
        let others: Vec<&String> = groups.iter().filter(|group| **group != self.computer.group).take(8).collect();
        if others.is_empty() {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(6.0);
            for group in others {
                if card::small(ui, group).clicked() {
                    self.computer.group.clone_from(group);
                }
            }
        });
    }

    fn colours(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(6.0);
            let none = Button::selectable(self.computer.colour.is_none(), text!("start-no-colour"));
            if ui.add(none.frame_when_inactive(true)).clicked() {
                self.computer.colour = None;
            }
            for colour in Colour::ALL {
                let is_chosen = self.computer.colour == Some(colour);
                if swatch(ui, colour, is_chosen) {
                    self.computer.colour = Some(colour);
                }
            }
        });
    }
}

fn swatch(ui: &mut Ui, colour: Colour, is_chosen: bool) -> bool {
    let palette = theme::current(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(30.0), Sense::click());
    let edge = if response.has_focus() {
        Stroke::new(2.0, palette.text)
    } else if is_chosen {
        Stroke::new(2.0, palette.accent)
    } else {
        Stroke::NONE
    };
    ui.painter().circle_stroke(rect.center(), 13.5, edge);
    ui.painter().circle_filled(rect.center(), 9.5, theme::mark(colour));
    let name = words::colour(colour);
    response.widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, is_chosen, &name));
    response.on_hover_text(name).clicked()
}

fn labelled(ui: &mut Ui, name: &str, hint: &str, id: Id, text: &mut String) {
    let quiet = theme::current(ui.ctx()).quiet;
    let label = ui.label(name);
    let field = TextEdit::singleline(text).id(id).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(10, 7));
    ui.add(field.hint_text(RichText::new(hint).color(quiet))).labelled_by(label.id);
}

/// The fields of one line.
fn line_ids() -> [Id; 4] {
    [address_id(), name_id(), group_id(), tags_id()]
}

fn group_id() -> Id {
    Id::new("start_group")
}

fn tags_id() -> Id {
    Id::new("start_tags")
}

fn address_id() -> Id {
    Id::new("start_address")
}

fn name_id() -> Id {
    Id::new("start_name")
}

fn notes_id() -> Id {
    Id::new("start_notes")
}
