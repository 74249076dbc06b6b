//! The list of all settings in docs/configuration.md, which is made of their declarations and of the catalogue. Rewrite it with
//! `FARVIEW_UPDATE_GOLDEN=1 cargo test --lib settings`.

use std::fmt::Write as _;
use std::path::Path;

use super::{Field, Kind, Scope, Settings};
use crate::text::text;

const BEGIN: &str = "<!-- What follows is made of the declarations in src/settings; a test keeps it so. -->\n";
const END: &str = "<!-- What is made of the declarations ends here. -->\n";

/// All settings as a table for each section.
fn document() -> String {
    let mut page = String::new();
    for section in Settings::sections() {
        let _ = write!(page, "\n### `[{section}]`\n");
        let mut fields = Settings::fields().filter(|field| field.section == section);
        if let Some(field) = fields.find(|field| field.is_explained_by_section()) {
            let _ = write!(page, "\n{}{}\n", text!(&field.about_id()), scope(field));
        }
        let _ = write!(page, "\n| setting | values | |\n|---|---|---|\n");
        for field in Settings::fields().filter(|field| field.section == section) {
            let _ = writeln!(page, "| `{}` | {} | {} |", field.key, values(field), explanation(field));
        }
    }
    page.push('\n');
    page
}

/// What it can be; the one that is built in first, in bold letters.
fn values(field: &Field) -> String {
    let built_in = format!("**`{}`**", field.default_value());
    let others = match field.kind {
        Kind::Switch => format!("`{}`", field.default_value().as_bool() != Some(true)),
        Kind::Choice(names) => {
            let others = names.iter().filter(|name| field.default_value().as_str() != Some(**name));
            others.map(|name| format!("`\"{name}\"`")).collect::<Vec<_>>().join(", ")
        }
        Kind::Number { least, most } => format!("{least} to {most}"),
        Kind::Keys => "a text".to_owned(),
        Kind::Text { suggestions } => {
            let others = suggestions.iter().filter(|name| field.default_value().as_str() != Some(**name));
            others.map(|name| format!("`\"{name}\"`")).chain(["a text".to_owned()]).collect::<Vec<_>>().join(", ")
        }
    };
    format!("{built_in}, {others}")
}

fn explanation(field: &Field) -> String {
    let title = text!(&field.title_id());
    if field.is_explained_by_section() {
        return title;
    }
    let about = text!(&field.about_id());
    format!("{title}. {about}{}", scope(field))
}

fn scope(field: &Field) -> &'static str {
    match field.scope {
        Scope::PerHost => "",
        Scope::Everywhere => " The same for all computers.",
    }
}

#[test]
fn the_documentation_lists_every_setting_as_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
    let page = std::fs::read_to_string(&path).expect("it can be read");
    let parts = page.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?)));
    let (before, (listed, after)) = parts.expect("the marks are there");
    if std::env::var_os("FARVIEW_UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, [before, BEGIN, &document(), END, after].concat()).expect("it can be written");
    } else {
        assert_eq!(listed, document(), "docs/configuration.md is out of date; see src/settings/documentation.rs");
    }
}

#[test]
fn every_setting_has_its_texts() {
    for id in Field::text_ids() {
        assert!(!text!(&id).is_empty(), "{id}");
    }
}
