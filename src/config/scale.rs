//! How large the remote desktop is drawn, and how its pixels become those of the window.

use std::fmt;
use std::str::FromStr;

/// How large the remote desktop is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// As large as the window, with its proportions kept.
    #[default]
    Fit,
    /// As wide as the window, with its proportions kept.
    Width,
    /// At the largest whole factor at which it fits the window, and never smaller than it is.
    Integer,
    /// At this percentage of its size, 100 being one remote pixel on one pixel of the screen.
    Percent(u16),
}

impl Scale {
    /// The percentages that make sense.
    pub const PERCENT: std::ops::RangeInclusive<u16> = 10..=1000;

    /// The nearest percentage that makes sense.
    pub fn percent(percent: f64) -> Self {
        let (least, most) = (f64::from(*Self::PERCENT.start()), f64::from(*Self::PERCENT.end()));
        Scale::Percent(percent.round().clamp(least, most) as u16)
    }
}

impl FromStr for Scale {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_ascii_lowercase().as_str() {
            "fit" => return Ok(Scale::Fit),
            "width" => return Ok(Scale::Width),
            "integer" => return Ok(Scale::Integer),
            "1:1" => return Ok(Scale::Percent(100)),
            _ => {}
        }
        match text.strip_suffix('%').unwrap_or(text).parse() {
            Ok(percent) if Self::PERCENT.contains(&percent) => Ok(Scale::Percent(percent)),
            Ok(_) | Err(_) => {
                Err("expected `fit`, `width`, `integer`, `1:1`, or a percentage from 10 to 1000 such as `150%`".into())
            }
        }
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scale::Fit => f.write_str("fit"),
            Scale::Width => f.write_str("width"),
            Scale::Integer => f.write_str("integer"),
            Scale::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}

/// How the pixels of the remote desktop become those of the window, where one is not a whole number of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, clap::ValueEnum)]
pub enum Filter {
    /// Each takes the nearest one: nothing is mixed, lines may become uneven.
    Nearest,
    /// Neighbours are mixed softly.
    Smooth,
    /// Edges stay as clear as they can: the best for text.
    #[default]
    Sharp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_read_as_people_write_them() {
        for (text, scale) in [
            ("fit", Scale::Fit),
            ("FIT", Scale::Fit),
            ("width", Scale::Width),
            ("Integer", Scale::Integer),
            ("1:1", Scale::Percent(100)),
            ("150%", Scale::Percent(150)),
            ("75", Scale::Percent(75)),
        ] {
            assert_eq!(text.parse(), Ok(scale), "{text}");
        }
        for text in ["", "%", "9", "1001%", "-5", "large", "1:2", "65536"] {
            assert!(text.parse::<Scale>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_printed_scale_is_read_back() {
        for scale in [Scale::Fit, Scale::Width, Scale::Integer, Scale::Percent(75)] {
            assert_eq!(scale.to_string().parse(), Ok(scale));
        }
    }

    #[test]
    fn a_percentage_is_kept_within_what_makes_sense() {
        assert_eq!(Scale::percent(99.6), Scale::Percent(100));
        assert_eq!(Scale::percent(0.0), Scale::Percent(10));
        assert_eq!(Scale::percent(f64::INFINITY), Scale::Percent(1000));
    }
}
