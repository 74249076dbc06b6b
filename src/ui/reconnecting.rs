//! The card over the last picture while a lost connection is made again: why, when, and the ways to hurry or to give up.
//!
//! Whoever is typing when the connection breaks types into this card. So no key but Enter means anything to it, and Enter
//! does no harm.

use egui::{Context, Key, Ui};

use super::card::{self, Behind};
use super::icon::Icon;
use super::{Claim, Comeback, Command, Page, Panel, State, Wait, failure, prose, theme};
use crate::session::Stage;

pub(super) struct ReconnectingCard;

impl Panel for ReconnectingCard {
    fn name(&self) -> &'static str {
        "reconnecting"
    }

    fn claim(&self, state: &State) -> Claim {
        if matches!(state.page, Page::Reconnecting(_)) { Claim::Input } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let Page::Reconnecting(comeback) = &state.page else { return };
        let unfocused = context.memory(|memory| memory.focused().is_none());
        // Keys that a focused button takes itself are its own.
        let mut now = unfocused && context.input(|input| input.key_pressed(Key::Enter));
        let mut close = false;
        card::page(
            context,
            self.name(),
            460.0,
            Behind::DimmedPicture,
            |ui| contents(ui, comeback),
            |ui| {
                now |= card::primary(ui, "Try now").clicked();
                close |= card::plain(ui, "Close").clicked();
            },
        );
        if now || close {
            commands.push(if close { Command::Close } else { Command::ReconnectNow });
        }
    }
}

fn contents(ui: &mut Ui, comeback: &Comeback) {
    let palette = theme::current(ui.ctx());
    card::titled(ui, Icon::of_failure(comeback.failure.kind), palette.warning, |ui| {
        card::heading(ui, "Connection lost");
        ui.add_space(3.0);
        prose::show(ui, &failure::sentence(&comeback.failure.why), palette.text);
        ui.add_space(3.0);
        card::quiet(ui, progress(comeback.wait, comeback.attempt));
    });
}

/// How far it has come, in words that change no more often than there is news.
fn progress(wait: Wait, attempt: u32) -> String {
    let doing = match wait {
        Wait::Seconds(0) => "Trying again…".to_owned(),
        Wait::Seconds(1) => "Trying again in a second.".to_owned(),
        Wait::Seconds(seconds) => format!("Trying again in {seconds} seconds."),
        Wait::Attempt(Stage::Waiting) => "Waiting for the server to call…".to_owned(),
        Wait::Attempt(Stage::Connecting) => "Trying to reach the server…".to_owned(),
        Wait::Attempt(Stage::Negotiating) => "The server answers…".to_owned(),
        Wait::Attempt(Stage::Authenticating) => "Signing in…".to_owned(),
        Wait::Attempt(Stage::Opening) => "Waiting for the picture…".to_owned(),
    };
    if attempt > 1 { format!("{doing} (Attempt {attempt})") } else { doing }
}
