//! The keys of the start page. They work while the address field or the list has the focus; what is typed goes into the field.

use egui::text::CCursor;
use egui::{Context, Event, Key, Modifiers, Popup, Ui};

use super::layout::Direction;
use super::model::Content;
use super::{Act, StartPage, Whereto, field_id, focus_field, list_id};

/// How many lines a page key moves.
const PAGE: usize = 4;

/// Takes the keys that are for the page, before a field sees them.
pub(super) fn take(page: &mut StartPage, ui: &mut Ui, content: &Content<'_>, acts: &mut Vec<Act>) {
    let context = ui.ctx().clone();
    if Popup::is_any_open(&context) {
        return;
    }
    if pressed(&context, Modifiers::COMMAND, Key::N) {
        acts.push(Act::Add);
    }
    if context.memory(egui::Memory::focused).is_none() {
        // What is typed is meant for the field, wherever was clicked before.
        focus_field(&context);
    }
    let focused = context.memory(egui::Memory::focused);
    let at_list = focused == Some(list_id());
    if focused != Some(field_id()) && !at_list {
        return;
    }
    wait_for_what_was_typed(page, &context);
    if at_list {
        type_into_field(page, &context);
    }
    complete(page, &context, content);
    move_about(page, &context, at_list);
    if let Some(index) = page.cursor {
        at_entry(page, &context, index, at_list, acts);
    }
    let is_plain = page.query.is_empty();
    if is_plain && pressed(&context, Modifiers::COMMAND, Key::Z) {
        acts.push(Act::Undo);
    }
    open(page, &context, acts);
    if pressed(&context, Modifiers::NONE, Key::Escape) {
        if !page.marked.is_empty() || (page.cursor.is_some() && is_plain) {
            acts.push(Act::Clear);
        } else {
            page.query.clear();
            page.cursor = None;
        }
        focus_field(&context);
    }
}

/// Keys that came with what was typed before them wait for the next frame: only then is known what they are to open.
fn wait_for_what_was_typed(page: &mut StartPage, context: &Context) {
    context.input_mut(|input| {
        let mut events = std::mem::take(&mut page.waiting);
        events.append(&mut input.events);
        let typed = events.iter().position(|event| matches!(event, Event::Text(_) | Event::Paste(_)));
        let next = typed.and_then(|typed| events.iter().skip(typed).position(is_key_of_page).map(|next| typed + next));
        if let Some(next) = next {
            page.waiting = events.split_off(next);
        }
        input.events = events;
    });
    if !page.waiting.is_empty() {
        context.request_repaint();
    }
}

fn is_key_of_page(event: &Event) -> bool {
    let Event::Key { key, pressed: true, .. } = event else { return false };
    matches!(key, Key::Enter | Key::ArrowDown | Key::ArrowUp | Key::ArrowRight | Key::End | Key::Escape)
}

/// Letters that were typed at the list are meant for the field.
fn type_into_field(page: &mut StartPage, context: &Context) {
    let typed: String = context.input_mut(|input| {
        let mut typed = String::new();
        input.events.retain(|event| match event {
            Event::Text(text) if text == " " && page.query.is_empty() => false,
            Event::Text(text) => {
                typed += text;
                false
            }
            _ => true,
        });
        typed
    });
    let is_erased = !page.query.is_empty() && pressed(context, Modifiers::NONE, Key::Backspace);
    if typed.is_empty() && !is_erased {
        return;
    }
    page.query += &typed;
    if is_erased {
        page.query.pop();
    }
    page.typed();
    focus_field(context);
    caret_to_end(page, context);
}

/// The Right or End key behind what was typed takes over the rest of the address.
fn complete(page: &mut StartPage, context: &Context, content: &Content<'_>) {
    let Some(rest) = content.completion(&page.query) else { return };
    if caret(context) != Some(page.query.chars().count()) {
        return;
    }
    if pressed(context, Modifiers::NONE, Key::ArrowRight) || pressed(context, Modifiers::NONE, Key::End) {
        page.query += rest;
        page.typed();
        caret_to_end(page, context);
    }
}

/// Where the caret of the field is, in characters.
fn caret(context: &Context) -> Option<usize> {
    let range = egui::TextEdit::load_state(context, field_id())?.cursor.char_range()?;
    range.is_empty().then_some(range.primary.index)
}

fn caret_to_end(page: &StartPage, context: &Context) {
    let mut state = egui::TextEdit::load_state(context, field_id()).unwrap_or_default();
    let end = CCursor::new(page.query.chars().count());
    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
    state.store(context, field_id());
}

fn move_about(page: &mut StartPage, context: &Context, at_list: bool) {
    let is_plain = page.query.is_empty() || at_list;
    let mut steps = Vec::new();
    for (key, direction, count) in [
        (Key::ArrowDown, Direction::Down, 1),
        (Key::ArrowUp, Direction::Up, 1),
        (Key::PageDown, Direction::Down, PAGE),
        (Key::PageUp, Direction::Up, PAGE),
    ] {
        steps.extend(pressed(context, Modifiers::NONE, key).then_some((direction, count)));
    }
    if is_plain && page.cursor.is_some() {
        for (key, direction) in [(Key::ArrowLeft, Direction::Left), (Key::ArrowRight, Direction::Right)] {
            steps.extend(pressed(context, Modifiers::NONE, key).then_some((direction, 1)));
        }
        for (key, direction) in [(Key::Home, Direction::Up), (Key::End, Direction::Down)] {
            steps.extend(pressed(context, Modifiers::NONE, key).then_some((direction, usize::MAX)));
        }
    }
    for (direction, count) in steps {
        go(page, direction, count);
    }
}

fn go(page: &mut StartPage, direction: Direction, count: usize) {
    page.follow = true;
    let most = count.min(page.layout.places.len());
    for step in 0..most {
        match page.layout.step(page.cursor, direction) {
            Some(next) => page.cursor = Some(next),
            // Above the first line is the field.
            None if step == 0 && count == 1 && direction == Direction::Up && page.query.is_empty() => {
                page.cursor = None;
            }
            None => break,
        }
    }
}

fn at_entry(page: &StartPage, context: &Context, index: usize, at_list: bool, acts: &mut Vec<Act>) {
    let is_plain = page.query.is_empty() || at_list;
    if pressed(context, Modifiers::NONE, Key::F2) {
        acts.push(Act::Edit(index));
    }
    if pressed(context, Modifiers::COMMAND, Key::D) {
        acts.push(Act::Duplicate(index));
    }
    if is_plain && pressed(context, Modifiers::NONE, Key::Delete) {
        acts.push(if page.marked.is_empty() { Act::Delete(index) } else { Act::DeleteMarked });
    }
    let marks =
        pressed(context, Modifiers::COMMAND, Key::Space) || (at_list && pressed(context, Modifiers::NONE, Key::Space));
    if marks {
        acts.push(Act::Mark(index));
    }
}

fn open(page: &StartPage, context: &Context, acts: &mut Vec<Act>) {
    let whereto =
        [(Modifiers::COMMAND, Whereto::NewWindow), (Modifiers::ALT, Whereto::NewTab), (Modifiers::NONE, Whereto::Here)];
    let Some((_, whereto)) = whereto.into_iter().find(|(modifiers, _)| pressed(context, *modifiers, Key::Enter)) else {
        return;
    };
    if !page.marked.is_empty() {
        acts.push(Act::OpenMarked(whereto));
    } else if let Some(index) = page.cursor {
        acts.push(Act::Open(index, whereto));
    }
}

fn pressed(context: &Context, modifiers: Modifiers, key: Key) -> bool {
    context.input_mut(|input| input.consume_key(modifiers, key))
}
