//! The panel while a connection is being made: what it is doing, and a way out.

use egui::{Context, Key, Spinner};

use super::card::{self, Behind};
use super::{Claim, Command, Page, Panel, State};
use crate::session::Stage;

pub(super) struct Connecting;

impl Panel for Connecting {
    fn name(&self) -> &'static str {
        "connecting"
    }

    fn claim(&self, state: &State) -> Claim {
        match state.page {
            Page::Connecting(_) => Claim::Input,
            Page::Credentials(_)
            | Page::Question(_)
            | Page::Desktop
            | Page::Failed(_)
            | Page::Lost(_)
            | Page::Reconnecting(_) => Claim::Hidden,
        }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let Page::Connecting(stage) = &state.page else { return };
        card::show(context, self.name(), 400.0, Behind::Page, |ui| {
            let heading = match stage {
                Stage::Waiting => "Waiting for a server to call".to_owned(),
                _ => format!("Connecting to {}", state.server),
            };
            card::heading(ui, &heading);
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                ui.add(Spinner::new().size(18.0));
                card::quiet(ui, in_words(*stage, &state.server));
            });
            card::buttons(ui, |ui| {
                if card::plain(ui, "Cancel").clicked() {
                    commands.push(Command::Close);
                }
            });
        });
        if context.input(|input| input.key_pressed(Key::Escape)) {
            commands.push(Command::Close);
        }
    }
}

fn in_words(stage: Stage, server: &str) -> String {
    match stage {
        Stage::Waiting => format!("at {server}"),
        Stage::Connecting => "Reaching the server…".into(),
        Stage::Negotiating => "Agreeing on how to talk…".into(),
        Stage::Authenticating => "Signing in…".into(),
        Stage::Opening => "Waiting for the first picture…".into(),
    }
}
