//! Keys by name, the combinations the viewer keeps for itself, and what each of them does. Knows neither a window nor a
//! protocol, so that settings can be read and checked without either.

mod action;
mod chord;
mod keymap;
mod modifiers;
mod name;

pub use action::Action;
pub use chord::{Chord, ChordError};
pub use keymap::{Chords, Conflict, Keymap};
pub use modifiers::Modifiers;
pub use name::KeyName;
