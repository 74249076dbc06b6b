//! A question of trust, asked on the terminal.

use std::io::{self, IsTerminal};

use super::exit::{Error, ExitCode};
use super::output;
use crate::session::{Answer, Question, Severity};

/// Asks, where there is a terminal. Without one the answer is an error that says what to do.
pub(super) fn ask(question: &Question) -> Result<Answer, Error> {
    if !io::stdin().is_terminal() {
        let why = question.text.iter().take(2).cloned().collect::<Vec<_>>().join(" ");
        return Err(Error::new(ExitCode::Distrusted, shown_title(question), why).hint(question.hint.clone()));
    }
    show(question);
    prompt(&choices(question));
    let mut line = String::new();
    let failed = |error: io::Error| Error::new(ExitCode::Distrusted, "cannot ask", error);
    io::stdin().read_line(&mut line).map_err(failed)?;
    Ok(understood(&line, question))
}

fn show(question: &Question) {
    let widest = question.facts.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let paragraphs = [shown_title(question)].into_iter().chain(question.text.iter().cloned());
    let facts: Vec<_> = question.facts.iter().map(|(name, value)| format!("  {name:widest$}  {value}")).collect();
    let paragraphs: Vec<_> = paragraphs.chain([facts.join("\n")]).collect();
    output::note(&format!("\n{}\n", paragraphs.join("\n\n")));
}

fn shown_title(question: &Question) -> String {
    match question.severity {
        Severity::Alarm => format!("WARNING: {}", question.title),
        Severity::Notice | Severity::Warning => question.title.clone(),
    }
}

/// The possible answers in one line, what happens without one in capitals.
fn choices(question: &Question) -> String {
    let label = |answer| question.choices.iter().find(|choice| choice.answer == answer).map(|choice| &choice.label);
    let letter = |answer| match answer {
        Answer::Refuse => "N",
        Answer::Once => "y",
        Answer::Always => "a",
    };
    let offered = [Answer::Once, Answer::Always, Answer::Refuse].into_iter();
    let shown = offered.filter_map(|answer| label(answer).map(|label| format!("[{}] {label}", letter(answer))));
    format!("{}: ", shown.collect::<Vec<_>>().join("   "))
}

/// What a line means. Whatever is not a clear yes is a no.
fn understood(line: &str, question: &Question) -> Answer {
    let answer = match line.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Answer::Once,
        "a" | "always" => Answer::Always,
        _ => Answer::Refuse,
    };
    if question.offers(answer) { answer } else { Answer::Refuse }
}

fn prompt(text: &str) {
    use std::io::Write;
    // Nobody is left to ask when standard error is gone.
    let _ = io::stderr().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Choice, QuestionKind};

    #[test]
    fn whatever_is_no_clear_yes_is_a_no() {
        let choice = |answer, label: &str| Choice { answer, label: label.into() };
        let question = Question {
            kind: QuestionKind::NewServer,
            severity: Severity::Notice,
            title: String::new(),
            text: Vec::new(),
            facts: Vec::new(),
            choices: vec![choice(Answer::Refuse, "Do not connect"), choice(Answer::Once, "Connect once")],
            hint: String::new(),
        };
        assert_eq!(choices(&question), "[y] Connect once   [N] Do not connect: ");
        for (line, answer) in
            [("y\n", Answer::Once), (" YES ", Answer::Once), ("", Answer::Refuse), ("a", Answer::Refuse)]
        {
            assert_eq!(understood(line, &question), answer, "{line:?}");
        }
        for line in ["n", "\n", "yep", "ja", "1", "yy"] {
            assert_eq!(understood(line, &question), Answer::Refuse, "{line:?}");
        }
    }
}
