//! Sentences with commands in them: what stands between backticks, and options such as `--security`, is set in a monospaced font.
//! All of it can be selected and copied.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Label, Response, TextStyle, Ui};

use super::theme;

/// Shows `text` in `colour`.
pub(super) fn show(ui: &mut Ui, text: &str, colour: Color32) -> Response {
    let job = job(ui, text, colour);
    ui.add(Label::new(job).wrap().selectable(true))
}

fn job(ui: &Ui, text: &str, colour: Color32) -> LayoutJob {
    let body = TextStyle::Body.resolve(ui.style());
    let code = TextStyle::Monospace.resolve(ui.style());
    let ground = theme::current(ui.ctx()).code;
    let mut job = LayoutJob::default();
    for part in parts(text) {
        let format = match part {
            Part::Words(_) => TextFormat::simple(body.clone(), colour),
            Part::Code(_) => TextFormat { background: ground, ..TextFormat::simple(code.clone(), colour) },
        };
        job.append(part.text(), 0.0, format);
    }
    job
}

/// A part of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    Words(&'a str),
    Code(&'a str),
}

impl<'a> Part<'a> {
    fn text(self) -> &'a str {
        match self {
            Part::Words(text) | Part::Code(text) => text,
        }
    }
}

/// `text` in parts. A backtick without a second one is an ordinary character.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, code, after)) = rest.split_once('`').and_then(|(before, tail)| {
        let (code, after) = tail.split_once('`')?;
        Some((before, code, after))
    }) {
        options(before, &mut parts);
        parts.push(Part::Code(code));
        rest = after;
    }
    options(rest, &mut parts);
    parts
}

/// Adds `words` to `parts`, the options in them apart.
fn options<'a>(words: &'a str, parts: &mut Vec<Part<'a>>) {
    let mut rest = words;
    while let Some(start) = option_start(rest) {
        let (before, tail) = rest.split_at(start);
        let name = |character: char| character.is_ascii_alphanumeric() || character == '-';
        let end = tail.find(|character| !name(character)).unwrap_or(tail.len());
        let (option, after) = tail.split_at(end);
        parts.extend([Part::Words(before), Part::Code(option)]);
        rest = after;
    }
    parts.push(Part::Words(rest));
    parts.retain(|part| !part.text().is_empty());
}

/// Where the first word begins that is an option.
fn option_start(text: &str) -> Option<usize> {
    text.match_indices("--").map(|(at, _)| at).find(|&at| {
        let (before, after) = text.split_at(at);
        let begins = before.chars().next_back().is_none_or(|character| character.is_whitespace() || character == '(');
        begins && after.trim_start_matches("--").starts_with(|character: char| character.is_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::Part::{Code, Words};
    use super::*;

    #[test]
    fn commands_and_options_stand_apart_and_no_word_is_lost() {
        assert_eq!(
            parts("make a tunnel with `ssh -L 5901:localhost:5900 HOST`, or allow it: --security none (--ca-file)"),
            [
                Words("make a tunnel with "),
                Code("ssh -L 5901:localhost:5900 HOST"),
                Words(", or allow it: "),
                Code("--security"),
                Words(" none ("),
                Code("--ca-file"),
                Words(")"),
            ]
        );
        assert_eq!(parts("one ` only"), [Words("one ` only")]);
        assert_eq!(parts("a -- b, x--y, --"), [Words("a -- b, x--y, --")]);
        assert_eq!(parts(""), []);
    }
}
