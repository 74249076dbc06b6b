//! How a value is chosen: a box to tick, buttons or a list of names, a number, a text.

use std::collections::BTreeMap;

use egui::{
    Button, Checkbox, ComboBox, CornerRadius, DragValue, EventFilter, Id, Key, RichText, Stroke, TextEdit, Ui,
    WidgetInfo, WidgetType,
};
use toml::Value as Toml;

use crate::settings::{Field, Kind};
use crate::text::text;
use crate::ui::{card, theme};

/// So many names stand side by side; more are in a list.
const SIDE_BY_SIDE: usize = 3;

/// What was typed and is not taken yet, by setting.
#[derive(Debug, Default)]
pub(super) struct Buffers(BTreeMap<String, Buffer>);

#[derive(Debug)]
enum Buffer {
    Number(i64),
    /// What was typed, and why it will not do.
    Text(String, Option<String>),
}

impl Buffers {
    /// Nothing that was typed for `field` counts.
    pub(super) fn forget(&mut self, field: &Field) {
        self.0.remove(&field.path());
    }
}

/// `value` as the page shows it.
pub(super) fn shown(field: &Field, value: &Toml) -> String {
    match (field.kind, value) {
        (kind, Toml::String(name)) if kind.names().contains(&name.as_str()) => text!(&field.choice_id(name)),
        (_, Toml::Boolean(true)) => text!("settings-on"),
        (_, Toml::Boolean(false)) => text!("settings-off"),
        (_, Toml::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// Shows how `field` is chosen, which is `value` now, and returns what was chosen.
pub(super) fn show(ui: &mut Ui, field: &'static Field, value: &Toml, buffers: &mut Buffers) -> Option<Toml> {
    match field.kind {
        Kind::Switch => switch(ui, field, value),
        Kind::Choice(names) if names.len() <= SIDE_BY_SIDE => buttons(ui, field, names, value),
        Kind::Choice(names) => list(ui, field, names, value),
        Kind::Number { least, most } => number(ui, field, least..=most, value, buffers),
        // Their rows are of another kind.
        Kind::Keys => None,
        Kind::Text { suggestions } => typed(ui, field, suggestions, value, buffers),
    }
}

fn switch(ui: &mut Ui, field: &Field, value: &Toml) -> Option<Toml> {
    let mut is_on = value.as_bool().unwrap_or_default();
    let title = text!(&field.title_id());
    let palette = theme::current(ui.ctx());
    let answer = ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for visuals in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            visuals.bg_fill = if is_on { palette.accent } else { palette.field };
            visuals.bg_stroke.color = if is_on { palette.accent } else { palette.quiet };
            visuals.corner_radius = CornerRadius::same(4);
            visuals.fg_stroke.color = palette.on_accent;
        }
        widgets.active.bg_stroke = Stroke::new(2.0, palette.text);
        ui.add(Checkbox::without_text(&mut is_on))
    });
    let answer = answer.inner;
    answer.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, is_on, &title));
    answer.changed().then_some(Toml::Boolean(is_on))
}

fn buttons(ui: &mut Ui, field: &Field, names: &[&str], value: &Toml) -> Option<Toml> {
    let mut chosen = None;
    ui.spacing_mut().item_spacing.x = 6.0;
    ui.spacing_mut().button_padding.x = 10.0;
    for name in names {
        let is_chosen = value.as_str() == Some(*name);
        let button = Button::selectable(is_chosen, text!(&field.choice_id(name))).frame_when_inactive(true);
        if ui.add(button).clicked() && !is_chosen {
            chosen = Some((*name).to_owned());
        }
    }
    chosen.map(Toml::String)
}

fn list(ui: &mut Ui, field: &Field, names: &[&str], value: &Toml) -> Option<Toml> {
    let mut chosen = None;
    let title = text!(&field.title_id());
    let answer = ComboBox::from_id_salt(field.path()).selected_text(shown(field, value)).show_ui(ui, |ui| {
        for name in names {
            let is_chosen = value.as_str() == Some(*name);
            if ui.selectable_label(is_chosen, text!(&field.choice_id(name))).clicked() && !is_chosen {
                chosen = Some((*name).to_owned());
            }
        }
    });
    let answer = answer.response;
    answer.widget_info(|| WidgetInfo::labeled(WidgetType::ComboBox, true, &title));
    if answer.has_focus() {
        // The arrows choose without opening the list.
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(answer.id, arrows));
        let place = names.iter().position(|name| value.as_str() == Some(*name)).unwrap_or_default();
        let (up, down) = ui.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown)));
        let next = if down { place + 1 } else { place.wrapping_sub(1) };
        if let Some(name) = names.get(next).filter(|_| up || down) {
            chosen = Some((*name).to_owned());
        }
    }
    chosen.map(Toml::String)
}

fn number(
    ui: &mut Ui,
    field: &Field,
    range: std::ops::RangeInclusive<i64>,
    value: &Toml,
    buffers: &mut Buffers,
) -> Option<Toml> {
    let now = value.as_integer().unwrap_or(*range.start());
    let path = field.path();
    let mut number = match buffers.0.get(&path) {
        Some(Buffer::Number(number)) => *number,
        Some(Buffer::Text(..)) | None => now,
    };
    let title = text!(&field.title_id());
    let speed = (range.end() - range.start()) as f64 / 500.0;
    let answer = ui.add(DragValue::new(&mut number).range(range).speed(speed.max(0.05)));
    answer.widget_info(|| {
        let mut info = WidgetInfo::labeled(WidgetType::DragValue, true, &title);
        info.value = Some(number as f64);
        info
    });
    if answer.dragged() || answer.has_focus() {
        buffers.0.insert(path, Buffer::Number(number));
        return None;
    }
    buffers.0.remove(&path);
    (number != now).then_some(Toml::Integer(number))
}

fn typed(ui: &mut Ui, field: &Field, suggestions: &[&str], value: &Toml, buffers: &mut Buffers) -> Option<Toml> {
    let written = value.as_str().unwrap_or_default();
    // What is suggested is shown by its button.
    let now = if suggestions.contains(&written) { "" } else { written };
    let path = field.path();
    let (mut words, mut trouble) = match buffers.0.remove(&path) {
        Some(Buffer::Text(words, trouble)) => (words, trouble),
        Some(Buffer::Number(_)) | None => (now.to_owned(), None),
    };
    let mut chosen = None;
    for suggestion in suggestions {
        let is_chosen = written == *suggestion;
        let button = Button::selectable(is_chosen, text!(&field.choice_id(suggestion))).frame_when_inactive(true);
        if ui.add(button).clicked() && !is_chosen {
            chosen = Some((*suggestion).to_owned());
        }
    }
    let title = text!(&field.title_id());
    let answer = ui.scope(|ui| {
        card::outline_fields(ui);
        let field = TextEdit::singleline(&mut words).id(Id::new(("setting", &path)));
        let width = if suggestions.is_empty() { 170.0 } else { 70.0 };
        ui.add(field.desired_width(width).margin(egui::Margin::symmetric(8, 6)))
    });
    let answer = answer.inner;
    answer.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &words, &words, "");
        info.label = Some(title.clone());
        info
    });
    let is_empty = words.is_empty() && !suggestions.is_empty();
    let is_taken = answer.lost_focus() && words != now && !is_empty;
    if is_taken {
        match field.check(&Toml::String(words.clone())) {
            Ok(()) => chosen = Some(words.clone()),
            Err(why) => trouble = Some(super::expected(&why)),
        }
    }
    if let Some(why) = &trouble {
        let alarm = theme::current(ui.ctx()).alarm;
        ui.label(RichText::new(why).small().color(alarm));
    }
    if chosen.is_none() && (answer.has_focus() || trouble.is_some()) {
        let trouble = trouble.filter(|_| !answer.changed());
        buffers.0.insert(path, Buffer::Text(words, trouble));
    }
    chosen.map(Toml::String)
}
