//! The rig: real servers on loopback, pictures of what they show, and the real program run against them.
//!
//! Everything a test starts gets ports, displays and folders of its own, is waited for by polling with a deadline,
//! and is ended by its own process id when dropped, so that tests can run side by side.

pub mod cursor;
pub mod display;
pub mod folder;
#[cfg(feature = "gui")]
pub mod hands;
pub mod picture;
pub mod port;
pub mod process;
pub mod program;
pub mod qemu;
pub mod relay;
pub mod repeater;
pub mod scene;
pub mod scripted;
pub mod server;
pub mod sshd;
#[cfg(feature = "gui")]
pub mod sway;
pub mod wait;
pub mod xorg;
pub mod xvfb;

pub use display::Display;
pub use folder::Folder;
pub use picture::Picture;
pub use process::{Process, require};
pub use program::{Finished, Program};
pub use scene::Scene;
pub use scripted::Scripted;
pub use server::{RealServer, Security, Setup, Version};
pub use sshd::Sshd;
pub use wait::{eventually, until};
