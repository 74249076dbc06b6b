//! The texts of one language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use super::language::Language;

/// One file of every language, in the order of `AREAS`.
macro_rules! files {
    ($($area:literal),+) => {
        /// What the texts are about: the names of the files in each language's folder.
        #[cfg(test)]
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
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    pub(super) fn new(language: Language) -> Self {
        let locale = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks are for texts that mix directions of writing, and are boxes where a font does not know them.
        bundle.set_use_isolating(false);
        for file in files(language) {
            // Mistakes in the files are found by the tests; what could be read is there in any case.
            let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(resource, _)| resource);
            let _ = bundle.add_resource(resource);
        }
        Self { language, bundle }
    }

    /// The text of `id`, if it is there.
    pub(super) fn find(&self, id: &str, values: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(values), &mut errors);
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
        let bundle = FluentBundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
        Self { language, bundle }
    }

    /// Every piece of text is written as `transform` says; values stay as they are.
    #[cfg(test)]
    pub(super) fn transformed(mut self, transform: fn(&str) -> std::borrow::Cow<'_, str>) -> Self {
        self.bundle.set_transform(Some(transform));
        self
    }
}
