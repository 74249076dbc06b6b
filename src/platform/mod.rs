//! What the window systems do for a viewer beyond winit. Each difference between them is behind a small safe function here.

mod span;

pub use span::{Cover, Covered, cover_monitors};
