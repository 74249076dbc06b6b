//! One setting as it was declared: what it is called, what it holds, and where it may differ.

use std::fmt;

use toml::Value as Toml;

use super::{Expected, Kind, Settings};

/// Where a setting may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// It is the same for all computers.
    Everywhere,
    /// Each computer may have its own.
    PerHost,
}

/// One setting.
pub struct Field {
    /// The section it stands in.
    pub section: &'static str,
    /// Its name there.
    pub key: &'static str,
    /// How it is chosen.
    pub kind: Kind,
    /// Where it may differ.
    pub scope: Scope,
    pub(super) get: fn(&Settings) -> Toml,
    pub(super) set: fn(&mut Settings, &Toml) -> Result<(), Expected>,
}

impl Field {
    /// The setting that is called `key` in `section`.
    pub fn find(section: &str, key: &str) -> Option<&'static Field> {
        Settings::fields().find(|field| field.section == section && field.key == key)
    }

    /// Its full name, as in `window.theme`.
    pub fn path(&self) -> String {
        format!("{}.{}", self.section, self.key)
    }

    /// What it is while nobody has chosen.
    pub fn default_value(&self) -> Toml {
        self.value_in(&Settings::default())
    }

    /// What it is in `settings`.
    pub fn value_in(&self, settings: &Settings) -> Toml {
        (self.get)(settings)
    }

    /// Why `value` will not do, if so.
    pub fn check(&self, value: &Toml) -> Result<(), Expected> {
        (self.set)(&mut Settings::default(), value)
    }

    /// The id of its name in the catalogue.
    pub fn title_id(&self) -> String {
        text_id(&[self.section, self.key])
    }

    /// The id of its explanation in the catalogue.
    pub fn about_id(&self) -> String {
        if self.is_explained_by_section() {
            return text_id(&[self.section, "about"]);
        }
        text_id(&[self.section, self.key, "about"])
    }

    /// Whether one explanation serves its whole section.
    pub fn is_explained_by_section(&self) -> bool {
        self.section == "shortcuts"
    }

    /// The id of one of its choices or suggestions in the catalogue.
    pub fn choice_id(&self, name: &str) -> String {
        text_id(&[self.section, self.key, name])
    }

    /// The id of the name of `section` in the catalogue.
    pub fn section_id(section: &str) -> String {
        text_id(&[section])
    }

    /// All ids of texts in the catalogue that settings have.
    pub fn text_ids() -> Vec<String> {
        let mut ids: Vec<String> = Settings::sections().map(Field::section_id).collect();
        for field in Settings::fields() {
            ids.extend([field.title_id(), field.about_id()]);
            ids.extend(field.kind.names().iter().map(|name| field.choice_id(name)));
        }
        ids
    }
}

fn text_id(parts: &[&str]) -> String {
    let id = parts.join("-").replace('_', "-");
    let is_good = |character: &char| character.is_ascii_alphanumeric() || *character == '-';
    format!("settings-{}", id.chars().filter(is_good).collect::<String>())
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({})", self.path())
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        (self.section, self.key) == (other.section, other.key)
    }
}

impl Eq for Field {}
