//! The languages there are, and which of them somebody means.

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

    #[test]
    fn every_language_is_found_by_its_own_tag() {
        for language in Language::ALL {
            assert_eq!(Language::of_locale(language.tag()), Some(language));
        }
    }
}
