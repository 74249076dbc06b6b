//! The options that say how pixels are sent, shared by every command that shows or saves pictures.

use clap::{Args, ValueEnum};
use rfb::{Encoding, Level, Percent, Quality, Subsampling};

use crate::session::{Depth, Updates, Wishes};

/// How pixels are sent. Everything is chosen by what the link carries, unless an option fixes it.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Picture")]
pub(super) struct PixelArguments {
    /// Encodings to ask for, best first
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = encoding, long_help = encodings_help())]
    encodings: Option<Vec<Encoding>>,
    /// auto, lossless, a level from 0 to 9, or a percentage
    ///
    /// A level or a percentage allows the server to send photographs and films as JPEG; 0% and 0 are worst. Servers
    /// that do not know percentages are told the nearest level. With auto the quality follows what the link
    /// carries, and a picture at rest is fetched again without loss; `snapshot` is without loss from the start.
    #[arg(long, value_name = "QUALITY", default_value = "auto", value_parser = quality)]
    quality: Setting<Quality>,
    /// auto, or a level from 0 to 9
    ///
    /// How hard the server tries to make lossless data small. Level 0 makes many servers send megabytes: auto never
    /// asks for it.
    #[arg(long, value_name = "LEVEL", default_value = "auto", value_parser = compression)]
    compression: Setting<Level>,
    /// How many colour samples of JPEG pictures are kept
    #[arg(long, value_name = "SAMPLES", value_enum, default_value_t)]
    subsampling: SubsamplingChoice,
    /// Bits of a pixel: fewer are less to send
    #[arg(long, value_name = "BITS", value_enum, default_value_t)]
    depth: DepthChoice,
    /// Who says when pixels are sent
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    updates: UpdatesChoice,
}

impl PixelArguments {
    /// What of it is fixed.
    pub(super) fn wishes(&self) -> Wishes {
        Wishes {
            depth: match self.depth {
                DepthChoice::Bits8 => Depth::Bits8,
                DepthChoice::Bits16 => Depth::Bits16,
                DepthChoice::Bits24 => Depth::Bits24,
            },
            encodings: self.encodings.clone(),
            quality: self.quality.fixed(),
            subsampling: self.subsampling.fixed(),
            compression: self.compression.fixed(),
            updates: match self.updates {
                UpdatesChoice::Auto => Updates::Automatic,
                UpdatesChoice::Requested => Updates::Requested,
            },
        }
    }
}

/// What an option says, or that it is to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Setting<T> {
    #[default]
    Auto,
    Fixed(T),
}

impl<T: Copy> Setting<T> {
    fn fixed(&self) -> Option<T> {
        match self {
            Setting::Auto => None,
            Setting::Fixed(value) => Some(*value),
        }
    }
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum DepthChoice {
    /// 256 colours
    #[value(name = "8")]
    Bits8,
    /// 65536 colours
    #[value(name = "16")]
    Bits16,
    /// All colours
    #[default]
    #[value(name = "24")]
    Bits24,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum UpdatesChoice {
    /// The server, where it can (continuous updates)
    #[default]
    Auto,
    /// Farview asks each time
    Requested,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum SubsamplingChoice {
    /// What the server likes
    #[default]
    Auto,
    /// All of them (4:4:4)
    #[value(name = "1x")]
    None,
    /// One for two pixels (4:2:2)
    #[value(name = "2x")]
    Two,
    /// One for four pixels (4:2:0)
    #[value(name = "4x")]
    Four,
    /// One for eight pixels
    #[value(name = "8x")]
    Eight,
    /// One for sixteen pixels
    #[value(name = "16x")]
    Sixteen,
    /// No colours
    #[value(name = "grey", alias = "gray")]
    Grey,
}

impl SubsamplingChoice {
    fn fixed(self) -> Option<Subsampling> {
        match self {
            SubsamplingChoice::Auto => None,
            SubsamplingChoice::None => Some(Subsampling::None),
            SubsamplingChoice::Two => Some(Subsampling::Two),
            SubsamplingChoice::Four => Some(Subsampling::Four),
            SubsamplingChoice::Eight => Some(Subsampling::Eight),
            SubsamplingChoice::Sixteen => Some(Subsampling::Sixteen),
            SubsamplingChoice::Grey => Some(Subsampling::Grey),
        }
    }
}

fn quality(text: &str) -> Result<Setting<Quality>, String> {
    let known = match text {
        "auto" => return Ok(Setting::Auto),
        "lossless" => Some(Quality::Lossless),
        _ => match text.strip_suffix('%') {
            Some(percent) => percent.parse().ok().and_then(Percent::new).map(Quality::Percent),
            None => text.parse().ok().and_then(Level::new).map(Quality::Level),
        },
    };
    known.map(Setting::Fixed).ok_or_else(|| "write auto, lossless, 0 to 9, or 0% to 100%".into())
}

fn compression(text: &str) -> Result<Setting<Level>, String> {
    match text {
        "auto" => Ok(Setting::Auto),
        _ => text.parse().ok().and_then(Level::new).map(Setting::Fixed).ok_or_else(|| "write auto, or 0 to 9".into()),
    }
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::from_name(name).ok_or_else(|| format!("known are {}", names(Encoding::ALL)))
}

fn names(encodings: impl IntoIterator<Item = Encoding>) -> String {
    let names = encodings.into_iter().map(|encoding| encoding.name().to_ascii_lowercase());
    names.collect::<Vec<_>>().join(", ")
}

fn encodings_help() -> String {
    format!(
        "Encodings to ask for, best first, separated by commas: {}.\n\nWithout this option all of them are asked for but those that change colours ({}), in an order that suits the link.",
        names(Encoding::ALL),
        names(Encoding::ALL.into_iter().filter(|encoding| !Encoding::unnamed().any(|other| other == *encoding)))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn qualities_and_compressions_are_read_as_they_are_written() {
        let level = |level| Quality::Level(Level::new(level).expect("a level"));
        let percent = |percent| Quality::Percent(Percent::new(percent).expect("a quality"));
        for (text, expected) in [
            ("auto", Ok(Setting::Auto)),
            ("lossless", Ok(Setting::Fixed(Quality::Lossless))),
            ("0", Ok(Setting::Fixed(level(0)))),
            ("9", Ok(Setting::Fixed(level(9)))),
            ("0%", Ok(Setting::Fixed(percent(0)))),
            ("100%", Ok(Setting::Fixed(percent(100)))),
        ] {
            assert_eq!(quality(text), expected, "{text}");
        }
        for text in ["10", "101%", "-1", "", "%", "high"] {
            assert!(quality(text).is_err(), "{text}");
        }
        assert_eq!(compression("3"), Ok(Setting::Fixed(Level::new(3).expect("a level"))));
        assert_eq!(compression("auto"), Ok(Setting::Auto));
        assert!(compression("10").is_err() && compression("lossless").is_err());
    }
}
