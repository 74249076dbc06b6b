//! The panel while a connection is being made: what it is doing, and a way out.

use egui::{Context, Key, Spinner, Ui};

use super::card::{self, Behind};
use super::{Claim, Command, Page, Panel, State, prose, theme};
use crate::session::Stage;

pub(super) struct Connecting;

impl Panel for Connecting {
    fn name(&self) -> &'static str {
        "connecting"
    }

    fn claim(&self, state: &State) -> Claim {
        if matches!(state.page, Page::Connecting(_)) { Claim::Input } else { Claim::Hidden }
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
            match stage {
                Stage::Waiting => waiting(ui, &state.server),
                Stage::Connecting | Stage::Negotiating | Stage::Authenticating | Stage::Opening => {
                    ui.horizontal(|ui| {
                        ui.add(Spinner::new().size(18.0));
                        card::quiet(ui, in_words(*stage));
                    });
                }
            }
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

/// Nothing moves here: it may take hours.
fn waiting(ui: &mut Ui, place: &str) {
    let palette = theme::current(ui.ctx());
    prose::show(ui, &format!("A server can call at {place} now."), palette.text);
    let how = "On its side that is `x11vnc -connect HOST`, `vncconfig -connect HOST` (TigerVNC), or “Add New Client” in the menu of a server for Windows, where HOST is this computer.";
    prose::show(ui, how, palette.quiet);
}

fn in_words(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => "",
        Stage::Connecting => "Reaching the server…",
        Stage::Negotiating => "Agreeing on how to talk…",
        Stage::Authenticating => "Signing in…",
        Stage::Opening => "Waiting for the first picture…",
    }
}
