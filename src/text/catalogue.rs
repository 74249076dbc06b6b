//! The texts of one language. Each file is read when the first of its texts is needed: most windows show few of them.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use super::language::Language;

/// One file of every language, in the order of `AREAS`.
macro_rules! files {
    ($($area:literal),+) => {
        /// What the texts are about: the names of the files in each language's folder, and how the ids in them begin.
        pub(super) const AREAS: [&str; [$($area),+].len()] = [$($area),+];

        /// The files of `language`.
        pub(super) fn files(language: Language) -> [&'static str; [$($area),+].len()] {
            match language {
                Language::English => [$(file!("en", $area)),+],
                Language::German => [$(file!("de", $area)),+],
                Language::French => [$(file!("fr", $area)),+],
                Language::Spanish => [$(file!("es", $area)),+],
                Language::Japanese => [$(file!("ja", $area)),+],
                Language::SimplifiedChinese => [$(file!("zh-CN", $area)),+],
            }
        }
    };
}

macro_rules! file {
    ($language:literal, $area:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/text/", $language, "/", $area, ".ftl"))
    };
}

files!(
    "window",
    "trust",
    "failure",
    "start",
    "settings",
    "picture",
    "keys",
    "mouse",
    "clipboard",
    "bar",
    "statistics",
    "recording",
    "desktop"
);

/// Texts by their ids.
pub(super) struct Catalogue {
    pub(super) language: Language,
    /// What was read, in the order of `AREAS`.
    areas: [OnceLock<FluentBundle<FluentResource>>; AREAS.len()],
}

impl Catalogue {
    pub(super) fn new(language: Language) -> Self {
        Self { language, areas: Default::default() }
    }

    /// The text of `id`, if it is there.
    pub(super) fn find(&self, id: &str, values: &FluentArgs<'_>) -> Option<String> {
        let is_in = |area: &&str| id.strip_prefix(*area).is_some_and(|rest| rest.starts_with('-'));
        let area = AREAS.iter().position(is_in)?;
        let bundle = self.areas.get(area)?.get_or_init(|| read(self.language, files(self.language)[area]));
        let pattern = bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(values), &mut errors);
        #[cfg(test)]
        assert!(errors.is_empty(), "the text {id} in {:?}: {errors:?}", self.language);
        if !errors.is_empty() {
            tracing::debug!(id, ?errors, "a text cannot be filled in");
        }
        Some(text.into_owned())
    }

    /// A language in which nothing is written.
    #[cfg(test)]
    pub(super) fn empty(language: Language) -> Self {
        Self { language, areas: AREAS.map(|_| read(language, "").into()) }
    }

    /// Every piece of text is written as `transform` says; values stay as they are.
    #[cfg(test)]
    pub(super) fn transformed(mut self, transform: fn(&str) -> std::borrow::Cow<'_, str>) -> Self {
        self.areas = files(self.language).map(|file| {
            let mut bundle = read(self.language, file);
            bundle.set_transform(Some(transform));
            bundle.into()
        });
        self
    }
}

fn read(language: Language, file: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
    // The marks are for texts that mix directions of writing, and are boxes where a font does not know them.
    bundle.set_use_isolating(false);
    // Mistakes in the files are found by the tests; what could be read is there in any case.
    let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let _ = bundle.add_resource(resource);
    bundle
}
