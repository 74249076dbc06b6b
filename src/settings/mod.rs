//! What the user prefers. Every setting is declared once, in the file of its section (`section/`); from that come the file
//! `settings.toml`, its documentation, the page in the window, and what may differ from computer to computer.
//!
//! INVARIANT: settings never stop the program. What cannot be understood is told and passed over, and a file that cannot be
//! read is never written over.

mod complaint;
#[cfg(test)]
mod documentation;
mod edit;
mod field;
mod file;
mod layers;
mod section;
mod value;

pub use complaint::{Complaint, Problem};
pub use field::{Field, Scope};
pub use file::{Change, NotSaved, SettingsFile, Stored};
pub use layers::{Layer, Layers, said};
pub use section::*;
pub use value::{Expected, Kind, Number, Value};
