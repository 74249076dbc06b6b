//! Window events become protocol input here. Everything is plain state and values, so it is tested without a window.
//!
//! [`Keyboard`] turns strokes and input-method text into [`KeyInput`](crate::session::KeyInput)s and knows what is
//! held, [`Pointer`] and [`RelativePointer`] do the same for the mouse, [`Fingers`] makes gestures of touches, [`Locks`]
//! keeps lock keys in step, and [`Shortcuts`] takes out the keys the viewer keeps for itself.

mod buttons;
mod keyboard;
mod keysym;
mod ledger;
mod locks;
mod named;
mod pointer;
mod relative;
mod scancode;
mod scroll;
mod shortcut;
mod sticky;
mod stroke;
mod touch;
mod typing;
mod wheel;

pub use buttons::{ButtonFilter, Change};
pub use keyboard::{Keyboard, Platform};
pub use keysym::name as name_of_keysym;
pub use locks::Locks;
pub use pointer::Pointer;
pub use relative::RelativePointer;
pub use scroll::Scroll;
pub use shortcut::{Route, Shortcuts};
pub use sticky::Stick;
pub use stroke::{KeyStroke, Origin, Repeat};
pub use touch::{Fingers, Gesture, OneFinger, Touch};
pub use typing::Typist;
