//! The error page: what failed, why, what to do, and another try.

use egui::{Context, Key, RichText};

use super::card::{self, Behind};
use super::{Claim, Command, Page, Panel, State, theme};

pub(super) struct FailurePage;

impl Panel for FailurePage {
    fn name(&self) -> &'static str {
        "failure"
    }

    fn claim(&self, state: &State) -> Claim {
        match state.page {
            Page::Failed(_) | Page::Lost(_) => Claim::Input,
            Page::Connecting(_) | Page::Credentials(_) | Page::Question(_) | Page::Desktop => Claim::Hidden,
        }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let (failure, behind) = match &state.page {
            Page::Failed(failure) => (failure, Behind::Page),
            Page::Lost(failure) => (failure, Behind::DimmedPicture),
            Page::Connecting(_) | Page::Credentials(_) | Page::Question(_) | Page::Desktop => return,
        };
        card::show(context, self.name(), 500.0, behind, |ui| {
            let palette = theme::current(ui.ctx());
            ui.style_mut().interaction.selectable_labels = true;
            ui.label(RichText::new(capitalised(&failure.what)).heading().color(palette.alarm));
            ui.add_space(2.0);
            ui.label(RichText::new(sentence(&failure.why)).color(palette.text));
            ui.add_space(6.0);
            ui.label(RichText::new("What you can do").color(palette.quiet).small());
            ui.label(RichText::new(sentence(&failure.hint)).color(palette.text));
            card::buttons(ui, |ui| {
                if card::primary(ui, "Retry").clicked() {
                    commands.push(Command::Retry);
                }
                if card::plain(ui, "Close").clicked() {
                    commands.push(Command::Close);
                }
                if card::plain(ui, "Copy details").clicked() {
                    commands.push(Command::Copy(failure.to_string()));
                }
            });
        });
        // Keys that a focused button takes itself are its own.
        if context.memory(|memory| memory.focused().is_none()) && context.input(|input| input.key_pressed(Key::Enter)) {
            commands.push(Command::Retry);
        }
        if context.input(|input| input.key_pressed(Key::Escape)) {
            commands.push(Command::Close);
        }
    }
}

/// `text` with a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut sentence = capitalised(text);
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
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
