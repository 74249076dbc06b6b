//! The question before the remote machine is switched.

use egui::{Context, Key};

use super::{Claim, Command, Menu, Page, Panel, State, card};
use crate::session::Power;
use crate::text::text;

pub(super) struct Question;

impl Panel for Question {
    fn name(&self) -> &'static str {
        "question"
    }

    fn claim(&self, state: &State) -> Claim {
        match (&state.page, state.menu) {
            (Page::Desktop, Menu::Asking(_)) => Claim::Input,
            (Page::Desktop, Menu::Open | Menu::Closed | Menu::Privacy | Menu::Keys)
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
        let Menu::Asking(power) = state.menu else { return };
        let (title, consequence, verb) = words(power);
        let already = commands.len();
        card::show(context, self.name(), 380.0, card::Behind::DimmedPicture, |ui| {
            card::heading(ui, &title);
            ui.add_space(4.0);
            card::quiet(ui, consequence);
            card::buttons(ui, |ui| {
                if card::primary(ui, &text!("window-cancel")).on_hover_text("Esc").clicked() {
                    commands.push(Command::CloseMenu);
                }
                if card::plain(ui, &verb).clicked() {
                    commands.push(Command::Switch(power));
                }
            });
        });
        if context.input(|input| input.key_pressed(Key::Escape)) && commands.len() == already {
            commands.push(Command::CloseMenu);
        }
    }
}

/// The question, what comes of a yes, and the yes.
fn words(power: Power) -> (String, String, String) {
    match power {
        Power::Shutdown => {
            (text!("window-shut-down-title"), text!("window-shut-down-consequence"), text!("window-shut-down"))
        }
        Power::Reboot => (text!("window-restart-title"), text!("window-restart-consequence"), text!("window-restart")),
        Power::Reset => (text!("window-reset-title"), text!("window-reset-consequence"), text!("window-reset")),
    }
}
