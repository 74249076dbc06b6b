//! How the window should open.

use super::{Filter, Scale};

use crate::text::Language;

/// What the command line says about the window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WindowOptions {
    /// The title until the remote desktop tells its name.
    pub title: Option<String>,
    /// Whether the window starts on the full screen.
    pub placement: Placement,
    /// How large the remote desktop is drawn.
    pub scale: Scale,
    /// How its pixels become those of the window where the two do not match.
    pub filter: Filter,
    /// What draws it.
    pub renderer: RendererChoice,
    /// Light or dark.
    pub theme: Theme,
    /// The language of the window, where it was named.
    pub language: Option<Language>,
}

/// Where the window starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Placement {
    /// As an ordinary window.
    #[default]
    Windowed,
    /// On the full screen.
    Fullscreen,
}

/// What draws the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum RendererChoice {
    /// The graphics processor where there is one, otherwise the CPU.
    #[default]
    Auto,
    /// The graphics processor, even one that is emulated.
    Gpu,
    /// The CPU alone.
    Cpu,
}

/// Whether the panels and the space around the picture are light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Theme {
    /// As the system says; dark where it says nothing.
    #[default]
    Auto,
    /// Dark.
    Dark,
    /// Light.
    Light,
}
