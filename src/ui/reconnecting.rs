//! The card over the last picture while a lost connection is made again: why, when, and the ways to hurry or to give up.
//!
//! Whoever is typing when the connection breaks types into this card. So no key but Enter means anything to it, and Enter
//! does no harm.

use egui::{Context, Key, Ui};

use super::card::{self, Behind};
use super::icon::Icon;
use super::{Claim, Comeback, Command, Page, Panel, State, Wait, failure, prose, theme};
use crate::session::Stage;
use crate::text::text;

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
                now |= card::primary(ui, &text!("window-try-now")).clicked();
                close |= card::plain(ui, &text!("window-close")).clicked();
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
        card::heading(ui, &text!("window-connection-lost"));
        ui.add_space(3.0);
        prose::show(ui, &failure::sentence(&comeback.failure.why), palette.text);
        ui.add_space(3.0);
        card::quiet(ui, progress(comeback.wait, comeback.attempt));
    });
}

/// How far it has come, in words that change no more often than there is news.
fn progress(wait: Wait, attempt: u32) -> String {
    let doing = match wait {
        Wait::Seconds(0) => text!("window-trying-again"),
        Wait::Seconds(seconds) => text!("window-trying-again-in", seconds = seconds),
        Wait::Attempt(Stage::Waiting) => text!("window-waiting-for-call"),
        Wait::Attempt(Stage::Connecting) => text!("window-trying-to-reach"),
        Wait::Attempt(Stage::Negotiating) => text!("window-server-answers"),
        Wait::Attempt(Stage::Authenticating) => text!("window-signing-in"),
        Wait::Attempt(Stage::Opening) => text!("window-waiting-for-picture"),
    };
    if attempt > 1 { text!("window-attempt", doing = doing, number = attempt) } else { doing }
}
