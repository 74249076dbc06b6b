//! A question of trust: what led to it, what can be compared, and the possible answers, the safest first.
//!
//! Nothing dangerous is done by accident: Enter and Esc give safe answers, and what goes on works only after the card has been
//! there for a moment. Where something is wrong, Enter never goes on, wherever the focus is.

use egui::{Context, Event, Key, RichText, Ui};

use super::card::{self, Behind, Enabled};
use super::{Claim, Command, Page, Panel, State, facts, icon, prose, theme};
use crate::session::{Answer, Choice, Question, Severity};
use crate::text::text;

/// The question on the screen.
#[derive(Default)]
pub(super) struct Decision {
    asked: Option<Asked>,
}

/// A question, and since when it can be read.
struct Asked {
    question: Question,
    /// In seconds of egui's clock.
    since: f64,
}

impl Panel for Decision {
    fn name(&self) -> &'static str {
        "decision"
    }

    fn claim(&self, state: &State) -> Claim {
        if matches!(state.page, Page::Question(_)) { Claim::Input } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let Page::Question(question) = &state.page else { return };
        let is_new = self.asked.as_ref().is_none_or(|asked| asked.question != *question);
        if is_new {
            let since = context.input(|input| input.time);
            self.asked = Some(Asked { question: question.clone(), since });
        }
        let since = self.asked.as_ref().map_or(0.0, |asked| asked.since);
        let ripe = ripeness(context, since, question.severity);
        let mut answer = keys(context, question);
        let mut copy = false;
        card::page(
            context,
            self.name(),
            620.0,
            Behind::Page,
            |ui| copy = contents(ui, question),
            |ui| {
                if let Some(clicked) = choices(ui, question, ripe, is_new) {
                    answer = answer.or(Some(clicked));
                }
            },
        );
        if copy {
            commands.push(Command::Copy(facts::as_text(&question.facts)));
        }
        if let Some(answer) = answer {
            self.asked = None;
            commands.push(Command::Decide(answer));
        }
    }

    fn rest(&mut self) {
        self.asked = None;
    }
}

/// Whether what goes on can be chosen yet: not by a click that was meant for something else.
fn ripeness(context: &Context, since: f64, severity: Severity) -> Enabled {
    let delay = match severity {
        Severity::Notice | Severity::Warning => 0.4,
        Severity::Alarm => 1.0,
    };
    let left = since + delay - context.input(|input| input.time);
    if left <= 0.0 {
        return Enabled::Yes;
    }
    context.request_repaint_after_secs(left as f32 + 0.01);
    Enabled::No
}

/// The answer that keys give without a button. Enter that a button must not see is taken away.
fn keys(context: &Context, question: &Question) -> Option<Answer> {
    let safest = question.choices.first().map_or(Answer::Refuse, |choice| choice.answer);
    let focused = context.memory(|memory| memory.focused().is_some());
    context.input_mut(|input| {
        if input.key_pressed(Key::Escape) {
            return Some(Answer::Refuse);
        }
        let (mut pressed, mut held) = (false, false);
        for event in &input.events {
            if let Event::Key { key: Key::Enter, pressed: true, repeat, .. } = event {
                pressed |= !repeat;
                held |= repeat;
            }
        }
        let is_ours = question.severity == Severity::Alarm || !focused;
        if is_ours || held {
            input.events.retain(|event| !matches!(event, Event::Key { key: Key::Enter, .. }));
        }
        (pressed && is_ours).then_some(safest)
    })
}

/// Everything above the buttons. Returns whether the facts are to be copied.
fn contents(ui: &mut Ui, question: &Question) -> bool {
    let palette = theme::current(ui.ctx());
    let colour = icon::severity_colour(&palette, question.severity);
    card::titled(ui, icon::Icon::of_severity(question.severity), colour, |ui| {
        ui.label(RichText::new(in_a_word(question.severity)).small().color(colour));
        card::heading(ui, &question.title);
    });
    ui.add_space(2.0);
    for paragraph in &question.text {
        prose::show(ui, paragraph, palette.text);
    }
    if question.facts.is_empty() {
        return false;
    }
    ui.add_space(2.0);
    let mut copy = false;
    card::inset(ui, |ui| {
        facts::show(ui, &question.facts);
        // One fact alone is copied by hand.
        copy = question.facts.len() > 1
            && card::small(ui, &text!("window-copy")).on_hover_text(text!("window-copy-all")).clicked();
    });
    copy
}

fn in_a_word(severity: Severity) -> String {
    match severity {
        Severity::Notice => text!("trust-question"),
        Severity::Warning => text!("trust-warning"),
        Severity::Alarm => text!("trust-alarm"),
    }
}

/// The buttons. Returns what was clicked.
fn choices(ui: &mut Ui, question: &Question, ripe: Enabled, is_new: bool) -> Option<Answer> {
    let mut answer = None;
    for (nth, Choice { answer: given, label }) in question.choices.iter().enumerate() {
        let button = if nth == 0 {
            let button = card::primary(ui, label);
            if is_new {
                button.request_focus();
            }
            button
        } else if question.severity == Severity::Alarm {
            card::dangerous(ui, label, enabled(*given, ripe))
        } else {
            card::plain_when(ui, label, enabled(*given, ripe))
        };
        if button.clicked() {
            answer = Some(*given);
        }
    }
    answer
}

/// To refuse is possible at once.
fn enabled(answer: Answer, ripe: Enabled) -> Enabled {
    match answer {
        Answer::Refuse => Enabled::Yes,
        Answer::Once | Answer::Always => ripe,
    }
}

#[cfg(test)]
mod tests {
    use super::super::gallery::{QUESTIONS, on, question};
    use super::super::stage::Stage;
    use super::*;
    use crate::session::{QuestionKind, Stage as Progress};

    fn asking(kind: QuestionKind) -> Stage {
        Stage::usual(on(Page::Question(question(kind))))
    }

    #[test]
    fn every_question_shows_its_words_its_facts_and_its_choices() {
        for kind in QUESTIONS {
            let (stage, question) = (asking(kind), question(kind));
            let choices = question.choices.iter().map(|choice| &choice.label);
            for expected in question.text.iter().chain([&question.title]).chain(choices) {
                // Backticks only say what is a command.
                let expected = expected.replace('`', "");
                assert!(stage.says(&expected), "{kind:?}: {expected:?} in {:?}", stage.texts());
            }
            for (name, value) in &question.facts {
                assert!(stage.says(name), "{kind:?}: {name:?}");
                assert!(value.starts_with("SHA256:") || stage.says(value), "{kind:?}: {value:?}");
            }
        }
    }

    #[test]
    fn enter_gives_the_safest_answer_and_escape_refuses() {
        for kind in QUESTIONS {
            for key in [Key::Enter, Key::Escape] {
                let mut stage = asking(kind);
                stage.wait(5.0);
                stage.press(key);
                assert_eq!(stage.commands, [Command::Decide(Answer::Refuse)], "{kind:?} {key:?}");
            }
        }
    }

    #[test]
    fn a_key_that_was_held_down_before_answers_nothing() {
        let mut stage = Stage::usual(on(Page::Connecting(Progress::Authenticating)));
        stage.hold(Key::Enter);
        stage.show(on(Page::Question(question(QuestionKind::NewServer))));
        stage.hold(Key::Enter);
        assert_eq!(stage.commands, []);
    }

    #[test]
    fn an_ordinary_question_can_be_answered_by_the_keyboard() {
        let mut stage = asking(QuestionKind::NewServer);
        stage.wait(1.0);
        stage.press(Key::Tab);
        stage.press(Key::Enter);
        assert_eq!(stage.commands, [Command::Decide(Answer::Once)]);
    }

    #[test]
    fn enter_never_goes_on_where_something_is_wrong_but_a_deliberate_key_does() {
        for kind in [QuestionKind::ChangedServer, QuestionKind::Downgrade] {
            let mut stage = asking(kind);
            stage.wait(5.0);
            stage.press(Key::Tab);
            stage.press(Key::Enter);
            assert_eq!(stage.commands, [Command::Decide(Answer::Refuse)], "{kind:?}");
            let mut stage = asking(kind);
            stage.wait(5.0);
            stage.press(Key::Tab);
            stage.press(Key::Space);
            assert_eq!(stage.commands, [Command::Decide(Answer::Once)], "{kind:?}");
        }
    }

    #[test]
    fn what_goes_on_cannot_be_clicked_before_it_can_have_been_read() {
        for (kind, label) in [
            (QuestionKind::ChangedServer, "Connect once"),
            (QuestionKind::Downgrade, "Connect without encryption"),
            (QuestionKind::NewServer, "Connect once"),
        ] {
            let mut stage = asking(kind);
            stage.click(label);
            assert_eq!(stage.commands, [], "{kind:?}");
            stage.wait(1.1);
            stage.click(label);
            assert_eq!(stage.commands, [Command::Decide(Answer::Once)], "{kind:?}");
        }
        let mut stage = asking(QuestionKind::ChangedServer);
        stage.wait(0.8);
        stage.click("Connect once");
        assert_eq!(stage.commands, [], "an alarm waits for a second");
    }

    #[test]
    fn the_same_question_asked_again_waits_again() {
        let page = Page::Question(question(QuestionKind::ChangedServer));
        let mut stage = Stage::usual(on(page.clone()));
        stage.wait(5.0);
        stage.show(on(Page::Connecting(Progress::Connecting)));
        stage.show(on(page));
        stage.click("Connect once");
        assert_eq!(stage.commands, []);
    }

    #[test]
    fn the_facts_are_copied_as_they_are() {
        let mut stage = asking(QuestionKind::NewServer);
        stage.click("Copy");
        let [Command::Copy(text)] = &stage.commands[..] else { panic!("{:?}", stage.commands) };
        assert!(text.contains("Fingerprint: SHA256:9f:86:d0:81"), "{text}");
    }
}
