//! What a window needs to know before it opens.

use std::path::PathBuf;

use crate::config::WindowOptions;
use crate::session::Options;

/// A window that is to be opened.
#[derive(Debug, Clone)]
pub struct Launch {
    /// What it is to show.
    pub subject: Subject,
    /// How the window opens.
    pub window: WindowOptions,
    /// What the user calls the computer, where it is to be remembered.
    pub known_as: Option<KnownAs>,
}

/// What the user calls a computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAs {
    /// Its address as it was typed; empty where it is not to be remembered.
    pub typed: String,
    /// Its id among the saved ones.
    pub id: Option<String>,
    /// Where the user named it.
    pub origin: Origin,
}

/// Where the user named a computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Elsewhere than in this window, which closes with the session.
    Elsewhere,
    /// On a start page in its place, to which the window returns.
    StartPage,
}

/// What a window shows.
#[derive(Debug, Clone)]
pub enum Subject {
    /// The computers that the user knows, to choose from.
    Start,
    /// A remote desktop. The options are used again for every retry.
    Session(Box<Options>),
    /// A recording in this file.
    Recording(PathBuf),
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
        self.window.title.clone().unwrap_or_else(|| match &self.subject {
            Subject::Start => String::new(),
            Subject::Session(options) => options.address.to_string(),
            Subject::Recording(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        })
    }
}
