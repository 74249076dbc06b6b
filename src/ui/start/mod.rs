//! The start page: an address field that is also the search, the computers that the user knows, and those that are near.
//!
//! The field keeps the focus while one moves among the computers; the list is a stop of its own for the Tab key.

mod bar;
mod editor;
mod empty;
mod field;
mod header;
mod keys;
mod landscape;
mod layout;
mod list;
mod model;
mod thumbnails;
mod tile;
mod transfer;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use egui::{CentralPanel, Context, Frame, Id, LayerId, Margin};

use super::{Claim, Page, Panel, theme};
use crate::book::import::{Found, LeftOut};
use crate::book::{Computer, Computers};
use crate::trust::Timestamp;
use editor::Editor;
use thumbnails::Thumbnails;
use transfer::Transfer;

/// What the start page reads.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The computers that the user knows.
    pub computers: Arc<Computers>,
    /// The computers that were found on the network.
    pub nearby: Arc<Vec<Nearby>>,
    /// Pictures of computers by their id, as far as they were asked for; nothing where there is none.
    pub pictures: Arc<BTreeMap<String, Option<Arc<egui::ColorImage>>>>,
    /// Why the list cannot be read or written: what is wrong, and what to do.
    pub problem: Option<(String, String)>,
    /// What was deleted last, while it can be brought back.
    pub deleted: Vec<String>,
    /// What other viewers keep here, once it was looked for.
    pub found: Option<Arc<Vec<Found>>>,
    /// What came of the last import or export.
    pub outcome: Option<Outcome>,
    /// When the page was opened; what was seen is told in days before it.
    pub now: Option<Timestamp>,
    /// The user's home folder.
    pub home: String,
}

/// A computer that was found on the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearby {
    /// What it calls itself, made safe to show.
    pub name: String,
    /// Where it is.
    pub target: String,
}

/// What came of an import or an export.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Computers were read.
    Imported {
        /// How many are new.
        added: usize,
        /// How many were there already.
        known: usize,
        /// Those that cannot be used.
        left_out: Vec<LeftOut>,
        /// How many passwords were not taken over.
        passwords: usize,
    },
    /// They were written into this file.
    Exported(PathBuf),
    /// That did not work: what, and why.
    Failed(String),
}

/// What the start page asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Connect.
    Connect(Vec<Choice>, Whereto),
    /// Show the built-in demo.
    Demo,
    /// Save this computer.
    Save(Box<Computer>),
    /// Make another one of the computer with this id, called so.
    Duplicate(String, String),
    /// Forget these computers.
    Delete(Vec<String>),
    /// Bring back what was deleted last.
    Undo,
    /// Look for what other viewers keep here.
    LookForFiles,
    /// Take over what is in these files and folders.
    Import(Vec<PathBuf>),
    /// Write computers into a file: those with these ids, or all.
    Export(PathBuf, Vec<String>),
    /// Show the pictures of these computers.
    Pictures(Vec<String>),
    /// Open the settings page.
    Settings,
}

/// A computer to connect to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its address as it was typed.
    pub target: String,
    /// What it is called; may be empty.
    pub name: String,
    /// Its id, where it is known.
    pub id: Option<String>,
}

/// Where a session is to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereto {
    /// In place of the start page; of several, the others in windows of their own.
    Here,
    /// In a new window each.
    NewWindow,
    /// In a new tab each.
    NewTab,
}

/// The page, with what is typed into it.
#[derive(Default)]
pub(super) struct StartPage {
    query: String,
    /// The entry that the keyboard is at, counted through the page.
    cursor: Option<usize>,
    /// The computers that are marked, by their ids.
    marked: BTreeSet<String>,
    dialog: Dialog,
    thumbnails: Thumbnails,
    /// Where the entries were when they were drawn last.
    layout: layout::Layout,
    /// Whether the page was shown before.
    greeted: bool,
    /// What happened after something was typed, until it is known what that finds.
    waiting: Vec<egui::Event>,
    /// Whether the entry at the cursor is to come into sight.
    follow: bool,
}

/// What lies over the page.
#[derive(Default)]
enum Dialog {
    #[default]
    None,
    Editor(Box<Editor>),
    Transfer(Transfer),
}

/// What the page is asked to do by a key, a button or a click.
#[derive(Debug, Clone, PartialEq)]
enum Act {
    /// Open the entry.
    Open(usize, Whereto),
    /// Open all that are marked.
    OpenMarked(Whereto),
    Edit(usize),
    Duplicate(usize),
    Delete(usize),
    DeleteMarked,
    ExportMarked,
    CopyAddress(usize),
    /// Mark the entry or no longer.
    Mark(usize),
    /// Neither cursor nor marks.
    Clear,
    Add,
    Import,
    Export,
    Demo,
    Settings,
    Undo,
}

impl Panel for StartPage {
    fn name(&self) -> &'static str {
        "start"
    }

    fn claim(&self, state: &super::State) -> Claim {
        if state.page == Page::Start && !state.settings_page.is_open() { Claim::Input } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &super::State, commands: &mut Vec<super::Command>) {
        let start = &state.start;
        context.layer_painter(LayerId::background()).rect_filled(
            context.content_rect(),
            0.0,
            theme::current(context).page,
        );
        let mut acts = Vec::new();
        let mut asked = Vec::new();
        self.page(context, super::tabs::height(state), start, &mut acts, &mut asked);
        bar::undo(context, start, &mut acts);
        let query = self.query.clone();
        let content = model::content(start, &query);
        for act in acts {
            self.act(context, start, &content, &act, &mut asked);
        }
        self.dialogs(context, start, &mut asked);
        commands.extend(asked.into_iter().map(super::Command::Start));
    }

    fn rest(&mut self) {
        if self.greeted {
            *self = Self::default();
        }
    }
}

impl StartPage {
    /// Shows the page, below what takes so many points from above.
    fn page(&mut self, context: &Context, above: f32, state: &State, acts: &mut Vec<Act>, asked: &mut Vec<Command>) {
        let is_small = context.content_rect().height() < 440.0 || context.content_rect().width() < 560.0;
        let margin = if is_small { Margin::symmetric(14, 10) } else { Margin::symmetric(28, 18) };
        let margin = Margin { top: margin.top.saturating_add(above as i8), ..margin };
        CentralPanel::default().frame(Frame::new().inner_margin(margin)).show(context, |ui| {
            if !matches!(self.dialog, Dialog::None) {
                ui.disable();
            }
            let query = self.query.clone();
            let content = model::content(state, &query);
            if matches!(self.dialog, Dialog::None) {
                keys::take(self, ui, &content, acts);
            }
            let size = if is_small { header::Size::Small } else { header::Size::Full };
            self.header(ui, size, &content, acts);
            ui.add_space(if is_small { 4.0 } else { 12.0 });
            self.entries(ui, state, acts, asked);
        });
    }

    fn dialogs(&mut self, context: &Context, state: &State, asked: &mut Vec<Command>) {
        let is_over = match &mut self.dialog {
            Dialog::None => return,
            Dialog::Editor(editor) => editor.show(context, state, asked),
            Dialog::Transfer(transfer) => transfer.show(context, state, asked),
        };
        if is_over {
            self.dialog = Dialog::None;
            focus_field(context);
        }
    }

    fn act(
        &mut self,
        context: &Context,
        state: &State,
        content: &model::Content<'_>,
        act: &Act,
        asked: &mut Vec<Command>,
    ) {
        match *act {
            Act::Open(index, whereto) => {
                asked.extend(content.choice(index).map(|choice| Command::Connect(vec![choice], whereto)));
            }
            Act::OpenMarked(whereto) => {
                let choices = self.marked.iter().filter_map(|id| state.computers.with_id(id)).map(Choice::of);
                asked.push(Command::Connect(choices.collect(), whereto));
            }
            Act::Edit(index) => {
                let editor = match content.item(index) {
                    Some(model::Item::Computer(computer)) => Editor::of(computer),
                    Some(model::Item::Nearby(nearby)) => Editor::new(&nearby.name, &nearby.target),
                    Some(model::Item::Typed(typed)) => Editor::new("", typed.text),
                    None => return,
                };
                self.dialog = Dialog::Editor(Box::new(editor));
            }
            Act::Duplicate(index) => {
                if let Some(computer) = content.computer(index) {
                    let name = crate::text::text!("start-copy-of", name = computer.title());
                    asked.push(Command::Duplicate(computer.id.clone(), name));
                }
            }
            Act::Delete(index) => {
                asked.extend(content.computer(index).map(|computer| Command::Delete(vec![computer.id.clone()])));
            }
            Act::DeleteMarked => {
                asked.push(Command::Delete(self.marked.iter().cloned().collect()));
                self.marked.clear();
            }
            Act::CopyAddress(index) => {
                if let Some(choice) = content.choice(index) {
                    context.copy_text(choice.target);
                }
            }
            Act::Mark(index) => {
                let id = content.computer(index).map(|computer| computer.id.clone());
                if let Some(id) = id.filter(|id| !self.marked.remove(id)) {
                    self.marked.insert(id);
                }
            }
            Act::Clear => {
                self.marked.clear();
                self.cursor = None;
            }
            Act::Add => self.dialog = Dialog::Editor(Box::new(Editor::new("", &self.query))),
            Act::Import => {
                asked.push(Command::LookForFiles);
                self.dialog = Dialog::Transfer(Transfer::import());
            }
            Act::Export => self.dialog = Dialog::Transfer(Transfer::export(&state.home, Vec::new())),
            Act::ExportMarked => {
                self.dialog = Dialog::Transfer(Transfer::export(&state.home, self.marked.iter().cloned().collect()));
            }
            Act::Settings => asked.push(Command::Settings),
            Act::Demo => asked.push(Command::Demo),
            Act::Undo => asked.push(Command::Undo),
        }
    }
}

impl Choice {
    fn of(computer: &Computer) -> Self {
        Self { target: computer.target.clone(), name: computer.name.clone(), id: Some(computer.id.clone()) }
    }
}

/// Lets what is typed go into the field.
fn focus_field(context: &Context) {
    context.memory_mut(|memory| memory.request_focus(field_id()));
}

/// The address field.
fn field_id() -> Id {
    Id::new("start_field")
}

/// The list of computers, as a stop for the Tab key.
fn list_id() -> Id {
    Id::new("start_list")
}

#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;
