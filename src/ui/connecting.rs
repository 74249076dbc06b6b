//! The panel while a connection is being made: what it is doing, and a way out.

use egui::{Context, Key, Spinner, Ui};

use super::card::{self, Behind};
use super::{Claim, Command, Page, Panel, State, prose, theme};
use crate::session::Stage;
use crate::text::text;

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
        let mut cancel = context.input(|input| input.key_pressed(Key::Escape));
        card::page(
            context,
            self.name(),
            400.0,
            Behind::Page,
            |ui| contents(ui, *stage, &state.server),
            |ui| cancel |= card::plain(ui, &text!("window-cancel")).clicked(),
        );
        if cancel {
            commands.push(Command::Close);
        }
    }
}

fn contents(ui: &mut Ui, stage: Stage, server: &str) {
    let heading = match stage {
        Stage::Waiting => text!("window-waiting-title"),
        _ => text!("window-connecting-title", server = server),
    };
    card::heading(ui, &heading);
    ui.add_space(4.0);
    match stage {
        Stage::Waiting => waiting(ui, server),
        Stage::Connecting | Stage::Negotiating | Stage::Authenticating | Stage::Opening => {
            ui.horizontal(|ui| {
                if theme::motion(ui.style()) == theme::Motion::Usual {
                    ui.add(Spinner::new().size(18.0));
                }
                card::quiet(ui, in_words(stage));
            });
        }
    }
}

/// Nothing moves here: it may take hours.
fn waiting(ui: &mut Ui, place: &str) {
    let palette = theme::current(ui.ctx());
    prose::show(ui, &text!("window-waiting-at", place = place), palette.text);
    prose::show(ui, &text!("window-waiting-how"), palette.quiet);
}

fn in_words(stage: Stage) -> String {
    match stage {
        Stage::Waiting => String::new(),
        Stage::Connecting => text!("window-reaching"),
        Stage::Negotiating => text!("window-agreeing"),
        Stage::Authenticating => text!("window-signing-in"),
        Stage::Opening => text!("window-waiting-for-first-picture"),
    }
}
