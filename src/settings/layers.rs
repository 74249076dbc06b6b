//! Settings that lie over each other: what is built in, the file, what is said of one computer, and the command line, which has
//! the last word.

use toml::{Table, Value as Toml};

use super::{Complaint, Field, Problem, Scope, Settings};

/// Who says what a setting is, from the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Nobody.
    BuiltIn,
    /// `settings.toml`.
    File,
    /// What was chosen for this computer.
    Host,
    /// The command line.
    CommandLine,
}

/// All that was said, by section and key.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layers {
    /// In the file.
    pub file: Table,
    /// For this computer.
    pub host: Table,
    /// On the command line.
    pub command_line: Table,
}

impl Layers {
    /// What is in force, and what was passed over.
    pub fn in_force(&self) -> (Settings, Vec<Complaint>) {
        let (mut settings, mut complaints) = (Settings::default(), Vec::new());
        for (layer, table) in self.said() {
            apply(table, layer, &mut settings, &mut complaints);
        }
        (settings, complaints)
    }

    /// What is in force.
    pub fn settings(&self) -> Settings {
        self.in_force().0
    }

    /// What `field` is as far as layers up to `highest` say.
    pub fn value(&self, field: &Field, highest: Layer) -> Toml {
        let mut written = self.said().into_iter().rev().filter(|(layer, _)| *layer <= highest);
        let good = written.find_map(|(layer, table)| usable(field, layer, table));
        good.cloned().unwrap_or_else(|| field.default_value())
    }

    /// Who decides what `field` is.
    pub fn decider(&self, field: &Field) -> Layer {
        let found = self.said().into_iter().rev().find(|(layer, table)| usable(field, *layer, table).is_some());
        found.map_or(Layer::BuiltIn, |(layer, _)| layer)
    }

    /// Whether `layer` says something of `field` that can be used.
    pub fn says(&self, layer: Layer, field: &Field) -> bool {
        self.said().into_iter().any(|(other, table)| other == layer && usable(field, layer, table).is_some())
    }

    /// Lets `layer` say that `field` is `value`, or nothing of it.
    pub fn set(&mut self, layer: Layer, field: &Field, value: Option<Toml>) {
        let table = match layer {
            Layer::BuiltIn => return,
            Layer::File => &mut self.file,
            Layer::Host => &mut self.host,
            Layer::CommandLine => &mut self.command_line,
        };
        set(table, field, value);
    }

    fn said(&self) -> [(Layer, &Table); 3] {
        [(Layer::File, &self.file), (Layer::Host, &self.host), (Layer::CommandLine, &self.command_line)]
    }
}

/// What was said of these settings, by section and key; nothing of those without a value.
pub fn said(settings: impl IntoIterator<Item = (&'static str, &'static str, Option<Toml>)>) -> Table {
    let mut table = Table::new();
    for (section, key, value) in settings {
        let Some(field) = Field::find(section, key) else { continue };
        set(&mut table, field, value);
    }
    table
}

/// Lets `table` say that `field` is `value`, or nothing of it.
fn set(table: &mut Table, field: &Field, value: Option<Toml>) {
    match value {
        Some(value) => {
            let section = table.entry(field.section).or_insert_with(|| Toml::Table(Table::new()));
            if !section.is_table() {
                *section = Toml::Table(Table::new());
            }
            if let Toml::Table(section) = section {
                section.insert(field.key.to_owned(), value);
            }
        }
        None => {
            if let Some(Toml::Table(section)) = table.get_mut(field.section) {
                section.remove(field.key);
                if section.is_empty() {
                    table.remove(field.section);
                }
            }
        }
    }
}

/// What `table` says of `field`, if that makes sense.
fn usable<'a>(field: &Field, layer: Layer, table: &'a Table) -> Option<&'a Toml> {
    if layer == Layer::Host && field.scope == Scope::Everywhere {
        return None;
    }
    let written = table.get(field.section)?.as_table()?.get(field.key)?;
    field.check(written).is_ok().then_some(written)
}

/// Puts what `table` says into `settings`.
fn apply(table: &Table, layer: Layer, settings: &mut Settings, complaints: &mut Vec<Complaint>) {
    let mut complain = |problem| complaints.push(Complaint { line: None, problem });
    for (section, contents) in table {
        let Some(contents) = contents.as_table().filter(|_| Settings::sections().any(|known| known == section)) else {
            complain(Problem::Unknown(section.clone()));
            continue;
        };
        for (key, written) in contents {
            let path = format!("{section}.{key}");
            match Field::find(section, key) {
                None => complain(Problem::Unknown(path)),
                Some(field) if layer == Layer::Host && field.scope == Scope::Everywhere => {
                    complain(Problem::NotPerHost(path));
                }
                Some(field) => {
                    if let Err(expected) = (field.set)(settings, written) {
                        complain(Problem::Wrong { path, expected });
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Theme;
    use crate::settings::Expected;

    fn table(text: &str) -> Table {
        text.parse().expect("TOML")
    }

    fn field(section: &str, key: &str) -> &'static Field {
        Field::find(section, key).expect("a setting")
    }

    #[test]
    fn nobody_says_anything_and_all_is_as_it_is_built_in() {
        let (settings, complaints) = Layers::default().in_force();
        assert_eq!(settings, Settings::default());
        assert_eq!(complaints, []);
    }

    #[test]
    fn the_command_line_has_the_last_word_and_a_computer_comes_before_the_file() {
        let mut layers = Layers {
            file: table("[connection]\nreconnect = \"off\"\nview_only = true\n[window]\ntheme = \"dark\""),
            host: table("[connection]\nreconnect = \"7\"\nview_only = false"),
            command_line: table("[connection]\nreconnect = \"3\""),
        };
        let reconnect = field("connection", "reconnect");
        let settings = layers.settings();
        assert_eq!(settings.connection.reconnect.to_string(), "3");
        assert!(!settings.connection.view_only);
        assert_eq!(settings.window.theme, Theme::Dark);
        assert_eq!(layers.decider(reconnect), Layer::CommandLine);
        assert_eq!(layers.value(reconnect, Layer::Host).as_str(), Some("7"));
        assert_eq!(layers.value(reconnect, Layer::File).as_str(), Some("off"));
        assert_eq!(layers.value(reconnect, Layer::BuiltIn).as_str(), Some("auto"));
        layers.set(Layer::CommandLine, reconnect, None);
        layers.set(Layer::Host, reconnect, None);
        assert_eq!(layers.settings().connection.reconnect.to_string(), "off");
        assert!(layers.command_line.is_empty());
    }

    #[test]
    fn what_makes_no_sense_is_passed_over_and_the_weaker_layer_counts() {
        let layers = Layers {
            file: table("[clipboard]\nlimit_kib = 64"),
            host: table("[clipboard]\nlimit_kib = 0"),
            command_line: Table::new(),
        };
        let (settings, complaints) = layers.in_force();
        assert_eq!(settings.clipboard.limit_kib.get(), 64);
        let expected = Expected::Number { least: 1, most: 4096 };
        let problem = Problem::Wrong { path: "clipboard.limit_kib".into(), expected };
        assert_eq!(complaints, [Complaint { line: None, problem }]);
        assert_eq!(layers.decider(field("clipboard", "limit_kib")), Layer::File);
    }

    #[test]
    fn what_is_the_same_for_all_computers_cannot_be_overridden_by_one() {
        let layers = Layers { host: table("[window]\ntheme = \"light\""), ..Layers::default() };
        let (settings, complaints) = layers.in_force();
        assert_eq!(settings.window.theme, Theme::Auto);
        assert_eq!(complaints[0].problem, Problem::NotPerHost("window.theme".into()));
        assert!(!layers.says(Layer::Host, field("window", "theme")));
    }

    #[test]
    fn every_setting_can_be_written_and_read_back_and_has_a_name_of_its_own() {
        let mut names: Vec<String> = Settings::fields().map(Field::path).collect();
        for field in Settings::fields() {
            assert_eq!(field.check(&field.default_value()), Ok(()), "{field:?}");
            assert_eq!(Field::find(field.section, field.key), Some(field));
            assert!(field.check(&Toml::Array(Vec::new())).is_err(), "{field:?}");
        }
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
