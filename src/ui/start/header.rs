//! The top of the page: the mark, the address field, and what can be done apart from connecting.

use egui::{Button, Popup, Response, RichText, Sense, Ui, Vec2};

use super::super::icon::{self, Icon};
use super::super::{card, theme};
use super::model::Content;
use super::{Act, StartPage, landscape};
use crate::text::text;

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// For everything.
    Full,
    /// For a line.
    Small,
}

/// How wide the field is at most.
pub(super) const FIELD: f32 = 720.0;

/// How wide and high buttons without words are.
const ICON_BUTTON: f32 = 34.0;

impl StartPage {
    pub(super) fn header(&mut self, ui: &mut Ui, size: Size, content: &Content<'_>, acts: &mut Vec<Act>) {
        match size {
            Size::Small => {
                ui.horizontal(|ui| {
                    let buttons = 2.0 * ICON_BUTTON + 2.0 * ui.spacing().item_spacing.x;
                    let width = ui.available_width() - buttons;
                    self.field(ui, Vec2::new(width, 42.0), content, acts);
                    add_button(ui, size, acts);
                    more_button(ui, acts);
                });
            }
            Size::Full => {
                ui.horizontal(|ui| {
                    mark(ui, 26.0);
                    let text = theme::current(ui.ctx()).text;
                    ui.label(RichText::new("Farview").size(17.0).color(text));
                    // From left to right, since that is how the Tab key goes.
                    let gap = ui.spacing().item_spacing.x;
                    let buttons = add_width(ui) + gap + ICON_BUTTON;
                    ui.add_space(ui.available_width() - buttons - gap);
                    add_button(ui, size, acts);
                    more_button(ui, acts);
                });
                ui.add_space(10.0);
                let width = ui.available_width().min(FIELD);
                ui.horizontal(|ui| {
                    ui.add_space((ui.available_width() - width) / 2.0);
                    self.field(ui, Vec2::new(width, 48.0), content, acts);
                });
            }
        }
    }
}

fn add_width(ui: &Ui) -> f32 {
    card::text_width(ui, &add_label()) + 2.0 * ui.spacing().button_padding.x
}

/// The word, with room for a sign before it.
fn add_label() -> String {
    format!("      {}", text!("start-add"))
}

/// The mark of the program, `side` points wide.
pub(super) fn mark(ui: &mut Ui, side: f32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    landscape::mark(ui.painter(), rect, theme::current(ui.ctx()).quiet);
}

fn add_button(ui: &mut Ui, size: Size, acts: &mut Vec<Act>) {
    let response = match size {
        Size::Small => icon_button(ui, Icon::Plus, &text!("start-add")),
        Size::Full => {
            let response = ui.add(Button::new(add_label()).min_size(Vec2::new(0.0, ICON_BUTTON)));
            let colour = theme::current(ui.ctx()).text;
            let place =
                egui::Rect::from_center_size(response.rect.left_center() + Vec2::new(20.0, 0.0), Vec2::splat(14.0));
            icon::paint(ui.painter(), place, Icon::Plus, colour);
            response
        }
    };
    if response.on_hover_text(text!("start-add-tip")).clicked() {
        acts.push(Act::Add);
    }
}

fn more_button(ui: &mut Ui, acts: &mut Vec<Act>) {
    let response = icon_button(ui, Icon::More, &text!("start-more"));
    Popup::menu(&response).gap(4.0).show(|ui| {
        ui.set_min_width(170.0);
        for (name, act) in [
            (text!("start-import"), Act::Import),
            (text!("start-export"), Act::Export),
            (text!("start-demo"), Act::Demo),
            (text!("start-settings"), Act::Settings),
        ] {
            if ui.button(name).clicked() {
                acts.push(act);
                ui.close();
            }
        }
    });
}

/// A button with a drawing in place of a word.
pub(super) fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let response = ui.add(Button::new("").min_size(Vec2::splat(ICON_BUTTON)));
    let colour = theme::current(ui.ctx()).text;
    icon::paint(ui.painter(), egui::Rect::from_center_size(response.rect.center(), Vec2::splat(16.0)), icon, colour);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name));
    response.on_hover_text(name)
}

/// A line above the computers that says what is wrong with their list.
pub(super) fn problem(ui: &mut Ui, problem: &(String, String)) {
    let palette = theme::current(ui.ctx());
    card::inset(ui, |ui| {
        ui.horizontal_top(|ui| {
            icon::show(ui, Icon::Warning, 20.0, palette.warning);
            ui.vertical(|ui| {
                ui.label(RichText::new(text!("start-unreadable")).color(palette.text));
                super::super::prose::show(ui, &problem.0, palette.quiet);
                super::super::prose::show(ui, &problem.1, palette.quiet);
            });
        });
    });
}
