//! Names and values, side by side where there is room: what can be compared, selected and copied.

use egui::{FontId, Label, Layout, RichText, TextStyle, Ui, Vec2};

use super::theme;

/// Below this width a value stands under its name.
const NARROW: f32 = 330.0;
/// How much of the width names may take.
const NAMES: f32 = 0.3;
const GAP: f32 = 14.0;

/// Shows `facts`, the names in one column and the values in another.
pub(super) fn show(ui: &mut Ui, facts: &[(String, String)]) {
    let rows: Vec<(String, Value<'_>)> = facts.iter().map(|(name, value)| row(name, value)).collect();
    let width = ui.available_width();
    if width < NARROW {
        for (name, value) in &rows {
            show_name(ui, name);
            show_value(ui, value);
        }
        return;
    }
    let font = TextStyle::Body.resolve(ui.style());
    let longest = rows.iter().map(|(name, _)| text_width(ui, name, &font)).fold(0.0, f32::max);
    let column = longest.min(width * NAMES).ceil();
    for (name, value) in &rows {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let rest = width - column - GAP;
            let top_down = Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(Vec2::new(column, 0.0), top_down, |ui| {
                ui.set_width(column);
                show_name(ui, name);
            });
            ui.allocate_ui_with_layout(Vec2::new(rest, 0.0), top_down, |ui| {
                ui.set_width(rest);
                show_value(ui, value);
            });
        });
    }
}

/// `facts` as lines of text.
pub(super) fn as_text(facts: &[(String, String)]) -> String {
    facts.iter().flat_map(|(name, value)| [name, ": ", value, "\n"]).collect()
}

/// A value, prepared to be shown.
#[derive(Debug, PartialEq, Eq)]
enum Value<'a> {
    Plain(&'a str),
    /// The bytes of a fingerprint, each as two digits.
    Fingerprint(Vec<&'a str>),
}

fn row<'a>(name: &str, value: &'a str) -> (String, Value<'a>) {
    match fingerprint(value) {
        Some((hash, pairs)) if !name.contains(hash) => (format!("{name} ({hash})"), Value::Fingerprint(pairs)),
        Some((_, pairs)) => (name.to_owned(), Value::Fingerprint(pairs)),
        None => (name.to_owned(), Value::Plain(value)),
    }
}

/// The hash and the bytes of a fingerprint as [`rfb::Identity::fingerprint`] writes it.
fn fingerprint(value: &str) -> Option<(&'static str, Vec<&str>)> {
    let pairs: Vec<&str> = value.strip_prefix("SHA256:")?.split(':').collect();
    let is_pair = |pair: &&str| pair.len() == 2 && pair.bytes().all(|digit| digit.is_ascii_hexdigit());
    (pairs.len() == 32 && pairs.iter().all(is_pair)).then_some(("SHA256", pairs))
}

fn show_name(ui: &mut Ui, name: &str) {
    let quiet = theme::current(ui.ctx()).quiet;
    ui.add(Label::new(RichText::new(name).color(quiet)).wrap());
}

fn show_value(ui: &mut Ui, value: &Value<'_>) {
    let font = TextStyle::Monospace.resolve(ui.style());
    let text = match value {
        Value::Plain(text) => (*text).to_owned(),
        Value::Fingerprint(pairs) => grouped(pairs, groups_per_line(ui.available_width(), text_width(ui, "0", &font))),
    };
    let colour = theme::current(ui.ctx()).text;
    ui.add(Label::new(RichText::new(text).monospace().color(colour)).wrap().selectable(true));
}

/// How many groups of four pairs go on a line: as many as fit of four, two and one.
fn groups_per_line(width: f32, character: f32) -> usize {
    // A group is eleven characters, and a space parts it from the next.
    let fits = |groups: usize| (groups * 12 - 1) as f32 * character <= width;
    [4, 2].into_iter().find(|&groups| fits(groups)).unwrap_or(1)
}

/// `pairs` in groups of four, `per_line` of them on a line.
fn grouped(pairs: &[&str], per_line: usize) -> String {
    let groups: Vec<String> = pairs.chunks(4).map(|group| group.join(":")).collect();
    groups.chunks(per_line).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
}

fn text_width(ui: &Ui, text: &str, font: &FontId) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), font.clone(), egui::Color32::PLACEHOLDER).size().x
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> String {
        (0u8..32).fold("SHA256".to_owned(), |text, byte| format!("{text}:{byte:02x}"))
    }

    #[test]
    fn a_fingerprint_is_shown_in_groups_of_four_pairs_on_two_lines() {
        let written = written();
        let (name, value) = row("Fingerprint", &written);
        assert_eq!(name, "Fingerprint (SHA256)");
        let Value::Fingerprint(pairs) = value else { panic!("{value:?}") };
        assert_eq!(
            grouped(&pairs, 4),
            "00:01:02:03 04:05:06:07 08:09:0a:0b 0c:0d:0e:0f\n10:11:12:13 14:15:16:17 18:19:1a:1b 1c:1d:1e:1f"
        );
        assert_eq!(grouped(&pairs, 1).lines().count(), 8);
    }

    #[test]
    fn what_only_looks_like_a_fingerprint_is_left_alone() {
        for text in ["SHA256:00:01", "TLS 1.3", "SHA256", &written().replace("1f", "1g")] {
            assert_eq!(row("Name", text), ("Name".to_owned(), Value::Plain(text)));
        }
    }

    #[test]
    fn the_groups_on_a_line_are_as_many_as_fit() {
        assert_eq!(groups_per_line(400.0, 8.0), 4);
        assert_eq!(groups_per_line(375.0, 8.0), 2);
        assert_eq!(groups_per_line(100.0, 8.0), 1);
    }

    #[test]
    fn facts_are_copied_as_they_were_given() {
        let facts = [("Server".to_owned(), "office:1".to_owned()), ("Fingerprint".to_owned(), written())];
        assert_eq!(as_text(&facts), format!("Server: office:1\nFingerprint: {}\n", written()));
    }
}
