//! The card on which computers are taken over from other viewers, or written into a file.

use std::path::PathBuf;

use egui::{Context, Id, Key, RichText, TextEdit, Ui};

use super::super::card::{self, Behind, Enabled};
use super::super::theme;
use super::{Command, Outcome, State, words};
use crate::text::text;

/// How many that were left out are named.
const NAMED: usize = 5;

/// Which way computers go, and the file.
pub(super) struct Transfer {
    way: Way,
    path: String,
    /// Whether something was done on this card, of which the outcome is to be told.
    did: bool,
    greeted: bool,
}

enum Way {
    Import,
    /// Those with these ids, or all.
    Export(Vec<String>),
}

impl Transfer {
    pub(super) fn import() -> Self {
        Self { way: Way::Import, path: String::new(), did: false, greeted: false }
    }

    pub(super) fn export(home: &str, ids: Vec<String>) -> Self {
        let path = PathBuf::from(home).join("farview-computers.toml").display().to_string();
        Self { way: Way::Export(ids), path, did: false, greeted: false }
    }

    /// Shows the card. Returns whether it is over.
    pub(super) fn show(&mut self, context: &Context, state: &State, asked: &mut Vec<Command>) -> bool {
        let field = Id::new("start_file");
        let at_field = context.memory(|memory| memory.has_focus(field));
        let (mut does, mut leaves) =
            context.input(|input| (at_field && input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        let is_import = matches!(self.way, Way::Import);
        let (title, what, label, verb) = if is_import {
            let label = text!("start-import-file");
            (text!("start-import-title"), text!("start-import-what"), label, text!("start-import-do"))
        } else {
            let label = text!("start-export-file");
            (text!("start-export-title"), text!("start-export-what"), label, text!("start-export-do"))
        };
        let already = asked.len();
        let is_named = !self.path.trim().is_empty();
        let contents = |ui: &mut Ui| {
            card::heading(ui, &title);
            match state.outcome.as_ref().filter(|_| self.did) {
                Some(outcome) => told(ui, outcome),
                None => card::quiet(ui, what),
            }
            if is_import {
                found(ui, state, asked);
            }
            card::outline_fields(ui);
            let label = ui.label(label);
            let edit = TextEdit::singleline(&mut self.path).id(field).desired_width(f32::INFINITY);
            ui.add(edit.margin(egui::Margin::symmetric(10, 7))).labelled_by(label.id);
        };
        card::page(context, "start_transfer", 500.0, Behind::DimmedPicture, contents, |ui| {
            let back = if self.did { text!("window-close") } else { text!("window-cancel") };
            if is_named {
                does |= card::primary(ui, &verb).clicked();
            } else {
                card::plain_when(ui, &verb, Enabled::No);
            }
            leaves |= card::plain(ui, &back).clicked();
        });
        if !std::mem::replace(&mut self.greeted, true) {
            context.memory_mut(|memory| memory.request_focus(field));
        }
        if does && !self.path.trim().is_empty() {
            let path = with_home(self.path.trim(), &state.home);
            asked.push(match &self.way {
                Way::Import => Command::Import(vec![path]),
                Way::Export(ids) => Command::Export(path, ids.clone()),
            });
        }
        self.did |= asked.len() > already;
        leaves
    }
}

/// What other viewers keep here.
fn found(ui: &mut Ui, state: &State, asked: &mut Vec<Command>) {
    let palette = theme::current(ui.ctx());
    let Some(found) = &state.found else {
        card::quiet(ui, text!("start-looking"));
        return;
    };
    if found.is_empty() {
        return;
    }
    ui.label(text!("start-found-here"));
    card::inset(ui, |ui| {
        for found in found.iter() {
            ui.horizontal(|ui| {
                ui.label(RichText::new(found.viewer.name()).color(palette.text));
                card::quiet(ui, text!("start-files", count = found.files.len()));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if card::small(ui, &text!("start-import-do")).clicked() {
                        asked.push(Command::Import(found.files.clone()));
                    }
                });
            });
        }
    });
}

/// What came of it.
fn told(ui: &mut Ui, outcome: &Outcome) {
    let palette = theme::current(ui.ctx());
    let line = |ui: &mut Ui, text: String, colour| {
        ui.add(egui::Label::new(RichText::new(text).color(colour)).wrap());
    };
    ui.add_space(4.0);
    match outcome {
        Outcome::Imported { added, known, left_out, passwords } => {
            line(ui, text!("start-added", count = *added), if *added > 0 { palette.safe } else { palette.text });
            if *known > 0 {
                line(ui, text!("start-known", count = *known), palette.text);
            }
            if !left_out.is_empty() {
                line(ui, text!("start-left-out", count = left_out.len()), palette.warning);
                for one in left_out.iter().take(NAMED) {
                    let why = words::reason(&one.why);
                    line(ui, text!("start-left-out-one", name = one.name.as_str(), why = why), palette.quiet);
                }
                if left_out.len() > NAMED {
                    line(ui, text!("start-left-out-more", count = left_out.len() - NAMED), palette.quiet);
                }
            }
            if *passwords > 0 {
                line(ui, text!("start-passwords"), palette.quiet);
            }
        }
        Outcome::Exported(path) => line(ui, text!("start-exported", path = path.display().to_string()), palette.safe),
        Outcome::Failed(why) => line(ui, why.clone(), palette.alarm),
    }
}

/// `~` is the home folder, as in a shell.
fn with_home(path: &str, home: &str) -> PathBuf {
    match path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\'])) {
        Some(rest) if !home.is_empty() => PathBuf::from(format!("{home}{rest}")),
        _ => PathBuf::from(path),
    }
}
