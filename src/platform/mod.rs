//! What the window systems do for a viewer beyond winit. Each difference between them is behind a small safe function here,
//! and all `unsafe` of the program is in these files.

mod keyboard;
mod span;

pub use keyboard::{GrabError, KeyboardGrab};
pub use span::{Cover, Covered, cover_monitors, monitors};
