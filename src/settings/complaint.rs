//! What is wrong with a file of settings, and where.

use std::fmt;

use super::Expected;

/// Something that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What it is about.
    pub problem: Problem,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The whole file: it is no TOML.
    Syntax(String),
    /// The whole file: it cannot be read.
    Unreadable(String),
    /// There is no such setting. It stays in the file, and may be a later version's.
    Unknown(String),
    /// A setting that makes no sense.
    Wrong {
        /// Its full name.
        path: String,
        /// What should stand there.
        expected: Expected,
    },
    /// A setting that cannot differ from computer to computer.
    NotPerHost(String),
}

impl Complaint {
    /// Whether the whole file counts for nothing because of it.
    pub fn is_whole_file(&self) -> bool {
        match self.problem {
            Problem::Syntax(_) | Problem::Unreadable(_) => true,
            Problem::Unknown(_) | Problem::Wrong { .. } | Problem::NotPerHost(_) => false,
        }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        self.problem.fmt(f)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Syntax(why) => write!(f, "{why}; nothing in the file counts"),
            Problem::Unreadable(why) => write!(f, "it cannot be read: {why}"),
            Problem::Unknown(path) => write!(f, "there is no setting {path}"),
            Problem::Wrong { path, expected } => write!(f, "{path} should be {expected}"),
            Problem::NotPerHost(path) => write!(f, "{path} is the same for all computers"),
        }
    }
}
