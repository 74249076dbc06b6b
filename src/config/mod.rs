//! What the user wants: where to connect, who they are, and how the window should look.

mod password;
mod target;
mod uri;
mod window;

pub use password::{Login, PasswordError, PasswordSource};
pub use target::{Target, TargetError};
pub use window::{Placement, RendererChoice, Scale, Theme, WindowOptions};
