//! How windows look and open.

use crate::config::{Motion, RendererChoice, Theme};
use crate::settings::value::names;
use crate::text::LanguageChoice;

section! {
    /// How windows look and open.
    Window in "window" {
        /// Whether the panels and the space around the picture are light or dark.
        theme: Theme = Theme::Auto, everywhere;
        /// What the windows speak.
        language: LanguageChoice = LanguageChoice::System, everywhere;
        /// Whether things move.
        motion: Motion = Motion::Auto, everywhere;
        /// Whether windows open on the full screen.
        full_screen: bool = false, per_host;
        /// When the session bar is to be seen.
        bar: BarChoice = BarChoice::Auto, per_host;
        /// What draws windows; those that open from now on.
        renderer: RendererChoice = RendererChoice::Auto, everywhere;
    }
}

/// When the session bar is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BarChoice {
    /// While the mouse rests at the edge of the window.
    #[default]
    Auto,
    /// Always.
    Pinned,
    /// Only when the keyboard asks for it.
    Off,
}

names!(Theme { Auto = "auto", Dark = "dark", Light = "light" });
names!(BarChoice { Auto = "auto", Pinned = "pinned", Off = "off" });
names!(Motion { Auto = "auto", Full = "full", Reduced = "reduced" });
names!(LanguageChoice {
    System = "system",
    English = "en",
    German = "de",
    French = "fr",
    Spanish = "es",
    Japanese = "ja",
    SimplifiedChinese = "zh-CN",
});
names!(RendererChoice { Auto = "auto", Gpu = "gpu", Cpu = "cpu" });
