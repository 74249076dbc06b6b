//! The languages there are, and which of them somebody means.

use std::fmt;
use std::str::FromStr;

/// A language that the window speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English, in which everything is written first.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Japanese.
    Japanese,
    /// Chinese in simplified characters.
    SimplifiedChinese,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::English, Self::German, Self::French, Self::Spanish, Self::Japanese, Self::SimplifiedChinese];

    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Japanese => "ja",
            Self::SimplifiedChinese => "zh-CN",
        }
    }

    /// What it calls itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::French => "Français",
            Self::Spanish => "Español",
            Self::Japanese => "日本語",
            Self::SimplifiedChinese => "简体中文",
        }
    }

    /// The first language that the user of this computer wants and that is there; English where none is.
    #[cfg(feature = "gui")]
    pub fn of_system() -> Self {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        // As everywhere else, a list of languages counts only where there is a locale at all.
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
        if cfg!(all(unix, not(target_os = "macos")))
            && locale.is_none_or(|name| name.starts_with('C') || name == "POSIX")
        {
            return Self::English;
        }
        Self::first_of(sys_locale::get_locales())
    }

    #[cfg(feature = "gui")]
    fn first_of(locales: impl IntoIterator<Item = String>) -> Self {
        locales.into_iter().find_map(|locale| Self::of_locale(&locale)).unwrap_or_default()
    }

    /// The language meant by a locale such as `de_AT.UTF-8` or `zh-Hans-SG`; `None` where it is not there.
    ///
    /// Traditional Chinese is another language: whoever reads it is not given simplified characters.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let end = locale.find(['.', '@']).unwrap_or(locale.len());
        let mut parts = locale[..end].split(['_', '-']);
        let language = parts.next()?.to_ascii_lowercase();
        if language == "zh" {
            let traditional = |part: &str| ["hant", "tw", "hk", "mo"].iter().any(|&one| part.eq_ignore_ascii_case(one));
            let simplified = |part: &str| part.eq_ignore_ascii_case("hans");
            let parts: Vec<&str> = parts.collect();
            let other = parts.iter().any(|part| traditional(part)) && !parts.iter().any(|part| simplified(part));
            return (!other).then_some(Self::SimplifiedChinese);
        }
        match language.as_str() {
            "c" | "posix" => Some(Self::English),
            _ => Self::ALL.into_iter().find(|one| one.tag() == language),
        }
    }
}

/// Which language somebody wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LanguageChoice {
    /// That of the system.
    #[default]
    System,
    /// English.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Japanese.
    Japanese,
    /// Chinese in simplified characters.
    SimplifiedChinese,
}

impl LanguageChoice {
    /// The language that is meant.
    #[cfg(feature = "gui")]
    pub fn language(self) -> Language {
        match self {
            Self::System => Language::of_system(),
            Self::English => Language::English,
            Self::German => Language::German,
            Self::French => Language::French,
            Self::Spanish => Language::Spanish,
            Self::Japanese => Language::Japanese,
            Self::SimplifiedChinese => Language::SimplifiedChinese,
        }
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::of_locale(tag).ok_or_else(|| {
            let tags: Vec<&str> = Self::ALL.into_iter().map(Self::tag).collect();
            format!("there are {}", tags.join(", "))
        })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_name_languages() {
        for (locale, language) in [
            ("de_AT.UTF-8", Some(Language::German)),
            ("de", Some(Language::German)),
            ("FR-ca", Some(Language::French)),
            ("es_419", Some(Language::Spanish)),
            ("ja_JP.eucJP", Some(Language::Japanese)),
            ("zh_CN.GB18030", Some(Language::SimplifiedChinese)),
            ("zh", Some(Language::SimplifiedChinese)),
            ("zh-Hans-HK", Some(Language::SimplifiedChinese)),
            ("zh_TW", None),
            ("zh-Hant", None),
            ("C.UTF-8", Some(Language::English)),
            ("en_GB@euro", Some(Language::English)),
            ("pt_BR", None),
            ("deutsch", None),
            ("", None),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[cfg(feature = "gui")]
    #[test]
    fn the_first_language_that_is_there_is_taken() {
        let first = |locales: &[&str]| Language::first_of(locales.iter().map(|&locale| locale.to_owned()));
        assert_eq!(first(&["pt-BR", "es-ES", "de-DE"]), Language::Spanish);
        assert_eq!(first(&["pt-BR"]), Language::English);
        assert_eq!(first(&[]), Language::English);
    }

    #[test]
    fn every_language_is_found_by_its_own_tag() {
        for language in Language::ALL {
            assert_eq!(Language::of_locale(language.tag()), Some(language));
        }
    }
}
