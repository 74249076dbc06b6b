//! Every text of the window, in the language that is spoken: `text!("start-title")`.
//!
//! The texts are in `assets/text/<language>/<area>.ftl`, in the format of Project Fluent. English is complete; what another
//! language lacks is said in English. Commands without a window and the log never choose a language, and so are English.

mod catalogue;
mod language;
#[cfg(test)]
mod source;
#[cfg(test)]
mod tests;

use std::sync::{Arc, LazyLock};

use fluent_bundle::FluentArgs;
pub use fluent_bundle::FluentValue as Value;
use parking_lot::RwLock;

use catalogue::Catalogue;
pub use language::{Language, LanguageChoice};

/// The text `$id` in the language that is spoken, with its variables filled in: `text!("note-copied", count = 3)`.
///
/// Values are texts and numbers; a number decides between singular and plural where the text does. Returns a `String`.
macro_rules! text {
    ($id:expr) => {
        $crate::text::say($id, [])
    };
    ($id:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::text::say($id, [$((stringify!($name), $crate::text::Value::from($value))),+])
    };
}
pub(crate) use text;

static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(Language::English));
/// The catalogue in use where it is not the English one.
static SPOKEN: RwLock<Option<Arc<Catalogue>>> = RwLock::new(None);

/// Speaks `language` from now on.
pub fn speak(language: Language) {
    let catalogue = (language != Language::English).then(|| Arc::new(Catalogue::new(language)));
    *SPOKEN.write() = catalogue;
}

/// The language that is spoken.
pub fn spoken() -> Language {
    SPOKEN.read().as_ref().map_or(Language::English, |catalogue| catalogue.language)
}

/// The text `id` with `values` filled in; by the macro [`text!`]. Where nobody wrote it, its id is all that can be said.
pub(crate) fn say<const COUNT: usize>(id: &str, values: [(&'static str, Value<'_>); COUNT]) -> String {
    let values: FluentArgs<'_> = values.into_iter().collect();
    #[cfg(test)]
    if let Some(text) = pretence::find(id, &values) {
        return text;
    }
    let spoken = SPOKEN.read().clone();
    let found = spoken.and_then(|catalogue| catalogue.find(id, &values)).or_else(|| ENGLISH.find(id, &values));
    found.unwrap_or_else(|| {
        #[cfg(test)]
        panic!("there is no text {id}");
        #[cfg(not(test))]
        id.to_owned()
    })
}

/// Another language in one thread, for tests.
#[cfg(test)]
pub(crate) mod pretence {
    use std::cell::RefCell;

    use super::{Arc, Catalogue, FluentArgs, Language};

    thread_local! {
        static PRETENDED: RefCell<Option<Arc<Catalogue>>> = const { RefCell::new(None) };
    }

    /// Runs `act`, in whose thread `catalogue` is spoken meanwhile.
    pub(in crate::text) fn speaking<R>(catalogue: Catalogue, act: impl FnOnce() -> R) -> R {
        PRETENDED.set(Some(Arc::new(catalogue)));
        let result = act();
        PRETENDED.set(None);
        result
    }

    /// Runs `act`, in whose thread every letter of the catalogue is another one: what is still Latin came from elsewhere.
    pub(crate) fn in_other_letters<R>(act: impl FnOnce() -> R) -> R {
        speaking(Catalogue::new(Language::English).transformed(|text| text.chars().map(cyrillic).collect()), act)
    }

    /// Runs `act`, in whose thread `language` is spoken meanwhile.
    #[cfg(feature = "gui")]
    pub(crate) fn in_language<R>(language: Language, act: impl FnOnce() -> R) -> R {
        speaking(Catalogue::new(language), act)
    }

    fn cyrillic(character: char) -> char {
        let by = match character {
            'A'..='Z' => 'А' as u32 - 'A' as u32,
            'a'..='z' => 'а' as u32 - 'a' as u32,
            _ => 0,
        };
        char::from_u32(character as u32 + by).unwrap_or(character)
    }

    pub(super) fn find(id: &str, values: &FluentArgs<'_>) -> Option<String> {
        let pretended = PRETENDED.with_borrow(Clone::clone);
        pretended.and_then(|catalogue| catalogue.find(id, values))
    }
}
