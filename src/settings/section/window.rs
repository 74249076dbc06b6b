//! How windows look and open.

use crate::config::{RendererChoice, Theme};
use crate::settings::value::names;

section! {
    /// How windows look and open.
    Window in "window" {
        /// Whether the panels and the space around the picture are light or dark.
        theme: Theme = Theme::Auto, everywhere;
        /// Whether windows open on the full screen.
        full_screen: bool = false, per_host;
        /// What draws windows; those that open from now on.
        renderer: RendererChoice = RendererChoice::Auto, everywhere;
    }
}

names!(Theme { Auto = "auto", Dark = "dark", Light = "light" });
names!(RendererChoice { Auto = "auto", Gpu = "gpu", Cpu = "cpu" });
