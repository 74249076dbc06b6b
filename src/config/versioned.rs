//! The form of the TOML files that Farview itself writes: a heading, and the version of their form before all else, so that
//! what a later Farview wrote is not taken for broken.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// It makes no sense; says where.
    #[error("{0}")]
    Broken(String),
    /// A later Farview wrote it.
    #[error("it has version {version} of its form; this Farview knows version {known}")]
    Newer {
        /// The version it has.
        version: u32,
        /// The last one that is understood here.
        known: u32,
    },
}

#[derive(Deserialize)]
struct Versioned {
    version: Option<u32>,
}

/// Reads a file whose form has the version `known`. Where it tells no version it has the version `unsaid`, or is broken
/// without one.
pub fn read_versioned<T: DeserializeOwned>(text: &str, known: u32, unsaid: Option<u32>) -> Result<T, FileProblem> {
    let version = document::<Versioned>(text)?.version.or(unsaid);
    match version.ok_or_else(|| FileProblem::Broken("it does not tell the version of its form".into()))? {
        0 => Err(FileProblem::Broken("there is no version 0 of its form".into())),
        version if version > known => Err(FileProblem::Newer { version, known }),
        _ => document(text),
    }
}

/// The text of a file with this heading.
pub fn write_versioned(heading: &str, document: &impl Serialize) -> Result<String, FileProblem> {
    let text = toml::to_string(document).map_err(|error| FileProblem::Broken(error.to_string()))?;
    Ok(format!("{heading}{text}"))
}

fn document<T: DeserializeOwned>(text: &str) -> Result<T, FileProblem> {
    toml::from_str(text).map_err(|error| FileProblem::Broken(error.to_string().trim_end().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_looked_at_before_anything_else() {
        let read = |text: &str, unsaid| read_versioned::<toml::Table>(text, 3, unsaid);
        assert!(read("version = 3\nname = 'x'", None).is_ok_and(|table| table.contains_key("name")));
        assert!(read("version = 2", None).is_ok(), "an earlier form is read by who knows a later one");
        assert_eq!(read("version = 4", None), Err(FileProblem::Newer { version: 4, known: 3 }));
        assert!(read("name = 'x'", Some(1)).is_ok());
        for broken in ["name = 'x'", "version = 0", "version = 'x'", "version = 3\nname ="] {
            assert!(matches!(read(broken, None), Err(FileProblem::Broken(_))), "{broken}");
        }
    }
}
