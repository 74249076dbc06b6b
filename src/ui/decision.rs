//! A question of trust: what led to it, what can be compared, and the possible answers, the safest first.

use egui::{Context, Key, RichText};

use super::{Claim, Command, Page, Panel, State, card, theme};
use crate::session::{Answer, Severity};

pub(super) struct Decision;

impl Panel for Decision {
    fn name(&self) -> &'static str {
        "decision"
    }

    fn claim(&self, state: &State) -> Claim {
        if matches!(state.page, Page::Question(_)) { Claim::Input } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let Page::Question(question) = &state.page else { return };
        let already = commands.len();
        card::show(context, self.name(), 480.0, card::Behind::Page, |ui| {
            card::heading(ui, &question.title);
            ui.add_space(4.0);
            for paragraph in &question.text {
                match question.severity {
                    Severity::Alarm => ui.label(RichText::new(paragraph).color(theme::current(ui.ctx()).alarm)),
                    Severity::Notice | Severity::Warning => ui.label(paragraph),
                };
            }
            for (name, value) in &question.facts {
                card::quiet(ui, name);
                ui.label(RichText::new(value).monospace());
            }
            card::buttons(ui, |ui| {
                for (nth, choice) in question.choices.iter().enumerate() {
                    let button =
                        if nth == 0 { card::primary(ui, &choice.label) } else { card::plain(ui, &choice.label) };
                    if button.clicked() {
                        commands.push(Command::Decide(choice.answer));
                    }
                }
            });
        });
        if context.input(|input| input.key_pressed(Key::Escape)) && commands.len() == already {
            commands.push(Command::Decide(Answer::Refuse));
        }
    }
}
