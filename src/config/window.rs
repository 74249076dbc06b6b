//! How the window should open.

use std::fmt;
use std::str::FromStr;

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

/// How large the remote desktop is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// As large as the window, with its proportions kept.
    #[default]
    Fit,
    /// At this percentage of its size, 100 being one remote pixel on one pixel of the screen.
    Percent(u16),
}

impl Scale {
    /// The percentages that make sense.
    const PERCENT: std::ops::RangeInclusive<u16> = 10..=1000;
}

impl FromStr for Scale {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.eq_ignore_ascii_case("fit") {
            return Ok(Scale::Fit);
        }
        if text == "1:1" {
            return Ok(Scale::Percent(100));
        }
        match text.strip_suffix('%').unwrap_or(text).parse() {
            Ok(percent) if Self::PERCENT.contains(&percent) => Ok(Scale::Percent(percent)),
            Ok(_) | Err(_) => Err("expected `fit`, `1:1`, or a percentage from 10 to 1000 such as `150%`".into()),
        }
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scale::Fit => f.write_str("fit"),
            Scale::Percent(percent) => write!(f, "{percent}%"),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_read_as_people_write_them() {
        for (text, scale) in
            [("fit", Scale::Fit), ("FIT", Scale::Fit), ("1:1", Scale::Percent(100)), ("150%", Scale::Percent(150))]
        {
            assert_eq!(text.parse(), Ok(scale), "{text}");
        }
        for text in ["", "%", "9", "1001%", "-5", "large", "1:2", "65536"] {
            assert!(text.parse::<Scale>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_printed_scale_is_read_back() {
        for scale in [Scale::Fit, Scale::Percent(75)] {
            assert_eq!(scale.to_string().parse(), Ok(scale));
        }
    }
}
