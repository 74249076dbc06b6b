//! Finding settings by words: in their names, their explanations, their choices, and what they are called in the file.

use super::Scope;
use crate::settings::{self, Field, Settings};
use crate::text::text;

/// The settings that have all of `words` somewhere, of those that can be chosen for `scope`.
pub(super) fn find(words: &str, scope: Scope) -> Vec<&'static Field> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let can_differ = |field: &&Field| scope == Scope::Everywhere || field.scope == settings::Scope::PerHost;
    let matches = |field: &&'static Field| {
        let haystack = haystack(field);
        words.iter().all(|word| haystack.contains(word.as_str()))
    };
    Settings::fields().filter(can_differ).filter(|field| words.is_empty() || matches(field)).collect()
}

fn haystack(field: &Field) -> String {
    let mut texts = vec![
        text!(&Field::section_id(field.section)),
        text!(&field.title_id()),
        text!(&field.about_id()),
        field.path(),
    ];
    texts.extend(field.kind.names().iter().map(|name| text!(&field.choice_id(name))));
    texts.join("\n").to_lowercase()
}
