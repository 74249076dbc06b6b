//! What a window needs to know before it opens.

use crate::config::WindowOptions;
use crate::session::Options;

/// A window that is to be opened.
#[derive(Debug, Clone)]
pub struct Launch {
    /// What it is to show.
    pub subject: Subject,
    /// How the window opens.
    pub window: WindowOptions,
}

/// What a window shows.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A remote desktop. The options are used again for every retry.
    Session(Box<Options>),
}

/// Where something is to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a window of its own.
    NewWindow,
    /// In the window that asks, as another tab.
    NewTab,
    /// In the window that asks, in place of what it shows.
    Here,
}

impl Launch {
    /// What it is called until the desktop tells its name.
    pub fn server(&self) -> String {
        let Subject::Session(options) = &self.subject;
        self.window.title.clone().unwrap_or_else(|| options.address.to_string())
    }
}
