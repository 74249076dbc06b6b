//! The error page: what failed, why, what to do, and another try.

use egui::{Color32, Context, Key, RichText, Ui};

use super::card::{self, Behind};
use super::icon::Icon;
use super::{Claim, Command, Page, Panel, State, prose, theme};
use crate::session::{Failure, FailureKind};
use crate::text::text;

/// The error page.
#[derive(Default)]
pub(super) struct FailurePage {
    /// The failure on the screen; another begins with the focus on the first button.
    shown: Option<Failure>,
}

impl Panel for FailurePage {
    fn name(&self) -> &'static str {
        "failure"
    }

    fn claim(&self, state: &State) -> Claim {
        if matches!(state.page, Page::Failed(_) | Page::Lost(_)) { Claim::Input } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let (failure, behind) = match &state.page {
            Page::Failed(failure) => (failure, Behind::Page),
            Page::Lost(failure) => (failure, Behind::DimmedPicture),
            _ => return,
        };
        let is_new = self.shown.as_ref() != Some(failure);
        if is_new {
            self.shown = Some(failure.clone());
        }
        // Keys that a focused button takes itself are its own.
        let unfocused = context.memory(|memory| memory.focused().is_none());
        let mut retry = unfocused && context.input(|input| input.key_pressed(Key::Enter));
        let mut close = context.input(|input| input.key_pressed(Key::Escape));
        card::page(
            context,
            self.name(),
            520.0,
            behind,
            |ui| contents(ui, failure),
            |ui| {
                let button = card::primary(ui, &text!("window-retry"));
                if is_new {
                    button.request_focus();
                }
                retry |= button.clicked();
                close |= card::plain(ui, &text!("window-close")).clicked();
                if card::plain(ui, &text!("window-copy-details")).clicked() {
                    commands.push(Command::Copy(failure.to_string()));
                }
            },
        );
        if close || retry {
            self.shown = None;
            commands.push(if close { Command::Close } else { Command::Retry });
        }
    }

    fn rest(&mut self) {
        self.shown = None;
    }
}

fn contents(ui: &mut Ui, failure: &Failure) {
    let palette = theme::current(ui.ctx());
    card::titled(ui, Icon::of_failure(failure.kind), colour(ui, failure.kind), |ui| {
        ui.style_mut().interaction.selectable_labels = true;
        card::heading(ui, &capitalised(&failure.what));
        ui.add_space(3.0);
        prose::show(ui, &sentence(&failure.why), palette.text);
    });
    if failure.hint.is_empty() {
        return;
    }
    ui.add_space(4.0);
    card::inset(ui, |ui| {
        ui.label(RichText::new(text!("window-what-to-do")).color(palette.quiet).small());
        prose::show(ui, &sentence(&failure.hint), palette.text);
    });
}

/// Red for what is dangerous or broken, amber for what another answer or another try may mend.
fn colour(ui: &Ui, kind: FailureKind) -> Color32 {
    let palette = theme::current(ui.ctx());
    match kind {
        FailureKind::Connect | FailureKind::Authentication | FailureKind::Lost => palette.warning,
        FailureKind::Refused | FailureKind::Distrusted | FailureKind::Protocol | FailureKind::Local => palette.alarm,
    }
}

/// `text` with a capital letter and a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut sentence = capitalised(text);
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', '…', '。', '？']) {
        sentence.push_str(&text!("window-full-stop"));
    }
    sentence
}

/// `text` with a capital letter.
fn capitalised(text: &str) -> String {
    let mut characters = text.trim().chars();
    let Some(first) = characters.next() else { return String::new() };
    first.to_uppercase().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn reasons_become_sentences() {
        assert_eq!(sentence("connection refused"), "Connection refused.");
        assert_eq!(sentence("is it on? "), "Is it on?");
        assert_eq!(sentence(""), "");
        assert_eq!(sentence("élan"), "Élan.");
    }
}
