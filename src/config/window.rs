//! How the window should open.

use std::fmt;
use std::str::FromStr;

/// What the command line says about the window.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WindowOptions {
    /// The title until the remote desktop tells its name.
    pub title: Option<String>,
    /// What the command line says of settings, by section and key.
    pub said: toml::Table,
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

/// What the full screen takes of the monitors of this computer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FullScreen {
    /// The monitor that the window is on.
    #[default]
    Here,
    /// All of them.
    All,
    /// The one that the system calls so.
    Monitor(String),
}

impl FromStr for FullScreen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "" => Err("expected `here`, `all`, or the name of a monitor such as `DP-1`".into()),
            "here" => Ok(FullScreen::Here),
            "all" => Ok(FullScreen::All),
            name => Ok(FullScreen::Monitor(name.to_owned())),
        }
    }
}

impl fmt::Display for FullScreen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FullScreen::Here => f.write_str("here"),
            FullScreen::All => f.write_str("all"),
            FullScreen::Monitor(name) => f.write_str(name),
        }
    }
}

/// Whether things move on the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// As the system says; they do where it says nothing.
    #[default]
    Auto,
    /// They do.
    Full,
    /// As little as possible.
    Reduced,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_full_screen_takes_is_read_as_it_is_written() {
        for choice in [FullScreen::Here, FullScreen::All, FullScreen::Monitor("DP-1".into())] {
            assert_eq!(choice.to_string().parse(), Ok(choice));
        }
        assert!(" ".parse::<FullScreen>().is_err());
    }
}
