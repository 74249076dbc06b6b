//! What a window asks of the application, because it concerns others than itself.

use super::duplicate::Duplicate;
use super::launch::{Launch, Place};
use super::{Error, Outcome};
use crate::session::Clipping;

/// Something that a window cannot do by itself. It is done when the window has dealt with what happened to it.
#[derive(Debug)]
pub(super) enum Request {
    /// Open this.
    Open(Launch, Place),
    /// Open another window on the session of this one.
    Duplicate(Duplicate),
    /// Look for typefaces with these letters.
    Typefaces(String),
    /// This came from a session and is there to be pasted now.
    Copied(Clipping),
    /// Settings have changed: every window is to look at them.
    LookAtSettings,
    /// The window is done; this is how it ended.
    Close(Result<Outcome, Error>),
}
