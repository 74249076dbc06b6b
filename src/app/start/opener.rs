//! How a session is opened with what was typed into the start page: with the options that the program was started with.

use std::fmt;
use std::sync::Arc;

use super::super::launch::Launch;

/// Makes of an address what is to be opened.
#[derive(Clone)]
pub struct Opener(Arc<Open>);

type Open = dyn Fn(&str) -> Result<Launch, NotOpened>;

/// Why nothing can be opened with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotOpened {
    /// What does not work.
    pub what: String,
    /// Why not.
    pub why: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl Opener {
    /// One that does it like this.
    pub fn new(open: impl Fn(&str) -> Result<Launch, NotOpened> + 'static) -> Self {
        Self(Arc::new(open))
    }

    /// What is to be opened for this address.
    pub(super) fn open(&self, target: &str) -> Result<Launch, NotOpened> {
        (self.0)(target)
    }
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("opener")
    }
}
