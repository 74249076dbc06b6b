//! Changes in the text of a file of settings that leave everything else in it as it is: comments, order, spaces, and what no
//! setting is known by.

use toml_edit::{DocumentMut, Item, KeyMut, RawString, TableLike, Value};

use super::Change;

/// Why a text cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NotEdited {
    /// The byte where it goes wrong, where that is known.
    pub(super) at: Option<usize>,
    /// What is wrong.
    pub(super) message: String,
}

/// `text` with `changes` in it.
pub(super) fn edited(text: &str, changes: &[Change]) -> Result<String, NotEdited> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        let at = error.span().map(|span| span.start);
        NotEdited { at, message: error.message().to_owned() }
    })?;
    for change in changes {
        apply(&mut document, change)?;
    }
    Ok(document.to_string())
}

fn apply(document: &mut DocumentMut, change: &Change) -> Result<(), NotEdited> {
    let (section, key) = (change.field.section, change.field.key);
    let no_section = || NotEdited { at: None, message: format!("{section} is no section") };
    if let Some(value) = &change.value {
        let broken = |error: toml_edit::TomlError| NotEdited { at: None, message: error.message().to_owned() };
        let value: Value = value.to_string().parse().map_err(broken)?;
        let heading = heading(document);
        let item = document.entry(section).or_insert_with(toml_edit::table);
        if let (Some(heading), Some(table)) = (heading, item.as_table_mut()) {
            table.decor_mut().set_prefix(heading);
        }
        put(item.as_table_like_mut().ok_or_else(no_section)?, key, value);
    } else {
        let Some(item) = document.get_mut(section) else { return Ok(()) };
        let left_over = take_out(item.as_table_like_mut().ok_or_else(no_section)?, key);
        if !left_over.is_empty() {
            let trailing = format!("{left_over}{}", document.trailing().as_str().unwrap_or_default());
            document.set_trailing(trailing);
        }
    }
    Ok(())
}

/// What a text of nothing but comments says, taken out: it belongs above the first section.
fn heading(document: &mut DocumentMut) -> Option<String> {
    if !document.is_empty() {
        return None;
    }
    let heading = document.trailing().as_str().unwrap_or_default().to_owned();
    document.set_trailing("");
    Some(if heading.is_empty() { heading } else { format!("{}\n\n", heading.trim_end()) })
}

/// Sets `key`, in the place and with the comments that it has.
fn put(table: &mut dyn TableLike, key: &str, mut value: Value) {
    if let Some(old) = table.get_mut(key) {
        if let Some(old) = old.as_value() {
            *value.decor_mut() = old.decor().clone();
        }
        *old = Item::Value(value);
    } else {
        table.insert(key, Item::Value(value));
    }
}

/// Takes `key` out. Comments above it and behind it go to what follows; those that nothing follows are returned.
fn take_out(table: &mut dyn TableLike, key: &str) -> String {
    let Some((name, item)) = table.get_key_value(key) else { return String::new() };
    let mut comments = comment_lines(name.leaf_decor().prefix());
    comments.push_str(&comment_lines(item.as_value().and_then(|value| value.decor().suffix())));
    let next = table.iter().skip_while(|(other, _)| *other != key).nth(1).map(|(next, _)| next.to_owned());
    table.remove(key);
    if comments.is_empty() {
        return comments;
    }
    let Some(mut next) = next.and_then(|next| table.key_mut(&next)) else { return comments };
    prepend(&mut next, &comments);
    String::new()
}

fn prepend(key: &mut KeyMut<'_>, comments: &str) {
    let decor = key.leaf_decor_mut();
    let before = decor.prefix().and_then(RawString::as_str).unwrap_or_default();
    decor.set_prefix(format!("{comments}{before}"));
}

/// The comments in what stands around a setting, each on a line of its own.
fn comment_lines(around: Option<&RawString>) -> String {
    let text = around.and_then(RawString::as_str).unwrap_or_default();
    let comments = text.lines().map(str::trim).filter(|line| line.starts_with('#'));
    comments.flat_map(|line| [line, "\n"]).collect()
}
