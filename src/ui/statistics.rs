//! How the session goes: numbers with plots in a corner of the window, which take no input, and what the program has to say at
//! its lower edge.

mod history;
mod log;
mod numbers;
mod plot;
mod search;

use std::sync::Arc;

pub use history::{Changed, Frames, History};
pub(super) use log::LogPanel;
pub(super) use numbers::NumbersPanel;

use crate::journal::Line;

/// What is shown of it. Both are `None` while they are not shown, and then nothing of it is kept.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The numbers, and what they were.
    pub history: Option<Box<History>>,
    /// The last lines of the log.
    pub log: Option<Arc<[Line]>>,
    /// Whose the keyboard is while the log is shown.
    pub log_keys: LogKeys,
}

/// Whose the keyboard is while the log is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogKeys {
    /// The remote desktop's.
    #[default]
    Remote,
    /// The log's, to search in it.
    Log,
}

/// What the user wants of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Show the numbers, or no longer.
    ToggleNumbers,
    /// Show the log, or no longer.
    ToggleLog,
    /// Put the log on the clipboard.
    CopyLog,
    /// The same with these lines of it.
    CopyLines(String),
    /// Show the log and give it the keyboard, or take that back.
    FindInLog,
    /// Give the log the keyboard.
    EnterLog,
    /// Take the keyboard back.
    LeaveLog,
}
